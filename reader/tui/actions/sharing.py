"""Papers to the browser."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.tui.screens.numbered import NumberedScreen
from reader.tui.screens.pick import Choice

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


ACTIONS: dict[str, Callable[["Desk", int | None], None]] = {"paper.open_link": _open_link}
