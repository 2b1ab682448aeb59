"""Folders for what is not whole yet, beside where it will be; what killed programs left of theirs is cleared away."""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NAME = re.compile(r"\.reader-[0-9a-f]{16}\.tmp")


@contextmanager
def draft_folder(parent: Path, mode: int = 0o777) -> Iterator[Path]:
    """Make a hidden folder in `parent`, which is gone afterwards, unless it was moved to its place.

    As long as it is in use it is locked, which ends with the process however that ends: so whoever comes next can
    tell it from one that was left behind, and clears that away.

    Raises:
        OSError: nothing can be made in `parent`.
    """
    _clear(parent)
    folder, lock = _locked(parent, mode)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _locked(parent: Path, mode: int) -> tuple[Path, int]:
    while True:
        folder = parent / f".reader-{secrets.token_hex(8)}.tmp"
        folder.mkdir(mode)
        with suppress(FileNotFoundError):  # taken for one that was left behind, before it was locked
            lock = os.open(folder, os.O_RDONLY)
            with suppress(OSError):  # a disk without locks: there nothing is cleared away
                fcntl.flock(lock, fcntl.LOCK_EX)
            if folder.exists():
                return folder, lock
            os.close(lock)


def _clear(parent: Path) -> None:
    left: list[Path] = []
    with suppress(OSError):  # not there, or not to be read: making a folder tells
        left += (path for path in parent.iterdir() if _NAME.fullmatch(path.name))
    for path in left:
        with suppress(OSError):  # somebody's who is at work, or gone meanwhile, or not ours to remove
            lock = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            finally:
                os.close(lock)
