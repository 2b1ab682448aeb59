"""What the search bar offers while someone types."""

import asyncio
from contextlib import suppress

from reader.errors import ReaderError
from reader.library import Library, Offer, Vocabulary, offers
from reader.query import piece_at


class Completing:
    """Offers from the library as it is when typing begins; what takes time is looked up in threads, once each."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known = Vocabulary({}, {}, (), ())
        self._states: dict[str, int] = {}
        self._counting = False
        self._loading: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Look at the library anew; what was known is offered meanwhile."""
        self._counting = False
        self._loading = asyncio.create_task(self._load())
        await self.ready()

    async def ready(self) -> None:
        """Wait until the library was looked at, if someone types faster than it answers."""
        if self._loading:
            await asyncio.shield(self._loading)

    @property
    def searches(self) -> tuple[str, ...]:
        """The queries asked before, newest first."""
        return self._known.searches

    def offers(self, line: str, cursor: int) -> tuple[Offer, ...]:
        """Return how a line may go on."""
        return offers(line, cursor, self._known, self._states)

    async def counted(self, line: str, cursor: int) -> bool:
        """Count the states, if they are offered at the cursor and were not counted yet; say whether this did it."""
        piece = piece_at(line, cursor)
        if self._counting or not piece or piece.field not in ("is", "has"):
            return False
        self._counting = True
        with suppress(ReaderError):  # without counts the names are offered all the same
            self._states = await asyncio.to_thread(self._library.count_states)
        return True

    async def _load(self) -> None:
        with suppress(ReaderError):  # a search will say what is wrong with the library
            self._known = await asyncio.to_thread(self._library.vocabulary)
