"""The bar on top: the query, how many papers it found, and what is wrong with it."""

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static


class SearchBar(Horizontal):
    """A line to type a query in, with the answer's size beside it."""

    BINDINGS = [
        Binding("escape", "abandon", show=False),
        Binding("down,ctrl+n", "leave", show=False),
    ]

    class Typed(Message):
        """The text changed under the user's fingers."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Submitted(Message):
        """The query is as the user wants it."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Abandoned(Message):
        """Bring back what was there before."""

    def __init__(self, label: str, *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        """Make the bar; `label` stands at its left."""
        super().__init__(id=id)
        self._label = label

    def compose(self) -> ComposeResult:
        """Name, query, answer."""
        yield Static(Content(self._label), id="search-name")
        yield Input(placeholder="press / to search", id="search-input", compact=True, select_on_focus=False)
        yield Static("", id="search-answer")

    @property
    def text(self) -> str:
        """The query as it stands there."""
        return self._input.value

    def set_text(self, text: str) -> None:
        """Put a query there without reporting it as typed."""
        with self._input.prevent(Input.Changed):
            self._input.value = text
        self._input.cursor_position = len(text)

    def set_answer(self, text: str, *, wrong: bool = False) -> None:
        """Say how many were found, or what is wrong."""
        self.query_one("#search-answer", Static).update(Content.styled(text, "$text-error" if wrong else "dim"))

    def start(self) -> None:
        """Let the user type."""
        self._input.focus()

    @property
    def typing(self) -> bool:
        """Whether the user is typing here."""
        return self._input.has_focus

    def on_input_changed(self, event: Input.Changed) -> None:
        """Report each change."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Report the end of typing."""
        event.stop()
        self.post_message(self.Submitted(event.value))

    def on_click(self, _event: events.Click) -> None:
        """A click anywhere on the bar starts typing."""
        self.start()

    def action_leave(self) -> None:
        """Down goes to the results."""
        self.post_message(self.Submitted(self.text))

    def action_abandon(self) -> None:
        """Escape brings back what was there."""
        self.post_message(self.Abandoned())

    @property
    def _input(self) -> Input:
        return self.query_one("#search-input", Input)
