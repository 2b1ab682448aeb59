"""A message into a Maildir: whole or not at all, and once, however often it is tried."""

import os
import re
from pathlib import Path

from reader.errors import ExportError
from reader.papers import clean_line

_NAME = re.compile(r"[0-9]+\.[0-9a-f]+\.reader")
_PARTS = ("tmp", "new", "cur")


def put(folder: Path, name: str, message: str) -> None:
    """Put a message into a Maildir, which is made where there is none; one of this name is there already, or read.

    `name` is the message's own.

    Raises:
        ExportError: the folder is something else, or cannot be written.
    """
    shown = clean_line(str(folder))
    if not _NAME.fullmatch(name):
        raise ExportError(
            f"“{clean_line(name)}” is no name of a message", "Reader gives other ones; let it go with --drop."
        )
    try:
        if folder.exists() and not all((folder / part).is_dir() for part in _PARTS) and any(folder.iterdir()):
            raise ExportError(f"{shown} is no Maildir", "It has the folders tmp, new and cur; or name a new one.")
        for part in _PARTS:
            (folder / part).mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_there(folder, name):
            return
        draft = folder / "tmp" / name
        with draft.open("w", encoding="ascii", newline="\n") as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(message)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(folder / "new" / name)
    except OSError as error:
        raise ExportError(f"{shown} cannot be written: {error.strerror}", "Take a Maildir of your own.") from error


def _is_there(folder: Path, name: str) -> bool:
    """Say whether a message is in a Maildir: new, or seen, when its flags are behind its name."""
    return (folder / "new" / name).exists() or any((folder / "cur").glob(f"{name}*"))
