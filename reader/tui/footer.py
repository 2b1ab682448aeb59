"""Which keys the footer shows, by where the focus is."""

from collections.abc import Iterator, Sequence
from typing import Literal

from reader.tui.keys import Key, show
from reader.tui.resolver import Pending

Pane = Literal["panel", "list", "text"]

LISTING_KEYS = (
    "app.help",
    "app.quit",
    "search.start",
    "pane.open",
    "paper.read",
    "paper.bookmark",
    "paper.tags",
    "history.undo",
    "paper.note",
    "move.next_unread",
    "search.narrow",
    "search.sort",
    "list.export",
    "pane.panel",
    "search.saved",
)
READING_KEYS = (
    "app.help",
    "pane.back",
    "move.read_on",
    "paper.read",
    "paper.bookmark",
    "paper.tags",
    "history.undo",
    "paper.note",
    "paper.open_link",
    "paper.copy",
    "view.key_sentences",
    "view.focus",
    "app.quit",
)
CHOOSING_KEYS = (
    "app.help",
    "pane.open",
    "search.narrow",
    "search.widen",
    "pane.left",
    "pane.right",
    "pane.back",
    "pane.panel",
    "search.saved",
    "search.save",
    "search.forget",
    "search.start",
    "app.quit",
)
"""Most wanted first: where the terminal is narrow the last are left out."""
SELECTION_KEYS = (
    "paper.read",
    "paper.bookmark",
    "paper.tags",
    "paper.skip",
    "list.export",
    "pane.back",
    "paper.later",
    "paper.copy",
    "list.pipe",
    "app.help",
)
TRIAGE_KEYS = (
    "paper.bookmark",
    "paper.later",
    "paper.skip",
    "paper.read",
    "history.undo",
    "move.read_on",
    "paper.tags",
    "pane.back",
    "paper.note",
    "paper.open_link",
    "app.help",
)
TYPING_KEYS = (
    ("Enter", "to the list"),
    ("Esc", "as it was"),
    ("Tab", "completes"),
    ("^N", "chooses"),
    ("Up", "earlier ones"),
    ("^U", "empty"),
    ('tag: is: title: "…" -not OR', "narrow"),
)


def keys_of_pane(keys: Sequence[Key], pane: Pane) -> Iterator[tuple[str, str]]:
    """Yield the keys that matter in a pane, with what they do."""
    return _named(keys, {"panel": CHOOSING_KEYS, "list": LISTING_KEYS, "text": READING_KEYS}[pane])


def keys_of_selection(keys: Sequence[Key]) -> Iterator[tuple[str, str]]:
    """Yield the keys that work on selected papers, with what they do."""
    return _named(keys, SELECTION_KEYS)


def keys_that_follow(pending: Pending) -> Iterator[tuple[str, str]]:
    """Yield the keys that may follow what was begun, with what they do."""
    for key, action in pending.next_keys:
        yield show(key), action.label or action.help


def keys_of_triage(keys: Sequence[Key]) -> Iterator[tuple[str, str]]:
    """Yield the keys that decide on a paper, with what they do."""
    return _named(keys, TRIAGE_KEYS)


def _named(keys: Sequence[Key], actions: Sequence[str]) -> Iterator[tuple[str, str]]:
    by_id = {key.id: key for key in keys}
    for action in actions:
        if by_id[action].keys:
            yield by_id[action].shown.split()[0], by_id[action].label
