"""Text -> a file: whole or not at all, and never over another file unasked."""

import errno
import os
import secrets
import stat
from pathlib import Path

from reader.errors import ExportError
from reader.papers import clean_line

_REASONS = {
    errno.ENOENT: ("its folder does not exist", "Create the folder first, or take another one."),
    errno.ENOTDIR: ("what should be its folder is a file", "Take another folder."),
    errno.EISDIR: ("it is a folder", "Name a file in it."),
    errno.EACCES: ("you may not write there", "Take a folder of your own, or change its permissions."),
    errno.EPERM: ("you may not write there", "Take a folder of your own, or change its permissions."),
    errno.EROFS: ("that disk is read-only", "Take a folder on another disk."),
    errno.ENOSPC: ("the disk is full", "Free some space, or write to another disk."),
    errno.EDQUOT: ("your share of the disk is used up", "Free some space, or write to another disk."),
    errno.ENAMETOOLONG: ("the name is too long", "Take a shorter one."),
    errno.ELOOP: ("its symbolic links lead in a circle", "Take another name."),
}
_NO_HARD_LINKS = {errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def write_whole(path: Path, text: str, *, force: bool) -> None:
    """Write `text` to `path` as UTF-8; on failure whatever was there is still there, and nothing new is.

    A symbolic link stays one: the file behind it is written. A file that is replaced hands on its
    permissions.

    Raises:
        ExportError: where the file exists and `force` is not set, or where it cannot be written.
    """
    try:
        target = Path(os.path.realpath(path))
        permissions = _permissions(target, force=force)
        temporary = target.with_name(f".reader-{secrets.token_hex(8)}.tmp")
        try:
            _write(temporary, text, permissions)
            if force:
                temporary.replace(target)
            else:
                _move_to_free_name(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
    except FileExistsError as error:
        raise ExportError(f"{_shown(path)} exists already", "--force replaces it; or take another name.") from error
    except ValueError as error:  # a NUL, or what is no text
        raise ExportError(f"{_shown(path)} cannot be the name of a file", "Take another name.") from error
    except OSError as error:
        reason, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), "Take another place."))
        raise ExportError(f"Cannot write {_shown(path)}: {reason}", hint) from error


def _permissions(target: Path, *, force: bool) -> int | None:
    """Return the permission bits of the file that is about to be replaced, if there is one."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not force:
        raise FileExistsError
    if not stat.S_ISREG(mode):  # /dev/null, a pipe: replacing it would break it for everyone
        raise OSError(errno.EINVAL, "it is no ordinary file")
    return stat.S_IMODE(mode)


def _write(path: Path, text: str, permissions: int | None) -> None:
    """Create `path` with `text`, on the disk itself when this returns."""
    with path.open("x", encoding="utf-8", newline="\n") as file:
        if permissions is not None:
            os.fchmod(file.fileno(), permissions)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _move_to_free_name(temporary: Path, target: Path) -> None:
    """Move `temporary` to `target`, where no file may be: whoever comes second fails.

    Raises:
        FileExistsError: where `target` is taken, even if only since a moment ago.
    """
    try:
        os.link(temporary, target)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        target.touch(exist_ok=False)  # holds the name on disks without hard links
        try:
            temporary.replace(target)
        except OSError:
            target.unlink()
            raise


def _shown(path: Path) -> str:
    return clean_line(str(path))
