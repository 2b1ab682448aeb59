"""Edit tags in one line, with completion from the tags in use."""

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reader.errors import TextError
from reader.library import nearest
from reader.papers import clean_tag
from reader.tui.explaining import explained

_SUGGESTIONS = 8


class TagScreen(ModalScreen[frozenset[str] | None]):
    """A line of tags parted by spaces; gives back the tags, or None."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("tab", "complete", show=False, priority=True),
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, title: str, counts: Mapping[str, int], tags: frozenset[str] = frozenset()) -> None:
        """Take the library's tags with their counts, and the tags to start from."""
        super().__init__()
        self._heading = title
        self._counts = counts
        self._tags = tags
        self._suggested: list[str] = []

    def compose(self) -> ComposeResult:
        """The line, what is wrong with it, and the tags that it may mean."""
        start = "".join(f"{tag} " for tag in sorted(self._tags))
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = self._heading
            dialog.border_subtitle = "Tab completes · Enter saves · Esc leaves"
            yield Input(start, placeholder="nlp nlp/llm to-cite", compact=True, select_on_focus=False)
            yield Static(classes="wrong")
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """The keys go to the line."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._suggest()

    @on(Input.Changed)
    def _typed(self) -> None:
        self.query_one(".wrong", Static).update("")
        self._suggest()

    @on(Input.Submitted)
    def _save(self, event: Input.Submitted) -> None:
        try:
            tags = frozenset(clean_tag(word) for word in event.value.replace(",", " ").split())
        except TextError as error:
            self.query_one(".wrong", Static).update(Content(explained(error)))
        else:
            self.dismiss(tags)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._complete(self._suggested[event.option_index])

    def action_complete(self) -> None:
        """Take the tag that is highlighted."""
        row = self.query_one(OptionList).highlighted
        if row is not None:
            self._complete(self._suggested[row])

    def action_move(self, rows: int) -> None:
        """Move the highlight."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if rows > 0 else options.action_cursor_up)()

    def _complete(self, tag: str) -> None:
        line = self.query_one(Input)
        line.value = line.value[: len(line.value) - len(self._last_word)] + f"{tag} "
        line.cursor_position = len(line.value)

    @property
    def _last_word(self) -> str:
        value = self.query_one(Input).value
        return "" if not value or value[-1] in " ," else value.replace(",", " ").split()[-1]

    def _suggest(self) -> None:
        typed = set(self.query_one(Input).value.replace(",", " ").split()) - {self._last_word}
        left = {tag: count for tag, count in self._counts.items() if tag not in typed}
        most_used_first = sorted(left, key=lambda tag: (-left[tag], tag))
        self._suggested = nearest(self._last_word.removeprefix("#"), most_used_first, _SUGGESTIONS)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(
            [
                Option(Content.assemble((f"#{tag}", "$text-secondary"), (f"   {left[tag]:,}", "dim")))
                for tag in self._suggested
            ]
        )
        options.highlighted = 0 if self._suggested else None
