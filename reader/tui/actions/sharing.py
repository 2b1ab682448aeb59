"""Papers to the browser and to the clipboard."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.export import markdown
from reader.papers import Entry
from reader.tui.screens.numbered import NumberedScreen
from reader.tui.screens.pick import Choice, PickScreen

if TYPE_CHECKING:
    from reader.tui.screens.desk import Desk


MOST_LINKS = 20
"""Opened at once, for a selection."""


def _open_link(desk: "Desk", count: int | None) -> None:
    """Open a paper's only link, the one that the count says, or the one that is chosen; of several papers the first."""
    if len(desk.targets) > 1:
        _open_first_links(desk)
        return
    if not (entry := desk.entry):
        return
    links = entry.paper.links

    def follow(url: str) -> None:
        desk.reader.open_url(url)
        desk.reader.say(f"Opening {url}")

    if not links:
        desk.reader.say("The text of this paper holds no link.")
    elif count is not None and count <= len(links):
        follow(links[count - 1].url)
    elif len(links) == 1:
        follow(links[0].url)
    else:
        choices = [Choice(link.url, link.url, link.kind) for link in links]
        desk.pick(NumberedScreen("Open a link", choices), follow)


def _open_first_links(desk: "Desk") -> None:
    """Open the first link of each paper; so many at once that nobody wants them are not opened."""
    links = [entry.paper.links[0].url for entry in desk.library.entries(desk.targets) if entry.paper.links]
    if len(links) > MOST_LINKS:
        desk.reader.say(f"{len(links):,} links are too many to open at once; {MOST_LINKS} are not.", wrong=True)
        return
    for url in links:
        desk.reader.open_url(url)
    desk.reader.say(f"Opening {len(links)} links" if links else "The texts of these papers hold no link.")


def _copy(desk: "Desk", _count: int | None) -> None:
    entries = desk.library.entries(desk.targets)
    if not entries:
        return
    choices = _of_one(entries[0]) if len(entries) == 1 else _of_several(entries)

    def copy(text: str) -> None:
        desk.reader.copy_to_clipboard(text)
        desk.reader.say(f"Copied {len(text):,} characters, if your terminal allows it (OSC 52).")

    desk.pick(PickScreen("Copy" if len(entries) == 1 else f"Copy of {len(entries):,} papers", choices), copy)


def _of_one(entry: Entry) -> list[Choice]:
    paper = entry.paper
    return [
        Choice(paper.title, "title", paper.title),
        *(Choice(link.url, "link", link.url) for link in paper.links),
        Choice(paper.abstract, "abstract", paper.abstract),
        Choice(markdown([entry], title=paper.title), "Markdown", "title, marks, links, abstract"),
        Choice(paper.id, "id", paper.id),
    ]


def _of_several(entries: Sequence[Entry]) -> list[Choice]:
    links = [entry.paper.links[0].url for entry in entries if entry.paper.links]
    return [
        Choice("\n".join(entry.paper.title for entry in entries), "titles", "one on each line"),
        Choice("\n".join(links), "links", f"the first of each paper: {len(links):,}"),
        Choice(markdown(entries, title=f"{len(entries):,} papers"), "Markdown", "titles, marks, links, abstracts"),
        Choice("\n".join(entry.paper.id for entry in entries), "ids", "one on each line"),
    ]


ACTIONS: dict[str, Callable[["Desk", int | None], None]] = {"paper.open_link": _open_link, "paper.copy": _copy}
