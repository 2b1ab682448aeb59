"""The copy of the day, taken while somebody reads."""

from pathlib import Path

from reader.library import Library
from reader.settings import Settings
from reader.tui.app import reader_of
from reader.tui.keeping_safe import KeepingSafe

from .story import do, reading, said, until


def copies(library: Library) -> list[Path]:
    """Return the copies that are kept."""
    return list((library.paths.data / "backups").glob("*.db"))


async def test_the_app_takes_a_copy(shelf: Library) -> None:
    """One a day, without a word."""
    async with reading(shelf) as pilot:
        KeepingSafe(reader_of(pilot.app.screen)).look()
        await until(pilot, lambda: copies(shelf))
        await until(pilot, lambda: not [w for w in pilot.app.workers if w.group == "copies" and w.is_running])
        await do(pilot, "paper.bookmark")
        KeepingSafe(reader_of(pilot.app.screen)).look()
        await until(pilot, lambda: not [w for w in pilot.app.workers if w.group == "copies" and w.is_running])
        assert len(copies(shelf)) == 1
        assert not pilot.app._notifications


async def test_a_copy_that_cannot_be_kept(shelf: Library) -> None:
    """The app says why, and goes on; with `backups: 0` it does not try."""
    (shelf.paths.data / "backups").touch()
    async with reading(shelf) as pilot:
        KeepingSafe(reader_of(pilot.app.screen)).look()
        await until(pilot, lambda: "No copy of the library can be kept" in said(pilot))
    async with reading(shelf, settings=Settings(backups=0)) as pilot:
        KeepingSafe(reader_of(pilot.app.screen)).look()
        await until(pilot, lambda: not [w for w in pilot.app.workers if w.group == "copies" and w.is_running])
        assert not pilot.app._notifications
