"""What became of an import; each reject leads to where it stands in its file."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reader.errors import ReaderError
from reader.library import AddReport
from reader.tui.explaining import explained
from reader.tui.screens.importing.moving import MOVING, moved
from reader.tui.screens.importing.raw_text import RawTextScreen, edit_at
from reader.tui.screens.importing.telling import Row, just_added, of_file, rows_of

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp


class ReportScreen(ModalScreen[str | None]):
    """The report; gives back the query to show next, "" of a dry run to do it in earnest, or None."""

    BINDINGS = [
        Binding("escape,q", "dismiss(None)", show=False),
        Binding("e,o", "edit", show=False),
        *MOVING,
    ]

    def __init__(self, report: AddReport) -> None:
        super().__init__()
        self._report = report
        self._rows = rows_of(report)

    def compose(self) -> ComposeResult:
        """The rows."""
        with Vertical(classes="dialog tall report") as dialog:
            dialog.border_title = "What would happen" if self._report.dry_run else "Added"
            shows = "adds it" if self._report.dry_run else "shows"
            dialog.border_subtitle = f"Enter {shows} · e edits · Esc"
            yield OptionList(*(Option(row.text) for row in self._rows), markup=False)

    def on_mount(self) -> None:
        """Start at the summary."""
        self.query_one(OptionList).highlighted = 0
        self.query_one(OptionList).focus()

    def action_move(self, how: str) -> None:
        """Move the cursor."""
        moved(self.query_one(OptionList), how)

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        match self._rows[event.option_index]:
            case Row(file=file, reject=reject) if file and reject:
                self.app.push_screen(RawTextScreen(file.path, reject.line))
            case _ if self._report.dry_run:
                self.dismiss("")
            case Row(file=file) if file:
                self.dismiss(of_file(file))
            case _:
                self.dismiss(just_added(self._report))

    def action_edit(self) -> None:
        """Open the file of the row in the user's editor."""
        row = self._rows[self.query_one(OptionList).highlighted or 0]
        if row.file:
            try:
                edit_at(self._reader, row.file.path, row.reject.line if row.reject else 1)
            except ReaderError as error:
                self._reader.say(explained(error), wrong=True)

    @property
    def _reader(self) -> "ReaderApp":
        from reader.tui.app import reader_of

        return reader_of(self)
