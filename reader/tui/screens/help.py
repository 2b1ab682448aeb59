"""All keys, grouped; typing filters them."""

from collections.abc import Sequence
from textwrap import wrap

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.tui.keys import Key

QUERY_HELP = (
    ("few shot", "both words, in any form; title hits weigh more"),
    ('"chain of thought"', "a phrase"),
    ("graph -survey", "without a word; NOT does the same"),
    ("(llm OR transf*) title:vision", "either; beginnings; in the title"),
    ('atention~ "chain thought"~5', "nearly so spelled; near each other"),
    ("tag:nlp tag:nlp/* tag:none", "by tag"),
    ("is:unread is:bookmarked has:code", "by state, by what a paper has"),
    ("added:7d rating:>=4 url:github.com", "by day, by stars, by link"),
    ('list:"to read" -graph', "what a saved query finds, as a part"),
    ("source:mar_14 sort:title limit:20", "by dump; order; how many"),
)

TYPING = (
    ("Tab", "takes the first offer; without offers goes to the results"),
    ("^N ^P ^Space", "choose an offer; Enter takes it then"),
    ("Up Down", "earlier queries, and back; past the newest, the results"),
    ("Enter", "keeps the line as it stands"),
    ("Esc", "lets go of a chosen offer; else brings back what was there"),
)
SIGNS = (
    ("●  ◐", "unread, reading; read papers have no sign and are dim"),
    ("–", "skipped"),
    ("★", "bookmarked"),
)

TERMINAL = (
    ("^Z", "sleeps; fg in the shell wakes Reader again"),
    ("^Q", "quits from anywhere"),
)
_LEAST_CELLS = 24
"""Beside a key; what has fewer stands below it."""


class HelpScreen(ModalScreen[None]):
    """The table of keys as a page."""

    BINDINGS = [
        Binding("escape,f1", "dismiss", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown,ctrl+d,ctrl+f", "scroll(10)", show=False, priority=True),
        Binding("pageup,ctrl+u,ctrl+b", "scroll(-10)", show=False, priority=True),
    ]

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """A line to filter with, the keys under it."""
        with Vertical(classes="dialog tall") as dialog:
            dialog.border_title = "Keys"
            dialog.border_subtitle = "type to filter · Up Down scroll · Esc leaves"
            yield Input(placeholder="what do you want to do?", compact=True)
            with VerticalScroll(can_focus=False):
                yield Static(id="help-text")

    def on_mount(self) -> None:
        """All keys at first."""
        self.query_one(Input).focus()
        self._show("")

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        self._show(event.value)

    def action_scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    @property
    def _width(self) -> int:
        """How many cells a line of the page has."""
        return min(72, self.app.size.width * 95 // 100) - 7

    def _show(self, typed: str) -> None:
        self.query_one("#help-text", Static).update(help_content(self._keys, typed, self._width))


def _row(name: str, what: str, column: int, width: int) -> Content:
    """Return a name and what it means, the lines of the latter under each other."""
    if width - column < _LEAST_CELLS:
        return Content.assemble((name, "bold"), *(f"\n  {line}" for line in wrap(what, max(1, width - 2))))
    indent = " " * (column + 1)
    lines = wrap(what, width - column - 1) or [""]
    return Content.assemble((f"{name:{column}}", "bold"), " ", f"\n{indent}".join(lines))


def help_content(keys: Sequence[Key], typed: str, width: int) -> Content:
    """Return the keys whose words hold all that was typed, under the headings of their groups."""
    wanted = typed.casefold().split()

    def fits(*texts: str) -> bool:
        text = " ".join(texts).casefold()
        return all(word in text for word in wanted)

    lines: list[Content] = []
    for group in dict.fromkeys(key.group for key in keys):
        found = [key for key in keys if key.group == group and fits(key.shown, key.help, key.id, group)]
        if found:
            lines += [Content(""), Content.styled(group, "bold $text-accent")]
            lines += [_row(key.shown, key.help, 14, width) for key in found]
    for heading, rows, column, about in (
        ("Queries", QUERY_HELP, 34, "query search"),
        ("In the search bar", TYPING, 14, "query search bar completion history"),
        ("Anywhere", TERMINAL, 14, "anywhere suspend sleep quit"),
        ("Signs in the list", SIGNS, 14, "signs list"),
    ):
        fitting = [(name, what) for name, what in rows if fits(name, what, about)]
        if fitting:
            lines += [Content(""), Content.styled(heading, "bold $text-accent")]
            lines += [_row(name, what, column, width) for name, what in fitting]
    return Content("\n").join(lines[1:]) if lines else Content("No key is like that.")
