"""What is known of damage to a library file; noted beside it, so that nothing more is written into a damaged one.

SQLite finds damage where it comes across it, and one that is in its list of free pages has it write over sound ones.
So a file in which damage was met is looked through at each opening, and only read, until it is sound again.
"""

from contextlib import suppress
from pathlib import Path

from reader.errors import DamageError
from reader.store.access import Obstacle
from reader.store.asking import REPAIR, reading
from reader.store.structure import structure


def note_of(path: Path) -> Path:
    """Return the file that says that a library is damaged."""
    return path.with_name(f"{path.name}-damaged")


def is_noted(path: Path) -> bool:
    """Say whether damage was met before; costs microseconds."""
    return note_of(path).exists()


def note(path: Path, found: str) -> Obstacle:
    """Note that damage was met; return what is in the way of writing from now on."""
    with suppress(OSError):  # where nothing can be written, the library cannot, either
        note_of(path).write_text(f"{found}\n", encoding="utf-8", errors="replace")
    return obstacle(path)


def found_before(path: Path) -> Obstacle | None:
    """Look through a file in which damage was met; one that is sound by now is so noted."""
    if not is_noted(path):
        return None
    try:
        with reading(path) as ask:
            found = structure(ask)
    except DamageError as error:
        found = [str(error.__cause__)]
    if found:
        return obstacle(path)
    with suppress(OSError):
        note_of(path).unlink()
    return None


def emptied(path: Path) -> DamageError | None:
    """Return what is wrong with a file that is empty, or gone, though there are copies of a library beside it.

    SQLite takes it for new.
    """
    try:
        wrong = "" if path.stat().st_size else "is empty"
    except FileNotFoundError:
        wrong = "is missing"
    except OSError:
        return None
    if not wrong:
        return None
    from reader.store.safekeeping import FOLDER, Safekeeping  # late: only where a library is new

    if not Safekeeping(path).copies():
        return None
    return DamageError(
        f"{path} {wrong}, though there are copies of a library in {FOLDER} beside it",
        f"`reader doctor --repair` brings the newest back; to begin anew, move {FOLDER} away.",
    )


def obstacle(path: Path) -> Obstacle:
    """Return what is in the way of writing to a damaged file; `reader doctor` has the details."""
    return Obstacle("damaged", f"The library {path} is damaged; nothing more is written into it", REPAIR)
