"""Everything that can go wrong and is not a bug, as one tree.

    ReaderError
    ├── TextError            a tag, rating or name that cannot be one
    ├── QueryError           a query that cannot be meant; knows the column
    ├── DumpError            a file that cannot be read as a dump; knows the file
    ├── PaperError           an id that names no paper, or several
    ├── HistoryError         nothing to undo or redo, or no way to a step
    ├── StoreError           library.db cannot be opened, read or written
    │   └── DamageError      it is damaged: what it holds, or a part of it, cannot be read
    ├── SearchError          the index cannot be read or written
    ├── ExportError          a reading list cannot be written
    ├── SendError            a digest could not be sent, or not to all; it waits
    ├── ReadBackError        a backup or a list that Reader wrote cannot be read back; knows the line
    └── SettingsError        config.yaml cannot be used; knows the line or the key

Each has a message (what and where) and a hint (what to do). Front ends catch `ReaderError` and show
both; anything else is a bug and may crash loudly.
"""


class ReaderError(Exception):
    """What went wrong, in a sentence, with a hint at what to do about it."""

    exit_code = 1
    """What `reader` exits with when this reaches the command line."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class TextError(ReaderError):
    """A tag, rating, name or other short value that cannot be one."""

    exit_code = 2


class QueryError(ReaderError):
    """The query cannot be meant; `column` is where, counted in characters from 0."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "", *, column: int = 0) -> None:
        super().__init__(message, hint)
        self.column = column


class DumpError(ReaderError):
    """A file cannot be read as a dump."""


class PaperError(ReaderError):
    """An id names no paper, or several."""

    exit_code = 3


class HistoryError(ReaderError):
    """There is nothing to undo or redo, or no way to a step of the history."""

    exit_code = 3


class StoreError(ReaderError):
    """The library file cannot be opened, read or written."""

    exit_code = 4


class DamageError(StoreError):
    """The library file is damaged."""


class SearchError(ReaderError):
    """The search index cannot be read or written."""

    exit_code = 4


class ExportError(ReaderError):
    """A reading list cannot be written."""

    exit_code = 5


class SendError(ReaderError):
    """A digest could not be sent; it waits, and the next time sends it."""

    exit_code = 7

    def __init__(self, message: str, hint: str = "", *, for_all: bool = False) -> None:
        super().__init__(message, hint)
        self.for_all = for_all
        """Whether nothing else can be sent now, either."""


class ReadBackError(ReaderError):
    """A backup, or a list that Reader wrote, cannot be read back."""


class SettingsError(ReaderError):
    """The configuration cannot be used."""

    exit_code = 6
