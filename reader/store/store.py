"""The library file as a whole."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.changes import StepKind
from reader.papers import Mark
from reader.store.access import Obstacle
from reader.store.activity import Activity
from reader.store.additions import Additions
from reader.store.database import Database, Rollback
from reader.store.digests import Digests
from reader.store.dumps import Dumps
from reader.store.editions import Editions
from reader.store.groups import Grouping
from reader.store.journal import Journal
from reader.store.less import Less
from reader.store.marks import Marks
from reader.store.papers import Papers
from reader.store.regrouping import Regrouping
from reader.store.regroupings import Regroupings
from reader.store.saved import SavedTexts
from reader.store.searches import Searches
from reader.store.select import Selections
from reader.store.session import Session
from reader.store.showings import Showings
from reader.store.splits import Splits
from reader.store.steps import Steps
from reader.store.subscriptions import Subscriptions
from reader.store.visits import Visits
from reader.store.wordings import Wordings

if TYPE_CHECKING:
    from reader.store.safekeeping import Safekeeping
    from reader.store.whole import WholeLibrary


class Store:
    """One library file, in rooms: papers, dumps, marks, selections, groups, activity, searches, journal, session, ...

    One more room, `whole`, has all of it at once. Safe to use from several threads; each method sees what was
    committed before it was called.
    """

    def __init__(self, path: Path) -> None:
        """Open or create the library at `path`.

        Raises:
            StoreError: it cannot be opened, or was written by a newer Reader.
        """
        self.path = path
        self._db = Database(path)
        self._steps = steps = Steps(self._db)
        self.marks = Marks(self._db, steps)
        wordings = Wordings(self._db)
        wordings.prepare()
        regrouping = Regrouping(self._db, wordings, self.marks)
        regroupings = Regroupings(self._db, self.marks)
        self.editions = Editions(self._db)
        self.papers = Papers(self._db, self.marks, wordings, self.editions)
        self.additions = Additions(self._db, steps, regroupings)
        self.dumps = Dumps(self._db, self.additions, wordings, regrouping, self.editions)
        self.splits = Splits(self._db, steps, wordings, regrouping, regroupings, self.editions)
        self.select = Selections(self._db, self.editions)
        self.showings = Showings(self._db, self.editions)
        self.grouping = Grouping(self._db, self.editions)
        self.activity = Activity(self._db)
        self.searches = Searches(self._db)
        self.saved = SavedTexts(self._db, steps)
        self.less = Less(self._db, steps, self.marks)
        self.journal = Journal(
            self._db,
            steps,
            {
                StepKind.MARKS: self.marks,
                StepKind.QUERY: self.saved,
                StepKind.DUMPS: self.additions,
                StepKind.SPLIT: self.splits,
                StepKind.LESS: self.less,
            },
        )
        self.session = Session(self._db)
        self.visits = Visits(self._db)
        self.digests = Digests(self._db)
        self.subscriptions = Subscriptions(self._db)

    @cached_property
    def whole(self) -> "WholeLibrary":
        """The library as a whole."""
        from reader.store.whole import WholeLibrary  # late: backups and merging are seldom

        return WholeLibrary(self._db, self._steps, self.dumps, self.marks, self.saved, self.less)

    @cached_property
    def safekeeping(self) -> "Safekeeping":
        """The copies of the file."""
        from reader.store.safekeeping import Safekeeping  # late: once a day

        return Safekeeping(self.path)

    @property
    def has_changed(self) -> bool:
        """Whether a step was taken, undone or redone through this."""
        return self._steps.moved

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @property
    def uuid(self) -> str:
        """The library's own name, for life; the index remembers whose it is."""
        return str(self._db.value("SELECT value FROM library WHERE key = 'uuid'"))

    def obstacle(self) -> Obstacle | None:
        """Return why nothing can be written now, as far as that is known without trying; costs microseconds."""
        return self._db.obstacle()

    def require_writable(self) -> None:
        """Look once more whether what kept anything from being written is gone.

        Raises:
            StoreError: it still cannot be written.
        """
        self._db.require_writable()

    def is_in_place(self) -> bool:
        """Say whether the path still leads to the file that is open."""
        return self._db.is_in_place()

    def stamp(self) -> int:
        """Return a number that changes whenever anyone, this program or another, has changed the file."""
        return self._db.stamp()

    @contextmanager
    def transaction(self, *, dry_run: bool = False) -> Iterator[None]:
        """All writes within happen, or none; on a dry run none."""
        with self._db.transaction():
            yield
            if dry_run:
                raise Rollback

    def settle_marks(self, marks: Mapping[int, Mark], now: datetime, *, is_whole: bool) -> bool:
        """Let these be all the marks that there are, and history say the same; `is_whole` where that has no holes.

        Return whether it took one more step.
        """
        from reader.store.salvage.opinions import said  # late: for repairs

        with self._db.transaction():
            return self.marks.settle(marks, said(self._db.rows), now, is_whole=is_whole)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All readings within, of this thread, are of one moment; a library that is read-only will do."""
        with self._db.snapshot():
            yield

    def check(self, *, quick: bool = False) -> list[str]:
        """Return what is wrong with the file, nothing when all is well; `quick` looks at its structure only.

        Where that is damaged, nothing is written into it any more.
        """
        return self._db.check(quick=quick)
