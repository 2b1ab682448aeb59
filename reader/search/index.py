"""The index's life on disk: it follows the library, and is made anew whenever it cannot."""

import fcntl
import json
import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from reader.errors import SearchError
from reader.papers import Paper
from reader.query import WordNode
from reader.search.failing import cannot_be
from reader.search.files import Left, are_as_left, are_cut, changed, left, looked_at
from reader.search.privacy import is_private

if TYPE_CHECKING:
    from reader.search.contents import SafeIndex
    from reader.search.hits import Hits
    from reader.search.snapshot import Snapshot

COMMIT_EVERY = 5_000
"""Papers between commits of a long build, the last of which merges: bounds the memory that the writer needs."""


@dataclass(frozen=True, slots=True)
class State:
    """What the index was made from; kept beside it, written after each commit."""

    version: int
    library: str
    revision: int
    files: Left
    """Each file as it was left: one that is not so is not read."""


class Index:
    """A Whoosh index in a folder of its own, derived from one library."""

    def __init__(self, folder: Path, library: str) -> None:
        """Name the folder and the library (by uuid) that it is derived from; touches no disk."""
        self.folder = self._home = folder
        self._library = library
        self._snapshot: Snapshot | None = None
        self._opened: tuple[int, int] | None = None
        self._mapped: Left = {}
        self.temporary: TemporaryDirectory[str] | None = None
        """Where it is, once it has retreated; gone after this run."""
        self._mine = threading.local()  # whether this thread has the right to write

    def revision(self) -> int:
        """Return the library's revision that the index has seen; 0 where it is missing, damaged, old or foreign."""
        state = self._state()
        return state.revision if state else 0

    def generation(self) -> tuple[int, int] | None:
        """Return what changes with each commit, of whatever process; None where there is no index."""
        try:
            stat = self._state_file.stat()
        except OSError:
            return None
        return stat.st_ino, stat.st_mtime_ns

    def update(self, papers: Iterable[tuple[int, Paper]], revision: int, removed: Sequence[int] = ()) -> None:
        """Take in `papers` by number, replacing what it had of them, forget `removed` ones, and remember `revision`.

        Call within `locked()`. Where the index cannot be used, it is made anew: then give all papers.
        """
        state = self._state()
        fresh = state is None or state.revision == 0
        with self._errors("written"):
            try:
                index = self._create() if fresh else self._open(state)
                if removed and not fresh:
                    _write(index, (), removed, merge=True)
                _take_in(index, papers, fresh=fresh)
                self._write_state(revision)
            except OSError:
                self._take_back(state)
                raise

    def drop(self) -> None:
        """Forget the index, so that the next update makes it anew.

        Raises:
            SearchError: its folder cannot be written.
        """
        self._snapshot = None
        with self._errors("replaced"):
            self._state_file.unlink(missing_ok=True)

    def retreat(self) -> bool:
        """Go to a folder of this run's own; return whether that is another one."""
        if self.temporary:
            return False
        with self._errors("made elsewhere"):
            self.temporary = TemporaryDirectory(prefix="reader-", ignore_cleanup_errors=True)
        self.folder, self._snapshot, self._opened = Path(self.temporary.name) / "index", None, None
        return True

    def come_back(self) -> None:
        """Use the folder again that is its own."""
        if self.temporary:
            self.temporary.cleanup()
            self.folder, self.temporary, self._snapshot, self._opened = self._home, None, None, None

    def hits(self, leaf: WordNode, together: Sequence[str] = ()) -> "Hits | None":
        """Return the papers in which `leaf` is found, scored; None where nothing of it is indexed (`the`).

        A word may also be found as a part of what is written `together` with its neighbours.

        Raises:
            SearchError: the index is missing or damaged.
        """
        snapshot = self._newest()
        with self._errors("read"):
            return snapshot.hits(leaf, together)

    def nearer(self, hits: "Hits", leaves: Sequence[WordNode]) -> "Hits":
        """Return `hits` with the best of them raised where the words of `leaves` stand near each other.

        Raises:
            SearchError: as `hits`.
        """
        if len(leaves) < 2:
            return hits
        snapshot = self._newest()
        with self._errors("read"):
            return snapshot.nearer(hits, leaves)

    def nearest(self, word: str) -> str | None:
        """Return the word of the papers that was most likely meant by a misspelled one; None where none is near.

        Raises:
            SearchError: as `hits`.
        """
        snapshot = self._newest()
        with self._errors("read"):
            return snapshot.nearest(word)

    def telling(self, paper: Paper) -> list[str]:
        """Return the words that tell `paper` from the others, the most telling first.

        Raises:
            SearchError: as `hits`.
        """
        from reader.search.telling import telling

        snapshot = self._newest()
        with self._errors("read"):
            return telling(snapshot, {"title": paper.title, "abstract": paper.abstract})

    def count(self) -> int:
        """Return how many papers the index holds.

        Raises:
            SearchError: it is missing or damaged.
        """
        return self._newest().count()

    def check(self) -> None:
        """Read every file to its end.

        Raises:
            SearchError: one is not what was written.
        """
        state = self._state()
        with self._errors("read"):
            if state and (name := changed(self.folder, state.files)):
                raise ValueError(f"{name} is not what was written")

    def _newest(self) -> "Snapshot":
        """Return the newest state of the index, open for reading; while another writes, the one that is open."""
        from reader.search.snapshot import Snapshot

        snapshot, written = self._snapshot, self.generation()
        if snapshot is not None and are_cut(self.folder, self._mapped):
            snapshot = self._snapshot = None
        if snapshot is not None and written is not None and written == self._opened:
            return snapshot
        state = self._state()
        try:
            with self._errors("opened"):
                self._snapshot = newest = Snapshot.open(self._open(state))
                self._opened, self._mapped = written, state.files if state else {}
        except SearchError:
            if not self._is_changing(state):
                raise
            if snapshot is not None:
                return snapshot
            with self.locked():  # nothing to show yet: wait for who is writing
                return self._newest()
        return newest

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the one right to write, waiting for another process that has it."""
        try:
            self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._lock_file().open("a") as file:  # not "w", which would empty what a link leads to
                fcntl.flock(file, fcntl.LOCK_EX)
                self._mine.writing = True
                try:
                    yield
                finally:
                    self._mine.writing = False
        except OSError as error:
            raise cannot_be("written", self.folder, error) from error

    def _is_changing(self, state: State | None) -> bool:
        """Say whether another process writes the index, or has done so since `state` was read."""
        if getattr(self._mine, "writing", False):
            return False
        try:
            with self._lock_file().open("r") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:  # nobody has written yet, or nobody can
            return False
        return self._state() != state

    def _lock_file(self) -> Path:
        return self.folder.with_suffix(".lock")

    def _state(self) -> State | None:
        """Return what was written after the last commit; None where it is missing, damaged, old or foreign."""
        from reader.search.schema import VERSION

        try:
            if not is_private(self.folder):
                return None
            state = State(**json.loads(self._state_file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        mine = (state.version, state.library) == (VERSION, self._library) and isinstance(state.revision, int)
        return state if mine else None

    @property
    def _state_file(self) -> Path:
        return self.folder / "state.json"

    def _create(self) -> "SafeIndex":
        from reader.search.contents import SafeIndex

        if self.folder.is_symlink():
            self.folder.unlink()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(mode=0o700, parents=True)
        return SafeIndex.make(self.folder)

    def _open(self, state: State | None) -> "SafeIndex":
        from reader.search.contents import SafeIndex

        if state is None or not are_as_left(self.folder, state.files):
            raise ValueError("its files are not as they were left")
        return SafeIndex(self.folder)

    def _take_back(self, state: State | None) -> None:
        """Remove what was written before the disk failed: it is in no index, and would fill a disk that is full."""
        self._snapshot = None
        with suppress(OSError):
            for name in looked_at(self.folder).keys() - (state.files if state else {}).keys():
                (self.folder / name).unlink()

    def _write_state(self, revision: int) -> None:
        from reader.search.schema import VERSION

        draft = self._state_file.with_suffix(".new")
        before = self._state()
        files = left(self.folder, before.files if before else {})
        draft.write_text(json.dumps(asdict(State(VERSION, self._library, revision, files))), encoding="utf-8")
        draft.replace(self._state_file)

    @contextmanager
    def _errors(self, what: str) -> Iterator[None]:
        """The wall: whatever Whoosh raises over a damaged file (and it raises anything) becomes SearchError."""
        try:
            yield
        except Exception as error:
            raise cannot_be(what, self.folder, error) from error


def _take_in(index: "SafeIndex", papers: Iterable[tuple[int, Paper]], *, fresh: bool) -> None:
    """Write `papers` into `index`, lot by lot."""
    rest = iter(papers)
    lot = list(islice(rest, COMMIT_EVERY))
    while lot:
        following = list(islice(rest, COMMIT_EVERY))
        _write(index, lot, () if fresh else [number for number, _ in lot], merge=not following)
        lot = following


def _write(index: "SafeIndex", papers: Iterable[tuple[int, Paper]], removed: Sequence[int], *, merge: bool) -> None:
    """Commit `papers` in place of `removed`; when that breaks off, whoosh's files and lock are let go."""
    from reader.search.writer import BulkWriter

    writer = BulkWriter(index)
    try:
        writer.delete_papers(removed)
        for number, paper in papers:
            writer.add_paper(number, paper)
        writer.commit(merge=merge)
    except BaseException:
        with suppress(Exception):
            writer.cancel()
        raise
