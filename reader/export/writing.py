"""Texts -> files and folders: whole or not at all, and never over another file unasked."""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from reader.drafts import draft_folder
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


def write_whole(path: Path, text: str, *, force: bool, private: bool = False) -> None:
    """Write `text` to `path` as UTF-8; on failure whatever was there is still there, and nothing new is.

    A symbolic link stays one: the file behind it is written. A file that is replaced hands on its
    permissions; a new one that is `private` is for the user alone.

    Raises:
        ExportError: where the file exists and `force` is not set, or where it cannot be written.
    """
    write_together({path: text}, force=force, private=private)


def write_together(texts: Mapping[Path, str], *, force: bool, private: bool = False) -> None:
    """Write several files as `write_whole` does, all or none; only with `force` a disk that fails late leaves some new.

    Raises:
        ExportError: as `write_whole`; it names the file.
    """
    moved: list[Path] = []
    with ExitStack() as stack:
        drafts: dict[Path, Path] = {}
        staged: list[tuple[Path, Path, Path]] = []
        for path, text in texts.items():
            with _explained(path):
                _check(path)
                target = Path(os.path.realpath(path))
                permissions = _permissions(target, force=force)
                if permissions is None and private:
                    permissions = 0o600
                if target.parent not in drafts:
                    drafts[target.parent] = stack.enter_context(draft_folder(target.parent))
                draft = drafts[target.parent] / str(len(staged))
                _write(draft, text, permissions)
                staged.append((path, draft, target))
        try:
            for path, draft, target in staged:
                with _explained(path):
                    if force:
                        draft.replace(target)
                    else:
                        _move_to_free_name(draft, target)
                        moved.append(target)
        except ExportError:
            for target in moved:
                target.unlink(missing_ok=True)
            raise


def write_folder(path: Path, texts: Mapping[str, str], *, force: bool) -> None:
    """Write files into the folder `path`, which is new or empty; their names may lead into folders of its own.

    No name and no symbolic link in the folder leads out of it.

    A new folder appears whole or not at all. With `force` it may hold files: those of the same names are replaced,
    others are left alone.

    Raises:
        ExportError: where the folder holds anything and `force` is not set, or where it cannot be written.
    """
    with _explained(path, in_the_way="--force writes into it and leaves what else is there; or take another name."):
        _check(path)
        folder = Path(os.path.realpath(path))
        for name in texts:
            if not Path(os.path.realpath(folder / name)).is_relative_to(folder):
                raise ExportError(
                    f"{_shown(folder / name)} leads out of the folder", "Remove that link, or take another."
                )
        if force and folder.is_dir():
            for parent in {(folder / name).parent for name in texts}:
                parent.mkdir(parents=True, exist_ok=True)
            write_together({folder / name: text for name, text in texts.items()}, force=True)
            return
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise FileExistsError
        with draft_folder(folder.parent) as draft:
            for name, text in texts.items():
                (draft / name).parent.mkdir(parents=True, exist_ok=True)
                _write(draft / name, text, None)
            draft.rename(folder)


@contextmanager
def _explained(path: Path, in_the_way: str = "--force replaces it; or take another name.") -> Iterator[None]:
    """Turn what the system says of `path` into what people understand."""
    try:
        yield
    except FileExistsError as error:
        raise ExportError(f"{_shown(path)} exists already", in_the_way) from error
    except ValueError as error:  # controls, a NUL among them, or what is no text
        raise ExportError(f"{_shown(path)} cannot be the name of a file", "Take another name.") from error
    except OSError as error:
        if error.errno == errno.ENOTEMPTY:
            raise ExportError(f"{_shown(path)} exists already", in_the_way) from error
        reason, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), "Take another place."))
        raise ExportError(f"Cannot write {_shown(path)}: {reason}", hint) from error


def _check(path: Path) -> None:
    """Raise ValueError where the name of a file would break the lines of whoever lists it, or obey a terminal's."""
    if any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in path.name):
        raise ValueError(path.name)


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


def _move_to_free_name(draft: Path, target: Path) -> None:
    """Move `draft` to `target`, where no file may be: whoever comes second fails.

    Raises:
        FileExistsError: where `target` is taken, even if only since a moment ago.
    """
    try:
        os.link(draft, target)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        target.touch(exist_ok=False)  # holds the name on disks without hard links
        try:
            draft.replace(target)
        except OSError:
            target.unlink()
            raise


def _shown(path: Path) -> str:
    return clean_line(str(path))
