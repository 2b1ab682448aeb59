import errno
import os
import stat
from pathlib import Path

import pytest

from reader.errors import ExportError
from reader.export import write_whole


def permissions(path: Path) -> int:
    """Return the permission bits of `path`."""
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_is_utf8_with_unix_line_ends(tmp_path: Path) -> None:
    """The text's bytes, and nothing beside the file."""
    write_whole(tmp_path / "list.md", "été ★\nline\n", force=False)
    assert (tmp_path / "list.md").read_bytes() == "été ★\nline\n".encode()
    assert os.listdir(tmp_path) == ["list.md"]  # noqa: PTH208


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    """As any program's new file: what the umask leaves."""
    (tmp_path / "usual").touch()
    write_whole(tmp_path / "list.md", "x", force=False)
    assert permissions(tmp_path / "list.md") == permissions(tmp_path / "usual")


def test_an_existing_file_is_safe(tmp_path: Path) -> None:
    """Without force it stays, and the hint says how to replace it."""
    path = tmp_path / "list.md"
    path.write_text("mine")
    with pytest.raises(ExportError, match=r"list\.md exists already") as caught:
        write_whole(path, "new", force=False)
    assert "--force" in caught.value.hint
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_appears_meanwhile_is_safe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program's file that comes to be while we write is not replaced either."""
    path = tmp_path / "list.md"
    monkeypatch.setattr(os, "fsync", lambda _: path.write_text("theirs"))
    with pytest.raises(ExportError, match="exists already"):
        write_whole(path, "new", force=False)
    assert path.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [path]


def test_force_replaces_and_keeps_permissions(tmp_path: Path) -> None:
    """A private list stays private."""
    path = tmp_path / "list.md"
    path.write_text("old")
    path.chmod(0o640)
    write_whole(path, "new", force=True)
    assert path.read_text() == "new"
    assert permissions(path) == 0o640


def test_force_needs_no_file(tmp_path: Path) -> None:
    """With force a new file is as good."""
    write_whole(tmp_path / "list.md", "new", force=True)
    assert (tmp_path / "list.md").read_text() == "new"


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    """The file behind the link is written, in its own folder."""
    (tmp_path / "notes").mkdir()
    target = tmp_path / "notes" / "real.md"
    target.write_text("old")
    link = tmp_path / "list.md"
    link.symlink_to("notes/real.md")
    with pytest.raises(ExportError, match="exists already"):
        write_whole(link, "new", force=False)
    write_whole(link, "new", force=True)
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert list(target.parent.iterdir()) == [target]


def test_disks_without_hard_links_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where files cannot have two names the name is taken first, and still nothing is replaced."""

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "list.md"
    write_whole(path, "new", force=False)
    with pytest.raises(ExportError, match="exists already"):
        write_whole(path, "newer", force=False)
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "your share of the disk is used up"),
        (errno.EACCES, "you may not write there"),
        (errno.EROFS, "that disk is read-only"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_failure_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str, force: bool
) -> None:
    """The old file is whole, no part of the new one remains, and the error says why and what to do."""

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    path = tmp_path / "list.md"
    if force:
        path.write_text("old")
    with pytest.raises(ExportError, match=f"Cannot write .*list.md: {reason}") as caught:
        write_whole(path, "new", force=force)
    assert caught.value.hint
    assert [entry.read_text() for entry in tmp_path.iterdir()] == ["old"] * force


def test_an_interruption_leaves_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control-C while writing removes the half-written file."""

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "list.md", "new", force=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "it is a folder"),
        ("folder", "it is a folder"),
        ("missing/list.md", "its folder does not exist"),
        ("file/list.md", "what should be its folder is a file"),
        ("n" * 300, "the name is too long"),
        ("circle", "its symbolic links lead in a circle"),
    ],
)
def test_a_place_that_cannot_be_is_explained(tmp_path: Path, name: str, reason: str, force: bool) -> None:
    """The error names the place and the reason, and there is always a hint."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "circle").symlink_to("circle")
    with pytest.raises(ExportError, match=reason) as caught:
        write_whole(tmp_path / name, "new", force=force)
    assert str(tmp_path) in caught.value.message
    assert caught.value.hint


def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    """Force replaces files, nothing else: think of /dev/null."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExportError, match="no ordinary file"):
        write_whole(tmp_path / "pipe", "new", force=True)
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("name", ["a\0b", "a\ud83d"])
def test_what_is_no_name_of_a_file(tmp_path: Path, name: str) -> None:
    """A NUL, or half a character: said like any other place where nothing can be written."""
    with pytest.raises(ExportError, match="cannot be the name of a file"):
        write_whole(tmp_path / name, "text", force=False)
    assert list(tmp_path.iterdir()) == []
