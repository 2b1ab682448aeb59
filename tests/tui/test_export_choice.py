"""What is chosen in the export dialogue: what follows from it, and what is remembered."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import cast, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export import FORMATS, Abstracts, Files, Format, GroupBy, Layout
from reader.papers import Entry
from reader.tui.screens.exporting.choice import EXPORTED, ROWS, Choice, choice_of_session, options
from reader.tui.screens.exporting.destination import foreseen

SCOPES = ("this", "listed")


def _as_folder(entries: Sequence[Entry], _layout: Layout) -> Files:
    return {f"{number}.md": entry.paper.title for number, entry in enumerate(entries)}


FOLDER = Format("vault", "A folder of notes", "", _as_folder)
DATA = Format("data", "Something for programs", ".dat", lambda entries, _layout: {".dat": f"{len(entries)} papers"})


@pytest.fixture(autouse=True)
def formats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two formats more than there are."""
    for each in (FOLDER, DATA):
        monkeypatch.setitem(cast("dict[str, Format]", FORMATS), each.name, each)


@pytest.mark.parametrize(
    ("line", "steps", "then"),
    [
        ("reading-list.md", ["data"], "reading-list.dat"),
        ("~/lists/of.md", ["vault"], "~/lists/of"),
        ("~/lists/of.md", ["vault", "list"], "~/lists/of.md"),
        ("~/lists/of/", ["vault"], "~/lists/of/"),
        ("of.txt", ["data"], "of.txt"),
        (".md", ["data"], ".md"),
        ("", ["data", "vault", "list"], ""),
    ],
)
def test_a_name_ends_as_its_format_has_it(line: str, steps: list[str], then: str) -> None:
    """The ending follows the format where it is that of the one before; what somebody else thought of stays."""
    choice = Choice(line=line)
    for form in steps:
        choice = choice.in_format(form)
    assert choice.line == then


@pytest.mark.parametrize("row", ROWS)
def test_each_row_goes_round(row: str) -> None:
    """As many steps as there are values lead back, in both directions; none shows a value twice."""
    row = next(each for each in ROWS if each == row)
    values = [value for value, _ in options(row, SCOPES)]
    for step in (1, -1):
        choice, seen = Choice(), []
        for _ in values:
            choice = choice.stepped(row, step, SCOPES)
            seen.append(choice.value(row))
        assert sorted(seen) == sorted(values)
        assert choice == Choice()


@given(
    st.builds(
        Choice,
        scope=st.text(),
        form=st.just("list"),
        group_by=st.sampled_from(get_args(GroupBy)),
        abstracts=st.sampled_from(get_args(Abstracts)),
        notes=st.booleans(),
        line=st.text(),
    )
)
def test_what_is_chosen_is_remembered(choice: Choice) -> None:
    """All of it comes back from a session."""
    assert choice_of_session(choice.as_session()) == choice


@pytest.mark.parametrize(
    "saved",
    ["", "null", "[1]", "{", "7", '{"form": "papyrus", "notes": "yes", "abstracts": "most", "colour": 1}', "[" * 9999],
)
def test_what_is_garbled_is_as_at_first(saved: str) -> None:
    """A session of another version, or one that somebody wrote into, keeps nobody from exporting."""
    assert choice_of_session({EXPORTED: saved}) == Choice()
    assert choice_of_session({}) == Choice()
    assert choice_of_session({EXPORTED: json.dumps({"form": "data", "notes": False})}) == Choice(
        form="data", notes=False
    )


@pytest.mark.parametrize(
    ("line", "form", "force", "told", "wrong"),
    [
        ("new.md", "list", False, "A new file: {folder}/new.md", False),
        ("new", "vault", False, "A new folder of files: {folder}/new", False),
        ("there.md", "list", False, "There is a there.md already; ^T replaces it.", True),
        ("there.md", "list", True, "there.md: what is there will be replaced; ^T keeps it.", False),
        ("there.md", "vault", True, "there.md is a file; vault makes a folder of files.", True),
        ("folder", "list", True, "folder is a folder; name a file in it.", True),
        ("folder", "vault", False, "There is a folder already; ^T replaces it.", True),
        ("nowhere/new.md", "list", False, "There is no folder {folder}/nowhere.", True),
        (" ", "list", False, "Name a file.", True),
        ("", "vault", False, "Name a folder.", True),
        ("a\\x00b", "list", False, "A new file: {folder}/a\\x00b", False),
        ("\\x1b[2J.md", "list", False, "A new file: {folder}/\\x1b[2J.md", False),
    ],
)
def test_what_would_happen_is_foreseen(
    line: str, form: str, force: bool, told: str, wrong: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is written: a new file, one that is there, one that cannot be."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "there.md").touch()
    assert foreseen(line, FORMATS[form], force=force) == (told.format(folder=tmp_path), wrong)
