"""Which of the listed papers are selected. Pure."""

from collections.abc import Sequence


class Selection:
    """Papers picked one by one, and a range that follows the cursor until it is closed.

    Only what is listed can be selected: what an action works on is what is shown.
    """

    def __init__(self) -> None:
        self._listed: Sequence[int] = ()
        self._picked: frozenset[int] = frozenset()
        self._before: frozenset[int] = frozenset()
        self._anchor: int | None = None
        self._cursor = 0

    def renew(self, numbers: Sequence[int]) -> None:
        """Take another list: what is not on it is no longer selected."""
        self.close_range()
        self._listed = numbers
        if self._picked:
            self._picked &= frozenset(numbers)

    @property
    def count(self) -> int:
        """How many papers are selected."""
        if self._anchor is None:
            return len(self._picked)
        return len(self._picked | self._in_range()) if self._picked else len(self._range)

    @property
    def ranging(self) -> bool:
        """Whether a range follows the cursor."""
        return self._anchor is not None

    @property
    def numbers(self) -> list[int]:
        """The selected papers, in the order of the list."""
        selected = self._picked | self._in_range()
        return [number for number in self._listed if number in selected] if selected else []

    def holds(self, row: int) -> bool:
        """Return whether the paper of a row is selected."""
        return row in self._range or self._listed[row] in self._picked

    def follow(self, cursor: int) -> None:
        """Note where the cursor is."""
        self._cursor = cursor

    def toggle(self, rows: range) -> None:
        """Select the papers of `rows`; where all of them are selected already, let go of them."""
        self.close_range()
        papers = frozenset(self._listed[rows.start : rows.stop])
        self._picked = self._picked - papers if papers <= self._picked else self._picked | papers

    def open_range(self) -> None:
        """Begin a range at the cursor."""
        self._anchor = self._cursor

    def close_range(self) -> None:
        """Keep what the range holds now; it follows the cursor no more."""
        self._picked |= self._in_range()
        self._anchor = None

    def clear(self) -> None:
        """Let go of everything; `again` brings it back."""
        self.close_range()
        if self._picked:
            self._before, self._picked = self._picked, frozenset()

    def again(self) -> None:
        """Select what was let go of last, as far as it is listed."""
        self.close_range()
        self._picked = self._before & frozenset(self._listed)

    @property
    def _range(self) -> range:
        if self._anchor is None:
            return range(0)
        first, last = sorted((self._anchor, self._cursor))
        return range(first, last + 1)

    def _in_range(self) -> frozenset[int]:
        return frozenset(self._listed[self._range.start : self._range.stop])
