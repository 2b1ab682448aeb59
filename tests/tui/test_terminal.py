"""The real program on a real terminal, from outside."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from reader.paths import Paths

from . import shelf as papers
from .terminal import PATIENCE_S, READER, Terminal

CRASHING = """
import sys
from reader.cli import main
from reader.tui.{module} import {owner}
def broken(*_, **__): raise ZeroDivisionError("quite unforeseen")
{owner}.{method} = broken
main()
"""


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A terminal with the sample library."""
    with Terminal(tmp_path, "--sample", "-q", "is:unread random forests") as terminal:
        yield terminal


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library of ten papers."""
    file = tmp_path / "march.txt"
    file.write_text(papers.dump(), encoding="utf-8")
    with Library(Paths.under(tmp_path)) as library:
        library.add([file])
    return tmp_path


def row_left(home: Path) -> str:
    """Return the row where the last session ended."""
    with Library(Paths.under(home)) as library:
        return library.load_session().get("row", "")


def test_reading_in_a_real_terminal(terminal: Terminal) -> None:
    """Papers are there, a bookmark gets its star, `q` leaves the terminal as it was."""
    terminal.wait_for("Random Forests")
    terminal.wait_for("q quit")
    terminal.type("b")
    terminal.wait_for("●★ Random Forests")
    terminal.type("u")
    terminal.wait_for("Undone: bookmarked")
    terminal.type("q")
    assert terminal.wait_for_end() == 0
    assert b"\x1b[?1049h" in terminal.output
    assert terminal.restored


COLOUR = re.compile(rb"\x1b\[(?:[0-9]+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9]+)*m")


@pytest.mark.parametrize("option", [(), ("--no-color",)])
def test_without_colour(home: Path, option: tuple[str, ...]) -> None:
    """No cell has a colour where none is wanted, from the first picture to the last."""
    with Terminal(home, *option) as terminal:
        terminal.wait_for("q quit")
        terminal.type("jbq")
        assert terminal.wait_for_end() == 0
        assert bool(COLOUR.search(terminal.output)) is not bool(option)


def test_a_bug_forgets_no_place(home: Path) -> None:
    """The next start opens where this one ended."""
    code = CRASHING.format(module="screens.tags", owner="TagScreen", method="compose")
    with Terminal(home, command=[sys.executable, "-c", code]) as terminal:
        terminal.wait_for("q quit")
        terminal.type("jjt")
        assert terminal.wait_for_end() == 1
    assert row_left(home) == "2"


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("dialog", ["", "t", "n"])
def test_told_to_end(home: Path, ending: signal.Signals, dialog: str) -> None:
    """A signal leaves the terminal as it was, too, whatever is open, and the place is remembered."""
    with Terminal(home) as terminal:
        terminal.wait_for("q quit")
        terminal.type(f"jj{dialog}")
        terminal.wait_for("Esc saves" if dialog == "n" else "Esc leaves" if dialog else papers.TITLES[2] + "\n")
        terminal.program.send_signal(ending)
        assert terminal.wait_for_end() == 0
        assert terminal.restored
    assert row_left(home) == "2"


@pytest.mark.parametrize(
    ("module", "owner", "method", "keys"),
    [
        ("screens.reading_room", "ReadingRoom", "act", "j"),
        ("screens.reading_room", "ReadingRoom", "on_mount", ""),
        ("screens.reading_room", "ReadingRoom", "compose", ""),
        ("widgets.paper_list", "PaperList", "render_line", ""),
        ("screens.tags", "TagScreen", "compose", "t"),
        ("watching", "Watcher", "look", ""),
    ],
)
def test_a_bug(home: Path, module: str, owner: str, method: str, keys: str) -> None:
    """The terminal is as it was, then comes what went wrong, and that nothing is lost; exit code 1."""
    code = CRASHING.format(module=module, owner=owner, method=method)
    with Terminal(home, command=[sys.executable, "-c", code]) as terminal:
        if keys:
            terminal.wait_for("q quit")
            terminal.type(keys)
        assert terminal.wait_for_end() == 1
        assert terminal.restored
        left = terminal.output.rpartition(b"\x1b[?1049l")[2]
        assert b"quite unforeseen" in left
        assert b"Nothing is lost" in left


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP, None])
def test_a_terminal_that_takes_nothing(home: Path, ending: signal.Signals | None) -> None:
    """Nobody reads what is drawn, as where a line is cut: told to end, or its window closed, the program ends."""
    with Terminal(home) as terminal:
        terminal.wait_for("papers")
        terminal.hang()
        if ending:
            terminal.program.send_signal(ending)
        else:
            terminal.close_window()
        terminal.program.wait(PATIENCE_S)


def test_the_window_is_closed(home: Path) -> None:
    """The program ends with its terminal, and remembers the place."""
    with Terminal(home) as terminal:
        terminal.wait_for("q quit")
        terminal.type("jj")
        terminal.wait_for(papers.TITLES[2] + "\n")
        terminal.close_window()
        terminal.program.wait(PATIENCE_S)
    assert row_left(home) == "2"


def test_the_window_is_closed_unheard(home: Path) -> None:
    """It does so even where nobody sends it a signal: no process is left behind."""
    with Terminal(home, owned=False) as terminal:
        terminal.wait_for("q quit")
        terminal.close_window()
        terminal.program.wait(PATIENCE_S)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("", "q quit"),
        ("p", "All"),
        ("/", "Tab completes"),
        ("t", "Tab completes · Enter saves"),
        ("n", "Esc saves"),
        ("s", "Sort by"),
        ("i", "Add dumps"),
        ("N", "unread"),
        ("?", "what do you want to do?"),
        (":", "Search for commands"),
    ],
)
def test_sleeping_in_the_shell(home: Path, keys: str, words: str) -> None:
    """`^Z` gives the terminal back as it was, wherever one is; `fg` the screen, to the size of now."""
    with Terminal(home, command=["sh", "-i"]) as terminal:
        terminal.type(f"{' '.join(READER)}\n")
        terminal.wait_for("q quit")
        terminal.type(f"j{keys}")
        terminal.wait_for(words)
        terminal.wait_until(lambda: terminal.steady)
        before = terminal.text
        terminal.type("\x1a")
        terminal.wait_until(lambda: b"Stopped" in terminal.output and terminal.restored)
        terminal.type("echo $((6 * 7))\n")
        terminal.wait_for("42")
        terminal.type("fg\n")
        terminal.wait_until(lambda: terminal.text == before)
        terminal.type("\x1a")
        terminal.wait_until(lambda: terminal.output.count(b"Stopped") == 2 and terminal.restored)
        terminal.resize(90, 20)
        terminal.type("fg\n")
        terminal.wait_until(lambda: words in terminal.text and "$ " not in terminal.text)
        assert not terminal.restored


def test_ended_while_asleep(home: Path) -> None:
    """`kill %1` (and the SIGCONT that most shells add) ends a sleeper; the terminal stays as it is."""
    with Terminal(home, command=["sh", "-i"]) as terminal:
        terminal.type(f"{' '.join(READER)}\n")
        terminal.wait_for("q quit")
        terminal.type("jj\x1a")
        terminal.wait_until(lambda: b"Stopped" in terminal.output and terminal.restored)
        terminal.type("kill %1; kill -CONT %1\n")
        terminal.wait_until(lambda: row_left(home) == "2")
        terminal.type("wait; echo over\n")
        terminal.wait_until(lambda: b"\r\nover" in terminal.output)
        assert terminal.restored


def test_the_window_is_closed_over_a_sleeper(home: Path) -> None:
    """It does not stay behind."""
    with Terminal(home, command=["sh", "-i"]) as terminal:
        terminal.type(f"{' '.join(READER)}\n")
        terminal.wait_for("q quit")
        terminal.type("\x1a")
        terminal.wait_until(lambda: b"Stopped" in terminal.output and terminal.restored)
        terminal.type("jobs -p\n")
        terminal.wait_until(lambda: re.search(rb"jobs -p\s+\d+\r", terminal.output))
        sleeper = int(terminal.output.split(b"jobs -p")[1].split()[0])
        terminal.close_window()
        terminal.program.wait(PATIENCE_S)
        terminal.wait_until(lambda: not Path(f"/proc/{sleeper}").exists())


def test_without_a_shell_it_does_not_sleep(terminal: Terminal) -> None:
    """Nobody could wake it again: it says so."""
    terminal.wait_for("q quit")
    terminal.type("\x1a")
    terminal.wait_for("No shell waits here")
    terminal.type("q")
    assert terminal.wait_for_end() == 0


def test_typing_ahead_is_not_lost(terminal: Terminal) -> None:
    """Keys that arrive all at once go where they would have gone one by one."""
    terminal.wait_for("q quit")
    terminal.type("/\x15sort:title\rGgg2jb")
    terminal.wait_for("★ bookmarked")
    terminal.type("q")
    assert terminal.wait_for_end() == 0


def test_without_a_terminal_it_says_so(tmp_path: Path) -> None:
    """Standard input from nowhere is a usage error, not a hanging screen."""
    done = subprocess.run(
        [sys.executable, "-m", "reader", "--home", tmp_path],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 2
    assert "The app needs a terminal" in done.stderr


def test_pasted_escapes_press_no_keys(terminal: Terminal) -> None:
    """A paste with escapes in it, and one right at its end, is text: it leaves nothing, marks nothing, ends."""
    terminal.wait_for("q quit")
    terminal.type("/\x15\x1b[200~random \x1b[31mforests\x1b, " + "x" * 40 + "\x1bb\n\x1b\x1b[201~")
    terminal.wait_for(f"random forests, {'x' * 40}b")
    terminal.type("\x15forest\r")
    terminal.wait_for("Random Forests")
    terminal.type("b")
    terminal.wait_for("★ bookmarked")
    terminal.type("q")
    assert terminal.wait_for_end() == 0


@pytest.mark.parametrize("noise", [b"\xe9", b"\xff\xfe", b"\xc3a", b"\x1b[200~caf\xe9\x1b[201~"])
def test_noise_on_the_line_ends_nothing(terminal: Terminal, noise: bytes) -> None:
    """Bytes that are no UTF-8 are typed as a sign for that; what was written before and after stays."""
    terminal.wait_for("q quit")
    terminal.type("n")
    terminal.wait_for("Esc saves")
    terminal.type("a long note ")
    terminal.send(noise)
    terminal.type(" and its end")
    terminal.wait_for("and its end")
    assert "a long note" in terminal.text
    assert terminal.program.poll() is None


def test_the_editor_has_the_terminal_to_itself(tmp_path: Path) -> None:
    """The window may be resized meanwhile; what the editor wrote is the note; one that is killed leaves no trace."""
    editor = tmp_path / "ed"
    editor.write_text(
        "#!/bin/sh\n"
        "stty raw -echo\n"
        'echo "editing $(wc -c < "$1") bytes"\n'
        "head -c 1 >/dev/null\n"
        '[ -s "$1" ] && kill -9 $$\n'
        'echo "written outside" > "$1"\n'
    )
    editor.chmod(0o700)
    with Terminal(tmp_path, "--sample", "-q", "random forests", editor=str(editor)) as terminal:
        terminal.wait_for("q quit")
        terminal.type("n")
        terminal.wait_for("editing 0 bytes")
        terminal.resize(100, 20)
        terminal.type("x")
        terminal.wait_for("Note written; u undoes it.")
        assert len(terminal.text.splitlines()[-1]) <= 100
        terminal.wait_for("q quit")
        terminal.type("n")
        terminal.wait_for("editing 15 bytes")
        terminal.type("x")
        terminal.wait_for("SIGKILL")
        terminal.type("q")
        assert terminal.wait_for_end() == 0
        assert terminal.restored


def test_the_whole_way(tmp_path: Path) -> None:
    """From an empty library to a reading list: add, search, tag several papers, export, quit; all of it is kept."""
    dump, out = tmp_path / "march.txt", tmp_path / "list.md"
    dump.write_text(papers.dump(), encoding="utf-8")
    with Terminal(tmp_path) as terminal:
        terminal.wait_for("Your library is empty")
        terminal.type("i")
        terminal.wait_for("Add dumps")
        terminal.type(f"{dump}\r")
        terminal.wait_for("10 new papers")
        terminal.type("\r")
        terminal.wait_for("q quit")
        terminal.type("/\x15title:graph OR title:robots")
        terminal.wait_for("2 papers")
        terminal.type("\r*t")
        terminal.wait_for("Tags · 2 papers")
        terminal.type("+nlp/llm\r")
        terminal.wait_for("#nlp/llm")
        terminal.type("/\x15tag:nlp/*\r")
        terminal.wait_for("q quit")
        terminal.type("e")
        terminal.wait_for("Groups")
        terminal.type(f"\t\x15{out}\r")
        terminal.wait_for("2 papers written to")
        terminal.type("q")
        assert terminal.wait_for_end() == 0
        assert terminal.restored
    text = out.read_text(encoding="utf-8")
    assert [title in text for title in (papers.TITLES[0], papers.TITLES[6], papers.TITLES[1])] == [True, True, False]
    with Library(Paths.under(tmp_path)) as library:
        assert library.tags() == {"nlp/llm": 2}
        assert library.load_session()["query"] == "tag:nlp/*"
