"""The library's file kept well: whether it can be changed, its copies, its health, and where the app was left."""

from collections.abc import Callable, Mapping
from pathlib import Path

from reader.errors import DamageError
from reader.library import doctor
from reader.library.indexing import LevelIndex
from reader.library.opinions import Opinions
from reader.paths import Paths
from reader.settings import BACKUPS
from reader.store import Obstacle, damage


class Upkeep(Opinions):
    """The half of a library that looks after its files."""

    paths: Paths
    _index: LevelIndex

    def obstacle(self) -> Obstacle | None:
        """Return why nothing can be changed now, as far as that is known without trying; costs next to nothing."""
        return self._store.obstacle()

    def require_writable(self) -> None:
        """Look once more whether what kept anything from being changed is gone.

        Raises:
            StoreError: it still cannot be changed.
        """
        self._store.require_writable()

    def examine(self, backups: int = BACKUPS) -> list[doctor.Finding]:
        """Look at the library's health, mend the index, and take a copy of the library file where one is due."""
        return doctor.examine(self.paths, self._store, self._index, lambda: self.keep_safe(backups))

    def keep_safe(self, backups: int = BACKUPS, stop: Callable[[], bool] = lambda: False) -> Path | None:
        """Take a copy of the library file where one is due; for a thread. Those of so many days are kept; 0 takes none.

        None is due of a library that nobody can change.

        Raises:
            StoreError: the library is damaged, or no copy can be written.
        """
        safekeeping, now = self._store.safekeeping, self._now()
        if not backups or self.obstacle() or not safekeeping.is_due(now):
            return None
        try:
            copy = safekeeping.take(now, backups, stop)
        except DamageError:
            self._store.check(quick=True)
            raise
        return copy.path if copy else None

    def look_through(self) -> None:
        """Look whether the library's file is sound, as far as that is quickly told; for a thread.

        Raises:
            DamageError: it is not; nothing more is written into it.
        """
        if self._store.check(quick=True):
            raise damage.obstacle(self.paths.library).damage()

    @property
    def has_changed(self) -> bool:
        """Whether a step was taken, undone or redone through this."""
        return self._store.has_changed

    def load_session(self) -> dict[str, str]:
        """Return where the app was left."""
        return self._store.session.load()

    def save_session(self, values: Mapping[str, str]) -> None:
        """Remember where the app is left."""
        self._store.session.save(values)
