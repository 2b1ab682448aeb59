"""Progress bars for long work."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from reader.library import Progress


@contextmanager
def progress_bars() -> Iterator[Progress]:
    """A bar on a terminal, silence in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:9}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {"reading": bars.add_task("reading"), "indexing": bars.add_task("indexing", total=None)}

        def show(what: str, done: int, total: int) -> None:
            bars.update(tasks[what], completed=done, total=total)

        yield show
