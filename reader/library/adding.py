"""Dumps into the library, with a report of what became of every record."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from reader.dumps import STDIN, OpenDump, Record, Reject, find_files, open_dump
from reader.errors import DumpError, StoreError
from reader.library.progress import Progress
from reader.papers import Paper, clean_line, title_id
from reader.store import AddedDump, Seen, Store

BATCH = 1000
"""Records that are taken in at a time: well below a second, for which other writers wait."""


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
    """The first thousand; of a known file, those of the time when it was added."""
    more_rejects: int = 0
    """How many followed those."""
    repeated: int = 0
    """Lines that stand twice in a row, as they do on pages that show each card twice."""
    removed: int = 0
    """Characters that were taken out of its texts: controls, what cannot be seen, floods of marks."""
    cleaned: int = 0
    """How many texts those were in: titles, abstracts, names, or lines of a page."""
    step: int | None = None
    """The step of the history that took it in, with those before it; None where nothing was."""
    path: Path = Path()
    """Where it is, exactly: for opening it."""
    unread: bool = False
    """Its disk or its permissions kept it from being read, to its end or at all: the next time it may be."""

    @property
    def rejected(self) -> int:
        """How many of its lines or entries could not be taken in."""
        return len(self.rejects) + self.more_rejects


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
        return sum(file.rejected for file in self.files if not file.known)

    @property
    def rejected_before(self) -> int:
        """How many lines of known files could not be taken in when those were added."""
        return sum(file.rejected for file in self.files if file.known)

    @property
    def removed(self) -> int:
        """How many characters were taken out of texts, now: controls, what cannot be seen, floods of marks."""
        return sum(file.removed for file in self.files if not file.known)

    @property
    def cleaned(self) -> int:
        """How many texts those were in."""
        return sum(file.cleaned for file in self.files if not file.known)

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
    dated: str = "",
    dry_run: bool,
    progress: Progress,
    stop: Callable[[], bool],
) -> AddReport:
    """Take in files, folders and `-`; a bad one never stops the others.

    Before each file it looks whether to `stop`. A file that was interrupted is not known: adding it again takes in
    the rest, and the library is the same as if nothing had happened.

    Raises:
        DumpError: a path is not there.
        StoreError: the library cannot be written.
    """
    files = list(find_files(paths))
    reports: list[FileReport] = []
    sizes = [_size(path) for path in files]

    def add_all() -> None:
        step = None
        for done, path in enumerate(files):
            if stop():
                return
            before, all_of_it = sum(sizes[:done]), sum(sizes)
            progress("reading", before, all_of_it)
            told = partial(_tell, progress, before, all_of_it)
            adding = _Adding(store, now, source, nullcontext if dry_run else store.transaction, dated, told)
            reports.append(adding.add(path, stdin, step))
            step = reports[-1].step or step
        progress("reading", sum(sizes), sum(sizes))

    if dry_run:  # one transaction that is rolled back: a paper in two of the files counts once, as it would
        with store.transaction(dry_run=True):
            add_all()
    else:
        add_all()
    return AddReport(tuple(reports), dry_run, left=len(files) - len(reports))


def _tell(progress: Progress, before: int, all_of_it: int, read: int) -> None:
    progress("reading", min(before + read, all_of_it), all_of_it)


@dataclass(frozen=True, slots=True)
class _Adding:
    """How one file is taken in."""

    store: Store
    now: datetime
    source: str | None
    transaction: Callable[[], AbstractContextManager[None]]
    dated: str
    """The year, month or day that the user gives with it, or empty."""
    told: Callable[[int], None]
    """Told how many bytes of the file have been read."""

    def add(self, path: Path, stdin: BinaryIO, step: int | None) -> FileReport:
        """Take in a file; what is wrong with it is in the report."""
        shown, taken = clean_line(str(path)), AddedDump(0, 0)
        try:
            with open_dump(path, stdin=stdin, form=self.source) as dump:
                if known := self.store.dumps.has(dump.digest):
                    records = sum(1 for _ in dump.records)
                    self._date(dump)
                else:
                    for added in self._taken(shown, dump, step):
                        taken += added
                    records = taken.new + taken.merged
                    known = not records and self.store.dumps.has(dump.digest)  # another process was faster
                return FileReport(
                    shown,
                    records,
                    taken.new,
                    taken.merged,
                    known=known,
                    rejects=tuple(dump.rejects),
                    more_rejects=dump.more_rejects,
                    repeated=dump.lines.repeats,
                    removed=dump.removed.characters,
                    cleaned=dump.removed.texts,
                    step=taken.step or None,
                    path=path,
                )
        except DumpError as error:
            why = (Reject(0, "", error.message),)
            unread = bool(getattr(error.__cause__, "errno", None))  # a damaged archive has none: it stays damaged
            records = taken.new + taken.merged
            return FileReport(shown, records, taken.new, taken.merged, rejects=why, path=path, unread=unread)

    def _date(self, dump: OpenDump) -> None:
        """Give a dump that was added before the date that the user gives with it now."""
        if self.dated:
            with self.transaction():
                self.store.dumps.date(dump.digest, self.dated)

    def _taken(self, shown: str, dump: OpenDump, step: int | None) -> Iterator[AddedDump]:
        """Store a dump's records as they are read, each batch in a transaction of its own, so that others can write.

        Where that is interrupted, adding the file again goes on after the last whole batch.
        """
        seen = enumerate(dump.records, start=1)
        batch, last = list(islice(seen, BATCH)), 0
        while batch:
            following = list(islice(seen, BATCH))
            with self.transaction():
                if self.store.dumps.has(dump.digest):  # another process was faster
                    return
                taking = self.store.dumps.begin(
                    dump.name,
                    dump.digest,
                    dump.heading,
                    self.now,
                    step=step,
                    dated=self.dated,
                    modified=dump.modified,
                )
                if taking.taken < last:
                    raise StoreError(f"“{shown}” was taken out again while it was added", "Add it again.")
                added = self.store.dumps.take(taking, [_as_seen(*each) for each in batch if each[0] > taking.taken])
                if not following:
                    self.store.dumps.finish(taking)
            yield added
            self.told(dump.progress[0])
            last, batch = batch[-1][0], following


def _as_seen(position: int, record: Record) -> Seen:
    return Seen(Paper(title_id(record.title), record.title, record.abstract, record.authors, record.facts), position)


def _size(path: Path) -> int:
    """Return how many bytes a file has; 1 where that cannot be told, so that it counts all the same."""
    try:
        return 1 if path == STDIN else max(1, path.stat().st_size)
    except (OSError, ValueError):  # reading it says why
        return 1
