import re
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import ExportError
from reader.export import FORMATS, Layout, write_folder, write_together
from reader.export.file_names import output_path, safe_name, unique_names
from reader.papers import clean_line

from .entries import entry
from .hard import hard_entries

FORBIDDEN = re.compile(r'[/\\:*?"<>|#^\[\]\x00-\x1f\x7f-\x9f\u2028\u202e]')
DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"
}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kites: A Survey", "Kites - A Survey"),
        ('What? "A/B" <C> [D] #1 ^x | y*', "What A B C D 1 x y"),
        ("CON", "CON (paper)"),
        ("com1.txt", "com1 (paper).txt"),
        ("Nul .md", "Nul (paper) .md"),
        ("Context", "Context"),
        ("..hidden", "hidden"),
        ("../../etc/passwd", "etc passwd"),
        ("ends in dots...", "ends in dots"),
        ("???", "Paper"),
        ("", "Paper"),
        ("深度学习", "深度学习"),
    ],
)
def test_names_are_safe_everywhere(title: str, name: str) -> None:
    """Without what Windows, Obsidian or a path gives a meaning."""
    assert safe_name(title, "Paper") == name


PIECES = [
    "/",
    "../",
    "\\",
    ":",
    "*",
    "?",
    ".",
    " ",
    "\n",
    "\x1b",
    "\u202e",
    "\u0301",
    "漢",
    "é",
    "Con",
    "nul",
    "COM¹",
    "x" * 90,
]


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_title_gives_a_safe_name(title: str) -> None:
    """It fits on every disk, with its ending and a number."""
    name = safe_name(title.encode("utf-8", "ignore").decode(), "Paper")
    assert name
    assert not FORBIDDEN.search(name)
    assert not name.startswith((".", " "))
    assert not name.endswith((".", " "))
    assert len(f"{name} (99999).md".encode()) <= 255
    assert f"{name}.md".partition(".")[0].strip().casefold() not in DEVICES
    assert Path(name).name == name


@given(
    st.lists(
        st.sampled_from(["Kites", "KITES", "ki\u0301tes", "k\u00edtes", "\ufb01", "fi", "ß", "SS", "..", "Kites (2)"])
    )
)
def test_names_are_unique_on_any_disk(titles: list[str]) -> None:
    """Disks that know no case, and those that compose letters, tell them apart; each paper has one."""
    names = unique_names((str(at), safe_name(title, "Paper")) for at, title in enumerate(titles))
    assert list(names) == [str(at) for at in range(len(titles))]
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert len({normalize(form, name).casefold() for name in names.values()}) == len(titles)


@settings(max_examples=40)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=4), st.text(max_size=20), st.sampled_from([*FORMATS]))
def test_files_of_a_format_stay_where_they_are_written(titles: list[str], name: str, form: str) -> None:
    """Whatever titles, tags, queries and groups are called, no name leads out of the folder, or has an odd letter."""
    papers = [entry(clean_line(title), paper_id=f"{title}/../{at}") for at, title in enumerate(titles)]
    for group_by in ("status", "tag", "date"):
        layout = Layout(title=name, query=name, group_by=group_by)
        for file in FORMATS[form].write(papers, layout):
            parts = Path(file).parts
            assert not Path(file).is_absolute()
            assert not {"..", "~"} & set(parts)
            assert all(len(part.encode()) <= 255 and not FORBIDDEN.search(part) for part in parts)


def test_names_are_unique_where_case_means_nothing() -> None:
    """The later are numbered, past names that are taken."""
    names = [("a", "Kites"), ("b", "KITES"), ("c", "kites"), ("d", "Kites (2)")]
    assert unique_names(names) == {"a": "Kites", "b": "KITES (2)", "c": "kites (3)", "d": "Kites (2) (2)"}


def test_a_folder_for_obsidian() -> None:
    """The index first, then a note for each paper, wherever it stands; names do not depend on the order."""
    papers = [entry("Kites", paper_id="b"), entry("kites", paper_id="a")]
    files = FORMATS["obsidian"].write(papers, Layout(title="To read: now"))
    assert list(files) == ["To read - now.md", "Papers/Kites (2).md", "Papers/kites.md"]
    assert FORMATS["obsidian"].write(papers[::-1], Layout(title="To read: now")).keys() == files.keys()
    assert len(FORMATS["obsidian"].write(hard_entries(), Layout())) == len(hard_entries()) + 1


@pytest.mark.parametrize(("typed", "is_folder"), [("", False), (" ", True), ("list/", False), ("/", False)])
def test_what_names_no_file(typed: str, *, is_folder: bool) -> None:
    """Nothing, and a folder where one file is written; it is said, not made something of."""
    with pytest.raises(ExportError) as told:
        output_path(typed, is_folder=is_folder)
    assert told.value.hint
    assert output_path("vault/", is_folder=True) == Path("vault")


@pytest.mark.parametrize("name", ["a\nb.md", "\x1b[31m.md", "a\x9bb.md", "a\0b.md", "\t"])
def test_a_name_with_controls_is_refused(tmp_path: Path, name: str) -> None:
    """Who lists the folder would see other lines, or a terminal obey it."""
    with pytest.raises(ExportError, match="cannot be the name"):
        write_together({tmp_path / name: "x"}, force=True)
    with pytest.raises(ExportError, match="cannot be the name"):
        write_folder(tmp_path / name, {"x.md": "x"}, force=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", ["link.md", "Papers/link.md", "linked/x.md", "../x.md", "{}/x.md"])
def test_a_folder_is_not_left(tmp_path: Path, where: str) -> None:
    """Not by a link that lies in it, for which its names are guessed, nor by a name; nothing is written."""
    vault, outside = tmp_path / "vault", tmp_path / "outside"
    (vault / "Papers").mkdir(parents=True)
    outside.mkdir()
    (outside / "diary.md").write_text("Dear diary")
    (vault / "link.md").symlink_to(outside / "diary.md")
    (vault / "Papers" / "link.md").symlink_to(outside / "new.md")
    (vault / "linked").symlink_to(outside)
    with pytest.raises(ExportError, match="leads out of the folder"):
        write_folder(vault, {"fine.md": "x", where.format(outside): "x"}, force=True)
    assert not (vault / "fine.md").exists()
    assert {path.name: path.read_text() for path in outside.iterdir()} == {"diary.md": "Dear diary"}
