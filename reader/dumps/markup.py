"""Markdown that other programs make of a page, to lines as the page shows them.

Converters differ: links are written out, or numbered and listed at the end, or stand on lines of their own;
they may be open over many lines, with pictures in them; some escape letters and line ends with backslashes;
some put front matter and a code fence around it all. What marks said is kept with the line: addresses, levels.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from reader.dumps.addresses import is_of_page
from reader.dumps.layout import Line, Paragraph

_MARKED = re.compile(
    r"\A\s*---[ \t]*\r?\n|^[ \t]*#{1,6} +\S|\]\((?:https?://(?:www\.)?(?:huggingface|hf)\.co)?/(?:papers|login)"
    r"|^[ \t]*\]?\]\[\d+\][ \t]*\r?$",
    re.MULTILINE,
)
_HEADING = re.compile(r"(#{1,6}) +(?=\S)")
_HEADING_END = re.compile(r" #{1,6}$")
_PICTURE = re.compile(
    r"!\[[^\]]{0,300}\](?:\([^()\s]{0,2000}\)|\[\d+\])|\[(?:图片|image|picture)[:：][^\]]{0,300}\]?", re.IGNORECASE
)
_ANCHOR = re.compile(r"<a\s+(?:id|name)=[^<>]*>\s*(?:</a>)?", re.IGNORECASE)
_TARGET = (
    r"(?:\((?P<url>(?:https?://|/)[^\s()]{0,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,200}){0,3})\)|\[(?P<ref>\d{1,5})\])"
)
_WHOLE = re.compile(rf"\[(?P<text>(?:(?!\]\(|\]\[).)*)\]{_TARGET}")
_INLINE = re.compile(rf"\[(?P<text>[^\[\]]*)\]{_TARGET}")
_CLOSING = re.compile(rf"\]{_TARGET}")
_DEFINED = re.compile(r"\[(\d{1,5})\]:? +<?(https?://[^\s<>]+)>?")
_FENCE = re.compile(r"(?:```|~~~)\w*")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+)(?<=\S)\1")
_ITEM = re.compile(r"\A(?:[-*+]|\d{1,3}[.)]) +(?=\[.*\](?:\(|\[\d+\]))")
_ADDRESS = re.compile(r"<?(https?://[^\s<>\[\]]+)>?")
_BREAK = re.compile(r"\\{1,2}$|(?<!\\)\\ ")
_ESCAPED = re.compile(r"\\([\\`*_\[\]#+.!|~<>-])")
_KEY = re.compile(r"(?:- )?(?:\*\*)?[A-Za-z][\w ()-]{0,30}:(?:\*\*)? ?(?:\S.*)?")
_DAY = re.compile(r"\b20\d\d-[01]\d-[0-3]\d(?!\d)")
_LONGEST_FRONT = 60
"""Lines of the longest front matter."""


def is_marked(text: str) -> bool:
    """Tell whether `text` is Markdown: it has front matter, headings, or links to papers."""
    return _MARKED.search(text) is not None


def unmarked(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the same lines without their marks; what was nothing but marks is an empty text."""
    lines = [line for paragraph in paragraphs for line in paragraph]
    escapes = any(line.text.endswith("\\") for line in lines)
    addresses = {match[1]: match[2] for line in lines if (match := _DEFINED.fullmatch(line.text))}
    front = _front_matter(lines)
    return [
        [Line(line.number, "") if line.number in front else _bare(line, addresses, escapes=escapes) for line in body]
        for body in paragraphs
    ]


def day_saved(lines: Iterable[Line]) -> str:
    """Return the day (`2026-03-14`) on which the page was saved, as far as what stands above the page tells."""
    for line in lines:
        if not (_KEY.fullmatch(line.text) or line.text.startswith("---")):
            continue
        if day := _DAY.search(line.text):
            return day[0]
    return ""


def words_searched(lines: Iterable[Line]) -> str:
    """Return the words that the page was searched for, as far as an address above the page tells."""
    for line in lines:
        for address in re.findall(r"https?://huggingface\.co/papers\?[^\s)\]]+", line.text):
            for words in parse_qs(urlsplit(address).query).get("q", ()):
                return " ".join(words.split())
    return ""


def is_key(line: Line) -> bool:
    """Tell whether `line` is a name with its value, as converters put above a page."""
    return _KEY.fullmatch(line.text) is not None


def _front_matter(lines: Sequence[Line]) -> range:
    """Return the numbers of the lines between two rules at the top."""
    if lines and lines[0].text == "---":
        for line in lines[1:_LONGEST_FRONT]:
            if line.text == "---":
                return range(line.number + 1)
    return range(0)


def _bare(line: Line, addresses: Mapping[str, str], *, escapes: bool) -> Line:
    """Return `line` without marks, with what they said."""
    text = line.text
    if _FENCE.fullmatch(text):
        return replace(line, text="")
    if defined := _DEFINED.fullmatch(text):
        return replace(line, text="", links=(defined[2],))
    level = 0
    if heading := _HEADING.match(text):
        level, text = len(heading[1]), _HEADING_END.sub("", text[heading.end() :])
    if escapes:
        text = _BREAK.sub(" ", text).strip()
    if address := _ADDRESS.fullmatch(text):
        return replace(line, text=text, links=(address[1],))
    text = _ITEM.sub("", _ANCHOR.sub("", _PICTURE.sub("", text)).strip(), count=1)
    if bold := _BOLD.fullmatch(text):
        text = bold[2]
    text, links, is_open = _without_links(text, addresses)
    if escapes:
        text = _ESCAPED.sub(r"\1", text)
    return Line(line.number, text, links, level, is_open)


def _without_links(text: str, addresses: Mapping[str, str]) -> tuple[str, tuple[str, ...], bool]:
    """Return `text` with its links' words alone, their addresses, and whether one is open at its end."""
    links: list[str] = []

    def words(match: re.Match[str]) -> str:
        said = match.groupdict().get("text") or ""
        address = match["url"] or addresses.get(match["ref"], f"#{match['ref']}")
        if in_sentence and (said.isdigit() if match["ref"] else not is_of_page(address) and said != address):
            return match[0]  # two citations in a row; a link that the authors wrote
        links.append(address)
        return said

    in_sentence = False
    if whole := _WHOLE.fullmatch(text):
        return " ".join(words(whole).split()), tuple(links), False
    in_sentence = bool(_INLINE.sub("", text).strip(" -–·•|*"))
    text = _INLINE.sub(words, text)
    in_sentence = False
    text = _without_closings(text, words)
    is_open = text.startswith("[") and _is_opened(text)
    return " ".join(text.removeprefix("[").split() if is_open else text.split()), tuple(links), is_open


def _without_closings(text: str, words: Callable[[re.Match[str]], str]) -> str:
    """Return `text` with its `words` in place of ends of links that began on an earlier line; counts as it goes."""
    opened = counted = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal opened, counted
        opened += text.count("[", counted, match.start()) - text.count("]", counted, match.start())
        counted = match.start()
        return match[0] if opened > 0 else words(match)

    return _CLOSING.sub(replaced, text)


def _is_opened(text: str) -> bool:
    return text.count("[") > text.count("]")
