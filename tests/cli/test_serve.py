import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli import serve
from reader.cli.serve import EXTRA, app_command

from .running import Reader

NAMES = st.text(st.characters(exclude_characters="\0/", exclude_categories=["Cs"]), min_size=1)


def _words(command: str) -> list[str]:
    """Return what the program is given by a shell that runs `command`; all words after the module's name."""
    words = shlex.split(command)
    assert words[0] == "exec"
    assert sys.executable in words
    start = words.index("-m")
    assert words[start + 1] == "reader"
    return words[start + 2 :]


@given(NAMES)
def test_the_home_gets_there_whole(name: str) -> None:
    """Whatever its name is made of."""
    assert _words(app_command(Path("/homes") / name, sample=False)) == ["--home", str(Path("/homes") / name)]


def test_a_shell_takes_it_so(tmp_path: Path) -> None:
    """Nothing of a name is run, and the program is the shell's own process: no shell stays between."""
    home = tmp_path / "it's $(touch ran); touch ran #"
    command = app_command(home, sample=False)
    shown = command.replace(shlex.join(shlex.split(command)[1:-2]), "printf '%s\\n'")
    assert shown.startswith("exec printf")
    ran = subprocess.run(["sh", "-c", shown], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert ran.stdout.splitlines() == ["--home", str(home)]
    assert list(tmp_path.iterdir()) == []


def test_each_tab_has_a_sample_of_its_own() -> None:
    """It is handed on as it was asked for."""
    assert _words(app_command(None, sample=True)) == ["--sample"]
    assert _words(app_command(None, sample=False)) == []


def test_nothing_is_taken_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `reader.py` that lies there is not Reader; a relative home is meant from there."""
    monkeypatch.chdir(tmp_path)
    assert "-P" in shlex.split(app_command(None, sample=False))
    assert _words(app_command(Path("home"), sample=False)) == ["--home", str(tmp_path / "home")]


def test_without_the_extra(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to install."""
    monkeypatch.setattr(serve, "find_spec", lambda _: None)
    done = reader("serve")
    assert done.code == 2
    assert EXTRA in done.err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--listen", "203.0.113.1"], "--exposed"),
        (["--listen", "0.0.0.0"], "every address"),  # noqa: S104 - it is refused
        (["--listen", "0.0.0.0", "--exposed"], "every address"),  # noqa: S104 - as above
        (["--listen", "example.org", "--exposed"], "IPv4"),
        (["--listen", "::1"], "IPv4"),
        (["--listen", ""], "IPv4"),
        (["--listen", "203.0.113.1", "--exposed"], "cannot be used"),
    ],
)
def test_it_listens_to_no_network_unasked(reader: Reader, words: list[str], why: str) -> None:
    """Nor to every address, nor to a name; help tells the way through ssh."""
    pytest.importorskip("textual_serve")
    done = reader("serve", *words, "--port", "0")
    assert done.code == 2
    assert why in done.err


def test_the_way_from_another_machine(reader: Reader) -> None:
    """Help tells the way through ssh."""
    assert "ssh -t -L" in reader("serve", "--help").out
