"""Write a note: in the user's editor where one is set, else in place."""

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import TextArea

from reader.errors import SettingsError
from reader.papers import clean_text


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
        """A field to write in."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Note (Markdown)"
            dialog.border_subtitle = "Esc saves · ^G discards"
            yield TextArea(self._note, soft_wrap=True, tab_behavior="focus")

    def on_mount(self) -> None:
        """Go on where the note ends."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_keep(self) -> None:
        """Give the text back."""
        self.dismiss(clean_text(self.query_one(TextArea).text).strip())


def editor_command(configured: str) -> list[str]:
    """Return the command of the user's editor: the settings', else $VISUAL, else $EDITOR; empty where none is.

    Raises:
        SettingsError: it cannot be split into words.
    """
    command = configured or os.environ.get("VISUAL", "") or os.environ.get("EDITOR", "")
    try:
        return shlex.split(command)
    except ValueError as error:
        raise SettingsError(f"The editor command {command!r} cannot be read: {error}", "Mend its quotes.") from error


def edit_outside(app: App[Any], note: str, configured: str) -> str | None:
    """Let the user edit `note` in their editor, the app suspended; None where no editor is set.

    Raises:
        SettingsError: the editor cannot be started, or ended with an error; the note is as it was.
    """
    command = editor_command(configured)
    if not command:
        return None
    with tempfile.TemporaryDirectory(prefix="reader-note-") as folder:
        file = Path(folder) / "note.md"
        file.write_text(note, encoding="utf-8")
        with app.suspend():
            code = _run([*command, str(file)])
        if isinstance(code, OSError):
            hint = "Set `editor` in config.yaml, or $EDITOR."
            raise SettingsError(f"The editor {command[0]} cannot be started: {code.strerror}", hint)
        if code:
            raise SettingsError(f"{command[0]} ended with {code}", "The note is as it was.")
        try:
            return clean_text(file.read_text(encoding="utf-8", errors="replace")).strip()
        except OSError as error:
            raise SettingsError(f"{command[0]} left no file behind", "The note is as it was.") from error


def _run(command: Sequence[str]) -> int | OSError:
    """Run the editor; return its exit code, or why it could not be started: the app is yet to be resumed.

    Ctrl+C in the editor is the editor's alone.
    """
    ours = signal.signal(signal.SIGINT, lambda *_: None)  # a handler, not SIG_IGN, which the editor would inherit
    try:
        return subprocess.run(command, check=False).returncode  # noqa: S603 - the user's own editor, no shell
    except OSError as error:
        return error
    finally:
        signal.signal(signal.SIGINT, ours)
