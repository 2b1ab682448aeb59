"""Entries -> an outline for Org mode: every paper a task with properties, its note and abstract below."""

import re
from collections.abc import Iterator, Sequence

from reader.export.escaping import hashtag
from reader.export.grouping import group
from reader.export.layout import Layout
from reader.export.references import abstract
from reader.papers import Entry, Status, clean_line

_MARKERS = {Status.UNREAD: "TODO", Status.READING: "READING", Status.READ: "DONE", Status.SKIPPED: "SKIPPED"}
_NOTHING = "\u200b"
"""The zero-width space, which Org's manual takes for keeping markup from being read."""
_MARKUP = re.compile(
    r"""
    (?<![^\s\-({'"–—])(?=[*/_=~+]\S)     # emphasis
      | (?<=\[)(?=[\[\d\#@%]|fn:|cite)   # links, cookies, footnotes, citations
      | (?<=<)(?=[<\d%])                 # targets and timestamps
      | (?<=\\)(?=[A-Za-z(\[\\_-])       # entities, formulas, line breaks
      | (?<=@)(?=@) | (?<=\{)(?=\{)      # snippets of other languages, macros
      | (?<=[_^])(?=[{(\w*+-])           # subscripts
      | (?<=src)(?=_) | (?<=call)(?=_)   # code
      | (?<=-)(?=-) | (?<=\.)(?=\.)      # dashes, ellipses
      | \A(?=[-+*#|:]|\d+[.)]|[A-Za-z][.)]\s|COMMENT\b|[A-Z]+:)  # lists, headings, tables, keywords
      | (?<=:)(?=\s*\Z)                  # tags
    """,
    re.VERBOSE,
)
_LITERAL_LINE = re.compile(r"\A([ \t]*)(?=,*(?:\*|#\+))")
"""Org takes `#+END_SRC` for the end of a block at any depth, and the comma before it off again."""
_HEAD = "#+OPTIONS: toc:nil ^:nil -:nil f:nil tex:nil ':nil *:nil\n#+TODO: TODO READING | DONE SKIPPED"


def org(entries: Sequence[Entry], layout: Layout) -> str:
    """Return `entries` as an Org file: a heading for each group, a task for each paper."""
    lines = [f"#+TITLE: {_literal(clean_line(layout.title))}", _HEAD, ""]
    for one in group(entries, layout.group_by):
        stars = "*"
        if one.name:
            lines.append(f"* {_literal(one.name)} ({len(one.entries)})")
            stars = "**"
        for entry in one.entries:
            lines += _task(entry, layout, stars)
    return "\n".join(lines) + "\n"


def _task(entry: Entry, layout: Layout, stars: str) -> Iterator[str]:
    paper, mark = entry.paper, entry.mark
    tags = "".join(f"{_tag(tag)}:" for tag in sorted(mark.tags))
    title = _literal(paper.title) or "(untitled)"
    yield f"{stars} {_MARKERS[mark.status]} {title}{f'  :{tags}' if tags else ''}"
    yield ":PROPERTIES:"
    yield from (f":{name}: {value}" for name, value in _properties(entry) if value)
    yield ":END:"
    yield from (f"- {_address(link.url)}" for link in paper.links)
    if layout.notes and mark.note:
        yield "#+BEGIN_SRC markdown"
        yield from (_LITERAL_LINE.sub(r"\1,", line) for line in mark.note.splitlines())
        yield "#+END_SRC"
    if text := abstract(paper, layout.abstracts):
        yield ""
        yield _literal(text)
    yield ""


def _properties(entry: Entry) -> Iterator[tuple[str, str]]:
    paper, mark = entry.paper, entry.mark
    yield "READER_ID", paper.id
    yield "AUTHORS", "; ".join(paper.authors)
    yield "PUBLISHED", paper.facts.published
    yield "VENUE", paper.facts.venue
    yield "READER_TAGS", " ".join(sorted(mark.tags))
    yield "RATING", str(mark.rating or "")
    yield "BOOKMARKED", "t" if mark.bookmarked else ""
    yield "READ", f"[{mark.read_at:%Y-%m-%d}]" if mark.read_at else ""
    yield "SOURCES", "; ".join(f"{seen.file} ({seen.position})" for seen in entry.sightings)


def _tag(tag: str) -> str:
    return re.sub(r"\W", "_", hashtag(tag)[1:])


def _address(url: str) -> str:
    """Return a link; what would end it is percent-encoded."""
    return "[[" + re.sub(r"[\[\]\\\s]", lambda place: f"%{ord(place[0]):02X}", url) + "]]"


def _literal(text: str) -> str:
    """Return one line that Org shows as it stands, its addresses as links."""
    line = _MARKUP.sub(_NOTHING, " ".join(text.split()))
    # Between two of them is a formula, whatever else stands there
    return line.replace("$", "\\dollar{}") if line.count("$") > 1 else line
