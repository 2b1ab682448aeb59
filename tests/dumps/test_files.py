import hashlib
import io
import os
from pathlib import Path

import pytest

from reader.dumps import STDIN, find_files, read, read_lines
from reader.errors import DumpError

from .pages import page, papers

TEXT = page(papers(3, seed=21))


def test_a_file_is_read(tmp_path: Path) -> None:
    """Its name comes without folders, its digest is of the bytes as they are."""
    path = tmp_path / "page.txt"
    path.write_bytes(TEXT.encode("utf-16"))
    file = read(path)
    assert (file.name, len(file.dump.records)) == ("page.txt", 3)
    assert file.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_standard_input_is_a_file_too() -> None:
    """`-` reads the stream and is called `stdin`."""
    file = read(STDIN, stdin=io.BytesIO(TEXT.encode()))
    assert (file.name, len(file.dump.records)) == ("stdin", 3)


def test_names_are_made_safe(tmp_path: Path) -> None:
    """A file name cannot carry an escape into the library."""
    path = tmp_path / "a\x1b[2J\nb.txt"
    path.write_text(TEXT)
    assert read(path).name == "a[2J b.txt"


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    """Files as given, folders sorted and to the bottom, hidden ones and pipes left out, each real file once."""
    for name in ("b/2.txt", "b/1.txt", "b/deep/3.txt", "b/.hidden.txt", "b/.git/4.txt", "a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "b/loop").symlink_to(tmp_path / "b")
    (tmp_path / "b/twin.txt").symlink_to(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "b/pipe")
    found = find_files([tmp_path / "b", tmp_path / "a.txt", STDIN, STDIN, tmp_path / "b/.hidden.txt", tmp_path])
    names = [path.name if path == STDIN else str(path.relative_to(tmp_path)) for path in found]
    assert names == ["b/1.txt", "b/2.txt", "b/deep/3.txt", "b/twin.txt", "-", "b/.hidden.txt"]


def test_a_missing_path_is_named_before_any_work(tmp_path: Path) -> None:
    """Nothing is yielded when one of the paths is not there."""
    (tmp_path / "here.txt").write_text(TEXT)
    with pytest.raises(DumpError, match=r"gone\.txt") as caught:
        next(find_files([tmp_path / "here.txt", tmp_path / "gone.txt"]))
    assert caught.value.hint == "Check the path; put quotes around spaces."


def test_a_link_to_nothing_is_not_passed_over(tmp_path: Path) -> None:
    """A broken link or a link to itself in a folder is found, and reading it says what is wrong."""
    (tmp_path / "dead.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = list(find_files([tmp_path]))
    assert [path.name for path in found] == ["dead.txt", "self.txt"]
    for path in found:
        with pytest.raises(DumpError, match=path.name):
            read(path)


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    """The error of the system is told in a sentence that names the path."""
    with pytest.raises(DumpError, match=r"Cannot read “.*”: Is a directory") as caught:
        read(tmp_path)
    assert caught.value.hint


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_an_error(tmp_path: Path) -> None:
    """A file without permission is refused by name."""
    path = tmp_path / "locked.txt"
    path.write_text(TEXT)
    path.chmod(0)
    with pytest.raises(DumpError, match="Permission denied"):
        read(path)


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    """More than the limit is not even read to its end."""
    path = tmp_path / "huge.txt"
    path.write_bytes(b"x" * 2000)
    with pytest.raises(DumpError, match="larger than"):
        read(path, limit_bytes=1999)
    assert read(path, limit_bytes=2000).dump.records == ()


def test_a_picture_is_refused(tmp_path: Path) -> None:
    """A binary file is no dump, and the hint says what would be."""
    path = tmp_path / "kite.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4)
    with pytest.raises(DumpError, match="not a text dump") as caught:
        read(path)
    assert "text" in caught.value.hint


def test_a_text_without_papers_is_no_error(tmp_path: Path) -> None:
    """An empty file gives a dump whose one reject goes into the report."""
    path = tmp_path / "empty.txt"
    path.write_text("")
    assert [reject.reason for reject in read(path).dump.rejects] == ["no papers found: the file is empty"]


def test_lines_are_counted_as_in_the_report(tmp_path: Path) -> None:
    """Whatever ends them, and as they stand there: a reject's line is found by its number."""
    path = tmp_path / "a.txt"
    path.write_bytes("one\r\ntwo\x0c\x1b[2J\rthree\u2028still three\n\n".encode())
    assert read_lines(path) == ["one", "two\x0c\x1b[2J", "three\u2028still three", "", ""]
    path.write_text((page(papers(3, seed=1)) + "\n\nA Title Alone\n").replace("\n", "\r"), newline="")
    (reject,) = read(path).dump.rejects
    assert read_lines(path)[reject.line - 1].strip() == reject.text


def test_lines_of_what_is_no_text(tmp_path: Path) -> None:
    """A picture, or a file that is gone, is the same error as in adding it."""
    path = tmp_path / "a.txt"
    with pytest.raises(DumpError, match="No such file"):
        read_lines(path)
    path.write_bytes(bytes(range(256)) * 100)
    with pytest.raises(DumpError, match="not a text dump"):
        read_lines(path)
