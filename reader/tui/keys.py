"""Every key of the app, in one table: bindings, footer, help, palette, `reader keys` and the README derive from it.

How keys are written: alternatives are parted by spaces; each is a named key (`down`, `ctrl+d`, `space`) or a
sequence of characters typed one after the other (`gg`, `a3`). Names may be in any case, characters may not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Group = Literal["Move", "Panes", "Go to", "Mark", "Select", "History", "Search", "Share", "Program"]

_NAMED = re.compile(r"(?:ctrl|shift|alt)\+\S+|f\d\d?")
_NAMES = {"up": "Up", "down": "Down", "left": "Left", "right": "Right", "pageup": "PgUp", "pagedown": "PgDn"}
_NAMES |= {"home": "Home", "end": "End", "space": "Space", "enter": "Enter", "escape": "Esc", "tab": "Tab"}
_NAMES |= {"backspace": "Backspace", "delete": "Del", "insert": "Ins"}


@dataclass(frozen=True, slots=True)
class Key:
    """One action and the keys that do it."""

    id: str
    """Stable: `config.yaml` remaps by it."""
    keys: str
    label: str
    """A word or two for the footer; empty keeps it out of there."""
    help: str
    group: Group

    @property
    def sequences(self) -> tuple[tuple[str, ...], ...]:
        """The alternatives, each as the keys to press one after the other."""
        return tuple(_sequence(alternative) for alternative in self.keys.split())

    @property
    def shown(self) -> str:
        """The keys as people read them: `gg Home`, `^D`."""
        return " ".join("".join(show(key) for key in sequence) for sequence in self.sequences)


KEYS: tuple[Key, ...] = (
    Key("move.down", "j down", "down", "Move down; 5j moves five", "Move"),
    Key("move.up", "k up", "up", "Move up", "Move"),
    Key("move.top", "gg home", "top", "Go to the top; 7gg goes to the seventh", "Move"),
    Key("move.bottom", "G end", "", "Go to the bottom", "Move"),
    Key("move.half_down", "ctrl+d", "", "Half a page down", "Move"),
    Key("move.half_up", "ctrl+u", "", "Half a page up", "Move"),
    Key("move.page_down", "ctrl+f pagedown", "", "A page down", "Move"),
    Key("move.page_up", "ctrl+b pageup", "", "A page up", "Move"),
    Key("move.next_unread", "J", "next unread", "Next unread paper", "Move"),
    Key("move.previous_unread", "K", "", "Previous unread paper", "Move"),
    Key("move.read_on", "space", "read on", "Read on: scroll; at the end mark read, go to the next unread", "Move"),
    Key("pane.next", "tab l", "pane", "Next pane", "Panes"),
    Key("pane.previous", "shift+tab h", "", "Previous pane", "Panes"),
    Key("pane.right", "right", "unfold", "Next pane; on a folded tag of the panel, unfold it", "Panes"),
    Key("pane.left", "left", "fold", "Previous pane; on a tag of the panel, fold it or go to the one above", "Panes"),
    Key("pane.panel", "p", "panel", "Show or hide the side panel: saved queries, tags and editions, counted", "Panes"),
    Key("pane.open", "enter", "open", "Open: go to the paper's text", "Panes"),
    Key("pane.back", "escape", "back", "Back to the list; there, let go of the selection, then of the search", "Panes"),
    Key("view.density", "z", "", "One line for each paper, or two", "Panes"),
    Key(
        "view.layout",
        "w",
        "",
        "Panes side by side, stacked, one at a time, as fits; the mouse moves their border",
        "Panes",
    ),
    Key("view.focus", "Z", "focus", "Show the paper alone, large; Z or Esc leaves", "Panes"),
    Key("view.key_sentences", "m", "key sentences", "Mark what the abstract claims, finds and offers", "Panes"),
    Key("go.unread", "gu", "unread", "Show the unread papers", "Go to"),
    Key("go.new", "gn", "new", "Show what came since the last visit", "Go to"),
    Key("go.bookmarks", "gb", "bookmarks", "Show the bookmarks", "Go to"),
    Key("go.foryou", "gf", "for you", "Show what is for you: unread papers that are much to your taste", "Go to"),
    Key("go.all", "ga", "all", "Show all papers", "Go to"),
    Key("go.trending", "gp", "trending", "Show what is popular: in several dumps, lately, and liked", "Go to"),
    Key("go.rising", "gi", "rising", "Rising terms: what the newest papers speak of more than those before", "Go to"),
    Key("go.tags", "gt", "tags", "Tags as a tree: show one, rename, merge or remove it", "Go to"),
    Key(
        "go.topics", "gm", "topics", "What the listed papers are about: topics and a map; Enter narrows to one", "Go to"
    ),
    Key("go.sources", "gs", "dumps", "Choose a dump to show", "Go to"),
    Key("go.editions", "ge", "editions", "List the editions in the panel: by day, by week, by month in turn", "Go to"),
    Key("go.previous_dump", "[", "", "Show the edition before this one: the day, week or month", "Go to"),
    Key("go.next_dump", "]", "", "Show the edition after this one", "Go to"),
    Key("go.again", "gr", "ask again", "Ask for the list again: what is read leaves the unread", "Go to"),
    Key("paper.read", "r", "read", "Mark read or unread", "Mark"),
    Key("paper.bookmark", "b", "bookmark", "Bookmark, or remove the bookmark", "Mark"),
    Key("paper.skip", "x", "skip", "Not interested: skip, or take back", "Mark"),
    Key(
        "paper.less", "<", "less", "Less of this: skip it, and what speaks loudest for it counts against others", "Mark"
    ),
    Key("paper.later", "L", "later", "Put aside for later: tag it so, or take that back", "Mark"),
    Key("paper.tags", "t", "tags", "Edit the tags, with completion", "Mark"),
    Key("paper.add_tag", "+", "", "Add tags", "Mark"),
    Key("paper.remove_tag", "-", "", "Remove a tag", "Mark"),
    Key("paper.note", "n", "note", "Write a note, in $EDITOR or in place", "Mark"),
    Key("paper.rate_0", "a0", "no stars", "Remove the rating", "Mark"),
    Key("paper.rate_1", "a1", "★", "Rate with one star", "Mark"),
    Key("paper.rate_2", "a2", "★★", "Rate with two stars", "Mark"),
    Key("paper.rate_3", "a3", "★★★", "Rate with three stars", "Mark"),
    Key("paper.rate_4", "a4", "★★★★", "Rate with four stars", "Mark"),
    Key("paper.rate_5", "a5", "★★★★★", "Rate with five stars", "Mark"),
    Key("paper.repeat", ".", "", "Do to this paper what was done to the one before", "Mark"),
    Key("visit.end", "E", "", "That is all for today: nothing is new any more; E takes it back", "Mark"),
    Key("list.read_all", "A", "", "Mark all listed papers read; u undoes it", "Mark"),
    Key("select.toggle", "v", "select", "Select this paper, or let go of it; actions work on the selection", "Select"),
    Key("select.range", "V", "", "Select a range: move, then V again or any action", "Select"),
    Key("select.all", "*", "", "Select all listed papers, or none", "Select"),
    Key("select.again", "gv", "select again", "Select the same papers again", "Select"),
    Key("history.undo", "u", "undo", "Undo the last change, also of an earlier day", "History"),
    Key("history.redo", "U", "", "Redo", "History"),
    Key("history.show", "gh", "history", "All that was done; go back to any point of it, or forward", "History"),
    Key("search.start", "/", "search", 'Search: words, "phrases", tag:, is:, -not, OR', "Search"),
    Key(
        "search.narrow",
        "N",
        "narrow",
        "Narrow by what the listed papers have in common; in the panel, by what is under the cursor",
        "Search",
    ),
    Key("search.widen", "backspace (", "widen", "Back to the list before, also after going elsewhere", "Search"),
    Key("search.forward", ")", "", "Forward again to the list that one came back from", "Search"),
    Key("search.saved", "f", "saved", "Choose a saved query", "Search"),
    Key("search.save", "F", "save", "Save this query under a name", "Search"),
    Key("search.forget", "ctrl+x", "forget", "Remove a saved query", "Search"),
    Key(
        "search.related",
        "R",
        "related",
        "List the papers most like this one, and from there on; Backspace comes back",
        "Search",
    ),
    Key("search.meaning", "M", "meaning", "Search by meaning instead of by words, or the other way round", "Search"),
    Key("paper.why", "W", "why", "Why it is for you, or is not: its terms; < there wants less of one", "Search"),
    Key("search.sort", "s", "sort", "Choose the order", "Search"),
    Key("search.reverse", "S", "", "Reverse the order", "Search"),
    Key("paper.open_link", "o", "link", "Open a link of the paper", "Share"),
    Key("paper.copy", "y", "copy", "Copy as link, title, Markdown, BibTeX and more", "Share"),
    Key(
        "list.export",
        "e",
        "export",
        "Export this paper, the selected or all listed: format, groups, a preview, where to",
        "Share",
    ),
    Key("list.pipe", "|", "pipe", "Pipe the selected papers, or this one, as Markdown to a command", "Share"),
    Key(
        "list.triage",
        "T",
        "triage",
        "Triage: one paper at a time of those listed or selected, one key a decision",
        "Program",
    ),
    Key("view.statistics", "D", "stats", "Statistics: what you read when, how long the rest takes", "Program"),
    Key("library.add", "i", "", "Add dumps", "Program"),
    Key("app.palette", ": ctrl+p", "", "Find any action by its name", "Program"),
    Key("app.help", "? f1", "help", "All keys; type to filter", "Program"),
    Key("app.quit", "q", "quit", "Quit; the next start opens here again", "Program"),
)


def show(key: str) -> str:
    """Return one key as people read it."""
    if key.startswith("ctrl+"):
        return f"^{key[5:].upper()}"
    if key.startswith("shift+"):
        return f"Shift+{show(key[6:])}"
    return _NAMES.get(key, key.upper() if _NAMED.fullmatch(key) else key)


def keys_markdown(bound: Iterable[Key]) -> str:
    """Return the table for the README."""
    lines = ["| keys | what it does | action |", "|---|---|---|"]
    for key in bound:
        shown = " ".join(f"`{each}`" for each in key.shown.split())
        lines.append(f"| {shown} | {key.help} | `{key.id}` |")
    return "\n".join(lines).replace("`|`", "`\\|`")


def _sequence(alternative: str) -> tuple[str, ...]:
    named = alternative.lower()
    if named in _NAMES or _NAMED.fullmatch(named):
        return (named,)
    return tuple(alternative)
