"""Each screen, at two sizes and in two themes, as it was when somebody last looked at it."""

import os
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from reader.changes import AddTag, Bookmark, Rate, SetNote, SetStatus
from reader.library import Library
from reader.papers import Status
from reader.paths import Paths
from reader.settings import Settings

from ..clock import Clock
from . import shelf as papers
from .snapshot import check
from .story import Story, press, reading, screen_text, until

SCREENS = {
    "reading-room": (),
    "roomy": ("z",),
    "panel": ("p",),
    "selection": ("v", "3", "j", "V", "2", "j"),
    "search": ("/", *"graph"),
    "nothing-found": ("/", *"zzzz", "enter"),
    "focus": ("Z",),
    "key-sentences": ("j", "m"),
    "triage": ("T", "x"),
    "sort": ("s",),
    "why": ("j", "W"),
    "tags": ("t",),
    "tag-editor": ("+", *"nl"),
    "note": ("n",),
    "pipe": ("|",),
    "export": ("e",),
    "copy": ("j", "y"),
    "narrow": ("N",),
    "saved": ("f",),
    "statistics": ("D",),
    "history": ("g", "h"),
    "help": ("?",),
    "prefix": ("g",),
}


@pytest.fixture
def read_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library that someone has read in; no clock ticks, and searching takes no time."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir("/")  # a path is shown in full
    monkeypatch.setattr("reader.tui.actions.copying._AS_TEXT", {})  # whatever formats there are
    monkeypatch.setattr("reader.library.finding.perf_counter", lambda: 0.0)
    monkeypatch.setattr("reader.tui.app.LOOK_EVERY_S", 3600)  # nobody else is here
    file = tmp_path / "march.txt"
    file.write_text(papers.dump(papers.TITLES + papers.HOSTILE), encoding="utf-8")
    clock = Clock()
    with Library(Paths.under(tmp_path / "home"), now=clock) as library:
        library.add([file])
        clock.move(days=1)
        library.change([2], [Bookmark(), Rate(4), AddTag("nlp/llm"), SetNote("The *second* table.\n\n- ask why")])
        library.change([3], [SetStatus(Status.READ, clock())])
        clock.move(hours=2)
        library.change([4, 5], [SetStatus(Status.SKIPPED, clock())])
        library.change([6], [SetStatus(Status.READING, clock()), AddTag("biology")])
        library.save_query("starred", "is:bookmarked")
        yield library
    monkeypatch.undo()
    time.tzset()


async def at_rest(pilot: Story) -> None:
    """Wait until nothing is under way but the keys' own worker."""
    for _ in count():
        await pilot.pause()
        if not [worker for worker in pilot.app.workers if worker.is_running and worker.group != "keys"]:
            break
    await pilot.pause()


@pytest.mark.parametrize("theme", ["reader-dark", "reader-light"])
@pytest.mark.parametrize("size", [(120, 36), (60, 20)])
@pytest.mark.parametrize("name", SCREENS)
async def test_screen(name: str, size: tuple[int, int], theme: str, read_in: Library) -> None:
    """It looks as it did."""
    async with reading(read_in, size=size, settings=Settings(theme=theme)) as pilot:
        await press(pilot, *SCREENS[name])
        await at_rest(pilot)
        check(f"{name}-{size[0]}x{size[1]}-{theme}", pilot.app.screen._compositor.render_strips())


@pytest.mark.parametrize("theme", ["reader-dark", "reader-light"])
@pytest.mark.parametrize("size", [(120, 36), (60, 20)])
async def test_welcome(size: tuple[int, int], theme: str, empty: Library) -> None:
    """An empty library says how to begin."""
    async with reading(empty, size=size, settings=Settings(theme=theme)) as pilot:
        await until(pilot, lambda: pilot.app.screen.is_mounted)
        check(f"welcome-{size[0]}x{size[1]}-{theme}", pilot.app.screen._compositor.render_strips())


@pytest.mark.parametrize("theme", ["reader-dark", "reader-light"])
@pytest.mark.parametrize("size", [(120, 36), (60, 20)])
async def test_adding(
    size: tuple[int, int], theme: str, read_in: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in the folder, what became of it, and where a reject stands."""
    (tmp_path / "dumps" / "old").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "dumps")
    Path("april.txt").write_text(
        papers.dump(("Eleventh Paper", papers.TITLES[0])) + "A title alone\n", encoding="utf-8"
    )
    for name in ("april.txt", "picture.png"):
        Path(name).touch()
        os.utime(name, (1_700_000_000, 1_700_000_000))

    def seen(pilot: Story, name: str) -> None:
        check(f"{name}-{size[0]}x{size[1]}-{theme}", pilot.app.screen._compositor.render_strips())

    async with reading(read_in, size=size, settings=Settings(theme=theme)) as pilot:
        await press(pilot, "i")
        await until(pilot, lambda: "no dumps" in screen_text(pilot))
        await press(pilot, "tab")
        await at_rest(pilot)
        seen(pilot, "adding")
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: "1 rejected." in screen_text(pilot))
        await at_rest(pilot)
        seen(pilot, "added")
        await press(pilot, "G", "enter")
        await until(pilot, lambda: "▶" in screen_text(pilot))
        await at_rest(pilot)
        seen(pilot, "raw-text")
