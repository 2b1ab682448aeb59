"""Progress bars for long work."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from reader.library import Progress


@contextmanager
def progress_bars(*stages: str) -> Iterator[Progress]:
    """A bar for each stage on a terminal, silence in a pipe; if not told, for those of adding papers."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:9}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {stage: bars.add_task(stage, total=None) for stage in stages or ("reading", "indexing")}

        def show(what: str, done: int, total: int) -> None:
            bars.update(tasks[what], completed=done, total=total)

        yield show
