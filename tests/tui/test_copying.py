"""What papers are on the clipboard."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import cast

import pytest

from reader.export import FORMATS, Files, Format, Layout
from reader.library import Library
from reader.papers import Entry, Facts, Mark, Paper, Sighting
from reader.tui.actions.copying import citation, markdown_link, ways_of_one, ways_of_several

from . import shelf as papers
from .story import press, reading, screen_text

FULL = Paper(
    "2404.12345",
    "Kites [and] Winds?",
    "Read it at https://kites.example/a_(b).",
    ("Ann Ash", "Bo Birch", "Cy Cedar"),
    Facts(arxiv="2404.12345", published="2024-04-18", venue="Journal of Kites"),
)
BARE = Paper("0123", "A Title", "")
LINKED = Paper("0124", "A Title", "It is at https://kites.example/a_(b) for all.", ("Ann Ash",))


def entry(paper: Paper) -> Entry:
    """Return a paper as it stands in a library."""
    return Entry(1, paper, Mark(), datetime(2026, 1, 1, tzinfo=UTC), (Sighting("a.txt", 1, ""),))


@pytest.mark.parametrize(
    ("paper", "link", "line"),
    [
        (
            FULL,
            r"[Kites \[and\] Winds?](https://arxiv.org/abs/2404.12345)",
            "Ann Ash, Bo Birch and Cy Cedar (2024). Kites [and] Winds? Journal of Kites. https://arxiv.org/abs/2404.12345",
        ),
        (BARE, "A Title", "A Title."),
        (
            LINKED,
            "[A Title](https://kites.example/a_%28b%29)",
            "Ann Ash. A Title. https://kites.example/a_(b)",
        ),
    ],
    ids=["full", "bare", "linked"],
)
def test_a_line_of_each(paper: Paper, link: str, line: str) -> None:
    """A link that Markdown takes for one, and a citation of what is known."""
    assert markdown_link(paper) == link
    assert citation(paper) == line


def test_the_most_wanted_is_first() -> None:
    """Link, title, Markdown; what a paper does not have is not offered."""
    assert [way.label for way in ways_of_one(entry(FULL))][:4] == ["link", "title", "Markdown link", "Markdown"]
    assert "link" not in {way.label for way in ways_of_one(entry(BARE))}
    first = next(ways_of_one(entry(FULL)))
    assert first.text() == "https://arxiv.org/abs/2404.12345"


def test_formats_are_offered_where_they_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """BibTeX is whatever writes it, of one paper or several, and not there where nothing does."""

    def write(entries: Sequence[Entry], _layout: Layout) -> Files:
        return {".bib": "".join(f"@misc{{{each.paper.id}}}\n" for each in entries)}

    known = cast("dict[str, Format]", FORMATS)
    monkeypatch.setitem(known, "bibtex", Format("bibtex", "for LaTeX", ".bib", write))
    both = [entry(FULL), entry(BARE)]
    for ways in (ways_of_one(both[0]), ways_of_several(2, lambda: both)):
        assert next(way for way in ways if way.label == "BibTeX").text().startswith("@misc{2404.12345}\n")
    monkeypatch.delitem(known, "bibtex")
    assert "BibTeX" not in {way.label for way in ways_of_one(both[0])}


def test_of_several_a_line_each() -> None:
    """In their order; papers without a link are no empty lines among links."""
    texts = {way.label: way.text() for way in ways_of_several(3, lambda: list(map(entry, (FULL, BARE, LINKED))))}
    assert texts["links"] == "https://arxiv.org/abs/2404.12345\nhttps://kites.example/a_(b)"
    assert texts["Markdown links"].splitlines()[1] == "- A Title"
    assert texts["ids"] == "2404.12345\n0123\n0124"
    assert len(texts["citations"].splitlines()) == 3


async def test_of_a_selection(shelf: Library) -> None:
    """The selected papers are copied, nothing else."""
    async with reading(shelf) as pilot:
        await press(pilot, "v", "j", "v", "y")
        assert "Copy of 2 papers" in screen_text(pilot)
        await press(pilot, *"titles", "enter")
        assert pilot.app.clipboard == "\n".join(papers.TITLES[:2])
