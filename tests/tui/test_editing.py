from pathlib import Path

import pytest

from reader.tui.editing import at_line


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
