"""What stands on the screen while the app is being loaded: its background, its two bars, its name.

Written before anything heavy is imported, in the places and colours of the app's first frame, so that nothing flashes.
"""

import os
import re
import shutil
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.paths import Paths

COLOURS = "23;24;26 233 38;41;45 235 229;195;146 186"
"""Background, bars and name, each in all colours and among 256: those of reader-dark, until the app was there once."""
NAME_CELLS = 60
"""The width from which the bar has the name."""
ENTER, LEAVE = "\x1b[?1049h\x1b[?25l", "\x1b[0m\x1b[?25h\x1b[?1049l"


def skeleton(columns: int, rows: int, *, colours: str, environ: Mapping[str, str], bars: bool) -> str:
    """Return what to write; without colours where the terminal has few or none, or none are known."""
    depth = _depth(environ)
    background = panel = accent = ""
    if depth is not None and re.fullmatch(r"(?:\d+;\d+;\d+ \d+ ?){3}", colours):
        kind = "25"[depth]
        ground, bar, name = colours.split()[depth::2]
        background, panel, accent = f"\x1b[48;{kind};{ground}m", f"\x1b[48;{kind};{bar}m", f"\x1b[38;{kind};{name}m"
    drawn = f"{ENTER}{background}\x1b[H{' ' * columns * rows}\x1b[H"  # not every terminal erases in colour
    if bars:
        line = f"{panel}{' ' * columns}"
        title = f"\x1b[1;2H\x1b[1m{accent}Reader" if columns >= NAME_CELLS else ""
        drawn += f"{line}\x1b[{rows};1H{line}{title}\x1b[0m{background}\x1b[2;1H"
    return drawn


@contextmanager
def standing_in(paths: Paths) -> Iterator[None]:
    """Show the skeleton until the app has the screen; give the screen back where it never comes to that."""
    columns, rows = shutil.get_terminal_size()
    colours = COLOURS
    with suppress(OSError, UnicodeDecodeError):
        colours = _file(paths).read_text(encoding="utf-8")
    papers = os.access(paths.library, os.F_OK) and os.access(paths.index, os.F_OK)  # else the welcome comes
    before = signal.signal(signal.SIGTERM, _end)
    _write(skeleton(columns, rows, colours=colours, environ=os.environ, bars=papers))
    try:
        yield
    except BaseException:
        _write(LEAVE)
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


def remember_colours(paths: Paths, variables: Mapping[str, str]) -> None:
    """Note the colours of the theme that is on, for the next start: finding them out takes all of Textual."""
    if not paths.data.is_dir():  # it was taken away: nothing is made where it may come back
        return
    from rich.color import Color, ColorParseError, ColorSystem

    try:
        parsed = [Color.parse(variables[name]) for name in ("background", "panel", "text-accent")]
        both = [(";".join(map(str, c.get_truecolor())), c.downgrade(ColorSystem.EIGHT_BIT).number) for c in parsed]
        colours = " ".join(f"{full} {few}" for full, few in both)
    except ColorParseError:  # the terminal's own
        colours = ""
    with suppress(OSError):  # it is a courtesy
        paths.cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        _file(paths).write_text(colours, encoding="utf-8")


def _file(paths: Paths) -> Path:
    return paths.cache / "colours"


def _depth(environ: Mapping[str, str]) -> int | None:
    """Return 0 for a terminal of all colours, 1 for one of 256, None for fewer; as rich finds it out."""
    if environ.get("NO_COLOR"):
        return None
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return 0
    return 1 if environ.get("TERM", "").endswith(("256color", "kitty")) else None


def _write(sequence: str) -> None:
    """Write where the app does."""
    sys.stderr.write(sequence)
    sys.stderr.flush()


def _end(*_: object) -> None:
    raise SystemExit(128 + signal.SIGTERM)
