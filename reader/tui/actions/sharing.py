"""Out of the app: links, the clipboard, reading lists."""

from typing import TYPE_CHECKING, cast

from reader.errors import ExportError
from reader.export import Abstracts, markdown
from reader.tui.screens.pick import Choice, PickScreen
from reader.tui.screens.prompt import PromptScreen, home_path

if TYPE_CHECKING:
    from reader.tui.screens.reading_room import ReadingRoom


def _open_link(room: "ReadingRoom", count: int | None) -> None:
    """Open a paper's only link, the one that the count says, or the one that is chosen."""
    if not (entry := room.entry):
        return
    links = entry.paper.links

    def follow(url: str) -> None:
        room.reader.open_url(url)
        room.reader.say(f"Opening {url}")

    if not links:
        room.reader.say("The text of this paper holds no link.")
    elif count is not None and count <= len(links):
        follow(links[count - 1].url)
    elif len(links) == 1:
        follow(links[0].url)
    else:
        choices = [Choice(link.url, link.url, link.kind) for link in links]
        room.pick(PickScreen("Open a link", choices), follow)


def _copy(room: "ReadingRoom", _count: int | None) -> None:
    if not (entry := room.entry):
        return
    paper = entry.paper
    choices = [Choice(paper.title, "title", paper.title)]
    choices += [Choice(link.url, "link", link.url) for link in paper.links]
    choices += [
        Choice(paper.abstract, "abstract", paper.abstract),
        Choice(markdown([entry], title=paper.title), "Markdown", "title, marks, links, abstract"),
        Choice(paper.id, "id", paper.id),
    ]

    def copy(text: str) -> None:
        room.reader.copy_to_clipboard(text)
        room.reader.say(f"Copied {len(text):,} characters, if your terminal allows it (OSC 52).")

    room.pick(PickScreen("Copy", choices), copy)


def _export(room: "ReadingRoom", _count: int | None) -> None:
    """Ask how much of the abstracts, then where to; write what is listed."""
    if not room.results:
        return
    results, listed = room.results, len(room.results.numbers)
    choices = [
        Choice("full", "with abstracts"),
        Choice("short", "with the first sentence of each abstract"),
        Choice("none", "titles, marks, links and notes only"),
    ]

    def ask_where(abstract: str) -> None:
        def write(name: str) -> str:
            path, force = home_path(name.removesuffix("!")), name.endswith("!")
            try:
                room.library.export(path, results, cast("Abstracts", abstract), force=force)
            except ExportError as error:
                if isinstance(error.__cause__, FileExistsError):  # how to replace it here is not how the shell does
                    raise ExportError(error.message, "End the name with ! to replace it.") from error
                raise
            return f"{listed:,} {'paper' if listed == 1 else 'papers'} written to {path.absolute()}"

        remark = "A file that is there is not replaced, unless the name ends with !"
        room.pick(PromptScreen("Write to", write, start="reading-list.md", remark=remark), room.reader.say)

    room.pick(PickScreen(f"Export {listed:,} listed as Markdown", choices), ask_where)


ACTIONS = {"paper.open_link": _open_link, "paper.copy": _copy, "list.export": _export}
