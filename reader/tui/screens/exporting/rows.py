"""The rows of the export dialogue: what may be chosen, a value of each shown."""

from collections.abc import Sequence

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reader.tui.screens.exporting.choice import ROWS, Choice, Row, options
from reader.tui.screens.exporting.scope import Scope

_NAME_CELLS = 10


class ExportRows(OptionList):
    """A cursor on one of the rows; left and right ask for its other values."""

    BINDINGS = [
        Binding("j", "down", show=False),
        Binding("down", "down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("l,right,space", "step(1)", show=False),
        Binding("h,left", "step(-1)", show=False),
        Binding("g", "first", show=False),
        Binding("G", "last", show=False),
    ]

    class Stepped(Message):
        """Another value of a row is wanted."""

        def __init__(self, row: Row, step: int) -> None:
            super().__init__()
            self.row = row
            self.step = step

    class LeftBelow(Message):
        """The cursor is to go on below the last row."""

    def __init__(self, scopes: Sequence[Scope]) -> None:
        super().__init__(markup=False)
        self._scopes = {scope.name: scope for scope in scopes}

    def show(self, choice: Choice) -> None:
        """Show what is chosen; the cursor stays."""
        row = self.highlighted
        self.clear_options()
        self.add_options([Option(self._prompt(each, choice)) for each in ROWS])
        self.highlighted = row or 0

    @property
    def row(self) -> Row:
        """The row of the cursor."""
        return ROWS[self.highlighted or 0]

    def action_down(self) -> None:
        """Go down; from the last row to what stands below."""
        if self.highlighted == len(ROWS) - 1:
            self.post_message(self.LeftBelow())
        else:
            self.action_cursor_down()

    def action_cursor_up(self) -> None:
        """Go up, as far as there are rows."""
        if self.highlighted:
            super().action_cursor_up()

    def action_step(self, step: int) -> None:
        """Ask for the next value, or the one before."""
        self.post_message(self.Stepped(self.row, step))

    def _prompt(self, row: Row, choice: Choice) -> Content:
        value = choice.value(row)
        shown = dict(options(row, list(self._scopes))).get(value, value)
        remark = ""
        if row == "papers":
            scope = self._scopes[value]
            shown, remark = scope.shown, f"{scope.papers:,}"
        elif row == "format":
            remark = choice.format.what
        return Content.assemble(
            (row.capitalize().ljust(_NAME_CELLS), "dim"),
            ("‹ ", "dim"),
            (shown, "bold"),
            (" › ", "dim"),
            (remark, "dim"),
        )
