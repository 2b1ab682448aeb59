"""The index's life on disk: it follows the library, and is made anew whenever it cannot."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from reader.errors import ReaderError, SearchError
from reader.papers import Paper
from reader.query import WordNode
from reader.search.failing import cannot_be
from reader.search.files import Left, are_as_left, are_cut, changed, left
from reader.search.locks import Locks
from reader.search.state import State

if TYPE_CHECKING:
    from reader.search.contents import SafeIndex
    from reader.search.hits import Hits
    from reader.search.risen import Read, Risen
    from reader.search.snapshot import Snapshot
    from reader.search.vectors import Vectors


class Index:
    """A Whoosh index in a folder of its own, derived from one library.

    Who reads it needs nobody's leave: what is written has files of its own, and takes effect at once when it is done.
    What a writer left that was killed is no part of the index, and is swept away by the next one.
    """

    def __init__(self, folder: Path, library: str) -> None:
        """Name the folder and the library (by uuid) that it is derived from; touches no disk."""
        self.folder = self._home = folder
        self._library = library
        self._snapshot: Snapshot | None = None
        self._opened: tuple[int, int] | None = None
        self._mapped: Left = {}
        self.temporary: TemporaryDirectory[str] | None = None
        """Where it is, once it has retreated; gone after this run."""

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

    def update(
        self, papers: Iterable[tuple[int, Paper]], revision: int, removed: Sequence[int] = (), *, anew: bool = False
    ) -> None:
        """Take in `papers` by number, replacing what it had of them, forget `removed` ones, and remember `revision`.

        Call within `locked()`. Where the index cannot be used, or if told so, it is made `anew`: then give all papers.
        """
        from reader.search.writer import take_in, write

        state = None if anew else self._state()
        fresh = state is None or state.revision == 0
        with self._errors("written"):
            try:
                index = self._make() if fresh else self._begin(state)
                if removed and not fresh:
                    index = write(index, (), removed, merge=True)
                index = take_in(index, papers, fresh=fresh)
                self._write_state(revision, index)
                self._sweep()
            except OSError:
                self._snapshot = None
                with suppress(OSError):  # what was written before the disk failed would fill a disk that is full
                    self._sweep()
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
        with self._reading() as snapshot:
            return snapshot.hits(leaf, together)

    def nearer(self, hits: "Hits", leaves: Sequence[WordNode]) -> "Hits":
        """Return `hits` with the best of them raised where the words of `leaves` stand near each other.

        Raises:
            SearchError: as `hits`.
        """
        if len(leaves) < 2:
            return hits
        with self._reading() as snapshot:
            return snapshot.nearer(hits, leaves)

    def nearest(self, word: str) -> str | None:
        """Return the word of the papers that was most likely meant by a misspelled one; None where none is near.

        Raises:
            SearchError: as `hits`.
        """
        with self._reading() as snapshot:
            return snapshot.nearest(word)

    def telling(self, paper: Paper) -> list[str]:
        """Return the words that tell `paper` from the others, the most telling first.

        Raises:
            SearchError: as `hits`.
        """
        from reader.search.telling import telling

        with self._reading() as snapshot:
            return telling(snapshot, {"title": paper.title, "abstract": paper.abstract})

    def vectors(self) -> "Vectors":
        """Return all papers as vectors of their terms, kept until the index changes.

        Raises:
            SearchError: as `hits`.
        """
        with self._reading() as snapshot:
            return snapshot.vectors

    def rising(self, periods: Sequence[Sequence[int]], read: "Read", most: int) -> "list[Risen]":
        """Return what papers of the last period speak of more than those of the one before, as `Snapshot` does.

        Raises:
            SearchError: as `hits`.
        """
        snapshot = self._newest()
        try:
            with self._errors("read"):
                return snapshot.rising(periods, read, most)
        except SearchError as error:
            if isinstance(error.__cause__, ReaderError):  # raised by `read`: the index is sound
                raise error.__cause__ from None
            raise

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
        try:
            with self._errors("read"):
                if state and (name := changed(self.folder, state.files)):
                    raise ValueError(f"{name} is not what was written")
        except SearchError:
            if self._state() == state:  # else another process wrote it meanwhile, and swept away what this names
                raise

    @contextmanager
    def _reading(self) -> Iterator["Snapshot"]:
        snapshot = self._newest()
        with self._errors("read"):
            yield snapshot

    def _newest(self) -> "Snapshot":
        """Return the newest state of the index, open for reading."""
        from reader.search.snapshot import Snapshot

        while True:
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
                    return newest
            except SearchError:
                if self._state() == state:  # else another process wrote it meanwhile, and swept away what this names
                    raise

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the one right to write, waiting for another process that has it."""
        try:
            with Locks(self.folder).writing():
                yield
        except OSError as error:
            raise cannot_be("written", self.folder, error) from error

    def awaiting(self) -> AbstractContextManager[None]:
        """Let all know, while papers come into the library, that whoever adds them will bring the index level."""
        return Locks(self.folder).adding()

    def is_awaited(self) -> bool:
        """Say whether somebody is adding papers now, or writing the index."""
        return Locks(self.folder).are_held()

    def _state(self) -> State | None:
        """Return what was written after the last commit; None where it is missing, damaged, old or foreign."""
        return State.read(self._state_file, self._library)

    @property
    def _state_file(self) -> Path:
        return self.folder / "state.json"

    def _make(self) -> "SafeIndex":
        """Return an empty index, beside what readers still read, in a folder of our own."""
        from reader.search.contents import SafeIndex

        committed = self._state()
        if committed is None:
            if self.folder.is_symlink():
                self.folder.unlink()
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(mode=0o700, parents=True)
        self._sweep()
        return SafeIndex.make(self.folder, committed.generation + 1 if committed else 1)

    def _begin(self, state: State | None) -> "SafeIndex":
        self._sweep()
        return self._open(state)

    def _open(self, state: State | None) -> "SafeIndex":
        from reader.search.contents import SafeIndex

        if state is None or not are_as_left(self.folder, state.files):
            raise ValueError("its files are not as they were left")
        return SafeIndex(self.folder, state.generation)

    def _sweep(self) -> None:
        """Remove what is no part of the index: of older commits, and of writers that were killed."""
        state = self._state()
        kept = {self._state_file.name, *(state.files if state else ())}
        for path in self.folder.iterdir():
            if path.name not in kept:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()

    def _write_state(self, revision: int, index: "SafeIndex") -> None:
        before = self._state()
        files = left(self.folder, index.files(), before.files if before else {})
        State.of(self._library, revision, index.number, files).write(self._state_file)

    @contextmanager
    def _errors(self, what: str) -> Iterator[None]:
        """The wall: whatever Whoosh raises over a damaged file (and it raises anything) becomes SearchError."""
        try:
            yield
        except Exception as error:
            raise cannot_be(what, self.folder, error) from error
