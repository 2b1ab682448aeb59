"""Saved queries in the library."""

from datetime import datetime

from reader.store.database import Database, to_text


class SavedTexts:
    """The texts of queries by names whose case does not matter."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> dict[str, str]:
        """Return each name, as it was saved, with its text; in the order of the names."""
        return dict(self._db.rows("SELECT name, query FROM saved_queries ORDER BY folded"))

    def save(self, name: str, text: str, now: datetime) -> str | None:
        """Save `text`; return what had the name before and is replaced, None where nothing had."""
        with self._db.transaction():
            before = self._text(name)
            self._db.write(
                "INSERT OR REPLACE INTO saved_queries VALUES (?, ?, ?, ?)", [name.casefold(), name, text, to_text(now)]
            )
        return before

    def remove(self, name: str) -> str | None:
        """Remove a name; return the text that it had, None where there was none."""
        with self._db.transaction():
            before = self._text(name)
            self._db.write("DELETE FROM saved_queries WHERE folded = ?", [name.casefold()])
        return before

    def _text(self, name: str) -> str | None:
        text = self._db.value("SELECT query FROM saved_queries WHERE folded = ?", [name.casefold()])
        return None if text is None else str(text)
