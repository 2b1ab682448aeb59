"""Reading lists out of the app."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.tui.screens.exporting import ExportScreen, Scope
from reader.tui.screens.exporting.scope import part

if TYPE_CHECKING:
    from reader.tui.screens.reading_room import ReadingRoom


def _export(room: "ReadingRoom", _count: int | None) -> None:
    """Write what is selected, the paper under the cursor, or all that is listed."""
    if not (results := room.results):
        return
    scopes = []
    if selected := room.papers.selection.numbers:
        scopes.append(part(results, selected, "selected", "selected"))
    if entry := room.entry:
        scopes.append(part(results, [entry.number], "this", "this paper", entry.paper.title))
    scopes.append(Scope("listed", "listed", results))
    _ask(room, scopes, "selected" if selected else "")


def export_papers(room: "ReadingRoom", papers: Sequence[int], what: str) -> None:
    """Write some of the papers; `what` says which they are. No query stands for them."""
    if room.results:
        _ask(room, [part(room.results, papers, what, what)], what)


def _ask(room: "ReadingRoom", scopes: Sequence[Scope], prefer: str) -> None:
    room.pick(ExportScreen(room.library, scopes, prefer), room.reader.say)


ACTIONS = {"list.export": _export}
