"""What others change while the app runs: marks, papers, config.yaml."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.changes import AddTag, Bookmark
from reader.library import Library
from reader.papers import Status
from reader.settings import Settings
from reader.tui.screens.reading_room import ReadingRoom

from . import shelf as papers
from .story import do, fill, press, reading, room, said, screen_text, shown, until


@pytest.fixture
def other(shelf: Library) -> Iterator[Library]:
    """The same library, opened by somebody else."""
    with Library(shelf.paths) as library:
        yield library


async def test_marks_of_others_are_seen(shelf: Library, other: Library) -> None:
    """List, text and panel show them by themselves; nothing moves, and nothing leaves the list."""
    async with reading(shelf, query="is:unread") as pilot:
        await press(pilot, "p")
        await press(pilot, "escape", "j", "j")
        before = shown(pilot).titles
        await until(pilot, lambda: "10/10" in said(pilot))
        here = shown(pilot).entry.number
        other.change([here], [AddTag("elsewhere"), Bookmark(on=True)])
        await until(pilot, lambda: screen_text(pilot).count("#elsewhere") == 3)  # the list, the text, the panel
        assert "★ bookmarked" in screen_text(pilot)
        assert (shown(pilot).titles, shown(pilot).cursor) == (before, 2)


async def test_papers_of_others_are_told(shelf: Library, other: Library, tmp_path: Path) -> None:
    """How many there are is said, with the key that lists them; the list stays until it is pressed."""
    file = tmp_path / "april.txt"
    file.write_text(papers.dump(("Late Arrival", "Later Arrival")), encoding="utf-8")
    async with reading(shelf) as pilot:
        other.add([file])
        await until(pilot, lambda: "2 papers were added elsewhere; gr lists them." in said(pilot))
        assert len(shown(pilot).titles) == 10
        await do(pilot, "go.again")
        assert len(shown(pilot).titles) == 12


async def test_what_one_adds_oneself_is_no_news(shelf: Library, tmp_path: Path) -> None:
    """The app's own adding is told by itself alone."""
    file = tmp_path / "april.txt"
    file.write_text(papers.dump(("Late Arrival",)), encoding="utf-8")
    async with reading(shelf) as pilot:
        await press(pilot, "i")
        await fill(pilot, str(file))
        await press(pilot, "enter")
        await until(pilot, lambda: "1 new paper" in screen_text(pilot))
        await press(pilot, "escape")
        shelf.change([1], [Bookmark(on=True)])
        await until(pilot, lambda: "★" in screen_text(pilot))
        assert "elsewhere" not in said(pilot)


async def test_the_first_papers_open_the_reading_room(empty: Library, tmp_path: Path) -> None:
    """Whoever adds papers in a shell while the welcome is open need not start again."""
    file = tmp_path / "march.txt"
    file.write_text(papers.dump(), encoding="utf-8")
    async with reading(empty) as pilot:
        with Library(empty.paths) as other:
            other.add([file])
        await until(pilot, lambda: isinstance(pilot.app.screen, ReadingRoom) and "10 papers" in said(pilot))


async def test_new_keys_at_once(shelf: Library) -> None:
    """What is saved in config.yaml counts from then on: keys, footer, help, theme, measure and queries."""
    async with reading(shelf) as pilot:
        shelf.paths.config_file.write_text(
            "keys: {paper.bookmark: B}\nqueries: {mine: graph}\ntheme: nord\nmeasure_cells: 40\n"
        )
        await until(pilot, lambda: "B bookmark" in screen_text(pilot))
        assert "config.yaml was read again." in said(pilot)
        assert pilot.app.theme == "nord"
        await press(pilot, "b")
        assert not shown(pilot).entry.mark.bookmarked
        await press(pilot, "B")
        assert shown(pilot).entry.mark.bookmarked
        assert room(pilot).detail.query_one("#paper-text").size.width <= 40
        await press(pilot, "f")
        assert "mine" in screen_text(pilot)
        await press(pilot, "escape", "?")
        await press(pilot, *"bookmark")
        assert "B              Bookmark" in screen_text(pilot)


async def test_signs_change_at_once(shelf: Library) -> None:
    """ASCII comes and goes with the line in config.yaml."""
    async with reading(shelf) as pilot:
        for text, ascii_only in (("ascii: true", True), ("ascii: false", False)):
            shelf.paths.config_file.write_text(text)
            await until(pilot, lambda wanted=ascii_only: screen_text(pilot).isascii() == wanted)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("keys: {paper.bokmark: B}", "no action “paper.bokmark”. Did you mean paper.bookmark?"),
        ("keys: {paper.bookmark: r}", "paper.bookmark and paper.read clash on r."),
        ("keys: {", "is no YAML"),
        ("them: x\nqueries: {m: 'is:foo'}", "no setting “them”"),
        ("them: x\nqueries: {m: 'is:foo'}", "the query “m” cannot be meant"),
        ("theme: nrod", "there is no theme “nrod”. Did you mean nord?"),
        ("queries: {mine: 'is:foo'}", "the query “mine” cannot be meant"),
    ],
)
async def test_a_slip_while_it_runs(shelf: Library, text: str, message: str) -> None:
    """What is wrong is said, and the keys before stay."""
    async with reading(shelf, settings=Settings(keys={"paper.bookmark": "B"})) as pilot:
        shelf.paths.config_file.write_text(text)
        await until(pilot, lambda: message in said(pilot))
        if "keys" in text:
            await press(pilot, "B")
            assert shown(pilot).entry.mark.bookmarked
            await press(pilot, "r")
            assert shown(pilot).entry.mark.status is Status.READ


async def test_papers_that_another_took_out(shelf: Library, other: Library) -> None:
    """A dialogue that was opened for them says so when it is done; nothing breaks."""
    async with reading(shelf) as pilot:
        await press(pilot, "j", "n")
        other.undo()
        await press(pilot, *"good", "escape")
        await until(pilot, lambda: "This paper is not in the library any more." in said(pilot))
