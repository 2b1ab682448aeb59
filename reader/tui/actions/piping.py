"""Papers to another program."""

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from reader.errors import ExportError
from reader.export import markdown
from reader.tui.editing import words_of
from reader.tui.screens.prompt import PromptScreen

if TYPE_CHECKING:
    from reader.tui.screens.desk import Desk


def _pipe(desk: "Desk", _count: int | None) -> None:
    """Ask for a command, and give it the papers that the key is for on its standard input."""
    if not (entries := desk.library.entries(desk.targets)):
        return
    if desk.reader.is_web:
        raise ExportError("A command needs a terminal, and this is a browser", "y copies papers, e exports them.")
    one = len(entries) == 1
    papers = "this paper" if one else f"{len(entries):,} papers"
    text = markdown(entries, title=entries[0].paper.title if one else papers)

    def run(command: str) -> None:
        desk.reader.piped_to = command
        _check(command, _run(desk, command, text))
        desk.reader.say(f"Piped {papers} to {command}")

    remark = "A command such as: wc -w, less, glow -"
    prompt = PromptScreen(f"Pipe {papers} as Markdown to", str, start=desk.reader.piped_to, remark=remark, select=True)
    desk.pick(prompt, run)


def _run(desk: "Desk", command: str, text: str) -> int | Exception:
    """Give `text` to `command`, and it the terminal until Enter; return its exit code, or why it was not started.

    An error may not leave the block: the app is yet to be resumed.
    """
    with desk.reader.suspend():
        ours = signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl+C is for the command
        try:
            code = subprocess.run(words_of(command), input=text.encode(), check=False).returncode  # noqa: S603 - typed by the user
        except (OSError, ValueError) as error:
            return error
        finally:
            signal.signal(signal.SIGINT, ours)
        if sys.stdin.isatty():
            os.write(sys.stderr.fileno(), b"\n[Enter comes back to Reader] ")
            sys.stdin.readline()
        return code


def _check(command: str, outcome: int | Exception) -> None:
    if isinstance(outcome, Exception):
        raise ExportError(f"“{command}” cannot be started: {outcome}", "Is it installed, and written so?")
    if outcome:
        raise ExportError(f"The command ended with {outcome}: {command}", "The papers are as they were.")


ACTIONS = {"list.pipe": _pipe}
