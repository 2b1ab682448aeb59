"""Whether a folder is one into which nobody else could have put anything."""

import os
import stat
from pathlib import Path


def is_private(folder: Path) -> bool:
    """Say whether a folder is ours, and nobody else may write into it, as far as its disk can tell.

    Raises:
        OSError: there is none.
    """
    if _is_ours_alone(folder):
        return True
    if folder.is_symlink() or not folder.is_dir():
        return False
    from tempfile import TemporaryDirectory  # late: hardly ever

    with TemporaryDirectory(dir=folder.parent, prefix="reader-") as fresh:  # memory sticks know no owners
        return not _is_ours_alone(Path(fresh))


def _is_ours_alone(folder: Path) -> bool:
    found = folder.lstat()  # a link may lead anywhere
    others_write = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not others_write
