"""Stories of the feed: editions by day, week and month, what is new, what trends and what rises."""

from reader.tui.screens.rising import RisingScreen

from . import shelf as papers
from .story import Story, do, press, room, screen_text, shown, until
from .telling import Stories

STORIES = Stories()


def add(pilot: Story, name: str, title: str, dated: str) -> None:
    """Take in a dump of one paper."""
    library = room(pilot).library
    file = library.paths.data / name
    file.write_text(papers.dump((title,)))
    library.add([file], dated=dated)


def panel(pilot: Story) -> str:
    """Return what stands in the panel, in sight or not."""
    widget = room(pilot).panel
    top = widget.scroll_offset.y
    return "\n".join(widget.render_line(y - top).text for y in range(widget.virtual_size.height))


@STORIES.of("go.editions")
async def editions(pilot: Story) -> None:
    """The panel opens on the days; from there on the same key goes through weeks and months, and back to days."""
    add(pilot, "a.txt", "First of May", "2024-05-01")
    add(pilot, "b.txt", "Third of May", "2024-05-03")
    await do(pilot, "go.editions")
    await until(pilot, lambda: "May 3, 2024" in panel(pilot) and "May 1, 2024" in panel(pilot))
    await do(pilot, "go.editions")
    await until(pilot, lambda: "Apr 29–May 5, 2024" in panel(pilot))
    await do(pilot, "go.editions")
    await until(pilot, lambda: "May 2024" in panel(pilot))
    await press(pilot, "G", "enter")
    assert str(shown(pilot).query) == "page:2024-05"
    assert sorted(shown(pilot).titles) == ["First of May", "Third of May"]
    await do(pilot, "go.editions")
    await until(pilot, lambda: "May 3, 2024" in panel(pilot))


@STORIES.of("go.new")
async def new(pilot: Story) -> None:
    """In the first visit what comes in it is new, and has a badge; a restart changes nothing."""
    await do(pilot, "go.new")
    await until(pilot, lambda: shown(pilot).titles == [])
    assert "Nothing is new since your last visit." in screen_text(pilot)
    add(pilot, "a.txt", "Fresh Paper", "")
    await do(pilot, "go.new")
    await until(pilot, lambda: shown(pilot).titles == ["Fresh Paper"])
    assert room(pilot).papers.render_line(0).text.startswith("N● ")
    await do(pilot, "go.all")
    rows = [room(pilot).papers.render_line(row).text for row in range(11)]
    assert [row.split()[-1] for row in rows if row[0] == "N"] == ["Paper"]  # which stands first, if seconds differ


@STORIES.of("visit.end")
async def end_visit(pilot: Story) -> None:
    """Nothing is new any more; nothing moves; the same key takes it back, until something comes."""
    await do(pilot, "visit.end")
    assert "Nothing is new." in screen_text(pilot)
    add(pilot, "a.txt", "Fresh Paper", "")
    await do(pilot, "go.new")
    await until(pilot, lambda: shown(pilot).titles == ["Fresh Paper"])
    await do(pilot, "visit.end")
    assert "1 paper is new no longer; E takes it back." in screen_text(pilot)
    assert shown(pilot).titles == ["Fresh Paper"]
    assert room(pilot).papers.render_line(0).text.startswith(" ● ")
    await do(pilot, "visit.end")
    assert "1 paper is new again." in screen_text(pilot)
    assert room(pilot).papers.render_line(0).text.startswith("N● ")
    await do(pilot, "visit.end")
    await do(pilot, "go.new")
    await until(pilot, lambda: shown(pilot).titles == [])
    await do(pilot, "visit.end")
    await until(pilot, lambda: shown(pilot).titles == ["Fresh Paper"])
    await do(pilot, "visit.end")
    add(pilot, "b.txt", "Another Paper", "")
    await do(pilot, "go.new")
    await until(pilot, lambda: shown(pilot).titles == ["Another Paper"])


@STORIES.of("go.trending")
async def trending(pilot: Story) -> None:
    """What two dumps show comes first; its text says why."""
    add(pilot, "a.txt", papers.TITLES[6], "2024-03-21")
    await do(pilot, "go.trending")
    await until(pilot, lambda: shown(pilot).titles[:1] == [papers.TITLES[6]])
    assert "in 2 dumps" in screen_text(pilot)


@STORIES.of("go.rising")
async def rising(pilot: Story) -> None:
    """Where there is but one month, nothing can have risen, which it says; Esc comes back to the place."""
    await press(pilot, "j", "j")
    await do(pilot, "go.rising")
    await until(pilot, lambda: isinstance(pilot.app.screen, RisingScreen) and "counting" not in screen_text(pilot))
    assert "two" in screen_text(pilot)
    await press(pilot, "escape")
    assert pilot.app.screen is room(pilot)
    assert shown(pilot).cursor == 2
