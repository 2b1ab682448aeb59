from pathlib import Path

import pytest

from reader.errors import ExportError
from reader.export import write_folder, write_together


def tree(folder: Path) -> dict[str, str]:
    """Return the files below a folder with their texts."""
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_several_files_or_none(tmp_path: Path) -> None:
    """Where one is in the way, none is written and nothing is left over."""
    (tmp_path / "b.bib").write_text("mine")
    texts = {tmp_path / "a.md": "a", tmp_path / "b.bib": "b"}
    with pytest.raises(ExportError, match=r"b\.bib exists already"):
        write_together(texts, force=False)
    assert tree(tmp_path) == {"b.bib": "mine"}
    write_together(texts, force=True)
    assert tree(tmp_path) == {"a.md": "a", "b.bib": "b"}


def test_a_folder_appears_whole(tmp_path: Path) -> None:
    """New, or where an empty one is."""
    for name in ("new", "empty"):
        if name == "empty":
            (tmp_path / name).mkdir()
        write_folder(tmp_path / name, {"index.md": "i", "Papers/a.md": "a"}, force=False)
        assert tree(tmp_path / name) == {"Papers/a.md": "a", "index.md": "i"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "new"]


def test_a_folder_with_anything_is_left_alone(tmp_path: Path) -> None:
    """With `force` files of the same names are replaced, and all others stay."""
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "mine.md").write_text("mine")
    with pytest.raises(ExportError, match="exists already") as caught:
        write_folder(tmp_path / "vault", {"index.md": "1"}, force=False)
    assert "leaves what else is there" in caught.value.hint
    assert tree(tmp_path) == {"vault/mine.md": "mine"}
    for text in "12":
        write_folder(tmp_path / "vault", {"index.md": text, "Papers/a.md": text}, force=True)
        assert tree(tmp_path / "vault") == {"Papers/a.md": text, "index.md": text, "mine.md": "mine"}


@pytest.mark.parametrize("force", [True, False])
def test_a_file_is_no_folder(tmp_path: Path, force: bool) -> None:
    """What is in the way is told, and stays."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ExportError):
        write_folder(tmp_path / "file", {"index.md": "1"}, force=force)
    with pytest.raises(ExportError):
        write_folder(tmp_path / "file" / "below", {"index.md": "1"}, force=force)
    with pytest.raises(ExportError):
        write_folder(tmp_path / "nowhere" / "below", {"index.md": "1"}, force=force)
    assert tree(tmp_path) == {"file": "mine"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]
