from pathlib import Path

import pytest

from .running import Reader


def test_a_library_goes_out_and_comes_in_again(reader: Reader, tmp_path: Path, home: Path) -> None:
    """Backup, a new home, restore: what is said is what there is."""
    reader("mark", "--query", "limit:3", "--tag", "nlp")
    assert reader("backup", str(tmp_path / "all.backup")).out.startswith(
        "40 papers of 2 dumps, 3 marked, 0 saved queries"
    )
    assert reader("backup", str(tmp_path / "all.backup")).code == 5
    assert reader("restore", str(tmp_path / "all.backup")).code == 1
    restored = reader("--home", str(tmp_path / "second"), "restore", str(tmp_path / "all.backup"), "--format", "json")
    assert restored.json == {"dumps": 2, "papers": 40, "marked": 3, "queries": 0, "removed_characters": 0}
    assert reader("--home", str(tmp_path / "second"), "tags").rows == [["nlp", "3"]]


@pytest.mark.parametrize("text", [None, "# a list", '{"reader": "backup", "version": 1}\n'])
def test_what_is_no_backup_makes_no_library(reader: Reader, tmp_path: Path, text: str | None) -> None:
    """A new home stays as it is: there is nothing to put there."""
    if text is not None:
        (tmp_path / "all.backup").write_text(text)
    second = tmp_path / "second"
    done = reader("--home", str(second), "restore", str(tmp_path / "all.backup"))
    assert (done.code, done.out) == (1, "")
    assert not second.exists()


def test_a_backup_is_for_its_owner_alone(reader: Reader, tmp_path: Path) -> None:
    """It holds the notes, as the library does; a file that is replaced keeps what its owner gave it."""
    file = tmp_path / "all.backup"
    reader("backup", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o640)
    reader("backup", "--force", str(file))
    assert file.stat().st_mode & 0o777 == 0o640


def test_merging_says_what_came_and_what_was_not_agreed_on(reader: Reader, tmp_path: Path) -> None:
    """Conflicts stand on stderr, numbers on stdout; the second time nothing comes."""
    reader("mark", "--query", "limit:1", "--rating", "5")
    reader("backup", str(tmp_path / "all.backup"))
    reader("mark", "--query", "rating:5", "--rating", "3")
    merged = reader("merge", str(tmp_path / "all.backup"))
    assert merged.out == "0 dumps, 0 new papers, 1 mark changed, 0 saved queries, 1 conflict\n"
    assert "rating 3 here, 5 there: 5 kept" in merged.err
    again = reader("merge", str(tmp_path / "all.backup"), "--format", "json").json
    nothing = dict.fromkeys(("dumps", "papers", "marked", "queries", "steps", "removed_characters"), 0)
    assert again == {**nothing, "conflicts": []}
    assert reader("merge", str(tmp_path / "nowhere")).code == 1


def test_a_backup_goes_to_standard_output(reader: Reader, tmp_path: Path) -> None:
    """It is what stands in a file otherwise, and nothing else is printed."""
    reader("mark", "--query", "limit:1", "--rating", "5")
    reader("backup", str(tmp_path / "all.backup"))
    printed = reader("backup", "-")
    assert (printed.out, printed.err) == ((tmp_path / "all.backup").read_text(), "")
