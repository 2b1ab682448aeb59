"""What a program does at the doors of the machine: addresses it asks for, programs it starts."""

import json
from pathlib import Path
from typing import Any

_HOOK = """
import json, os, sys
log = os.open({log!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
DOORS = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostby", "socket.sendto", "socket.sendmsg",
    "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.startfile", "pty.spawn", "webbrowser.", "urllib.",
    "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "telnetlib.", "nntplib.")
def hear(event, arguments):
    if event.startswith(DOORS):
        os.write(log, (json.dumps([event, [repr(each) for each in arguments]]) + "\\n").encode())
sys.addaudithook(hear)
"""


class Doors:
    """A folder that lets every Python in whose PYTHONPATH it is note what goes through a door."""

    def __init__(self, folder: Path) -> None:
        """Make the folder."""
        folder.mkdir()
        self.folder = folder
        self._log = folder / "log"
        (folder / "sitecustomize.py").write_text(_HOOK.format(log=str(self._log)))

    @property
    def heard(self) -> list[tuple[str, list[Any]]]:
        """What was noted: events and what they were about."""
        if not self._log.exists():
            raise AssertionError("nobody listened")
        return [(event, about) for event, about in map(json.loads, self._log.read_text().splitlines())]
