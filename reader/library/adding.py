"""Dumps into the library, with a report of what became of every record."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from reader.dumps import DumpFile, Reject, find_files, read
from reader.errors import DumpError
from reader.library.progress import Progress
from reader.papers import Paper, clean_line, title_id
from reader.store import Seen, Store


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file."""

    file: str
    """The path as it was found."""
    records: int = 0
    new: int = 0
    """Papers that the library did not know."""
    merged: int = 0
    """Records of papers that it knew already."""
    known: bool = False
    """A file with this content was added before: nothing was done."""
    rejects: tuple[Reject, ...] = ()
    """Of a known file, those of the time when it was added."""
    repeated: int = 0
    """Lines that stand twice in a row, as they do on pages that show each card twice."""
    step: int | None = None
    """The step of the history that took it in, with those before it; None where nothing was."""
    path: Path = Path()
    """Where it is, exactly: for opening it."""


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of all files."""

    files: tuple[FileReport, ...]
    dry_run: bool
    left: int = 0
    """How many files were not looked at, because somebody said stop."""

    @property
    def records(self) -> int:
        """How many records the files held."""
        return sum(file.records for file in self.files)

    @property
    def new(self) -> int:
        """How many papers the library did not know."""
        return sum(file.new for file in self.files)

    @property
    def merged(self) -> int:
        """How many records were of papers that it knew already."""
        return sum(file.merged for file in self.files)

    @property
    def known(self) -> int:
        """How many files had been added before."""
        return sum(file.known for file in self.files)

    @property
    def rejected(self) -> int:
        """How many lines or files could not be taken in, now."""
        return sum(len(file.rejects) for file in self.files if not file.known)

    @property
    def rejected_before(self) -> int:
        """How many lines of known files could not be taken in when those were added."""
        return sum(len(file.rejects) for file in self.files if file.known)

    @property
    def repeated(self) -> int:
        """How many lines stand twice in a row."""
        return sum(file.repeated for file in self.files)


def add_files(
    store: Store,
    paths: Sequence[Path],
    stdin: BinaryIO,
    now: datetime,
    *,
    source: str | None,
    dry_run: bool,
    progress: Progress,
    stop: Callable[[], bool],
) -> AddReport:
    """Take in files, folders and `-`; each file whole or not at all, a bad one never stops the others.

    Before each file it looks whether to `stop`.

    Raises:
        DumpError: a path is not there.
        StoreError: the library cannot be written.
    """
    files = list(find_files(paths))
    reports: list[FileReport] = []

    def add_all() -> None:
        step = None
        for done, path in enumerate(files):
            if stop():
                return
            progress("reading", done, len(files))
            reports.append(_add_file(store, path, stdin, now, step, source, nested=dry_run))
            step = reports[-1].step or step
        progress("reading", len(files), len(files))

    if dry_run:  # one transaction that is rolled back: a paper in two of the files counts once, as it would
        with store.transaction(dry_run=True):
            add_all()
    else:
        add_all()
    return AddReport(tuple(reports), dry_run, left=len(files) - len(reports))


def _add_file(
    store: Store,
    path: Path,
    stdin: BinaryIO,
    now: datetime,
    step: int | None,
    source: str | None,
    *,
    nested: bool,
) -> FileReport:
    shown = clean_line(str(path))
    try:
        file = read(path, stdin=stdin, form=source)
    except DumpError as error:
        return FileReport(shown, rejects=(Reject(0, "", error.message),), path=path)
    with nullcontext() if nested else store.transaction():
        return replace(_take_in(store, shown, file, now, step), path=path)


def _take_in(store: Store, shown: str, file: DumpFile, now: datetime, step: int | None) -> FileReport:
    """Store one file's records; call within a transaction."""
    dump = file.dump
    if store.dumps.has(file.digest):
        return FileReport(shown, len(dump.records), known=True, rejects=dump.rejects, repeated=dump.lines.repeats)
    if not dump.records:
        return FileReport(shown, rejects=dump.rejects)
    added = store.dumps.add(file.name, file.digest, dump.heading, _as_seen(file), now, step=step)
    return FileReport(
        shown,
        len(dump.records),
        added.new,
        added.merged,
        rejects=dump.rejects,
        repeated=dump.lines.repeats,
        step=added.step,
    )


def _as_seen(file: DumpFile) -> Iterable[Seen]:
    for position, record in enumerate(file.dump.records, start=1):
        yield Seen(Paper(title_id(record.title), record.title, record.abstract, record.authors, record.facts), position)
