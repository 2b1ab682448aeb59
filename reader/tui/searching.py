"""Searches off the event loop, the latest one wins."""

import asyncio
from collections.abc import Callable

from reader.library import Results
from reader.query import Query


class LatestSearch:
    """Runs one search at a time in a thread; of those that wait, only the newest is run.

    Typing faster than the library answers therefore never piles threads up, and an answer that was overtaken
    is dropped.
    """

    def __init__(self, find: Callable[[Query], Results]) -> None:
        self._find = find
        self._turn = asyncio.Lock()
        self._asked = 0

    def overtake(self) -> None:
        """Drop the answers still to come: something newer is shown."""
        self._asked += 1

    async def run(self, query: Query) -> Results | None:
        """Return what `query` finds; None where a newer one was asked for meanwhile.

        Raises:
            ReaderError: as `Library.find`.
        """
        self.overtake()
        mine = self._asked
        async with self._turn:
            if mine != self._asked:
                return None
            results = await asyncio.to_thread(self._find, query)
        return results if mine == self._asked else None
