"""Stories of papers in bulk: selections, all that is listed, what is repeated and piped; and of how lists look."""

from contextlib import nullcontext

import pytest

from reader.papers import Status

from . import shelf as papers
from .story import Story, do, fill, press, room, screen_text, search, shown, until
from .telling import Stories, mark_of

STORIES = Stories()


def selected(pilot: Story) -> list[int]:
    """Return the rows that are selected."""
    listed = list(room(pilot).papers.numbers)
    return [listed.index(number) for number in room(pilot).papers.selection.numbers]


def statuses(pilot: Story) -> list[Status]:
    """Return the status of each row."""
    return [mark.status for mark in room(pilot).library.marks(room(pilot).papers.numbers)]


@STORIES.of("select.toggle")
async def toggle(pilot: Story) -> None:
    """Papers are selected one by one or by count; a mark is for all of them, one step; then they are let go."""
    await do(pilot, "select.toggle")
    await press(pilot, "4", "j", "2", "v")
    assert selected(pilot) == [0, 4, 5]
    assert screen_text(pilot).splitlines()[-1].startswith(" 3 selected  r read")
    assert screen_text(pilot).splitlines()[1].startswith("▌●")
    await press(pilot, "r")
    assert [row for row, status in enumerate(statuses(pilot)) if status is Status.READ] == [0, 4, 5]
    assert (selected(pilot), shown(pilot).cursor) == ([], 4)
    assert "Marked read: 3 papers; u undoes it." in screen_text(pilot)
    await press(pilot, "u")
    assert set(statuses(pilot)) == {Status.UNREAD}
    await press(pilot, "v", "v")
    assert selected(pilot) == []


@STORIES.of("select.range")
async def ranges(pilot: Story) -> None:
    """A range follows the cursor up and down until it is closed; an action takes it as it is; Esc lets go."""
    await press(pilot, "3", "j")
    await do(pilot, "select.range")
    await press(pilot, "2", "j")
    assert selected(pilot) == [3, 4, 5]
    await press(pilot, "4", "k")
    assert selected(pilot) == [1, 2, 3]
    await do(pilot, "select.range")
    await press(pilot, "G")
    assert selected(pilot) == [1, 2, 3]
    await do(pilot, "select.range")
    await press(pilot, "k", "b")
    assert [row for row in range(10) if mark_of(pilot, row)[1]] == [1, 2, 3, 8, 9]
    await press(pilot, "V", "k", "escape")
    assert selected(pilot) == []


@STORIES.of("select.all")
async def everything(pilot: Story) -> None:
    """All that is listed and nothing else; what leaves the list leaves the selection."""
    await press(pilot, "5", "j", "b", "j", "b", "g", "b")
    await do(pilot, "select.all")
    assert selected(pilot) == [0, 1]
    await press(pilot, "t", *"kept", "enter")
    assert room(pilot).library.tags() == {"kept": 2}
    await do(pilot, "select.all")
    await do(pilot, "select.all")
    assert selected(pilot) == []
    await do(pilot, "select.all")
    await press(pilot, "g", "a")
    assert selected(pilot) == [5, 6]
    room(pilot).go("-is:bookmarked")
    room(pilot).go("")
    assert selected(pilot) == []


@STORIES.of("select.again")
async def again(pilot: Story) -> None:
    """The papers of the last action are selected once more."""
    await press(pilot, "v", "j", "v", "b")
    await do(pilot, "select.again")
    assert selected(pilot) == [0, 1]
    await press(pilot, "a", "4")
    assert [mark_of(pilot, row)[1:3] for row in range(3)] == [(True, 4), (True, 4), (False, 0)]


@STORIES.of("list.read_all")
async def read_all(pilot: Story) -> None:
    """All that is listed, whatever is selected; one step."""
    await press(pilot, "x", "g", "u", "v")
    await do(pilot, "list.read_all")
    assert "Marked read: 9 papers; u undoes it." in screen_text(pilot)
    assert statuses(pilot) == [Status.READ] * 9
    await do(pilot, "list.read_all")
    assert "all so already" in screen_text(pilot)
    await press(pilot, "u")
    assert statuses(pilot) == [Status.UNREAD] * 9


@STORIES.of("paper.repeat")
async def repeat(pilot: Story) -> None:
    """What was done to one paper is done to the next, also to a selection; a note never goes elsewhere."""
    await do(pilot, "paper.repeat")
    assert "nothing to repeat yet" in screen_text(pilot)
    await press(pilot, "t", *"nlp", "enter", "n", *"mine", "escape", "j")
    await do(pilot, "paper.repeat")
    assert mark_of(pilot, 1)[3] == {"nlp"}
    await press(pilot, "x", "j", "v", "j", "v")
    await do(pilot, "paper.repeat")
    assert statuses(pilot)[1:4] == [Status.SKIPPED] * 3
    assert [mark.note for mark in room(pilot).library.marks(room(pilot).papers.numbers)] == ["mine"] + [""] * 9


@STORIES.of("paper.later")
async def later(pilot: Story) -> None:
    """Put aside it is still unread, and found by its tag; the same key takes it back."""
    await do(pilot, "paper.later")
    assert mark_of(pilot, 0) == (Status.UNREAD, False, 0, frozenset({"later"}))
    await do(pilot, "paper.later")
    assert mark_of(pilot, 0)[3] == frozenset()


@STORIES.of("list.pipe")
async def pipe(pilot: Story) -> None:
    """The selected papers arrive as Markdown; a shell is there for who writes for one; failure is said."""
    out = room(pilot).library.paths.data / "out.md"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pilot.app, "suspend", nullcontext)  # there is no terminal to give away
        patch.setattr("sys.stdin.isatty", lambda: False)
        await press(pilot, "v", "j", "v")
        await do(pilot, "list.pipe")
        assert "Pipe 2 papers as Markdown to" in screen_text(pilot)
        await fill(pilot, f"cat > {out}")
        await press(pilot, "enter")
        await until(pilot, lambda: "Piped 2 papers to cat" in screen_text(pilot))
        assert [title in out.read_text() for title in papers.TITLES[:3]] == [True, True, False]
        for command, said in (
            ("false", "ended with 1"),
            ("no-such-program x", "cannot be started"),
            ("'", "cannot be"),
        ):
            await press(pilot, "|")
            await fill(pilot, command)
            await press(pilot, "enter")
            await until(pilot, lambda said=said: said in screen_text(pilot))  # type: ignore[misc]


@STORIES.of("view.density")
async def density(pilot: Story) -> None:
    """Two lines for each paper, then one again; the cursor stays on its paper and in sight."""
    await press(pilot, "8", "j")
    await do(pilot, "view.density")
    assert f"{papers.TITLES[8]}" in screen_text(pilot)
    assert "    This abstract belongs" in screen_text(pilot)
    await press(pilot, "k", "g", "g", "G")
    assert papers.TITLES[9] in screen_text(pilot)
    await pilot.click("#papers", offset=(5, 1))
    assert shown(pilot).cursor < 9
    await do(pilot, "view.density")
    assert "    This abstract belongs" not in screen_text(pilot)


@STORIES.of("view.layout")
async def layout(pilot: Story) -> None:
    """Through all layouts and back to what fits."""
    seen = []
    for _ in range(4):
        await do(pilot, "view.layout")
        seen.append([each for each in ("wide", "stacked", "single") if room(pilot).has_class(f"-{each}")])
    assert seen == [["wide"], ["stacked"], ["single"], ["wide"]]


@STORIES.of("go.previous_dump")
async def previous_dump(pilot: Story) -> None:
    """From elsewhere to the newest, then to older ones, and no further."""
    april = room(pilot).library.paths.data / "april.txt"
    april.write_text(papers.dump(("April Paper",)).replace("Mar 14", "Mar 15"))
    room(pilot).library.add([april], dated="2050")
    await do(pilot, "go.previous_dump")
    assert shown(pilot).titles == ["April Paper"]
    await do(pilot, "go.previous_dump")
    assert shown(pilot).titles == list(papers.TITLES)
    await do(pilot, "go.previous_dump")
    assert "This is the oldest edition." in screen_text(pilot)
    assert shown(pilot).titles == list(papers.TITLES)


@STORIES.of("go.next_dump")
async def next_dump(pilot: Story) -> None:
    """Back to newer ones, also from a list that was put into another order."""
    april = room(pilot).library.paths.data / "april.txt"
    april.write_text(papers.dump(("April Paper",)).replace("Mar 14", "Mar 15"))
    room(pilot).library.add([april], dated="2050")
    await search(pilot, "source:march.txt sort:title")
    await do(pilot, "go.next_dump")
    assert shown(pilot).titles == ["April Paper"]
    await do(pilot, "go.next_dump")
    assert "This is the newest edition." in screen_text(pilot)


@STORIES.of("list.triage")
async def triage(pilot: Story) -> None:
    """One key a decision, undo leads back to the paper; at the end what was kept can be exported."""
    await press(pilot, "9", "j", "b", "g", "g", "j")
    await do(pilot, "list.triage")
    assert "1 of 9   9 undecided" in screen_text(pilot)
    assert papers.TITLES[0] in screen_text(pilot)
    await press(pilot, "b")
    assert "2 of 9   1 bookmarked · 8 undecided" in screen_text(pilot)
    await press(pilot, "x", "r", "L", "h", "h", "h", "u")
    assert "4 of 9   1 bookmarked · 1 read · 1 skipped · 6 undecided" in screen_text(pilot)
    assert papers.TITLES[3] in screen_text(pilot)
    await press(pilot, "t", *"nlp", "enter", "K", "K", "b")
    assert "3 of 9   2 bookmarked · 1 read · 6 undecided" in screen_text(pilot)
    assert mark_of(pilot, 1) == (Status.UNREAD, True, 0, frozenset())
    assert mark_of(pilot, 3)[3] == {"nlp"}
    await press(pilot, "A")
    assert "That is for the list" in screen_text(pilot)
    await press(pilot, "escape")
    assert "Triage: 2 bookmarked · 1 read · 6 undecided" in screen_text(pilot)
    out = room(pilot).library.paths.data / "kept.md"
    await press(pilot, "down", "enter")
    assert "bookmarked › 2" in screen_text(pilot)
    await fill(pilot, str(out))
    await press(pilot, "enter")
    await until(pilot, lambda: "2 papers written to" in screen_text(pilot))
    assert [title in out.read_text() for title in papers.TITLES[:3]] == [True, True, False]
    assert shown(pilot).cursor == 1
