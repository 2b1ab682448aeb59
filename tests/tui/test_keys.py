import re

import pytest

from reader.errors import SettingsError
from reader.tui.keys import KEYS, keys_markdown, show
from reader.tui.rebinding import bound_keys, usable_keys


def test_without_remapping_the_table_is_as_it_stands() -> None:
    """The table itself has no clash and no key that cannot be used."""
    assert bound_keys({}) == KEYS


@pytest.mark.parametrize(
    ("action", "keys", "sequences"),
    [
        ("paper.bookmark", "B", (("B",),)),
        ("paper.bookmark", "b B", (("b",), ("B",))),
        ("paper.bookmark", "Qb", (("Q", "b"),)),
        ("paper.bookmark", "Ctrl+T", (("ctrl+t",),)),
        ("paper.bookmark", "F5", (("f5",),)),
        ("paper.bookmark", "Delete", (("delete",),)),
        ("paper.bookmark", "", ()),
        ("move.read_on", "SPACE", (("space",),)),
    ],
)
def test_remapped(action: str, keys: str, sequences: tuple[tuple[str, ...], ...]) -> None:
    """The user's keys stand in place of the table's; names may be in any case, no keys at all take the action's."""
    bound = {key.id: key for key in bound_keys({action: keys})}
    assert bound[action].sequences == sequences
    assert len(bound) == len(KEYS)


@pytest.mark.parametrize(
    ("remapped", "message", "hint"),
    [
        ({"paper.bokmark": "B"}, "no action “paper.bokmark”", "Did you mean paper.bookmark?"),
        ({"xyzzy": "B"}, "no action “xyzzy”", "`reader keys` lists them."),
        ({"paper.bookmark": "hyper+q"}, "paper.bookmark cannot have hyper+q: there is no such key", "ctrl+e"),
        ({"paper.bookmark": "r"}, "paper.bookmark and paper.read clash on r", "paper.read has r"),
        ({"paper.bookmark": "g"}, "paper.bookmark and move.top clash on g", "move.top has gg Home"),
        ({"paper.bookmark": "rr"}, "paper.bookmark and paper.read clash on rr", "Give one of them another key"),
        ({"paper.bookmark": "r", "paper.read": "r"}, "paper.bookmark and paper.read clash on r", ""),
        ({"paper.bookmark": "ctrl+c"}, "paper.bookmark cannot have ^C", "Terminals keep that key"),
        ({"paper.bookmark": "Ctrl+M"}, "paper.bookmark cannot have ^M", "Terminals keep that key"),
        ({"paper.bookmark": "ctrl+["}, "paper.bookmark cannot have ^[", "Terminals keep that key"),
        ({"paper.bookmark": "3b"}, "paper.bookmark cannot begin with a digit", "Digits are counts"),
    ],
)
def test_keys_that_cannot_be_used(remapped: dict[str, str], message: str, hint: str) -> None:
    """What is wrong is named, with both actions where two clash, and what to do about it."""
    with pytest.raises(SettingsError) as error:
        bound_keys(remapped)
    assert message in error.value.message
    assert hint in error.value.hint


@pytest.mark.parametrize(
    ("remapped", "used", "wrong"),
    [
        ({"paper.bokmark": "B", "paper.skip": "X"}, {"paper.skip": "X"}, ["paper.bokmark"]),
        ({"paper.bookmark": "r"}, {}, ["bookmark and paper.read clash"]),
        ({"paper.read": "b"}, {}, ["bookmark and paper.read clash"]),
        ({"paper.read": "b", "paper.bookmark": "ctrl+c"}, {}, ["cannot have ^C", "bookmark and paper.read clash"]),
        ({"paper.read": "3", "paper.note": "N", "x": "y"}, {}, ["“x”", "begin with a digit", "clash on N"]),
        ({"paper.bookmark": "r", "paper.read": "b"}, {"paper.bookmark": "r", "paper.read": "b"}, []),
    ],
)
def test_a_slip_leaves_the_keys_of_the_table(remapped: dict[str, str], used: dict[str, str], wrong: list[str]) -> None:
    """What can be used is, all that is wrong is named, and no action loses its keys."""
    bound, errors = usable_keys(remapped)
    assert bound == bound_keys(used)
    assert [part for part, error in zip(wrong, errors, strict=True) if part not in error.message] == []


def test_two_actions_may_swap_their_keys() -> None:
    """A clash is one only after all remapping."""
    bound = {key.id: key.keys for key in bound_keys({"paper.bookmark": "r", "paper.read": "b"})}
    assert (bound["paper.bookmark"], bound["paper.read"]) == ("r", "b")


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("j", "j"),
        ("G", "G"),
        ("ctrl+d", "^D"),
        ("shift+tab", "Shift+Tab"),
        ("f1", "F1"),
        ("space", "Space"),
        ("up", "Up"),
    ],
)
def test_shown(key: str, shown: str) -> None:
    """Keys are shown as people read them."""
    assert show(key) == shown


def test_markdown_has_a_row_for_each_action() -> None:
    """The README's table is the table."""
    rows = keys_markdown(KEYS).splitlines()[2:]
    assert [re.findall(r"`([^`]+)` \|$", row)[0] for row in rows] == [key.id for key in KEYS]


def test_only_keys_that_any_terminal_sends() -> None:
    """Letters, digits, punctuation, arrows, F-keys and Ctrl+letter, none of them held back by terminals."""
    for key in KEYS:
        for sequence in key.sequences:
            assert not {f"ctrl+{letter}" for letter in "hijmsz["} & set(sequence)
