from pathlib import Path

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
