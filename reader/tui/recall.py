"""Queries asked before, walked through as in a shell. Pure."""

from collections.abc import Sequence


class Recall:
    """Goes back from the newest, and forth again to the line that was left behind."""

    def __init__(self) -> None:
        self._lines: Sequence[str] = ()
        self._next = 0
        self._draft = ""

    def learn(self, lines: Sequence[str]) -> None:
        """Take the queries asked before, newest first; a walk under way goes on through those that it began with."""
        if not self._next:
            self._lines = lines

    def older(self, line: str) -> str | None:
        """Return the next older query that is not `line`, which is kept where the walk begins; None at the end."""
        for at in range(self._next, len(self._lines)):
            if self._lines[at] != line.strip():
                self._draft = line if not self._next else self._draft
                self._next = at + 1
                return self._lines[at]
        return None

    def newer(self) -> str | None:
        """Return the next newer query, or the line that was left behind; None where no walk is under way."""
        if not self._next:
            return None
        self._next -= 1
        return self._lines[self._next - 1] if self._next else self._draft

    def stop(self) -> None:
        """End the walk: the line is the user's own again."""
        self._next = 0
