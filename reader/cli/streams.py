"""The three streams of the process, in whatever state the shell hands them over."""

import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType


def prepare_streams() -> None:
    """Open what the shell closed (`>&-`), and let no letter be one that stdout cannot take."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # left so, the next file that is opened gets its number
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open until exit
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def print_bug(kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
    """Print what Python prints of a bug, as text: its message may hold whatever a file holds."""
    from traceback import format_exception  # late: most runs have none

    from reader.papers.text import printable

    lines = "".join(format_exception(kind, bug, trace)).split("\n")
    with suppress(OSError):
        sys.stderr.write("\n".join(map(printable, lines)))


def abandon_streams() -> None:
    """Write nothing more: what is still in the buffers must not fail again at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
