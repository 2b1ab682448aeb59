from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from textual.app import App, ComposeResult
from textual.strip import Strip

from reader.papers import Entry, Mark, Paper
from reader.tui.widgets.paper_list import PaperList

ROWS = 100_000


class ListApp(App[None]):
    """A list of very many papers, and a note of which were fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[int] = []

    def compose(self) -> ComposeResult:
        """The list only."""
        yield PaperList(self.fetch)

    def on_mount(self) -> None:
        """Show all of them."""
        self.query_one(PaperList).show(range(ROWS))

    def fetch(self, numbers: Sequence[int]) -> list[Entry]:
        """Make papers as they are asked for."""
        self.fetched += numbers
        added = datetime(2024, 3, 14, tzinfo=UTC)
        return [Entry(n, Paper(f"id{n}", f"Paper {n}", ""), Mark(), added, ()) for n in numbers]


async def test_only_what_is_on_screen_is_fetched() -> None:
    """A hundred thousand rows cost a screenful, at the top, at the end and on the way."""
    app = ListApp()
    async with app.run_test(size=(60, 20)) as pilot:
        papers = app.query_one(PaperList)
        await pilot.pause()
        assert app.fetched == list(range(21))  # 20 rows, and the one that the next step down shows
        for row in (ROWS - 1, ROWS // 2):
            app.fetched.clear()
            papers.move_to(row)
            await pilot.pause()
            assert papers.cursor == row
            assert row in app.fetched
            assert len(app.fetched) <= 40
        app.fetched.clear()
        papers.move(1)
        await pilot.pause()
        assert len(app.fetched) <= 1


async def test_rows_on_screen_are_not_fetched_again() -> None:
    """Moving within the window asks for nothing; a paper that changed is asked for alone."""
    app = ListApp()
    async with app.run_test(size=(60, 20)) as pilot:
        papers = app.query_one(PaperList)
        await pilot.pause()
        app.fetched.clear()
        papers.move(5)
        papers.move(-2)
        await pilot.pause()
        assert app.fetched == []
        papers.repaint_papers([4])
        await pilot.pause()
        assert app.fetched == [4]


async def test_a_move_repaints_the_rows_concerned_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """One row down paints two lines, not the window."""
    app = ListApp()
    async with app.run_test(size=(60, 20)) as pilot:
        papers = app.query_one(PaperList)
        await pilot.pause()
        painted: list[int] = []
        paint = papers.render_line

        def note(y: int) -> Strip:
            painted.append(y)
            return paint(y)

        monkeypatch.setattr(papers, "render_line", note)
        papers.move(1)
        await pilot.pause()
        assert set(painted) == {0, 1}


async def test_the_cursor_keeps_a_margin_and_the_ends() -> None:
    """Two rows stay in sight below and above the cursor, where there are any."""
    app = ListApp()
    async with app.run_test(size=(60, 20)) as pilot:
        papers = app.query_one(PaperList)
        await pilot.pause()
        for row, top in ((17, 0), (18, 1), (19, 2), (4, 2), (3, 1), (0, 0), (ROWS, ROWS - 20)):
            papers.move_to(row)
            await pilot.pause()
            assert papers.scroll_offset.y == top
