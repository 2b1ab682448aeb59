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
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reader.dumps.dump import Dump, LineCount, Record, Reject
from reader.dumps.layout import Block, paragraphs_of, run_on
from reader.dumps.markup import is_marked
from reader.dumps.page import Page, marked_page, plain_page
from reader.dumps.pairing import abstract_likeness, has_words, pair
from reader.dumps.plausible import why_no_page
from reader.dumps.told import Place, told

_SHOWN_CHARS = 80
_LONGEST_TITLE = 300
"""In characters; of 100,000 real papers one has a longer title than this, and an abstract shorter than that."""
_LOOKED_AT = 1 << 16
_LIST = "a list of Reader's own; `reader import` takes back what was changed in it"
_ID = re.compile(r"<!-- reader(?:-seal)?:\s?\S+|^[ \t]*(?:- )?reader-id::|^:READER_ID:|^reader-id:")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_OTHER_FORMATS = {
    "a Markdown table": re.compile(r"\A(?:.*\n){0,20}\|.*\|[ \t]*\n\|[ \t:|-]+\|[ \t]*$", re.MULTILINE),
    "JSON": re.compile(r"\A\s*(?:\[\s*)?\{\s*[\"}]"),
    "HTML": re.compile(r"\A\s*<(?:!doctype|html|head|body|div|\?xml)\b", re.IGNORECASE),
    "BibTeX": re.compile(r"\A\s*@\w+\{"),
}


def parse(text: str) -> Dump:
    """Return the papers of `text`, what is not one and why, and where every line went. Linear time."""
    paragraphs = paragraphs_of(text)
    lines_read = sum(map(len, paragraphs))
    if other := _other_format(text):
        return _without_papers(paragraphs[0][0].text, f"this is {other}", LineCount(lines_read, rejected=lines_read))
    page = marked_page(paragraphs) if is_marked(text) else plain_page(paragraphs)
    cut = _Cut(page)
    count = cut.count(lines_read)
    if not cut.records:
        return _without_papers(page.blocks[0].text if page.blocks else "", _why_none(count), count)
    if why := why_no_page(page, cut.records, cut.pieces, count):
        return _without_papers(paragraphs[0][0].text, why, LineCount(lines_read, rejected=lines_read))
    facts = told(cut.places, page.chrome, len(cut.records), page.day_saved)
    records = tuple(replace(record, facts=its) for record, its in zip(cut.records, facts, strict=True))
    return Dump(page.heading, records, tuple(cut.rejects), count)


class _Cut:
    """A page's blocks as records, repeats and rejects, with the lines that each took."""

    def __init__(self, page: Page) -> None:
        self.records: list[Record] = []
        self.rejects: list[Reject] = []
        self.places: list[Place] = []
        self.pieces = 0
        """Blocks that are no repeats."""
        self._lines: Counter[str] = Counter(repeats=page.repeats)
        self._blocks = page.blocks
        headings = [block.is_heading for block in page.blocks] if page.has_headings else []
        opened = [block.is_open for block in page.blocks]
        for run in pair([block.text for block in page.blocks], headings, opened):
            taken = page.blocks[run.start : run.stop]
            paper = self._add_paper(taken) if len(taken) > 1 else self._leave_out(taken)
            self.places += [Place(block, paper, block is taken[0], block is taken[-1]) for block in taken]

    def count(self, lines_read: int) -> LineCount:
        """Return where the lines of the page went."""
        return LineCount(lines_read, chrome=lines_read - self._lines.total(), **self._lines)

    def _add_paper(self, blocks: Sequence[Block]) -> int:
        """Take `blocks` for a record, and return its number; -1 where they can be none."""
        record = _record(blocks)
        if _is_upside_down(record):
            return self._leave_out(blocks)
        is_twin = bool(self.records) and _is_twin(record, self.records[-1])
        self._lines["repeats" if is_twin else "papers"] += sum(block.lines for block in blocks)
        if not is_twin:
            self.records.append(record)
            self.pieces += len(blocks)
        return len(self.records) - 1

    def _leave_out(self, blocks: Sequence[Block]) -> int:
        """Reject `blocks`, or count them as said already. Return -1."""
        before = self.records[-1] if self.records else None
        for block in blocks:
            if before and block.text in {before.title, before.abstract}:
                self._lines["repeats"] += block.lines
            else:
                self.rejects.append(_reject(block, is_last=block is self._blocks[-1]))
                self._lines["rejected"] += block.lines
                self.pieces += 1
        return -1


def _record(blocks: Sequence[Block]) -> Record:
    title, *abstract = blocks
    return Record(title.text, run_on([block.text for block in abstract]), title.number)


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
    if _is_list(head):
        return _LIST
    return next((name for name, pattern in _OTHER_FORMATS.items() if pattern.search(head)), "")


def _is_list(head: str) -> bool:
    """Say whether ids of Reader's stand in a text, not only in code, as in a page about Reader."""
    is_code = False
    for line in head.split("\n"):
        if _FENCE.match(line):
            is_code = not is_code
        elif not is_code and (found := _ID.search(line)):
            before = line[: found.start()].replace("\\`", "")
            if before.count("`") % 2 == 0:
                return True
    return False


def _why_none(count: LineCount) -> str:
    if not count.read:
        return "the file is empty"
    if count.chrome == count.read:
        return "only the page around them"
    return "no title is followed by its abstract"


def _without_papers(text: str, why: str, count: LineCount) -> Dump:
    return Dump("", (), (Reject(1, text[:_SHOWN_CHARS], f"no papers found: {why}"),), count)
