"""Papers to the clipboard, as one needs them elsewhere."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from reader.export import FORMATS, Layout, escape_markdown, markdown
from reader.papers import Entry, Paper
from reader.tui.screens.pick import Choice, PickScreen

if TYPE_CHECKING:
    from reader.tui.screens.desk import Desk

_AS_TEXT: Mapping[str, str] = {"bibtex": "BibTeX", "csl": "CSL JSON", "ris": "RIS"}
"""Formats that are pasted as often as they are written to files."""
_ADDRESS = {ord(character): f"%{ord(character):02X}" for character in "()<> "}
"""What would end an address of Markdown."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One way to copy papers."""

    label: str
    remark: str
    text: Callable[[], str]
    """Made once it is wanted: of a hundred thousand papers, too."""


def _copy(desk: "Desk", _count: int | None) -> None:
    papers = desk.targets
    if not papers:
        return
    if len(papers) == 1:
        heading, ways = "Copy", [way for entry in desk.library.entries(papers) for way in ways_of_one(entry)]
    else:
        heading = f"Copy of {len(papers):,} papers"
        ways = list(ways_of_several(len(papers), lambda: desk.library.entries(papers)))

    def copy(chosen: str) -> None:
        text = ways[int(chosen.split()[0])].text()
        desk.reader.copy_to_clipboard(text)
        desk.reader.say(f"Copied {len(text):,} characters, if your terminal allows it (OSC 52).")

    if ways:
        choices = [
            Choice(f"{number} {way.remark if way.label == 'link' else ''}", way.label, way.remark)  # found by typing
            for number, way in enumerate(ways)
        ]
        desk.pick(PickScreen(heading, choices), copy)


def ways_of_one(entry: Entry) -> Iterator[Copy]:
    """Yield how one paper can be copied, the most wanted first."""
    paper = entry.paper
    first, *others = [link.url for link in paper.links] or [""]
    if first:
        yield Copy("link", first, lambda: first)
    yield Copy("title", paper.title, lambda: paper.title)
    if first:
        yield Copy("Markdown link", "[title](link)", lambda: markdown_link(paper))
    yield Copy("Markdown", "title, marks, links, abstract", lambda: markdown([entry], title=paper.title))
    yield from _in_formats(lambda: [entry])
    yield Copy("citation", citation(paper), lambda: citation(paper))
    yield Copy("abstract", paper.abstract, lambda: paper.abstract)
    for url in others:
        yield Copy("link", url, partial(str, url))
    yield Copy("id", paper.id, lambda: paper.id)


def ways_of_several(papers: int, entries: Callable[[], Sequence[Entry]]) -> Iterator[Copy]:
    """Yield how several papers can be copied; what they are is asked for when one is chosen."""

    def lines(line: Callable[[Paper], str]) -> Callable[[], str]:
        return lambda: "\n".join(filter(None, (line(entry.paper) for entry in entries())))

    yield Copy("links", "the first of each paper, one on each line", lines(_first_link))
    yield Copy("titles", "one on each line", lines(lambda paper: paper.title))
    yield Copy("Markdown links", "a list of [title](link)", lines(lambda paper: f"- {markdown_link(paper)}"))
    title = f"{papers:,} papers"
    yield Copy("Markdown", "titles, marks, links, abstracts", lambda: markdown(entries(), title=title))
    yield from _in_formats(entries)
    yield Copy("citations", "one on each line", lines(citation))
    yield Copy("ids", "one on each line", lines(lambda paper: paper.id))


def markdown_link(paper: Paper) -> str:
    """Return a paper's title as a link to it; as text where it has none."""
    title = escape_markdown(paper.title)
    url = _first_link(paper).translate(_ADDRESS)
    return f"[{title}]({url})" if url else title


def citation(paper: Paper) -> str:
    """Return a paper as a line of references has it, as far as it is known: who (when). What. Where. Address."""
    *before, last = paper.authors or [""]
    who = f"{', '.join(before)} and {last}" if before else last
    year = f"({paper.facts.published[:4]})" if paper.facts.published else ""
    parts = [f"{who} {year}".strip(), paper.title, paper.facts.venue]
    said = [part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part]
    return " ".join([*said, *filter(None, [_first_link(paper)])])


def _first_link(paper: Paper) -> str:
    return next((link.url for link in paper.links), "")


def _in_formats(entries: Callable[[], Sequence[Entry]]) -> Iterator[Copy]:
    for name, label in _AS_TEXT.items():
        if form := FORMATS.get(name):
            yield Copy(label, form.what, partial(_text, name, entries))


def _text(name: str, entries: Callable[[], Sequence[Entry]]) -> str:
    return FORMATS[name].text(entries(), Layout()).strip("\n") + "\n"


ACTIONS: dict[str, Callable[["Desk", int | None], None]] = {"paper.copy": _copy}
