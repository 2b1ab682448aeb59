"""How many papers stand where, counted off the event loop, the latest request wins."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

from reader.errors import ReaderError
from reader.library import By, Count, Library, Shelf
from reader.query import parse

CALM_S = 0.2
"""How long to wait for another request before counting: whoever marks paper after paper need not be followed."""


class ShelfCounter:
    """Counts one shelf at a time in a thread, and stops when there is a newer request."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.by: By = "day"
        """How the editions are listed."""
        self._turn = asyncio.Lock()
        self._asked = 0
        self._found: dict[str, Count | None] = {}

    async def count(self) -> AsyncIterator[list[Shelf]]:
        """Yield the shelves at once, with what is known of the saved queries; then again, with all counted anew.

        Raises:
            ReaderError: as `Library.shelves`.
        """
        self._asked += 1
        mine = self._asked
        await asyncio.sleep(CALM_S)
        async with self._turn:
            if mine != self._asked:
                return
            shelves = await asyncio.to_thread(self._library.shelves, self.by)
            yield self._with_found(shelves)
            for query in [shelf.query for shelf in shelves if shelf.papers is None]:
                if mine != self._asked:
                    return
                self._found[query] = await asyncio.to_thread(self._count, query)
            yield self._with_found(shelves)

    def _count(self, query: str) -> Count | None:
        try:
            return self._library.count(parse(query))
        except ReaderError:  # asking it says why
            return None

    def _with_found(self, shelves: list[Shelf]) -> list[Shelf]:
        return [
            replace(shelf, papers=count.papers, unread=count.unread)
            if shelf.papers is None and (count := self._found.get(shelf.query))
            else shelf
            for shelf in shelves
        ]
