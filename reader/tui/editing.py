"""The user's commands: the editor, run in the app's place, and the line that papers are piped to.

A command is split as a shell would split it, and run without one. Where only a shell understands the line, `sh` gets
it as the user wrote it; papers, notes and names of files reach it as its input or as arguments, never within it.
"""

import os
import shlex
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from reader.errors import SettingsError

_GO_TO_LINE = {
    "vi",
    "vim",
    "nvim",
    "view",
    "vis",
    "nano",
    "micro",
    "emacs",
    "emacsclient",
    "hx",
    "kak",
    "joe",
    "jed",
    "ne",
}
"""Editors that go to the line of `+7`; another might take it for a file."""


_SHELL = frozenset("|&;<>()$`*?[~#\n")
"""What only a shell understands."""


def words_of(line: str) -> list[str]:
    """Return the arguments that run a line of the user's.

    Raises:
        ValueError: a quote in it is not closed.
    """
    return ["sh", "-c", line] if _SHELL & set(line) else shlex.split(line)


def editor_command(configured: str) -> list[str]:
    """Return the command of the user's editor: the settings', else $VISUAL, else $EDITOR; empty where none is.

    A file may be appended to it.

    Raises:
        SettingsError: it cannot be split into words.
    """
    command = configured or os.environ.get("VISUAL", "") or os.environ.get("EDITOR", "")
    try:
        return ["sh", "-c", f'{command} "$@"', "sh"] if _SHELL & set(command) else shlex.split(command)
    except ValueError as error:
        raise SettingsError(f"The editor command {command!r} cannot be read: {error}", "Mend its quotes.") from error


def at_line(command: Sequence[str], file: Path, line: int) -> list[str]:
    """Return the command that opens `file`, at `line` where the editor is one that can be told."""
    told = [f"+{line}"] if Path(command[0]).name in _GO_TO_LINE else []
    return [*command, *told, str(file.absolute())]


def run_editor(app: App[Any], command: Sequence[str], *, otherwise: str) -> None:
    """Run a command with the terminal to itself, the app suspended.

    Raises:
        SettingsError: it cannot be started, or ended with an error; `otherwise` says how things are then.
    """
    try:
        with app.suspend(), _terminal_kept():
            code = _run(command)
    except SuspendNotSupported as error:
        raise SettingsError("An editor cannot be opened from here", otherwise) from error
    if isinstance(code, OSError):
        hint = "Set `editor` in config.yaml, or $EDITOR."
        raise SettingsError(f"The editor {command[0]} cannot be started: {code.strerror}", hint)
    if code:
        raise SettingsError(f"{command[0]} {_ending(code)}", otherwise)


@contextmanager
def _terminal_kept() -> Iterator[None]:
    """Give the terminal back as it is now: an editor that is killed leaves it without echo, for the shell, too."""
    try:
        terminal = sys.__stdin__.fileno() if sys.__stdin__ else -1
        before = termios.tcgetattr(terminal)
    except (termios.error, OSError, ValueError):  # there is none
        yield
        return
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


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


def _ending(code: int) -> str:
    """Return how a command ended that did not end well."""
    return f"ended with {code}" if code > 0 else f"was ended by {_signal_name(-code)}"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # a real-time signal
        return f"signal {number}"
