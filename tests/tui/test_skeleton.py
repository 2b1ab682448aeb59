"""What stands on the screen until the app does."""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest

from reader.cli.skeleton import COLOURS, ENTER, LEAVE, remember_colours, skeleton
from reader.library import Library
from reader.paths import Paths
from reader.settings import Settings
from reader.tui.look import Look

from . import shelf as papers
from .terminal import Terminal

WAITING = """
import signal, sys
from reader.cli import main
class Slow:
    def find_spec(self, name, *_):
        if name == "textual":
            sys.stderr.write("\\x1b[5;1Hloading")
            sys.stderr.flush()
            while True:
                signal.pause()
sys.meta_path.insert(0, Slow())
main()
"""
"""Reader, with a textual that takes its time."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library of ten papers."""
    file = tmp_path / "march.txt"
    file.write_text(papers.dump(), encoding="utf-8")
    with Library(Paths.under(tmp_path)) as library:
        library.add([file])
    return tmp_path


@pytest.fixture
def waiting(home: Path) -> Iterator[Terminal]:
    """Reader before anything of the app is loaded."""
    with Terminal(home, command=[sys.executable, "-c", WAITING]) as terminal:
        terminal.wait_for("loading")
        yield terminal


def drawn(**given: object) -> pyte.Screen:
    """Return the screen that a skeleton draws."""
    wanted: dict[str, object] = {"colours": COLOURS, "environ": {"COLORTERM": "truecolor"}, "bars": True} | given
    screen = pyte.Screen(100, 20)
    pyte.Stream(screen).feed(skeleton(100, 20, **wanted))  # type: ignore[arg-type]
    return screen


def backgrounds(screen: pyte.Screen) -> set[str]:
    """Return the colours behind the cells."""
    return {screen.buffer[row][column].bg for row in range(20) for column in range(100)}


def test_bars_and_name() -> None:
    """A bar on top with the name, one at the bottom, the theme's background between them."""
    screen = drawn()
    assert [line.rstrip() for line in screen.display] == [" Reader", *[""] * 19]
    assert {screen.buffer[row][50].bg for row in (0, 19)} == {"26292d"}
    assert {screen.buffer[row][50].bg for row in range(1, 19)} == {"17181a"}


def test_a_welcome_has_no_bars() -> None:
    """Where there are no papers, only the background is sure to stay."""
    screen = drawn(bars=False)
    assert not "".join(screen.display).strip()
    assert backgrounds(screen) == {"17181a"}


@pytest.mark.parametrize(
    "given",
    [
        {"environ": {"COLORTERM": "truecolor", "NO_COLOR": "1"}},
        {"environ": {"TERM": "xterm"}},
        {"colours": ""},
        {"colours": "1;2;3 4 \x1b[31m"},
    ],
)
def test_no_colours_where_they_are_not_known(given: dict[str, object]) -> None:
    """The terminal's own serve where it has few, where nobody wants any, and where none are known."""
    assert backgrounds(drawn(**given)) == {"default"}


def test_the_first_colours_are_those_of_the_first_theme(tmp_path: Path) -> None:
    """Before anything was noted; what is noted of that theme is the same."""
    paths = Paths.under(tmp_path)
    remember_colours(paths, Look[None](Settings()).get_css_variables())
    assert (paths.cache / "colours").read_text() == COLOURS


@pytest.mark.parametrize(("theme", "noted"), [("reader-light", "250;248;243 231 232"), ("reader-ansi", "")])
def test_a_theme_is_there_at_the_next_start(home: Path, theme: str, noted: str) -> None:
    """Wherever it was chosen; that of sixteen colours leaves the terminal its own."""
    (home / "config.yaml").write_text(f"theme: {theme}", encoding="utf-8")
    for _ in range(2):
        with Terminal(home) as terminal:
            terminal.wait_for("10 papers")
            terminal.type("q")
            assert terminal.wait_for_end() == 0
    assert (home / "cache" / "colours").read_text().startswith(noted)
    first = terminal.output[: terminal.output.index(b"Reader")]
    assert (b"\x1b[48;5;231m" if noted else b"\x1b[1;2H") in first
    assert (b"48;5;" in first) == bool(noted)


def test_it_comes_first_and_the_frame_after_it(home: Path) -> None:
    """The app takes over the screen that the skeleton opened; it is left once."""
    with Terminal(home) as terminal:
        terminal.wait_for("10 papers")
        terminal.type("q")
        assert terminal.wait_for_end() == 0
    assert terminal.output.startswith(ENTER.encode())
    assert (
        terminal.output.index(b"Reader") < terminal.output.index(b"\x1b[?2004h") < terminal.output.index(b"10 papers")
    )
    assert terminal.output.count(b"\x1b[?1049l") == 1
    assert b"\x1b[?1049l" not in terminal.output[: terminal.output.index(b"10 papers")]


def test_it_is_gone_where_the_app_cannot_be_opened(home: Path) -> None:
    """What is wrong is told on the screen of the shell."""
    (home / "library.db").write_bytes(b"This is my shopping list. " * 99)
    with Terminal(home) as terminal:
        assert terminal.wait_for_end() == 4
        before, left, after = terminal.output.rpartition(LEAVE.encode())
        assert left
        assert b"library.db" not in before
        assert b"library.db" in after
        assert terminal.restored


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, ["cannot be read"]),
        ("theme: [", ["is no YAML"]),
        ("them: x\nbackups: many\n", ["no setting “them”", "backups cannot be 'many'"]),
    ],
)
def test_settings_that_cannot_be_used(home: Path, text: str | None, told: list[str]) -> None:
    """The app opens all the same, with defaults in their place, and says so."""
    file = home / "config.yaml"
    file.mkdir() if text is None else file.write_text(text, encoding="utf-8")
    with Terminal(home) as terminal:
        terminal.wait_for("10 papers")
        terminal.wait_until(lambda: all(each in " ".join(terminal.text.replace("▌", "").split()) for each in told))
        terminal.type("q")
        assert terminal.wait_for_end() == 0


def test_interrupted(waiting: Terminal) -> None:
    """^C gives the screen back."""
    waiting.type("\x03")
    assert waiting.wait_for_end() == 130
    assert waiting.output.rstrip().endswith(LEAVE.encode())
    assert waiting.restored


def test_ended_from_outside(waiting: Terminal) -> None:
    """So does a kill."""
    waiting.program.send_signal(signal.SIGTERM)
    assert waiting.wait_for_end() == 128 + signal.SIGTERM
    assert waiting.restored
