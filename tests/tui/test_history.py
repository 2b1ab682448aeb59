"""The screen of the history: what it lists, where it leads."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from reader.changes import AddTag, Bookmark, Rate, SetNote, Step, StepState
from reader.library import Library
from reader.papers import Mark
from reader.tui.screens.history import MOST_STEPS, HistoryScreen
from reader.tui.widgets.history_list import NOW, HistoryList, lines_of

from . import shelf as papers
from .story import PATIENCE_S, SINGLE, STACKED, WIDE, Story, do, press, reading, room, said, screen_text, shown, until

NOON = datetime(2024, 3, 14, 12, tzinfo=UTC)
TODAY = NOON.astimezone().date()


def step(number: int, state: StepState = StepState.DONE, days_ago: int = 0) -> Step:
    """Return a step of some day."""
    return Step(number, NOON - timedelta(days=days_ago), "rated 1", "Kites", 1, state)


@pytest.mark.parametrize(
    ("steps", "lines"),
    [
        ([step(2), step(1)], [NOW, "today", 0, 1]),
        ([step(3), step(2, days_ago=1), step(1, days_ago=40)], [NOW, "today", 0, "yesterday", 1, "2024-02-03", 2]),
        ([step(2, StepState.UNDONE), step(1)], ["today", 0, NOW, 1]),
        ([step(2, StepState.DROPPED), step(1)], ["today", 0, NOW, 1]),
        ([step(1, StepState.UNDONE), step(0)], ["today", 0, NOW, 1]),
        ([step(0)], [NOW, 0]),
    ],
)
def test_the_present_stands_among_the_steps(steps: list[Step], lines: list[int | str]) -> None:
    """It is above the newest step that is done; days are told once, and the beginning has none."""
    assert list(lines_of(steps, TODAY)) == lines


def screen(pilot: Story) -> HistoryScreen:
    """Return the open screen."""
    assert isinstance(pilot.app.screen, HistoryScreen)
    return pilot.app.screen


def cursor(pilot: Story) -> int:
    """Return the number of the step under the cursor."""
    return screen(pilot).query_one(HistoryList).current.number


@pytest.mark.parametrize("size", [WIDE, STACKED, SINGLE, (40, 12)])
async def test_what_each_step_changed(shelf: Library, size: tuple[int, int]) -> None:
    """Signs tell where a step stands, without colour; below are the changes of the step under the cursor."""
    shelf.change([1, 2], [AddTag("nlp"), SetNote("one\ntwo")])
    shelf.change([1], [Rate(1)])
    shelf.undo()
    shelf.change([2], [Bookmark()])
    shelf.save_query("mine", "is:unread")
    shelf.undo()
    async with reading(shelf, size=size) as pilot:
        await do(pilot, "history.show")
        assert cursor(pilot) == 4
        await press(pilot, "k")
        text = screen_text(pilot)
        assert "▸ now" in text
        assert "undone; Enter" in text
        assert "○" in next(line for line in text.splitlines() if "query “mi" in line)
        await press(pilot, "j", "j")
        assert "left behind" in screen_text(pilot)
        if size == WIDE:
            assert "× " in screen_text(pilot)
            await press(pilot, "j")
            assert f"tags +nlp · note +one · note +two  {papers.TITLES[0]}" in screen_text(pilot)
            await press(pilot, "j")
            assert "+dump  march.txt" in screen_text(pilot)
            assert "and 7 more" in screen_text(pilot)


async def test_moving(shelf: Library) -> None:
    """By lines, pages and to the ends, not further; Esc and q leave and change nothing."""
    for number in range(100):
        shelf.change([1 + number % 10], [AddTag(f"t{number}")])
    async with reading(shelf) as pilot:
        await do(pilot, "history.show")
        assert cursor(pilot) == 101
        await press(pilot, "k")
        assert cursor(pilot) == 101
        await press(pilot, "G")
        assert (cursor(pilot), "the beginning" in screen_text(pilot)) == (0, True)
        await press(pilot, "k", "up")
        assert cursor(pilot) == 2
        await press(pilot, "ctrl+b", "ctrl+f", "ctrl+u", "ctrl+d")
        assert cursor(pilot) == 2
        await press(pilot, "pageup")
        assert 15 < cursor(pilot) < 36
        await press(pilot, "g", "down")
        assert cursor(pilot) == 100
        await press(pilot, "q")
        assert pilot.app.screen is room(pilot)
        await do(pilot, "history.show")
        await press(pilot, "escape")
        assert pilot.app.screen is room(pilot)
    assert len(shelf.tags()) == 100


async def test_what_was_left_behind_cannot_be_chosen(shelf: Library) -> None:
    """Enter on it does nothing; on the present it says that one is there."""
    shelf.change([1], [Rate(1)])
    shelf.undo()
    shelf.change([1], [Rate(2)])
    async with reading(shelf) as pilot:
        await do(pilot, "history.show")
        await press(pilot, "j", "enter")
        assert cursor(pilot) == 2
        await press(pilot, "k", "enter")
        await until(pilot, lambda: "That is where you are." in screen_text(pilot))
    assert shelf.entries([1])[0].mark.rating == 2


async def test_papers_come_and_go(shelf: Library, tmp_path: Path) -> None:
    """Going to before a dump takes its papers off the list; going on brings them back, the cursor stays."""
    (april := tmp_path / "april.txt").write_text(papers.dump(("A Later Paper", "Another One")), encoding="utf-8")
    shelf.add([april])
    async with reading(shelf, query="sort:title") as pilot:
        await press(pilot, "4", "j")
        at = shown(pilot).entry.paper.title
        await do(pilot, "history.show")
        await press(pilot, "j", "enter")
        await until(pilot, lambda: len(shown(pilot).titles) == 10)
        assert "A Later Paper" not in screen_text(pilot)
        assert shown(pilot).entry.paper.title == at
        await do(pilot, "history.show")
        await press(pilot, "g", "enter")
        await until(pilot, lambda: len(shown(pilot).titles) == 12)
        assert shown(pilot).entry.paper.title == at


async def test_papers_go_in_triage(shelf: Library) -> None:
    """Undoing marks there leads back to the paper; undoing the dump leads to the list, which is empty then."""
    async with reading(shelf) as pilot:
        await do(pilot, "list.triage")
        await press(pilot, "b", "u")
        assert "1 of 10" in screen_text(pilot)
        await press(pilot, "u")
        assert pilot.app.screen is room(pilot)
        assert shown(pilot).titles == []
        await press(pilot, "U")
        assert len(shown(pilot).titles) == 10
        await do(pilot, "list.triage")
        await press(pilot, "g", "h", "G", "enter")
        await until(pilot, lambda: pilot.app.screen is room(pilot))
        await until(pilot, lambda: not shown(pilot).titles)


async def test_saved_queries_are_undone(shelf: Library) -> None:
    """The toast says so when one is saved or removed, u brings it back, and the panel shows it."""
    shelf.save_query("mine", "is:unread")
    async with reading(shelf) as pilot:
        await press(pilot, "p")
        await until(pilot, lambda: "mine" in screen_text(pilot))
        await do(pilot, "pane.back")
        await do(pilot, "search.forget")
        await press(pilot, "enter")
        await until(pilot, lambda: "u undoes it." in " ".join(screen_text(pilot).replace("▌", " ").split()))
        await press(pilot, "u")
        await until(pilot, lambda: "Undone: saved query “mine” removed" in screen_text(pilot))
        await until(pilot, lambda: room(pilot).panel.rows and "mine  " in screen_text(pilot))
    assert [saved.name for saved in shelf.saved()] == ["mine"]


async def test_titles_are_text(hostile: Library) -> None:
    """Markup and wide letters in titles, names and notes are shown as they are."""
    for number in range(1, len(hostile) + 1):
        hostile.change([number], [SetNote("[/bold] [red]x"), AddTag("a")])
    hostile.save_query("[/b] [@click=app.quit]", "tag:a")
    async with reading(hostile) as pilot:
        await do(pilot, "history.show")
        for _ in range(len(hostile) + 3):
            await press(pilot, "j")
            screen(pilot)
        await press(pilot, "g")
        assert "“[/b] [@click=app.quit]” saved" in screen_text(pilot)


async def test_a_long_history_shows_its_last_steps(shelf: Library) -> None:
    """No more than can be used are listed; the oldest of them can be gone to."""
    for number in range(MOST_STEPS + 5):
        shelf.change([1], [Rate(1 + number % 5)])
    async with reading(shelf) as pilot:
        await do(pilot, "history.show")
        await press(pilot, "G")
        assert cursor(pilot) == shelf.history(1)[0].number - MOST_STEPS + 1
        await press(pilot, "enter")
        await until(pilot, lambda: f"Went back {MOST_STEPS - 1:,} steps" in screen_text(pilot))
    assert len([each for each in shelf.history(2000) if each.state is StepState.UNDONE]) == MOST_STEPS - 1


async def test_undoing_much_keeps_nobody_waiting(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen says what is under way; the keys go on; what they write comes after it."""
    monkeypatch.setattr("reader.tui.screens.desk.MANY", 5)
    monkeypatch.setattr("reader.tui.actions.history.MANY", 5)
    may_end, undo = Event(), shelf.undo

    def slow() -> Step:
        may_end.wait(PATIENCE_S)
        return undo()

    async with reading(shelf) as pilot:
        await press(pilot, "*", "r")
        await until(pilot, lambda: "Marked read: 10 papers" in said(pilot))
        monkeypatch.setattr(shelf, "undo", slow)
        await press(pilot, "u", "j", "b")
        assert "Undoing: marked read" in said(pilot)
        assert "and 9 more" in said(pilot)
        assert shown(pilot).cursor == 1
        assert not shelf.marks([2])[0].bookmarked
        may_end.set()
        await until(pilot, lambda: shelf.marks([2]) == [Mark(bookmarked=True)])


async def test_a_click_goes_to_a_step(shelf: Library) -> None:
    """One on another line puts the cursor there, one on the cursor goes there, one on a day does nothing."""
    shelf.change([1], [Rate(1)])
    shelf.change([1], [Rate(2)])
    async with reading(shelf) as pilot:
        await do(pilot, "history.show")
        rows = [line.split() for line in screen_text(pilot).splitlines()]
        day = next(y for y, words in enumerate(rows) if "today" in words)
        top = screen(pilot).query_one(HistoryList).region.y
        before = cursor(pilot)
        for below, number in ((0, before), (2, before - 1)):
            await pilot.click(HistoryList, offset=(4, day - top + below))
            assert cursor(pilot) == number
        await pilot.click(HistoryList, offset=(4, day - top + 2))
        await until(pilot, lambda: shelf.entries([1])[0].mark.rating == 1)
