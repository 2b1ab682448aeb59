"""Disks and rights that tests can have: small ones, full ones, read-only ones, and no rights at all."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

NOBODY = 65534


@contextmanager
def small_disk(*, kib: int) -> Iterator[Path]:
    """A disk of so many KiB; the test is skipped where none can be mounted."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        if os.geteuid() != 0 or not shutil.which("mount"):
            pytest.skip("only root mounts disks")
        if (refused := _mount("-t", "tmpfs", "-o", f"size={kib}k,mode=755", "tmpfs", name)) is not None:
            pytest.skip(f"no disk can be mounted here: {refused}")
        try:
            yield folder
        finally:
            subprocess.run(["umount", "--lazy", name], check=True)


@contextmanager
def frozen(disk: Path) -> Iterator[None]:
    """Make a `small_disk`, on which nothing is being written, read-only within."""
    assert _mount("-o", "remount,ro", str(disk)) is None
    try:
        yield
    finally:
        assert _mount("-o", "remount,rw", str(disk)) is None


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Fill a `small_disk` to the last byte; make room again after."""
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def no_rights() -> Iterator[None]:
    """Be nobody within, who may do only what all may; whoever is not root may do no more anyway."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that everybody can look into, as its parents; pytest's are not."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        try:
            yield folder
        finally:
            folder.chmod(0o755)


def _mount(*arguments: str) -> str | None:
    """Call `mount`; return why it refused, None where it did not."""
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    return done.stderr.strip() if done.returncode else None
