"""What parts of queries found, kept while it holds: a query that is being typed asks for most of them again."""

import threading
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.search.hits import Hits

MOST_PAPERS = 500_000
"""In all answers together: 8 MB."""


class Remembered:
    """Answers by part of a query. Safe to use from several threads."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, Hits | None] = {}
        self._papers = 0
        self._state: Hashable = None
        self._guard = threading.Lock()

    def answer(self, state: Hashable, part: Hashable, find: Callable[[], "Hits | None"]) -> "Hits | None":
        """Return what `find` finds for `part`; an answer of the same `state` of things is not looked up again."""
        with self._guard:
            if state != self._state:
                self._answers, self._papers, self._state = {}, 0, state
            if part in self._answers:
                self._answers[part] = self._answers.pop(part)  # the last one asked for goes last
                return self._answers[part]
        found = find()
        with self._guard:
            if state == self._state and part not in self._answers:
                self._answers[part] = found
                self._papers += len(found or ())
                while self._papers > MOST_PAPERS:
                    oldest = next(iter(self._answers))
                    self._papers -= len(self._answers.pop(oldest) or ())
        return found
