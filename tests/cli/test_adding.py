import os
from pathlib import Path

import pytest

from ..dumps.pages import papers, save_page
from .running import Reader, process


def test_the_report_says_what_became_of_all(fresh: Reader, dumps: Path) -> None:
    """Files, records, new papers, merged ones and rejected ones, on one line."""
    done = fresh("add", str(dumps))
    assert (done.code, done.out) == (0, "2 files, 50 records: 40 new papers, 10 merged, 0 rejected\n")
    assert done.err == ""


def test_adding_again_changes_nothing(reader: Reader, dumps: Path) -> None:
    """The second time every file is known, whatever it is called now; marks and library stay."""
    before = reader("search", "", "--format", "jsonl").out
    (renamed := dumps.parent / "another name.txt").write_bytes((dumps / "mar_14.txt").read_bytes())
    done = reader("add", str(dumps), str(renamed))
    assert done.out == "3 files (3 added before), 75 records: 0 new papers, 0 merged, 0 rejected\n"
    assert reader("search", "", "--format", "jsonl").out == before
    assert len(reader("sources").lines) == 2


def test_rejects_name_file_line_and_reason(fresh: Reader, dumps: Path, tmp_path: Path) -> None:
    """What cannot be taken in is told on stderr and makes the exit code 1; the rest is taken in all the same."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/empty.txt").touch()
    (tmp_path / "in/picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    (tmp_path / "in/words.txt").write_text("hello")
    done = fresh("add", str(tmp_path / "in"), str(dumps / "mar_14.txt"))
    assert done.code == 1
    assert done.out == "4 files, 25 records: 25 new papers, 0 merged, 3 rejected\n"
    rejected = done.err.splitlines()
    assert [line.startswith("rejected  ") for line in rejected] == [True] * 3
    assert f"{tmp_path}/in/empty.txt:1: no papers found: the file is empty" in rejected[0]
    assert "picture.png" in rejected[1]
    assert "is not a text dump" in rejected[1]
    assert rejected[2].endswith(": hello")


def test_the_report_as_json(fresh: Reader, dumps: Path, tmp_path: Path) -> None:
    """The same numbers for programs, in all and by file; stderr stays silent."""
    (tmp_path / "words.txt").write_text("hello")
    done = fresh("add", str(dumps), str(tmp_path / "words.txt"), "--format", "json")
    assert (done.code, done.err) == (1, "")
    report = done.json
    by_file, rejected = report.pop("by_file"), report.pop("rejected")
    assert report == {
        "dry_run": False,
        "files": 3,
        "known": 0,
        "records": 50,
        "new": 40,
        "merged": 10,
        "rejected_before": 0,
        "repeated_lines": 0,
        "removed_characters": 0,
        "cleaned_texts": 0,
    }
    assert by_file[1] == {
        "file": str(dumps / "mar_21.txt"),
        "records": 25,
        "new": 15,
        "merged": 10,
        "known": False,
        "removed_characters": 0,
        "cleaned_texts": 0,
    }
    assert [reject.keys() for reject in rejected] == [{"file", "line", "reason", "text"}]
    assert (rejected[0]["line"], rejected[0]["text"]) == (1, "hello")


def test_a_dry_run_changes_nothing(fresh: Reader, dumps: Path) -> None:
    """It tells the numbers that the real run then has."""
    dry = fresh("add", "--dry-run", str(dumps))
    assert dry.out == "2 files, 50 records: 40 new papers, 10 would be merged, 0 rejected\n"
    assert fresh("search", "").out == fresh("sources").out == ""
    assert fresh("add", "--dry-run", str(dumps), "--format", "json").json["dry_run"] is True
    assert fresh("add", str(dumps)).out == dry.out.replace("would be ", "")


def test_standard_input(empty: Path, dumps: Path) -> None:
    """`-` reads a dump from a pipe; there is no bar, and the dump is called stdin."""
    done = process(empty, "add", "-", stdin=(dumps / "mar_14.txt").read_bytes())
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("1 file, 25 records: 25 new papers")
    assert process(empty, "sources").rows[0][0] == "stdin"
    assert process(empty, "add", "-").code == 1


@pytest.mark.parametrize("name", ["nowhere.txt", "\x1b[31mred"])
def test_a_path_that_is_not_there(fresh: Reader, dumps: Path, tmp_path: Path, name: str) -> None:
    """It is a usage error, and nothing is taken in; its name does no harm."""
    done = fresh("add", str(dumps), str(tmp_path / name))
    assert done.code == 2
    assert "does not exist" in done.err
    assert "\x1b" not in done.err
    assert fresh("sources").out == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(fresh: Reader, tmp_path: Path) -> None:
    """It is rejected with the system's reason."""
    (path := save_page(tmp_path / "page.txt", papers(3, seed=1))).chmod(0)
    done = fresh("add", str(path))
    assert done.code == 1
    assert "Permission denied" in done.err


def test_broken_letters_and_names(fresh: Reader, tmp_path: Path) -> None:
    """Bytes that are no UTF-8 and controls in names come out as text that a terminal takes for text."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\x1b[2J\xff\n\xc2\x9bname.txt"))
    save_page(path, papers(2, seed=1))
    path.write_bytes(path.read_bytes() + b"\n\nBroken \xff\xfe title\n\n" + b"An abstract \xe9 that goes on. " * 9)
    assert fresh("add", str(path)).code == 0
    name = fresh("sources").rows[0][0]
    assert name.isprintable()
    assert name.endswith("name.txt")
    assert all(row[2].isprintable() for row in fresh("search", "").rows)


def test_the_sample_is_gone_afterwards(fresh: Reader, empty: Path) -> None:
    """`--sample` works on a library of its own and leaves the user's alone."""
    assert len(fresh("--sample", "search", "").lines) == 51
    assert fresh("--sample", "mark", "--query", "", "--read").code == 0
    assert fresh("--sample", "search", "is:read").out == ""
    assert not empty.exists()


def test_what_was_rejected_is_told_again(fresh: Reader, tmp_path: Path) -> None:
    """A file that was added before still says what of it is not in the library; that is no new failure."""
    text = "A Title\n\nAn abstract about kites, long enough. It says so.\n\nA Title Without More\n"
    (tmp_path / "cut.txt").write_text(text)
    first, second = fresh("add", str(tmp_path / "cut.txt")), fresh("add", str(tmp_path / "cut.txt"))
    assert (first.code, second.code) == (1, 0)
    assert first.err.startswith("rejected  ")
    assert second.err == first.err.replace("rejected  ", "rejected before  ", 1)
    assert fresh("add", str(tmp_path / "cut.txt"), "--format", "json").json["rejected_before"] == 1


def test_without_a_path_the_watched_folders_are_meant(fresh: Reader, empty: Path, dumps: Path) -> None:
    """What is new in them is taken in, once; a folder that is missing is told and makes the exit code 1."""
    empty.mkdir()
    (config := empty / "config.yaml").write_text(f"watch: ['{dumps}']\n")
    assert fresh("add", "--dry-run").out.startswith("2 files, 50 records: 40 new papers")
    done = fresh("add")
    assert (done.code, done.out) == (0, "2 files, 50 records: 40 new papers, 10 merged, 0 rejected\n")
    again = fresh("add")
    assert (again.code, again.out) == (0, "0 files, 0 records: 0 new papers, 0 merged, 0 rejected\n")
    config.write_text(f"watch: ['{dumps}', ~/nowhere]\n")
    done = fresh("add")
    assert done.code == 1
    assert "nowhere”" in done.err
    assert "config.yaml lists it under watch" in done.err


def test_without_a_path_and_without_folders(fresh: Reader, empty: Path) -> None:
    """It is a usage error that says both ways to mend it."""
    done = fresh("add")
    assert done.code == 2
    assert "name files or folders" in done.err
    assert "watch: [~/dumps]" in done.err
    assert not (empty / "library.db").exists()
