from pathlib import Path

import pytest

from .running import Reader


def test_to_stdout(reader: Reader) -> None:
    """Without a file, or with `-`, the reading list is all of stdout."""
    reader("mark", "--query", "limit:1", "--bookmark")
    done = reader("export", "is:bookmarked")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("---\n")
    assert done.out.count("- [ ] **") == 1
    assert reader("export", "is:bookmarked", "-o", "-", "--format", "markdown") == done
    assert reader("export").out.count("- [ ] **") == 40
    assert reader("export", "-is:bookmarked").out.count("- [ ] **") == 39


def test_to_a_file(reader: Reader, tmp_path: Path) -> None:
    """The file holds what stdout would; the message goes to stderr."""
    done = reader("export", "kites", "-o", str(tmp_path / "list.md"))
    assert (done.code, done.out, done.err) == (0, "", f"Written to {tmp_path / 'list.md'}.\n")
    assert (tmp_path / "list.md").read_text(encoding="utf-8") == reader("export", "kites").out


def test_never_over_another_file_unasked(reader: Reader, tmp_path: Path) -> None:
    """`--force` asks."""
    (path := tmp_path / "list.md").write_text("mine")
    done = reader("export", "-o", str(path))
    assert done.code == 5
    assert "--force replaces it" in done.err
    assert path.read_text() == "mine"
    assert reader("export", "-o", str(path), "--force").code == 0
    assert path.read_text().startswith("---\n")


@pytest.mark.parametrize("name", ["", "nowhere/list.md", "/dev/full", "a-file/list.md", "\x1b[31m/x" + "x" * 300])
def test_whole_or_not_at_all(reader: Reader, tmp_path: Path, name: str) -> None:
    """What cannot be written is explained, and no half of it is left."""
    (tmp_path / "a-file").touch()
    before = sorted(tmp_path.iterdir())
    done = reader("export", "--force", "-o", str(tmp_path / name))
    assert (done.code, done.out) == (5, "")
    assert all(line.isprintable() for line in done.err.splitlines())
    assert len(done.err.splitlines()) == 2
    assert sorted(tmp_path.iterdir()) == before


def test_how_much_of_the_abstract(reader: Reader) -> None:
    """Full, its first sentence, or none."""
    full, short, none = (len(reader("export", "--abstract", how).out) for how in ("full", "short", "none"))
    assert full > short > none


def test_a_query_that_cannot_be_meant_writes_nothing(reader: Reader, tmp_path: Path) -> None:
    """The file is not even begun."""
    assert reader("export", "is:foo", "-o", str(tmp_path / "list.md")).code == 2
    assert not (tmp_path / "list.md").exists()
