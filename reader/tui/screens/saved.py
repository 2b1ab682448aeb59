"""Choose a saved query; how many papers each finds is counted while one looks."""

import asyncio
from collections.abc import Sequence
from time import monotonic

from reader.errors import ReaderError
from reader.library import Library, SavedQuery
from reader.query import parse
from reader.tui.screens.pick import Choice, PickScreen

SHOWN_EVERY_S = 0.25
_COUNT_CELLS = 20


class SavedScreen(PickScreen):
    """The saved queries; gives back the name of one, or None."""

    def __init__(self, saved: Sequence[SavedQuery], library: Library) -> None:
        super().__init__("Saved queries", [Choice(each.name, each.name, _remark("", each.text)) for each in saved])
        self._saved = saved
        self._library = library

    def on_mount(self) -> None:
        """Begin to count; the screen can be used meanwhile."""
        self.run_worker(self._count())

    async def _count(self) -> None:
        """Count one after the other; what was counted is shown now and then, as drawing hundreds takes a while."""
        counted: dict[str, str] = {}
        shown = monotonic()
        for each in self._saved:
            counted[each.name] = _remark(await asyncio.to_thread(self._counted, each.text), each.text)
            if monotonic() - shown > SHOWN_EVERY_S:
                self.remark(counted)
                counted, shown = {}, monotonic()
        self.remark(counted)

    def _counted(self, text: str) -> str:
        try:
            count = self._library.count(parse(text))
        except ReaderError:
            return "cannot be asked"  # choosing it says why
        return f"{count.unread:,} of {count.papers:,} unread"


def _remark(count: str, text: str) -> str:
    return f"{count:{_COUNT_CELLS}} {text}"
