"""Where the app was left: a few named values, not precious."""

from collections.abc import Mapping

from reader.store.database import Database


class Session:
    """What the app wants to find again when it is opened the next time."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def load(self) -> dict[str, str]:
        """Return what was saved last; empty the first time."""
        return dict(self._db.rows("SELECT key, value FROM session"))

    def save(self, values: Mapping[str, str]) -> None:
        """Replace what was saved."""
        with self._db.transaction():
            self._db.write("DELETE FROM session")
            self._db.write_many("INSERT INTO session VALUES (?, ?)", list(values.items()))
