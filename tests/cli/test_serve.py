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


def test_it_cannot_be_had_for_other_machines(reader: Reader) -> None:
    """There is no option for it; help tells the way through ssh."""
    assert reader("serve", "--host", "0.0.0.0").code == 2  # noqa: S104 - it is refused
    assert "ssh -t -L" in reader("serve", "--help").out
