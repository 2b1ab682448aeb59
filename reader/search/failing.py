"""What goes wrong with the index's folder, as errors that say what to do."""

import errno
from pathlib import Path

from reader.errors import ReaderError, SearchError
from reader.papers import clean_line

_FULL = "The disk is full; free some space and search again. Nothing of yours is in the index."
_FORBIDDEN = "You may not write there; make that folder yours. Nothing of yours is in the index."
_HINTS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: "That disk is read-only. Nothing of yours is in the index.",
    errno.EIO: "That disk fails; look after it. Nothing of yours is in the index.",
    errno.ENOTDIR: "A file is in the way of the folder; move it away.",
    errno.EEXIST: "A file is in the way of the folder; move it away.",
}
_HINT = "`reader reindex` makes it anew from the library; nothing of yours is in it."


def cannot_be(what: str, folder: Path, error: Exception) -> SearchError:
    """Return what to raise where the index in `folder` cannot be read, written, ..."""
    if isinstance(error, OSError) and error.errno in _HINTS:
        return SearchError(f"The index {folder} cannot be {what}: {error.strerror}", _HINTS[error.errno])
    if isinstance(error, ReaderError):  # of the library that it is made from
        return SearchError(error.message, error.hint)
    return SearchError(f"The index {folder} cannot be {what}: {_why(error)}", _HINT)


def _why(error: Exception) -> str:
    """Return what an error says, without the names that programmers have for it."""
    told = isinstance(error, OSError) and error.strerror
    return told or clean_line(str(error)) or "it is damaged"


def is_unwritable(error: SearchError) -> bool:
    """Say whether its folder is at fault, not what is in it: making the index anew there would fail too."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno in _HINTS
