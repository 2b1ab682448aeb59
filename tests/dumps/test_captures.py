"""Real pages in five layouts, paper by paper: what was saved is what comes out."""

from dataclasses import replace

from reader.dumps import Dump, parse
from reader.papers import Facts

from .pages import shared

Lines = tuple[int, int]
"""The first and the last."""


def capture(name: str) -> tuple[Dump, list[str]]:
    """Return a capture, read, and its lines; all lines are accounted for, and none is rejected."""
    text = (shared("captures") / name).read_text(encoding="utf-8")
    dump = parse(text)
    count = dump.lines
    assert count.read == sum(bool(line.strip()) for line in text.split("\n"))
    assert count.read == count.papers + count.chrome + count.repeats
    assert dump.rejects == ()
    return dump, text.split("\n")


def shown(lines: list[str], span: Lines, *marks: str) -> str:
    """Return what the page shows in the lines of `span`: without `marks`, and with one space for a line's end."""
    text = " ".join(line.strip() for line in lines[span[0] - 1 : span[1]])
    for mark in marks:
        text = text.replace(mark, "")
    return " ".join(text.split())


def test_markdown_of_a_reader() -> None:
    """Links for headings and abstracts, broken lines, votes before the title, a day with its year."""
    dump, lines = capture("markdown_reader.md")
    (record,) = dump.records
    link = "](https://huggingface.co/papers/2410.22349)"
    assert record.title == shown(lines, (32, 32), "### [", link, "\\")
    assert record.abstract == shown(lines, (34, 49), link, "\\").removeprefix("[")
    assert record.facts == Facts(arxiv="2410.22349", published="2024-10-14", upvotes=0)
    assert (dump.heading, record.line, dump.lines.papers) == ("Oct 2", 32, 17)


def test_export_of_a_notebook() -> None:
    """Addresses on lines of their own; the words searched for are no title; votes of the next paper are not its."""
    dump, lines = capture("notebook_export.md")
    (record,) = dump.records
    assert (record.title, record.abstract) == (lines[92], lines[96])
    assert record.facts == Facts(arxiv="2104.13100", published="2021-04-26", upvotes=0)
    assert (dump.heading, record.line, dump.lines.papers) == ("Mar 25", 93, 2)


def test_numbered_links() -> None:
    """The list of addresses is cut off, so there is no id; the day's year is that of the capture."""
    dump, lines = capture("numbered_links.md")
    (record,) = dump.records
    assert record.title == shown(lines, (41, 41), "### [", "][32]")
    assert record.abstract == shown(lines, (45, 54))
    assert record.facts == Facts(published="2026-05-30", upvotes=0)
    assert (dump.heading, dump.lines.papers) == ("Jun 29", 11)


def test_trending_doubled() -> None:
    """Each card once; a title over two lines is one."""
    dump, lines = capture("trending_doubled.md")
    first, second = dump.records
    assert (first.title, first.abstract) == (shown(lines, (13, 14), "### "), lines[15])
    assert (second.title, second.abstract) == (lines[24].removeprefix("### "), lines[26])
    assert first.facts == Facts(urls=("https://github.com/docling-project/docling",), stars=50_800)
    assert second.facts == Facts(urls=("https://github.com/HeartMuLa/heartlib",), stars=1_320)
    assert (dump.lines.papers, dump.lines.repeats) == (5, 3)


def test_trending_structured() -> None:
    """Pictures as words, a title over two lines, several addresses in a line, votes below the abstract."""
    dump, lines = capture("trending_structured.md")
    first, second = dump.records
    assert first.title == shown(lines, (39, 39), "### [", "](https://huggingface.co/papers/2412.20138)")
    assert first.abstract == lines[41]
    assert second.title == shown(lines, (76, 77), "### [", "](https://huggingface.co/papers/2309.06180)")
    assert second.abstract == lines[79]
    assert first.facts == Facts(
        arxiv="2412.20138",
        urls=("https://github.com/tauricresearch/tradingagents",),
        published="2024-12-28",
        upvotes=149,
        stars=110_000,
    )
    assert second.facts == Facts(arxiv="2309.06180")


def test_captures_survive_saving_them_again() -> None:
    """With other line ends nothing changes; with empty lines above only the numbers of lines do."""
    for path in sorted(shared("captures").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        dump = parse(text)
        assert parse(text.replace("\n", "\r\n")) == dump
        lower = parse(f"\n\n\n{text}")
        assert (lower.heading, lower.lines) == (dump.heading, dump.lines)
        assert lower.records == tuple(replace(record, line=record.line + 3) for record in dump.records)
