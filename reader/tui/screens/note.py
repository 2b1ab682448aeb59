"""Write a note: in the user's editor where one is set, else in place."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from reader.errors import SettingsError
from reader.papers import clean_text
from reader.tui.editing import editor_command, run_editor

_AS_IT_WAS = "The note is as it was."


class NoteScreen(ModalScreen[str | None]):
    """A note in Markdown; Esc keeps what was written (undo takes it back), Ctrl+G does not."""

    BINDINGS = [
        Binding("escape", "keep", show=False, priority=True),
        Binding("ctrl+g", "dismiss(None)", show=False, priority=True),
    ]

    def __init__(self, title: str, note: str) -> None:
        super().__init__()
        self._heading = title
        self._note = note

    def compose(self) -> ComposeResult:
        """The paper's title, and a field to write in."""
        with Vertical(classes="dialog writing") as dialog:
            dialog.border_title = "Note (Markdown)"
            dialog.border_subtitle = "Esc saves · ^G discards"
            yield Static(Content(self._heading), classes="heading")
            yield TextArea(self._note, soft_wrap=True, tab_behavior="focus")

    def on_mount(self) -> None:
        """Go on where the note ends."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_keep(self) -> None:
        """Give the text back."""
        self.dismiss(clean_text(self.query_one(TextArea).text).strip())


def edit_outside(app: App[Any], note: str, configured: str) -> str | None:
    """Let the user edit `note` in their editor, the app suspended; None where no editor is set, or no terminal there.

    Raises:
        SettingsError: the editor cannot be started, or ended with an error; the note is as it was, and what was
            written all the same is in a file that is named.
    """
    command = [] if app.is_web else editor_command(configured)
    if not command:
        return None
    try:
        file = Path(tempfile.mkdtemp(prefix="reader-note-")) / "note.md"
        file.write_text(note, encoding="utf-8")
    except OSError as error:
        hint = "Make room in the folder of TMPDIR; without an editor set, notes are written in place."
        raise SettingsError(f"The note cannot be handed to {command[0]}: {error.strerror}", hint) from error
    written = None
    try:
        run_editor(app, [*command, str(file)], otherwise=_AS_IT_WAS)
        written = clean_text(file.read_text(encoding="utf-8", errors="replace")).strip()
    except OSError as error:
        raise SettingsError(f"{command[0]} left no file behind", _AS_IT_WAS) from error
    except SettingsError as error:
        if not _is_changed(file, note):
            raise
        raise SettingsError(error.message, f"{error.hint} What you wrote is in {file}") from error
    finally:
        if written is not None or not _is_changed(file, note):
            shutil.rmtree(file.parent, ignore_errors=True)
    return written


def _is_changed(file: Path, note: str) -> bool:
    """Say whether there is anything in the file that is not in the note."""
    try:
        return file.read_text(encoding="utf-8", errors="replace") not in {note, ""}
    except OSError:
        return False
