"""A library in another file, read as a whole: it may come from anybody."""

import sqlite3
from contextlib import closing
from pathlib import Path

from reader.drafts import draft_folder
from reader.errors import DamageError, StoreError
from reader.store.access import reading
from reader.store.blueprint import PARTS, is_newer, parts, parts_of
from reader.store.whole import Whole


def read_library(path: Path) -> Whole:
    """Return the library in another file, which stays as it is: a copy is read, and nothing in it is run.

    What its papers and marks say is not checked.

    Raises:
        StoreError: it cannot be read, was written by a newer Reader, or holds what Reader never writes.
    """
    from tempfile import gettempdir

    from reader.store.store import Store  # late: the store has this room

    with draft_folder(Path(gettempdir()), mode=0o700) as folder:
        copy = folder / "library.db"
        try:
            _copy(path, copy)
            store = Store(copy)
            try:
                with store.snapshot():
                    return store.whole.read()
            finally:
                store.close()
        except sqlite3.Error as error:
            raise StoreError(
                f"{path} cannot be read: {error}", "Name a library.db, the folder of one, or a file of `reader backup`."
            ) from error
        except DamageError as error:  # theirs is not ours to repair
            told = error.message.replace(str(copy), str(path))
            raise StoreError(f"{path} cannot be taken in. {told}", "Take a backup of it instead.") from error
        except StoreError as error:
            raise StoreError(error.message.replace(str(copy), str(path)), error.hint) from error
        except (ValueError, TypeError, AttributeError, RecursionError) as error:  # of what should be JSON or a time
            raise StoreError(
                f"{path} holds what Reader never writes: {error}", "Take a backup of it instead."
            ) from error


def _copy(path: Path, copy: Path) -> None:
    """Copy a library that may come from anybody.

    Raises:
        StoreError: its tables are not those of a library.
        sqlite3.Error: it cannot be read.
    """
    with (
        closing(reading(path)) as theirs,
        closing(sqlite3.connect(copy)) as ours,
    ):
        theirs.execute("PRAGMA trusted_schema = OFF")
        theirs.execute("PRAGMA cell_size_check = ON")
        (version,) = theirs.execute("PRAGMA user_version").fetchone()
        made = parts(theirs.execute(PARTS))
        if is_newer(version, made):
            raise StoreError(
                f"{path} was written by a newer Reader (schema {version})", "Upgrade Reader to take it in."
            )
        if made != parts_of(version):
            raise StoreError(f"{path} is no library as Reader makes them", "Take a backup of it instead.")
        theirs.backup(ours)
