"""What runs `reader digest --due`: a line for cron, units for systemd. Pure, but for `own_command`."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path


def own_command(home: Path | None) -> list[str]:
    """Return the command that does what is due in a library; None is the user's own."""
    started = Path(sys.argv[0])
    ours = started.name == "reader" and started.is_file()
    program = [str(started.absolute())] if ours else [sys.executable, "-m", "reader"]
    return [*program, *(["--home", str(home.absolute())] if home else []), "digest", "--due", "--quiet"]


def cron_line(command: Sequence[str]) -> str:
    """Return a line for crontab: each quarter of an hour, so that it serves whatever is subscribed to later."""
    quoted = shlex.join(command).replace("%", r"\%")  # which would be a new line there
    return f"*/15 * * * * {quoted}"


def service_unit(command: Sequence[str]) -> str:
    """Return a unit of systemd that does what is due."""
    return (
        f"[Unit]\nDescription=Digests of papers that are due\n\n[Service]\nType=oneshot\nExecStart={_exec(command)}\n"
    )


def timer_unit() -> str:
    """Return the unit that starts it, each quarter of an hour."""
    return (
        "[Unit]\nDescription=Digests of papers, each quarter of an hour\n\n"
        "[Timer]\nOnCalendar=*:0/15\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )


def _exec(command: Sequence[str]) -> str:
    """Quote a command as systemd reads it: C escapes within double quotes, `%` and `$` doubled."""
    return " ".join(f'"{_escaped(word)}"' for word in command)


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
