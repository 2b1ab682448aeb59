"""The text dump of a Daily Papers page: titles and abstracts in turn, with the page around them.

    new
    Get trending papers in your email inbox!
    Subscribe
    byAK and the research community
    Mar 14
    <title>
    <abstract>
    <title>
    <abstract>

Every line that is not blank ends as part of a paper, as chrome, as a repeat or as a reject.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from reader.dumps.chrome import ends_banner, is_certain_chrome, is_chrome, names_next, page_date
from reader.dumps.dump import Dump, LineCount, Record, Reject
from reader.dumps.layout import Block, Line, Paragraph, blocks_of, paragraphs_of, wrap_width
from reader.dumps.pairing import abstract_likeness, has_words, pair

_SHOWN_CHARS = 80
_LONGEST_TITLE = 300
"""In characters; of 100,000 real papers one has a longer title than this, and an abstract shorter than that."""
_LOOKED_AT = 1 << 16
_OTHER_FORMATS = {
    "JSON": re.compile(r"\A\s*(?:\[\s*)?\{\s*[\"}]"),
    "HTML": re.compile(r"\A\s*<(?:!doctype|html|head|body|div|\?xml)\b", re.IGNORECASE),
    "BibTeX": re.compile(r"\A\s*@\w+\{"),
    "Markdown": re.compile(r"^#{1,6} +(?:by\b|[A-Z\[])[^\n]*\n(?s:.*?)^#{1,6} +(?:by\b|[A-Z\[])", re.MULTILINE),
}
_Piece = TypeVar("_Piece", Line, Block)


def parse(text: str) -> Dump:
    """Return the papers of `text`, what is not one and why, and where every line went. Linear time."""
    paragraphs = paragraphs_of(text)
    lines_read = sum(map(len, paragraphs))
    if other := _other_format(text):
        return _without_papers(paragraphs[0][0].text, f"this is {other}", LineCount(lines_read, rejected=lines_read))
    width = wrap_width(paragraphs)
    heading, searched = _page_head(chain.from_iterable(paragraphs))
    bodies = list(_without_chrome(paragraphs, searched, wrapped=width > 0))
    lines_kept = sum(map(len, bodies))
    blocks = _without_repeats(blocks_of([_without_repeats(body) for body in bodies], width))

    records: list[Record] = []
    rejects: list[Reject] = []
    papers = rejected = 0
    repeats = lines_kept - sum(block.lines for block in blocks)
    for run in pair([block.text for block in blocks]):
        taken = blocks[run.start : run.stop]
        lines = sum(block.lines for block in taken)
        if len(taken) == 1:
            rejects.append(_reject(taken[0], is_last=run.stop == len(blocks)))
            rejected += lines
            continue
        record = _record(taken)
        if _is_upside_down(record):
            rejects += [_reject(block, is_last=False) for block in taken]
            rejected += lines
        elif records and _is_twin(record, records[-1]):
            repeats += lines
        else:
            records.append(record)
            papers += lines
    count = LineCount(lines_read, papers, lines_read - lines_kept, repeats, rejected)
    if not records:
        return _without_papers(blocks[0].text if blocks else "", _why_none(count), count)
    return Dump(heading, tuple(records), tuple(rejects), count)


def _page_head(lines: Iterable[Line]) -> tuple[str, Line | None]:
    """Return the date above the first paper and, of a search page, the line with the words searched for."""
    searched: Line | None = None
    in_banner = True
    for line in lines:
        if date := page_date(line.text):
            return date, searched
        if ends_banner(line.text):
            in_banner = False
        elif not is_chrome(line.text):
            if in_banner or searched:
                break
            searched = line
    return "", None


def _without_chrome(paragraphs: Iterable[Paragraph], searched: Line | None, *, wrapped: bool) -> Iterator[Paragraph]:
    """Yield what of `paragraphs` is not the page around the papers."""
    before = ""
    for paragraph in paragraphs:
        in_text = wrapped and not all(is_chrome(line.text) for line in paragraph)
        tells = is_certain_chrome if in_text else is_chrome
        body = []
        for line in paragraph:
            if not (tells(line.text) or line is searched or names_next(before, line.text)):
                body.append(line)
            before = line.text
        if body:
            yield body


def _without_repeats(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Return `pieces` without those that say the same as the one before."""
    kept: list[_Piece] = []
    for piece in pieces:
        if not (kept and kept[-1].text == piece.text):
            kept.append(piece)
    return kept


def _record(blocks: Sequence[Block]) -> Record:
    title, *abstract = blocks
    return Record(title.text, " ".join(block.text for block in abstract), title.number)


def _is_upside_down(record: Record) -> bool:
    """Say whether what stands in the title's place can only be an abstract: a line is lost between the two."""
    return len(record.title) > _LONGEST_TITLE and len(record.title) > len(record.abstract)


def _is_twin(record: Record, before: Record) -> bool:
    return (record.title, record.abstract) == (before.title, before.abstract)


def _reject(block: Block, *, is_last: bool) -> Reject:
    if not has_words(block.text):
        reason = "neither a title nor an abstract"
    elif abstract_likeness(block.text) > 0:
        reason = "abstract without a title"
    else:
        reason = "title without an abstract" + (": the page ends here" if is_last else "")
    return Reject(block.number, block.text[:_SHOWN_CHARS], reason)


def _other_format(text: str) -> str:
    """Name the format of `text` where it is one that would give nonsense when read line by line."""
    head = text[:_LOOKED_AT]
    return next((name for name, pattern in _OTHER_FORMATS.items() if pattern.search(head)), "")


def _why_none(count: LineCount) -> str:
    if not count.read:
        return "the file is empty"
    if count.chrome == count.read:
        return "only the page around them"
    return "no title is followed by its abstract"


def _without_papers(text: str, why: str, count: LineCount) -> Dump:
    return Dump("", (), (Reject(1, text[:_SHOWN_CHARS], f"no papers found: {why}"),), count)
