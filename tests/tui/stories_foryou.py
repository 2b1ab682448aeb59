"""Stories of what is for one, why, and less of it."""

from reader.papers import Status
from reader.tui.screens.why import WhyScreen

from . import shelf as papers
from .story import Story, do, press, room, said, screen_text, shown, until
from .telling import Stories, mark_of

STORIES = Stories()


async def teach(pilot: Story) -> None:
    """Bookmark the second paper, skip the four after it, and go to the last, which has a link in common with it."""
    await press(pilot, "j", "b", "j", "x", "j", "x", "j", "x", "j", "x", "G")
    assert mark_of(pilot, 5)[0] is Status.SKIPPED


@STORIES.of("go.foryou")
async def for_you(pilot: Story) -> None:
    """At first it is told what is missing; then what is like the bookmarks is listed, and no mark moves the list."""
    await do(pilot, "go.foryou")
    await until(pilot, lambda: "some papers first: 0 of 5" in said(pilot))
    assert len(shown(pilot).titles) == 10
    await teach(pilot)
    await do(pilot, "go.foryou")
    await until(pilot, lambda: str(shown(pilot).query) == "is:foryou sort:foryou" and len(shown(pilot).titles) < 6)
    assert shown(pilot).titles[0] == papers.TITLES[9]
    before = shown(pilot).titles
    await press(pilot, "x")
    assert shown(pilot).titles == before
    await press(pilot, "g", "r")
    await until(pilot, lambda: papers.TITLES[9] not in shown(pilot).titles)


@STORIES.of("paper.why")
async def why(pilot: Story) -> None:
    """Its terms by what they do; < there wants less of one, and Enter takes that back. Before, why there is none."""
    await do(pilot, "paper.why")
    assert "no taste yet" in said(pilot)
    await teach(pilot)
    await do(pilot, "paper.why")
    await until(pilot, lambda: isinstance(pilot.app.screen, WhyScreen))
    assert "Why: Deep Dunes" in screen_text(pilot)
    await press(pilot, *"regret")
    assert "+ regret" in screen_text(pilot)
    assert "Enter or < wants less of it" in screen_text(pilot)
    await press(pilot, "<")
    await until(pilot, lambda: "Less of “regret” from now on; u undoes it." in said(pilot))
    assert [each.word for each in room(pilot).library.foryou.less()] == ["regret"]
    assert shown(pilot).cursor == 9
    await do(pilot, "paper.why")
    await until(pilot, lambda: isinstance(pilot.app.screen, WhyScreen))
    assert "− regret" in screen_text(pilot)
    assert "less of it is wanted; Enter takes that back" in screen_text(pilot)
    await press(pilot, *"regret")
    assert "Enter or < takes it back" in screen_text(pilot)
    await press(pilot, "enter")
    await until(pilot, lambda: "No longer less of “regret”; u undoes it." in said(pilot))
    assert room(pilot).library.foryou.less() == []


@STORIES.of("paper.less")
async def less(pilot: Story) -> None:
    """The paper is skipped, and what speaks loudest for it counts against others; the cursor stays, one u undoes it."""
    await teach(pilot)
    await do(pilot, "paper.less")
    await until(pilot, lambda: mark_of(pilot, 9)[0] is Status.SKIPPED)
    (wanted,) = room(pilot).library.foryou.less()
    await until(pilot, lambda: f"Skipped and less of “{wanted.word}”; u undoes it." in said(pilot))
    assert (shown(pilot).cursor, len(shown(pilot).titles)) == (9, 10)
    await press(pilot, "g", "h")
    assert "less of it" in screen_text(pilot)
    await press(pilot, "escape", "u")
    assert mark_of(pilot, 9)[0] is Status.UNREAD
    assert room(pilot).library.foryou.less() == []
    assert "Undone: skipped and less of" in said(pilot)
