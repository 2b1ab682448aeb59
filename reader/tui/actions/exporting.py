"""Reading lists out of the app."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from reader.errors import ExportError
from reader.export import Abstracts
from reader.library import Results
from reader.query import Query
from reader.tui.screens.pick import Choice, PickScreen
from reader.tui.screens.prompt import PromptScreen, home_path

if TYPE_CHECKING:
    from reader.tui.screens.reading_room import ReadingRoom

_HOW_MUCH = (
    Choice("full", "with abstracts"),
    Choice("short", "with the first sentence of each abstract"),
    Choice("none", "titles, marks, links and notes only"),
)


def _export(room: "ReadingRoom", _count: int | None) -> None:
    """Write what is selected, or all that is listed."""
    if selected := room.papers.selection.numbers:
        export_papers(room, selected, "selected")
    elif room.results:
        _ask(room, room.results, "listed")


def export_papers(room: "ReadingRoom", papers: Sequence[int], what: str) -> None:
    """Write some of the papers; `what` says which they are. No query stands for them."""
    if room.results:
        _ask(room, replace(room.results, query=Query(), numbers=papers), what)


def _ask(room: "ReadingRoom", results: Results, what: str) -> None:
    """Ask how much of the abstracts, then where to; write."""
    listed = len(results.numbers)

    def ask_where(abstract: str) -> None:
        layout = replace(results.layout, abstracts=cast("Abstracts", abstract))

        def write(name: str) -> str:
            path, force = home_path(name.removesuffix("!")), name.endswith("!")
            try:
                room.library.export(path, results, "list", layout, force=force)
            except ExportError as error:
                if isinstance(error.__cause__, FileExistsError):  # how to replace it here is not how the shell does
                    raise ExportError(error.message, "End the name with ! to replace it.") from error
                raise
            return f"{listed:,} {'paper' if listed == 1 else 'papers'} written to {path.absolute()}"

        remark = "A file that is there is not replaced, unless the name ends with !"
        room.pick(PromptScreen("Write to", write, start="reading-list.md", remark=remark), room.reader.say)

    room.pick(PickScreen(f"Export {listed:,} {what} as Markdown", _HOW_MUCH), ask_where)


ACTIONS = {"list.export": _export}
