"""Disks and rights that tests can have: small ones, full ones, read-only ones, and no rights at all."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

LIBC = ctypes.CDLL(None)
_ABOVE_PERMISSIONS = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of capabilities(7): what lets root write and read everywhere."""


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Capabilities:
    """What capget(2) and capset(2) take: effective, permitted and inheritable ones, the low half, then the high."""

    def __init__(self) -> None:
        self.header = _Header(0x20080522, 0)
        self.sets = (ctypes.c_uint32 * 6)()


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


def resize(disk: Path, *, kib: int) -> None:
    """Give a `small_disk` another size."""
    assert _mount("-o", f"remount,size={kib}k", str(disk)) is None


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
    """Be held by permissions within, as everybody but root is; in this thread, and those that it starts."""
    if os.geteuid() != 0:
        yield
        return
    before = _Capabilities()
    assert LIBC.capget(ctypes.byref(before.header), before.sets) == 0
    less = _Capabilities()
    ctypes.memmove(less.sets, before.sets, ctypes.sizeof(less.sets))
    less.sets[0] &= ~_ABOVE_PERMISSIONS
    assert LIBC.capset(ctypes.byref(less.header), less.sets) == 0
    try:
        yield
    finally:
        assert LIBC.capset(ctypes.byref(before.header), before.sets) == 0


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
