"""Less of this: of several papers at once, and of the next one too."""

from reader.library import Library
from reader.papers import Status

from .stories_foryou import teach
from .story import do, press, reading, room, said, shown, until
from .telling import mark_of

SKIPPED, UNREAD = Status.SKIPPED, Status.UNREAD


async def test_less_of_several(shelf: Library) -> None:
    """All that are selected are skipped, with the loudest word of each, as one step; the selection is over."""
    async with reading(shelf, size=(120, 14)) as pilot:
        await teach(pilot)
        for _ in range(2):
            await press(pilot, "k")
            await do(pilot, "select.toggle")
        await do(pilot, "paper.less")
        await until(pilot, lambda: [mark_of(pilot, row)[0] for row in (7, 8, 9)] == [SKIPPED, SKIPPED, UNREAD])
        await until(pilot, lambda: ": 2 papers; u undoes it." in said(pilot))
        assert room(pilot).papers.selection.count == 0
        await press(pilot, "u")
        assert [mark_of(pilot, row)[0] for row in (7, 8)] == [UNREAD, UNREAD]
        assert room(pilot).library.foryou.less() == []


async def test_less_again(shelf: Library) -> None:
    """Repeating is less of the next paper too, and nothing older; before a taste is learned it says so."""
    async with reading(shelf, size=(120, 14)) as pilot:
        await press(pilot, "a", "4", "j")
        await do(pilot, "paper.less")
        await until(pilot, lambda: mark_of(pilot, 1)[0] is SKIPPED)
        await until(pilot, lambda: "No taste is learned yet" in said(pilot))
        assert "2 of 5" in said(pilot)
        await press(pilot, "j")
        await do(pilot, "paper.repeat")
        await until(pilot, lambda: mark_of(pilot, 2)[0] is SKIPPED)
        assert shown(pilot).entry.mark.rating == 0
