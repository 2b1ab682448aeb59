"""What is new: since when, and when a visit begins and ends."""

from collections.abc import Callable
from datetime import date, datetime

from reader.query import Is
from reader.store import Store


class Visiting:
    """Visits to one library. Nothing is new in the first one: all would be."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    @property
    def new_after(self) -> int:
        """The number of the newest paper that is not new; of all there are, where none is."""
        after = self._store.visits.new_after()
        return self._store.visits.newest() if after is None else after

    @property
    def is_first(self) -> bool:
        """Whether there was no visit yet."""
        return self._store.visits.last() is None

    def look(self) -> None:
        """Note that the user looks at the library: go on with the visit, or begin one where it is over.

        One that was ended is over when something has come since, or on a later day. Whoever has looked at an empty
        library has seen nothing of it: what comes then is new.

        Raises:
            StoreError: the library cannot be written.
        """
        visits = self._store.visits
        last, newest = visits.last(), visits.newest()
        is_over = last and (_day(self._now()) > _day(last.began) or (last.ended and newest > last.seen))
        if last and not is_over and (last.ended or last.seen == newest):
            return
        with self._store.transaction():
            if last is None or is_over:
                visits.begin(last.seen if last else newest, self._now())
            else:
                visits.look(last)

    def end(self) -> int:
        """End the visit; return how many papers were new and are no longer.

        Raises:
            StoreError: the library cannot be written.
        """
        self.look()
        last, new = self._store.visits.last(), self.count()
        if last and not last.ended:
            with self._store.transaction():
                self._store.visits.end(last)
        return new

    def take_back_end(self) -> int:
        """Go on with a visit that was ended, where nothing came since; return how many papers are new again.

        Raises:
            StoreError: the library cannot be written.
        """
        last = self._store.visits.last()
        if last is None or not last.ended or last.seen != self._store.visits.newest():
            return 0
        with self._store.transaction():
            self._store.visits.end(last, ended=False)
        return self.count()

    def count(self) -> int:
        """Return how many papers are new."""
        return len(self._store.select.of(Is("new")))


def _day(moment: datetime) -> date:
    return moment.astimezone().date()
