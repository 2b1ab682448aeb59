import shlex
import subprocess
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from reader.errors import SettingsError
from reader.tui.editing import at_line, editor_command, words_of
from reader.tui.screens import note


@pytest.mark.parametrize("editor", ["vi", "/usr/bin/vim", "nvim", "nano", "emacs", "hx", "kak"])
def test_editors_that_are_told_the_line(editor: str) -> None:
    """In the form that they all know, before the file."""
    assert at_line([editor, "-x"], Path("/dumps/a.txt"), 7) == [editor, "-x", "+7", "/dumps/a.txt"]


@pytest.mark.parametrize("editor", ["code", "gedit", "my-vi"])
def test_editors_that_are_not(editor: str) -> None:
    """They might take the line for a file."""
    assert at_line([editor], Path("/dumps/a.txt"), 7) == [editor, "/dumps/a.txt"]


def test_no_file_is_taken_for_an_option() -> None:
    """Whatever its name begins with."""
    assert at_line(["vi"], Path("-c quit"), 1)[-1] == str(Path.cwd() / "-c quit")


@pytest.mark.parametrize("line", ["wc -w", "less", "'my viewer' -x", 'env A=1 b "c d"', "a\\ b", "x 100%"])
def test_commands_without_a_shell(line: str) -> None:
    """Split as a shell splits them."""
    assert words_of(line) == shlex.split(line)


@pytest.mark.parametrize(
    "line", ["a | b", "a > b", "a $HOME", "a `b`", "a *.md", "a ~/b", "a [bc]", "a; b", "a # b", "a && b"]
)
def test_lines_that_need_a_shell(line: str) -> None:
    """It gets the line as it is, and nothing else in it."""
    assert words_of(line) == ["sh", "-c", line]


def test_a_file_reaches_a_shell_as_an_argument(tmp_path: Path) -> None:
    """Never as a part of what it runs, whatever the name."""
    file = tmp_path / '$(touch ran) "; touch ran; #'
    done = subprocess.run(
        [*editor_command("printf '%s' before$((1 + 1)) >&2; printf '%s\\n'"), str(file)],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert (done.stdout, done.stderr) == (f"{file}\n", "before2")
    assert list(tmp_path.iterdir()) == []


def test_what_was_written_outlives_an_editor_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays in a file for the user alone, which is named; one that wrote nothing leaves nothing."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def failing(_app: object, command: list[str], *, otherwise: str) -> None:
        if command[0] == "write":
            Path(command[-1]).write_text("Hours of work", encoding="utf-8")
        raise SettingsError("It ended with 1", otherwise)

    monkeypatch.setattr(note, "run_editor", failing)
    app = SimpleNamespace(is_web=False)
    with pytest.raises(SettingsError):
        note.edit_outside(app, "As it was", "fail")  # type: ignore[arg-type] # all that is asked of an app
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(SettingsError) as told:
        note.edit_outside(app, "As it was", "write")  # type: ignore[arg-type] # as above
    (folder,) = tmp_path.iterdir()
    assert (folder / "note.md").read_text() == "Hours of work"
    assert str(folder / "note.md") in told.value.hint
    assert folder.stat().st_mode & 0o077 == 0
