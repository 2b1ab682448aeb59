"""Choose one of a few things; typing narrows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len, set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

_COLUMN_CELLS = 24
_NOTHING = Content.styled("nothing is like that", "dim")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    value: str
    """What is given back."""
    label: str
    remark: str = ""
    style: str = ""
    """Of the label."""


class PickScreen(ModalScreen[str | None]):
    """A list that narrows as one types; gives back the value chosen, or None."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False, priority=True),
    ]

    HINT = "Enter chooses · Esc leaves"
    CLASSES = "dialog"

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._heading = title
        self._choices = choices
        self._shown: Sequence[Choice] = choices

    def compose(self) -> ComposeResult:
        """A line to type in, the choices under it."""
        with Vertical(classes=self.CLASSES) as dialog:
            dialog.border_title = Content(self._heading)
            dialog.border_subtitle = self.HINT
            yield Input(placeholder="type to narrow", compact=True)
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """All choices at first; the keys go to the line."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._show("")

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        self.narrow(event.value)

    @on(Input.Submitted)
    def _choose(self) -> None:
        row = self.query_one(OptionList).highlighted
        if row is not None:
            self.dismiss(self._shown[row].value)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._shown[event.option_index].value)

    def action_move(self, rows: int) -> None:
        """Move the highlight."""
        options = self.query_one(OptionList)
        (options.action_cursor_down if rows > 0 else options.action_cursor_up)()

    def narrow(self, typed: str) -> None:
        """Show the choices that hold all the words typed."""
        self._show(typed)

    def remark(self, remarks: Mapping[str, str]) -> None:
        """Put remarks beside choices, by their values, in place of those that stand there; nothing moves."""
        self._choices = [replace(each, remark=remarks.get(each.value, each.remark)) for each in self._choices]
        if not self.query(OptionList):  # it is being closed
            return
        options = self.query_one(OptionList)
        row = options.highlighted
        self._show(self.query_one(Input).value)
        options.highlighted = row

    def _show(self, typed: str) -> None:
        wanted = typed.casefold().split()
        self._shown = [choice for choice in self._choices if all(word in _searched(choice) for word in wanted)]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(_prompts(self._shown) or [Option(_NOTHING, disabled=True)])
        options.highlighted = 0 if self._shown else None


def _searched(choice: Choice) -> str:
    return f"{choice.label} {choice.value}".casefold()  # a label may be cut


def _prompts(choices: Sequence[Choice]) -> list[Option]:
    """Return the choices as options, one line each, their remarks in a column where the labels are short."""
    column = max((cell_len(choice.label) for choice in choices), default=0)
    return [
        Option(
            Content.assemble(
                (choice.label if column > _COLUMN_CELLS else set_cell_size(choice.label, column), choice.style),
                (f"   {choice.remark}", "dim"),
            )
        )
        for choice in choices
    ]
