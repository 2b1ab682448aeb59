"""A file's text around a line, as it stands there."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reader.dumps import read_lines
from reader.errors import DumpError, ReaderError, SettingsError
from reader.papers import clean_line
from reader.tui.editing import at_line, editor_command, run_editor
from reader.tui.explaining import explained
from reader.tui.screens.importing.moving import MOVING, moved

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

AROUND = 300
"""Lines before and after the one that is shown."""
_LONGEST = 2_000


class RawTextScreen(ModalScreen[None]):
    """Numbered lines of a file, one of them marked."""

    BINDINGS = [Binding("escape,q", "dismiss(None)", show=False), Binding("e,o", "edit", show=False), *MOVING]

    def __init__(self, path: Path, line: int) -> None:
        """Take the file, and the line to mark, from 1; 0 marks none."""
        super().__init__()
        self._path = path
        self._line = line
        self._first = max(1, line - AROUND)

    def compose(self) -> ComposeResult:
        """The lines."""
        with Vertical(classes="dialog tall report") as dialog:
            dialog.border_title = Content(clean_line(self._path.name))
            dialog.border_subtitle = "e edits · Esc back"
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Show the line in the middle."""
        self.query_one(OptionList).focus()
        self._show(self._line)

    def action_move(self, how: str) -> None:
        """Move the cursor."""
        moved(self.query_one(OptionList), how)

    def action_edit(self) -> None:
        """Open the file at the cursor in the user's editor; then look at it again."""
        line = self._first + (self.query_one(OptionList).highlighted or 0)
        try:
            edit_at(self._reader, self._path, line)
        except ReaderError as error:
            self._reader.say(explained(error), wrong=True)
        self._show(line)

    def _show(self, cursor: int) -> None:
        lines = self.query_one(OptionList)
        lines.clear_options()
        try:
            text = read_lines(self._path)[self._first - 1 : self._line + AROUND]
        except DumpError as error:
            lines.add_option(Option(Content.styled(explained(error), "$text-error"), disabled=True))
            return
        lines.add_options([self._numbered(number, line) for number, line in enumerate(text, start=self._first)])
        lines.highlighted = min(max(cursor - self._first, 0), len(text) - 1) if text else None
        self.call_after_refresh(self._center)

    def _center(self) -> None:
        """Bring the cursor to the middle: what a line is about stands before and after it."""
        lines = self.query_one(OptionList)
        lines.scroll_home(animate=False, immediate=True)
        lines.scroll_to_highlight()
        if lines.scroll_offset.y:  # it was below the window, and stands at its foot now
            lines.scroll_relative(y=lines.size.height // 2, animate=False, immediate=True)

    def _numbered(self, number: int, line: str) -> Option:
        marked = number == self._line
        text = clean_line(line[:_LONGEST]) + ("…" if len(line) > _LONGEST else "")
        sign = ("▶" if marked else " ", "bold $text-warning")
        return Option(Content.assemble(sign, (f"{number:>5} ", "dim"), (text, "bold" if marked else "")))

    @property
    def _reader(self) -> "ReaderApp":
        from reader.tui.app import reader_of

        return reader_of(self)


def edit_at(reader: "ReaderApp", path: Path, line: int) -> None:
    """Open a file at a line in the user's editor.

    Raises:
        ReaderError: there is no editor or no file, or the editor failed.
    """
    command = editor_command(reader.settings.editor)
    if not command:
        raise SettingsError("No editor is set", "Set `editor` in config.yaml, or $EDITOR.")
    if not os.access(path, os.R_OK) or not path.is_file():
        raise DumpError(f"There is no “{clean_line(str(path))}” any more", "Nothing was opened.")
    run_editor(reader, at_line(command, path, max(line, 1)), otherwise="The library is as it was.")
