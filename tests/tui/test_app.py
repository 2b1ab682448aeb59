"""The app around the reading room: welcome, sample, settings, the user's editor."""

import os
import signal
import tempfile
from contextlib import nullcontext
from pathlib import Path

import pytest

from reader.errors import SettingsError
from reader.library import Library
from reader.papers import Status
from reader.settings import Settings
from reader.tui.editing import editor_command
from reader.tui.screens.welcome import Welcome

from . import shelf as papers
from .story import fill, press, reading, said, screen_text, shown, until


async def test_an_empty_library_welcomes(empty: Library, tmp_path: Path) -> None:
    """It says what to do; adding a dump there opens the reading room."""
    file = tmp_path / "march.txt"
    file.write_text(papers.dump(), encoding="utf-8")
    async with reading(empty) as pilot:
        assert isinstance(pilot.app.screen, Welcome)
        assert "Your library is empty." in screen_text(pilot)
        await press(pilot, "i")
        await fill(pilot, str(tmp_path / "april.txt"))
        await press(pilot, "enter")
        await until(pilot, lambda: "There is no" in screen_text(pilot))
        await fill(pilot, str(file))
        await press(pilot, "enter")
        await until(pilot, lambda: "10 new papers" in screen_text(pilot))
        await press(pilot, "enter")
        assert len(shown(pilot).titles) == 10


async def test_the_welcome_is_a_visit(empty: Library, tmp_path: Path) -> None:
    """What comes into the empty library from elsewhere is new; a sequence that begins there is none of its keys."""
    async with reading(empty) as pilot:
        await until(pilot, lambda: not empty.visits.is_first)
        await press(pilot, "g", "i")
        assert isinstance(pilot.app.screen, Welcome)
        file = tmp_path / "march.txt"
        file.write_text(papers.dump(), encoding="utf-8")
        empty.add([file])
        assert empty.visits.count() == 10
        await press(pilot, "i")
        assert not isinstance(pilot.app.screen, Welcome)


async def test_the_welcome_leads_to_the_sample(empty: Library) -> None:
    """The app ends by saying that the sample is wanted."""
    async with reading(empty) as pilot:
        await press(pilot, "s")
        await until(pilot, lambda: not pilot.app.is_running)
    assert pilot.app.return_value == "sample"


async def test_the_sample_says_that_nothing_is_kept(shelf: Library) -> None:
    """It says so on top, and remembers no place."""
    async with reading(shelf, sample=True) as pilot:
        assert "sample, kept nowhere" in screen_text(pilot)
        await press(pilot, "j", "q")
    assert shelf.load_session() == {}


async def test_remapped_keys_work_and_are_shown(shelf: Library) -> None:
    """The new key does it, the old one does nothing, the footer knows."""
    async with reading(shelf, settings=Settings(keys={"paper.bookmark": "B"})) as pilot:
        assert "B bookmark" in screen_text(pilot)
        await press(pilot, "b")
        assert not shown(pilot).entry.mark.bookmarked
        await press(pilot, "B")
        assert shown(pilot).entry.mark.bookmarked


async def test_clashing_keys_are_told(shelf: Library) -> None:
    """The app opens, says which two actions clash, and both keep the keys of the table."""
    async with reading(shelf, settings=Settings(keys={"paper.bookmark": "r", "paper.skip": "X"})) as pilot:
        assert "paper.bookmark and paper.read clash on r" in said(pilot)
        await press(pilot, "r", "b", "X")
        mark = shown(pilot).entry.mark
        assert (mark.status, mark.bookmarked) == (Status.SKIPPED, True)


async def test_a_query_that_cannot_be_meant_is_told(shelf: Library) -> None:
    """The app opens with the other queries, and says what is wrong with that of config.yaml."""
    async with reading(shelf, settings=Settings(queries={"mine": "is:foo", "graphs": "graph"})) as pilot:
        assert "the query “mine” cannot be meant, at 4: There is no “is:foo”" in said(pilot)
        await press(pilot, "f")
        assert "graphs" in screen_text(pilot)


async def test_a_signal_to_end_is_followed(shelf: Library) -> None:
    """SIGTERM ends the app in good order, the place remembered."""
    async with reading(shelf) as pilot:
        await press(pilot, "j")
        os.kill(os.getpid(), signal.SIGTERM)
        await until(pilot, lambda: not pilot.app.is_running)
    assert shelf.load_session()["row"] == "1"


@pytest.mark.parametrize(
    ("script", "note", "told"),
    [
        ('echo "from the editor" >> "$1"', "from the editor", ""),
        ('printf "\\033[31m[/red]\\000\\n" > "$1"', "[31m[/red]", ""),
        ("exit 3", "", "ended with 3. The note is as it was."),
        ("kill -9 $$", "", "was ended by SIGKILL. The note is as it was."),
        ("true", "", ""),
        ('echo unsaved > "$1"; kill -9 $$', "", "ended by SIGKILL. The note is as it was. What you wrote is in /"),
        ('rm "$1"', "", "left no file behind. The note is as it was."),
        (None, "", "cannot be started: No such file"),
    ],
)
async def test_the_users_editor(
    shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str | None, note: str, told: str
) -> None:
    """What the editor leaves is the note, made safe; where it fails, nothing changes and the app goes on."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    editor = tmp_path / "ed"
    if script is not None:
        editor.write_text(f"#!/bin/sh\n{script}\n")
        editor.chmod(0o700)
    async with reading(shelf, settings=Settings(editor=str(editor))) as pilot:
        monkeypatch.setattr(pilot.app, "suspend", nullcontext)  # there is no terminal to give away
        await press(pilot, "n")
        assert shown(pilot).entry.mark.note == note
        assert told in said(pilot)
        await press(pilot, "j")
        assert shown(pilot).cursor == 1


def test_which_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings' command, else $VISUAL, else $EDITOR, split like a shell does; open quotes are named."""
    monkeypatch.setenv("EDITOR", "ed")
    monkeypatch.delenv("VISUAL", raising=False)
    assert editor_command("") == ["ed"]
    monkeypatch.setenv("VISUAL", "vim -f")
    assert editor_command("") == ["vim", "-f"]
    assert editor_command("'my editor' --wait") == ["my editor", "--wait"]
    with pytest.raises(SettingsError, match="cannot be read"):
        editor_command("vim '")


async def test_an_empty_list_fills_again(shelf: Library) -> None:
    """Where nothing is listed any more, what an undone change brings back is there at once."""
    async with reading(shelf) as pilot:
        await press(pilot, "A", "g", "u")
        assert shown(pilot).titles == []
        await press(pilot, "u")
        assert len(shown(pilot).titles) == len(papers.TITLES)


async def test_a_library_without_papers_says_how_to_get_some(shelf: Library) -> None:
    """After the first dump was taken back no search is blamed."""
    async with reading(shelf) as pilot:
        await press(pilot, "u")
        assert "There is no paper. i adds dumps; U brings back" in screen_text(pilot)


async def test_who_wants_out_is_told_how(shelf: Library) -> None:
    """`^C` names the key that quits."""
    async with reading(shelf) as pilot:
        await press(pilot, "ctrl+c")
        assert "q quits." in screen_text(pilot)


async def test_escape_does_not_leave_the_welcome(empty: Library) -> None:
    """Whoever leaves a dialogue with one Esc too many is still there."""
    async with reading(empty) as pilot:
        await press(pilot, "i", "escape", "escape")
        assert pilot.app.is_running
        assert "Your library is empty" in screen_text(pilot)


async def test_what_is_said_anew_leaves_nothing_of_what_was_said(shelf: Library) -> None:
    """However much is said in a day, the screen holds but the last of it."""
    async with reading(shelf) as pilot:
        await press(pilot, "b", *"uUuUuUuU")
        assert len(pilot.app.screen.query("ToastHolder")) == len(pilot.app.screen.query("Toast")) == 1
        await press(pilot, "?", "escape")
        await press(pilot, "t", "escape")
        assert not pilot.app.screen.query("ToastHolder")
