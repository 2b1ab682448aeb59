"""Commands on a library whose disk is full: reading goes on, elsewhere is written, the rest says why not."""

from pathlib import Path

import pytest

from reader.cli import run

from ..dumps.pages import papers, save_page
from ..faults.disks import full, small_disk

READING = (
    "search kites",
    "search --facets kites",
    "stats",
    "sources",
    "history",
    "tags",
    "saved",
    "searches",
    "export -o {elsewhere}/list.md",
    "export --format obsidian -o {elsewhere}/vault",
    "backup {elsewhere}/all.backup",
)
WRITING = ("mark --query kites --read", "undo", "add {elsewhere}/new.txt", "saved add best kites", "tags remove nlp")
"""Each is refused with exit code 4; the export to the full disk with 5."""


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing that is refused is half done: with room, it is done."""
    with small_disk(kib=3000) as disk:
        monkeypatch.setenv("READER_HOME", str(disk))
        save_page(tmp_path / "old.txt", papers(20, seed=3))
        save_page(tmp_path / "new.txt", papers(20, seed=9))
        assert run(["add", str(tmp_path / "old.txt")]) == 0
        assert run(["mark", "--query", "kites", "--tag", "nlp"]) == 0
        assert run(["search", "kites"]) == 0
        with full(disk):
            for command in READING:
                assert run(command.format(elsewhere=tmp_path).split()) == 0, command
            for command in WRITING:
                capfd.readouterr()
                assert run(command.format(elsewhere=tmp_path).split()) == 4, command
                assert "disk is full\n" in capfd.readouterr().err
            assert run(["export", "-o", str(disk / "list.md")]) == 5
            assert run(["doctor"]) == 4
        for command in (*WRITING[:1], "undo", "undo", "redo", *WRITING[2:]):
            assert run(command.format(elsewhere=tmp_path).split()) == 0, command
