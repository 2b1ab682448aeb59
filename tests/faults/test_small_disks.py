"""Real disks that are too small, of every size: the programs end in good order, and go on when there is room."""

import shutil
from pathlib import Path

import pytest

from ..cli.running import Done, process
from ..dumps.pages import papers, save_page
from ..size import sized
from .disks import resize, small_disk

ENOUGH_KIB = 8_000
PAPERS = papers(150, seed=4)
STEP_KIB = sized(small=400, full=12)


def ended_well(done: Done) -> bool:
    """Say whether a program ended as documented: no signal (a full disk under a mapped file is one), no traceback."""
    told = done.err.startswith("reader: ") or "!!" in done.out if done.code else True
    return done.code in {0, 1, 3, 4, 5} and told and "Traceback" not in done.err


@pytest.mark.slow
@pytest.mark.parametrize("kib", range(216, 900, STEP_KIB))
def test_a_disk_that_is_too_small(tmp_path: Path, kib: int) -> None:
    """Whatever fits is there, whatever does not is told; with room the same commands do all of it."""
    dump = save_page(tmp_path / "a.txt", PAPERS)
    with small_disk(kib=kib) as disk:
        commands = [
            ["add", str(dump)],
            ["search", "kites"],
            ["mark", "--query", "kites", "--bookmark", "--note", "A note. " * 200],
            ["export", "-o", str(disk / "list.md"), "--force"],
            ["backup", str(disk / "all.backup"), "--force"],
            ["undo"],
            ["reindex"],
            ["stats"],
        ]
        for command in commands:
            assert ended_well(done := process(disk, *command)), (command, done)
        had = process(disk, "search", "", "--format", "ids")
        resize(disk, kib=ENOUGH_KIB)
        found = process(disk, "search", "", "--format", "ids")
        assert found.code == 0, found
        assert not had.code or set(had.lines) <= set(found.lines)
        for command in commands[:5]:
            assert process(disk, *command).code == 0, command
        assert len(process(disk, "search", "", "--format", "ids").lines) == len(PAPERS)
        shutil.rmtree(disk / "cache")
        checked = process(disk, "doctor").out
        assert "ok\tlibrary" in checked, checked
        assert "ok\tindex" in checked, checked
