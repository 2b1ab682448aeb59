import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.papers import clean_line
from reader.tui import completing_paths
from reader.tui.completing_paths import PathOffers, complete, count_dumps, line_of, path_of

names = st.text(st.characters(exclude_characters="/\0", exclude_categories=()), min_size=1).filter(
    lambda name: name not in (".", "..")
)
ODD = ("tab\there", "line\nbreak", "esc\x1b[2J", "byte\udcff", " spaces  in  it ", "back\\slash", "~tilde", "'quoted'")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of dumps, other files, a hidden one and folders."""
    for name in ("march.txt", "marble.md", "Notes.TXT", "picture.png", ".secret.txt"):
        (tmp_path / name).write_text("x" * 10)
    (tmp_path / "dumps" / "old").mkdir(parents=True)
    for name in ("a.txt", "b.md", "c.pdf", ".d.txt", "old/e.txt"):
        (tmp_path / "dumps" / name).write_text("")
    (tmp_path / "empty").mkdir()
    return tmp_path


def shown(offers: PathOffers) -> list[str]:
    """Return the names on offer."""
    return [offer.name for offer in offers.offers]


@given(names)
@example("~")
@example("'a'")
@example("\\x41")
@example(" ")
@example("\udcff\U000e0001\u202e")
def test_every_name_has_a_line_that_means_it(name: str) -> None:
    """Whatever a file is called, its line is printable text, and is that file's."""
    line = line_of(name)
    assert path_of(line) == Path(name)
    assert line.isprintable()
    assert line == line.strip()
    assert all(clean_line(f"a{c}a") == f"a{c}a" for c in line)


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("a/b.txt", "a/b.txt"),
        ("a\\ b.txt", "a b.txt"),
        ("'a b\\.txt'", "a b\\.txt"),
        ('"a b.txt"', "a b.txt"),
        ("'", "'"),
        ("a\\", "a\\"),
        ("\\U00ffffff", "U00ffffff"),
        ("\\~", "~"),
        ("~nobody-of-this-name/x", "~nobody-of-this-name/x"),
    ],
)
def test_lines_as_in_a_shell(line: str, path: str) -> None:
    """Escapes and quotes are read as people write them; what is none is text."""
    assert path_of(line) == Path(path)


def test_the_users_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`~` is completed to what is in it, and stays `~` in the line."""
    monkeypatch.setenv("HOME", str(folder))
    assert path_of("~/march.txt") == folder / "march.txt"
    assert complete("~").offers == complete("~/").offers
    assert [offer.line for offer in complete("~/d").offers] == ["~/dumps/"]


def test_what_is_in_a_folder(folder: Path) -> None:
    """By name, folders with a slash, hidden ones only where a dot is typed; dumps are told, with size and date."""
    offers = complete(f"{folder}/")
    assert shown(offers) == ["dumps/", "empty/", "marble.md", "march.txt", "Notes.TXT", "picture.png"]
    assert [offer.name for offer in offers.offers if offer.is_dump] == ["marble.md", "march.txt", "Notes.TXT"]
    assert all(offer.size_bytes == 10 and offer.modified for offer in offers.offers if offer.is_dump)
    assert shown(complete(f"{folder}/.")) == [".secret.txt"]


def test_as_far_as_all_have_it(folder: Path) -> None:
    """The common beginning is completed; one alone is an offer of its own; what nothing begins with stays."""
    assert complete(f"{folder}/m").begun == f"{folder}/mar"
    assert complete(f"{folder}/marc").begun == f"{folder}/march.txt"
    assert complete(f"{folder}/zebra") == PathOffers(f"{folder}/zebra")
    assert complete(f"{folder}/").begun == f"{folder}/"


def test_in_another_case(folder: Path) -> None:
    """Where nothing begins so, case is overlooked."""
    assert shown(complete(f"{folder}/NOT")) == ["Notes.TXT"]
    assert complete(f"{folder}/MAR").begun == f"{folder}/MAR"
    assert shown(complete(f"{folder}/MAR")) == ["marble.md", "march.txt"]


def test_here_without_a_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line without a slash is about where one is."""
    monkeypatch.chdir(folder)
    assert [offer.line for offer in complete("dum").offers] == ["dumps/"]
    assert len(complete("").offers) == 6


@pytest.mark.parametrize("name", ODD)
def test_odd_names_are_shown_safely_and_used_exactly(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And used exactly, as files and as folders on the way."""
    (tmp_path / name).mkdir()
    (tmp_path / name / f"{name}.txt").write_text("")
    monkeypatch.chdir(tmp_path)
    (outer,) = complete("").offers
    assert outer.line.isprintable()
    (inner,) = complete(outer.line).offers
    assert inner.line.isprintable()
    assert path_of(inner.line) == Path(name) / f"{name}.txt"
    assert path_of(inner.line).exists()
    assert complete(outer.line[: 4 if outer.line.startswith("\\x") else 2]).offers == (outer,)


@pytest.mark.parametrize("line", ["nowhere/", "file.txt/", "link/", "a\0b/", "x" * 300 + "/"])
def test_where_nothing_can_be_looked_at(tmp_path: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so, and offers nothing."""
    monkeypatch.chdir(tmp_path)
    Path("file.txt").write_text("")
    Path("link").symlink_to("link")
    offers = complete(line)
    assert offers.offers == ()
    assert offers.trouble.startswith("Cannot look into ")
    assert offers.trouble.isprintable()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_folder(folder: Path) -> None:
    """It says so; counting takes it for empty."""
    (folder / "dumps").chmod(0)
    try:
        assert "Permission denied" in complete(f"{folder}/dumps/").trouble
        assert str(count_dumps(folder)) == "3 dumps"
    finally:
        (folder / "dumps").chmod(0o700)


def test_broken_links_are_offered(tmp_path: Path) -> None:
    """Adding one says what is wrong with it."""
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")
    assert shown(complete(f"{tmp_path}/")) == ["gone.txt"]


def test_many_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first are offered, the others counted; what they have in common is of all."""
    for number in range(12):
        (tmp_path / f"n{number:02}.txt").write_text("")
    monkeypatch.setattr(completing_paths, "MOST_OFFERS", 10)
    offers = complete(f"{tmp_path}/")
    assert (len(offers.offers), offers.more, offers.begun) == (10, 2, f"{tmp_path}/n")


def test_how_many_dumps_a_folder_holds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those below it too; not the hidden ones; counting ends somewhere."""
    (folder / "dumps" / "loop").symlink_to(folder)
    assert str(count_dumps(folder / "dumps")) == "3 dumps"
    assert str(count_dumps(folder / "dumps" / "old")) == "1 dump"
    assert str(count_dumps(folder / "empty")) == "no dumps"
    assert str(count_dumps(folder / "nowhere")) == "no dumps"
    monkeypatch.setattr(completing_paths, "MOST_LOOKED_AT", 2)
    assert str(count_dumps(folder)).endswith("+ dumps")
