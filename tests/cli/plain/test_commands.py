from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.plain.commands import SPECS, Command, parse_command
from reader.cli.plain.telling import help_lines
from reader.errors import TextError

ONE, SEVERAL = (range(5, 6),), (range(5, 10),)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("5", Command("show", ONE)),
        ("5-9\n", Command("show", SEVERAL)),
        ("5 7", Command("show", (range(5, 6), range(7, 8)))),
        ("show 5", Command("show", ONE)),
        ("b 5", Command("bookmark", ONE)),
        ("b5", Command("bookmark", ONE)),
        ("  Bookmark   5-9 ", Command("bookmark", SEVERAL)),
        ("r 9-5", Command("read", SEVERAL)),
        ("x 5,7-8, 2", Command("skip", (range(5, 6), range(7, 9), range(2, 3)))),
        ("t 5 nlp -cv", Command("tag", ONE, "nlp -cv")),
        ("t 5,7 nlp", Command("tag", (range(5, 6), range(7, 8)), "nlp")),
        ("a 5 3", Command("rate", ONE, "3")),
        ("note 5 two  words", Command("note", ONE, "two  words")),
        ("note 5", Command("note", ONE)),
        ("o 5 2", Command("open", ONE, "2")),
        ("o 5", Command("open", ONE)),
        ("R 5", Command("related", ONE)),
        ("/ graph -survey", Command("search", rest="graph -survey")),
        ("/graph", Command("search", rest="graph")),
        ("/", Command("search")),
        ("search is:unread", Command("search", rest="is:unread")),
        ("", Command("list")),
        ("l", Command("list")),
        ("u", Command("undo")),
        ("U", Command("redo")),
        ("UNDO", Command("undo")),
        ("e my list.md", Command("export", rest="my list.md")),
        ("?", Command("help")),
        ("q", Command("quit")),
    ],
)
def test_lines_that_mean_something(line: str, command: Command) -> None:
    """Letters know their case, words do not; spaces are free."""
    assert parse_command(line) == command


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("z", "no command “z”", "h lists them"),
        ("bokmark 5", "no command “bokmark”", "Did you mean bookmark?"),
        ("!", "no command “!”", "h lists them"),
        ("B 5", "no command “B”", "h lists them"),
        ("b", "bookmark needs the number of a paper", "b N"),
        ("b ,", "bookmark needs the number of a paper", "b N"),
        ("b five", "“five” is no number", "b 5-9"),
        ("b 5-", "“5-” is no number", "b 5-9"),
        ("b 5 -3", "“-3” is no number", "b 5-9"),
        ("b 1234567890", "is no number", "b 5-9"),
        ("t 5", "tag needs more", "t N TAG -TAG"),
        ("a 5", "rate needs more", "a N STARS"),
        ("e", "export needs more", "e FILE"),
        ("n 5", "next takes no “5”", "called so: n"),
        ("q now", "quit takes no “now”", "called so: q"),
    ],
)
def test_lines_that_mean_nothing(line: str, message: str, hint: str) -> None:
    """What is wrong is said, and what would be right."""
    with pytest.raises(TextError) as error:
        parse_command(line)
    assert message in error.value.message
    assert hint in error.value.hint


@given(st.text())
def test_any_line_is_a_command_or_an_error(line: str) -> None:
    """Nothing that is typed is a bug."""
    with suppress(TextError):
        assert parse_command(line).name in {spec.name for spec in SPECS}


def test_letters_are_called_once() -> None:
    """No letter means two things, and the help has a line for each command."""
    letters = [spec.letter for spec in SPECS if spec.letter]
    assert len(letters) == len(set(letters))
    assert len(list(help_lines())) == len(SPECS) + 1
