"""Files and folders that may not be read or written: each command says which, and what to do; none crashes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.cli import run

from ..dumps.pages import papers, save_page
from ..faults.disks import no_rights, open_folder

DONE, REJECTED, NO_LIBRARY, UNWRITTEN, NO_SETTINGS = 0, 1, 4, 5, 6


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a library in `home`, dumps in `in`, and a list in `out`; it is where commands run."""
    with open_folder() as folder:
        for name in ("home", "in", "in/deep", "out"):
            (folder / name).mkdir()
        save_page(folder / "in" / "a.txt", papers(6, seed=1))
        save_page(folder / "in" / "deep" / "b.txt", papers(6, seed=2))
        (folder / "home" / "config.yaml").write_text(f"watch: [{folder}/in]", encoding="utf-8")
        monkeypatch.chdir(folder)
        monkeypatch.setenv("READER_HOME", str(folder / "home"))
        assert run(["add", "in/a.txt"]) == DONE
        assert run(["export", "-o", "out/list.md"]) == DONE
        yield folder
        for path in (folder, *folder.glob("*"), *folder.glob("*/*"), *folder.glob("*/*/*")):
            path.chmod(0o700)


@dataclass(frozen=True)
class Case:
    """A path with its permissions, a command, and what it comes to."""

    path: str
    mode: int
    command: str
    code: int
    told: str = ""


CASES = [
    Case("home/config.yaml", 0o000, "search kites", DONE),
    Case("home/config.yaml", 0o000, "config", NO_SETTINGS, r"config\.yaml cannot be read: Permission denied"),
    Case("home/config.yaml", 0o000, "add", NO_SETTINGS, r"config\.yaml cannot be read"),
    Case("home", 0o000, "search kites", NO_LIBRARY, r"library\.db cannot be opened: Permission denied"),
    Case("home", 0o444, "add in", NO_LIBRARY, r"library\.db cannot be opened: Permission denied"),
    Case("home", 0o555, "search kites", DONE),
    Case("home", 0o555, "add in", NO_LIBRARY, "can only be read: you may not write to it"),
    Case("home", 0o555, "undo", NO_LIBRARY, "can only be read: you may not write to it"),
    Case("home", 0o555, "export -o out/new.md", DONE),
    Case("home", 0o555, "backup out/all.backup", DONE),
    Case("home", 0o555, "doctor", NO_LIBRARY, "!!.+library.+can only be read"),
    Case("home/library.db", 0o000, "stats", NO_LIBRARY, "may not be read by you"),
    Case("home/library.db", 0o444, "stats", DONE),
    Case("home/cache", 0o000, "search kites", DONE),
    Case("home/cache", 0o000, "reindex", NO_LIBRARY, "index cannot be written: Permission denied"),
    Case("home/cache/index", 0o000, "search kites", DONE),
    Case("home/cache/index", 0o000, "doctor", NO_LIBRARY, "!!.+index cannot be written"),
    Case("in/a.txt", 0o000, "add in/a.txt", REJECTED, r"a\.txt.+Permission denied"),
    Case("in/deep", 0o000, "add in", REJECTED, "deep.+Permission denied"),
    Case("in", 0o000, "add", REJECTED, "in.+Permission denied"),
    Case("in", 0o444, "add", REJECTED, r"a\.txt.+Permission denied"),
    Case("out", 0o555, "export -o out/new.md", UNWRITTEN, r"new\.md: you may not write there"),
    Case("out", 0o555, "export --format obsidian -o out/vault", UNWRITTEN, "vault: you may not write there"),
    Case("out", 0o555, "backup out/all.backup", UNWRITTEN, r"all\.backup: you may not write there"),
    Case("out", 0o000, "export -o out/new.md", UNWRITTEN, r"new\.md: you may not write there"),
    Case("out", 0o000, "export --update out/list.md", REJECTED, r"Cannot read out/list\.md: Permission denied"),
    Case("out", 0o000, "import out/list.md", REJECTED, r"Cannot read .*out/list\.md: Permission denied"),
    Case("out", 0o000, "restore out/list.md", REJECTED, r"Cannot read .*out/list\.md: Permission denied"),
    Case("out", 0o000, "merge out/list.md", REJECTED, r"Cannot read .*out/list\.md: Permission denied"),
    Case("out/list.md", 0o000, "import out/list.md", REJECTED, r"Cannot read .*out/list\.md: Permission denied"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.path} {case.mode:03o} {case.command}")
def test_what_is_not_allowed(place: Path, case: Case, capfd: pytest.CaptureFixture[str]) -> None:
    """The exit code is as documented, the message names the file, and whatever fails has a hint on its second line."""
    (place / case.path).chmod(case.mode)
    capfd.readouterr()
    with no_rights():
        code = run(case.command.split())
    out, err = capfd.readouterr()
    assert code == case.code, out + err
    assert re.search(case.told, out + err), out + err
    if err.startswith("reader: "):
        assert re.search(r"\n +\S", err)


def test_a_dump_that_could_not_be_read_comes_in_when_it_can(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Its date and size are as they were, but nothing of it is in the library."""
    (place / "in" / "deep" / "b.txt").chmod(0o000)
    with no_rights():
        assert run(["add"]) == REJECTED
        assert run(["add"]) == REJECTED
    (place / "in" / "deep" / "b.txt").chmod(0o600)
    capfd.readouterr()
    assert run(["add"]) == DONE
    assert "6 new papers" in capfd.readouterr().out
