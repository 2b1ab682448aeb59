"""A library that can be read only, not at all, or is gone: the app stays, says so, and shows what is so."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from textual.widgets import TextArea

from reader.errors import StoreError
from reader.library import Library
from reader.paths import Paths
from reader.query import parse
from reader.settings import Settings
from reader.store import Database
from reader.tui.app import ReaderApp
from reader.tui.keys import KEYS
from reader.tui.watching import Watcher

from ..faults.disks import full, no_rights, open_folder, small_disk
from ..size import sized
from .shelf import dump
from .story import SINGLE, STACKED, WIDE, Story, do, press, reading, room, said, screen_text, search, shown, until

NOTE = " ".join(f"kites of day {day}" for day in range(9_999))
ELSEWHERE = {"app.quit", "paper.open_link", "list.pipe"}
"""What leaves the app, or starts another program."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of `shelf`."""
    return tmp_path / "home"


def watcher_of(app: Story) -> Watcher:
    """Return who looks in the app, twice a second, to be asked to look now."""
    assert isinstance(app.app, ReaderApp)
    return app.app._watcher


@contextmanager
def unreadable() -> Iterator[None]:
    """Let every reading of every library fail, as on a disk that is gone."""

    def fail(*_: object) -> None:
        raise StoreError("The library cannot be used: disk I/O error", "The disk fails.")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("rows", "stamp", "transaction"):
            patch.setattr(Database, name, fail)
        yield


@contextmanager
def read_only() -> Iterator[Library]:
    """A library that may only be read."""
    with open_folder() as folder:
        (folder / "march.txt").write_text(dump(), encoding="utf-8")
        with Library(Paths.under(folder)) as library:
            library.add([folder / "march.txt"])
        for path in (folder / "cache" / "index", folder / "cache"):
            path.chmod(0o755)
        folder.chmod(0o555)
        with no_rights(), Library(Paths.under(folder)) as library:
            yield library


@pytest.mark.parametrize("size", [WIDE, STACKED, SINGLE])
async def test_the_sign_of_a_library_that_is_read_only(size: tuple[int, int]) -> None:
    """It is on the screen all the while, and stays when the sentence is gone."""
    with read_only() as library:
        async with reading(library, size=size) as app:
            assert "read-only" in screen_text(app).splitlines()[0]
            app.app.clear_notifications()
            await press(app, "j")
            assert "read-only" in screen_text(app).splitlines()[0]


async def test_a_read_only_library_is_read_searched_and_exported() -> None:
    """A mark says why it is not kept, and is not shown; all that only reads goes on."""
    with read_only() as library:
        async with reading(library) as app:
            before = screen_text(app).splitlines()[1:20]
            app.app.clear_notifications()
            await do(app, "paper.bookmark")
            await until(app, lambda: "can only be read" in said(app))
            app.app.clear_notifications()
            await app.pause()
            assert screen_text(app).splitlines()[1:20] == before
            title = shown(app).titles[0]
            await search(app, title.split()[0].casefold())
            assert title in shown(app).titles
        with TemporaryDirectory() as elsewhere:
            library.export(Path(elsewhere) / "list.md", library.find(parse("")))
            assert title in (Path(elsewhere) / "list.md").read_text(encoding="utf-8")


async def test_a_disk_that_fills_up_under_the_app() -> None:
    """A note that finds no room is told of, not shown as kept, and there to be kept when there is room."""
    with small_disk(kib=4000) as disk:
        (disk / "march.txt").write_text(dump(), encoding="utf-8")
        with Library(Paths.under(disk)) as library:
            library.add([disk / "march.txt"])
            async with reading(library) as app:
                with full(disk):
                    await do(app, "paper.note")
                    app.app.screen.query_one(TextArea).text = NOTE
                    await press(app, "escape")
                    await until(app, lambda: "disk is full" in said(app))
                    assert app.app.screen.query_one(TextArea).text == NOTE
                    assert shown(app).entry.mark.note == ""
                await press(app, "escape")
                assert shown(app).entry.mark.note == NOTE
        with Library(Paths.under(disk)) as library:
            assert library.find(parse("note:kites")).total == 1


@pytest.mark.parametrize("action", ["paper.tags", "paper.add_tag", "search.save"])
async def test_no_line_is_opened_where_nothing_can_be_kept(action: str) -> None:
    """The key says why not: nobody types what would be gone."""
    with read_only() as library:
        async with reading(library) as app:
            await search(app, "robots")
            app.app.clear_notifications()
            await do(app, action)
            await until(app, lambda: "can only be read" in said(app))
            assert len(app.app.screen_stack) == 1


async def test_a_line_is_opened_again_once_something_can_be_kept() -> None:
    """The key that was refused looks once more: who made the folder writable need not wait."""
    with read_only() as library:
        async with reading(library) as app:
            await do(app, "paper.add_tag")
            assert len(app.app.screen_stack) == 1
            library.paths.data.chmod(0o755)
            await do(app, "paper.add_tag")
            await until(app, lambda: len(app.app.screen_stack) == 2)


async def test_a_note_that_is_only_looked_at() -> None:
    """Where nothing can be kept, leaving it as it is asks for nothing."""
    with read_only() as library:
        async with reading(library) as app:
            app.app.clear_notifications()
            await do(app, "paper.note")
            await press(app, "escape")
            assert len(app.app.screen_stack) == 1
            assert "can only be read" not in said(app)


async def test_reading_status_by_time_says_nothing_where_nothing_is_kept() -> None:
    """Nobody asked for the mark: no error tells of it."""
    with read_only() as library:
        async with reading(library, settings=Settings(reading_after_s=0.01)) as app:
            app.app.clear_notifications()
            room(app)._stayed(1)
            await app.pause()
            assert "can only be read" not in said(app)


@pytest.mark.slow
async def test_no_key_ends_the_app_where_nothing_can_be_read(shelf: Library) -> None:
    """Each says what is the matter at most; when the disk is back, so is everything."""
    async with reading(shelf) as app:
        title = shown(app).entry.paper.title
        keys = [key.id for key in KEYS if key.keys and key.id not in ELSEWHERE]
        for key in keys[:: sized(small=7, full=1)]:
            with unreadable():
                await do(app, key)
                await press(app, "j", "k", "escape", "escape")
            assert app.app.is_running, key
            assert app.app._exception is None, key
            await press(app, "escape", "escape", "0")
            await until(app, lambda: len(app.app.screen_stack) == 1)
        await do(app, "go.all")
        await until(app, lambda: title in shown(app).titles)


async def test_what_was_on_the_screen_stays_when_nothing_can_be_read(shelf: Library) -> None:
    """Looking whether somebody was here takes nothing away."""
    async with reading(shelf) as app:
        assert isinstance(app.app, ReaderApp)
        before = screen_text(app)
        with unreadable():
            for desk in app.app.desks:
                with suppress(StoreError):
                    desk.redraw_all()
            await app.pause()
            app.app.clear_notifications()
            await app.pause()
            assert screen_text(app) == before


async def test_a_home_that_vanishes_and_comes_back(shelf: Library, home: Path) -> None:
    """It is told once, and shown all the while; no mark is taken that would be lost; reading goes on."""
    async with reading(shelf) as app:
        watcher = watcher_of(app)
        home.rename(home.with_name("away"))
        watcher.look()
        await until(app, lambda: "is gone" in said(app))
        assert "library gone" in screen_text(app).splitlines()[0]
        app.app.clear_notifications()
        watcher.look()
        await do(app, "move.down")
        assert "is gone" not in said(app)
        await do(app, "paper.bookmark")
        await until(app, lambda: "is gone" in said(app))
        assert not shown(app).entry.mark.bookmarked
        await search(app, "robots")
        assert shown(app).titles == ["Quiet Robots"]
        assert not home.exists()
        home.with_name("away").rename(home)
        watcher.look()
        await until(app, lambda: "library gone" not in screen_text(app))
        await do(app, "paper.bookmark")
        assert shown(app).entry.mark.bookmarked
    with Library(shelf.paths) as again:
        assert again.find(parse("is:bookmarked")).total == 1


async def test_another_library_in_the_place_of_this_one(shelf: Library, home: Path) -> None:
    """It is not written into, and what is shown is of the one that is open."""
    async with reading(shelf) as app:
        watcher = watcher_of(app)
        titles = shown(app).titles
        home.rename(home.with_name("away"))
        Database(home / "library.db").close()
        watcher.look()
        await app.pause()
        assert "another library" in screen_text(app).splitlines()[0]
        await do(app, "paper.bookmark")
        assert "Another file" in said(app)
        assert shown(app).titles == titles


async def test_triage_shows_the_sign_too() -> None:
    """A decision that is not kept is not counted."""
    with read_only() as library:
        async with reading(library) as app:
            await do(app, "list.triage")
            await until(app, lambda: "Triage" in screen_text(app))
            assert "read-only" in screen_text(app).splitlines()[0]
            await press(app, "b")
            assert "can only be read" in said(app)
            assert "1 of 10" in screen_text(app)
