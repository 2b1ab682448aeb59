"""Watched folders: what of them is new since the last look, at the price of a look at each file's date and size."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.dumps import find_files

WATCHED = "watched"
"""The name under which a session has the fingerprints of the files that were looked at."""


@dataclass(frozen=True, slots=True)
class NewFiles:
    """What stands in watched folders."""

    files: tuple[Path, ...]
    """Those that are new or have changed, in the order of the folders."""
    missing: tuple[Path, ...]
    """Folders that are not there."""
    fingerprints: frozenset[str]
    """Of all files, to be remembered once `files` are taken in."""


def new_files(folders: Sequence[Path], known: frozenset[str]) -> NewFiles:
    """Look which files of folders, and of those in them, are not `known` by a fingerprint; none is opened.

    A file that is gone is forgotten; those of a folder that is missing are not, as it may be on a disk that
    comes back.
    """
    there = [folder for folder in folders if _is_there(folder)]
    missing = tuple(folder for folder in folders if folder not in there)
    seen = {file: print_ for file in find_files(there) if (print_ := _fingerprint(file))}
    files = tuple(file for file, print_ in seen.items() if print_ not in known)
    return NewFiles(files, missing, frozenset(seen.values()) | (known if missing else frozenset()))


def fingerprints_text(fingerprints: Iterable[str]) -> str:
    """Return fingerprints as a session keeps them."""
    return " ".join(sorted(fingerprints))


def fingerprints_of(text: str) -> frozenset[str]:
    """Read what `fingerprints_text` wrote."""
    return frozenset(text.split())


def without(fingerprints: frozenset[str], files: Iterable[Path]) -> frozenset[str]:
    """Return fingerprints without those of files that are to be looked at again."""
    return fingerprints - set(_fingerprints(files))


def _is_there(folder: Path) -> bool:
    try:
        return folder.exists()
    except OSError:  # it is below what may not be entered
        return False


def _fingerprints(files: Iterable[Path]) -> Iterator[str]:
    return (print_ for file in files if (print_ := _fingerprint(file)))


def _fingerprint(file: Path) -> str:
    """Return what is another one when a file is another or was written to; empty where it is gone."""
    try:
        stat = file.stat()
    except (FileNotFoundError, ValueError):
        return ""
    except OSError:  # reading it says why
        told = f"{file}\0"
    else:
        told = f"{file}\0{stat.st_size}\0{stat.st_mtime_ns}"
    return hashlib.blake2b(told.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
