"""The real Markdown programs, and what a reader sees of their HTML."""

import shutil
import subprocess
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

_VOID = {"br", "hr", "img", "input", "meta", "link", "col", "label"}  # Pandoc 3 labels its boxes


@dataclass(frozen=True)
class Renderer:
    """A program that turns Markdown into HTML."""

    name: str
    command: tuple[str, ...]
    knows_front_matter: bool = False
    knows_tasks: bool = True

    def html(self, text: str) -> str:
        """Return `text` as HTML; front matter is taken off where the program would print it."""
        if text.startswith("---\n") and not self.knows_front_matter:
            text = text.split("---\n", 2)[2]
        done = subprocess.run(self.command, input=text, capture_output=True, encoding="utf-8", check=True, timeout=120)
        return done.stdout

    def __str__(self) -> str:
        return self.name


PANDOC_HTML = ("pandoc", "--to=html", "--wrap=none")
PANDOC = Renderer("pandoc", (*PANDOC_HTML, "--from=markdown"), knows_front_matter=True)
GFM = Renderer("pandoc-gfm", (*PANDOC_HTML, "--from=gfm"))
COMMONMARK_X = Renderer("pandoc-commonmark_x", (*PANDOC_HTML, "--from=commonmark_x-task_lists"), knows_tasks=False)
GITHUB = Renderer(
    "cmark-gfm",
    ("cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist"),
)
RENDERERS = [PANDOC, GFM, COMMONMARK_X, GITHUB]


def skip_without(renderer: Renderer) -> None:
    """Skip the test where the program is not installed."""
    if not shutil.which(renderer.command[0]):
        pytest.skip(f"{renderer.command[0]} is not installed")


@dataclass
class Item:
    """One item of a list that is in no other list."""

    title: str = ""
    paragraphs: list[str] = field(default_factory=list)
    """Those of the item itself, not of the lists and quotes in it."""
    boxes: int = 0
    """All in it, at any depth."""
    comments: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """What a reader sees: paragraphs, links, and the items of the outermost lists."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        """Outside of lists, headings among them."""
        self.links: list[str] = []
        self.items: list[Item] = []
        self.stray_comments: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.paragraphs = [_normal(text) for text in self.paragraphs]
        for item in self.items:
            item.title = _normal(item.title)
            item.paragraphs = [_normal(text) for text in item.paragraphs]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: D102
        if tag == "input":
            self.items[-1].boxes += 1
        if tag in _VOID:
            return
        self._open.append(tag)
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        elif self._open == ["ul", "li"]:
            self.items.append(Item())
        elif self._open == ["ul", "li", "p"]:
            self.items[-1].paragraphs.append("")
        elif len(self._open) == 1 and tag != "ul":
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: D102
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:  # noqa: D102
        if self._open[:2] == ["ul", "li"]:
            if self._open[2:4] == ["p", "strong"] and len(self.items[-1].paragraphs) == 1:
                self.items[-1].title += data
            if self._open[2:3] == ["p"]:
                self.items[-1].paragraphs[-1] += data
        elif self._open:
            self.paragraphs[-1] += data

    def handle_comment(self, data: str) -> None:  # noqa: D102
        if self._open == ["ul", "li", "p"]:
            self.items[-1].comments.append(data.strip())
        else:
            self.stray_comments.append(data.strip())


def _normal(text: str) -> str:
    """Return `text` without what does not matter: runs of spaces, Pandoc's hard space after `e.g.`."""
    return " ".join(text.split())
