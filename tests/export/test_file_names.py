import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export import FORMATS, Layout
from reader.export.file_names import safe_name, unique_names

from .entries import entry
from .hard import hard_entries

FORBIDDEN = re.compile(r'[/\\:*?"<>|#^\[\]\x00-\x1f]')


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kites: A Survey", "Kites - A Survey"),
        ('What? "A/B" <C> [D] #1 ^x | y*', "What A B C D 1 x y"),
        ("CON", "CON (paper)"),
        ("com1.txt", "com1.txt (paper)"),
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


@given(st.text() | st.text('/\\:*?"<>|#^[]. \u0301漢é', min_size=60, max_size=400))
def test_any_title_gives_a_safe_name(title: str) -> None:
    """It fits on every disk, with its ending and a number."""
    name = safe_name(title.encode("utf-8", "ignore").decode(), "Paper")
    assert name
    assert not FORBIDDEN.search(name)
    assert not name.startswith((".", " "))
    assert not name.endswith((".", " "))
    assert len(f"{name} (99999).md".encode()) <= 255


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
