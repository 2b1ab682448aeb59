"""Record a short session of the real program on the sample library, as an asciicast.

python screenshots/record.py            writes screenshots/session.cast
asciinema play screenshots/session.cast
"""

import codecs
import fcntl
import json
import os
import pty
import select
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

from make import marked_library

HERE = Path(__file__).parent
COLUMNS, ROWS = 110, 30
KEY_S, LOOK_S = 0.09, 1.4
"""Between two keys of a word, and after what is worth a look."""
SCRIPT = (
    ("", "the list opens where it was left"),
    ("jj", "move"),
    (" ", "read on"),
    ("b", "bookmark"),
    ("/learning", "search while typing"),
    ("\r", "to the list"),
    ("vjjV", "select"),
    ("j", "a range follows"),
    ("t", "one line for the tags of all of them"),
    ("+ml\r", "add one"),
    ("u", "take it back"),
    ("\x1b", "all papers again"),
    ("l", "into the text"),
    ("m", "key sentences"),
    ("Z", "the paper alone"),
    ("\x1b", "back"),
    ("guT", "triage what is unread"),
    ("x", "skip"),
    ("b", "bookmark"),
    ("L", "later"),
    ("u", "undo leads back"),
    ("\x1b", "what was kept"),
    ("\x1b", "the list"),
    ("gh", "history"),
    ("\x1b", "back"),
    ("D", "statistics"),
    ("\x1b", "back"),
    ("p", "the panel"),
    ("q", "leave"),
)


def spawn(home: Path) -> tuple[int, int]:
    """Start the program on a pseudo-terminal; return its process and our end."""
    process, terminal = pty.fork()
    if process == 0:
        environment = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "EDITOR": "", "VISUAL": ""}
        os.execve(sys.executable, [sys.executable, "-m", "reader", "--home", str(home)], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    return process, terminal


Event = tuple[float, str, str]
"""Seconds since the start, `o` for output, what was written."""


def watch(terminal: int, seconds: float, started: float, decoder: codecs.IncrementalDecoder) -> list[Event]:
    """Return what the program writes in so many seconds, as events of an asciicast."""
    events: list[Event] = []
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if not select.select([terminal], [], [], left)[0]:
            break
        try:
            written = os.read(terminal, 65_536)
        except OSError:  # it has ended
            break
        events.append((round(time.monotonic() - started, 3), "o", decoder.decode(written)))
    return events


def record() -> str:
    """Return all of it as an asciicast, version 2."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        marked_library(home).close()
        started = time.monotonic()
        process, terminal = spawn(home)
        decoder = codecs.getincrementaldecoder("utf-8")()  # a read may end within a character
        events = watch(terminal, 2.5, started, decoder)
        for keys, _why in SCRIPT:
            for key in keys:
                os.write(terminal, key.encode())
                events += watch(terminal, KEY_S, started, decoder)
            events += watch(terminal, LOOK_S, started, decoder)
        os.close(terminal)
        os.waitpid(process, 0)
    head = {"version": 2, "width": COLUMNS, "height": ROWS, "title": "Reader", "env": {"TERM": "xterm-256color"}}
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in (head, *events)) + "\n"


if __name__ == "__main__":
    target = HERE / "session.cast"
    target.write_text(record(), encoding="utf-8")
    print(target.name)
