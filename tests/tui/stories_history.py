"""Stories of taking back, doing again, and going to any point of the history."""

from reader.papers import Status

from .story import Story, do, press, room, screen_text, shown, until
from .telling import Stories, mark_of

STORIES = Stories()


@STORIES.of("history.undo")
async def undo(pilot: Story) -> None:
    """One step at a time, wherever the cursor is by then; the adding of dumps too; a word where there is none."""
    await press(pilot, "b", "j", "r", "j")
    await do(pilot, "history.undo")
    assert mark_of(pilot, 1)[0] is Status.UNREAD
    assert "Undone: marked read" in screen_text(pilot)
    await do(pilot, "history.undo")
    assert not mark_of(pilot, 0)[1]
    assert shown(pilot).cursor == 2
    await do(pilot, "history.undo")
    assert "Undone: dump march.txt added" in screen_text(pilot)
    assert "U brings that back" in " ".join(screen_text(pilot).replace("▌", "").split())
    assert shown(pilot).titles == []
    await do(pilot, "history.undo")
    assert "othing to undo" in screen_text(pilot)


@STORIES.of("history.redo")
async def redo(pilot: Story) -> None:
    """What was undone comes back, papers too."""
    await press(pilot, "b", "u")
    await do(pilot, "history.redo")
    assert mark_of(pilot, 0)[1]
    assert "Redone: bookmarked" in screen_text(pilot)
    await press(pilot, "u", "u")
    await do(pilot, "history.redo")
    assert len(shown(pilot).titles) == 10
    await do(pilot, "history.redo")
    assert mark_of(pilot, 0)[1]


@STORIES.of("history.show")
async def show(pilot: Story) -> None:
    """The steps with what each changed; Enter goes to just after one, back or forward; the list shows it at once."""
    await press(pilot, "b", "j", "r", "x")
    await do(pilot, "history.show")
    assert "▸ now" in screen_text(pilot)
    assert "status read → skipped" in screen_text(pilot)
    await press(pilot, "j", "j")
    assert "+bookmark" in screen_text(pilot)
    await press(pilot, "enter")
    await until(pilot, lambda: "Went back 2 steps; U goes forward again." in screen_text(pilot))
    assert (mark_of(pilot, 0)[1], mark_of(pilot, 1)[0], shown(pilot).cursor) == (True, Status.UNREAD, 1)
    await do(pilot, "history.show")
    await press(pilot, "k", "enter")
    await until(pilot, lambda: "Went forward 1 step; u goes back again." in screen_text(pilot))
    assert room(pilot).library.entries([2])[0].mark.status is Status.READ
