from pathlib import Path

import pytest

from reader.export import FORMATS

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


def test_a_query_that_finds_nothing_is_told(reader: Reader, tmp_path: Path) -> None:
    """With what was perhaps meant, as a search says it; the list is as empty as was asked for."""
    done = reader("export", "kitse")
    assert (done.code, done.err) == (0, "No paper is like that. Did you mean: kites\n")
    done = reader("export", "kitse", "-o", str(tmp_path / "list.md"))
    assert done.err.startswith("No paper is like that. Did you mean: kites\n0 papers written to")
    assert reader("export", "rating:5").err == "No paper is like that.\n"
    assert "No paper" not in reader("export").err


def test_to_a_file(reader: Reader, tmp_path: Path) -> None:
    """The file holds what stdout would; the message goes to stderr."""
    done = reader("export", "kites", "-o", str(tmp_path / "list.md"))
    assert (done.code, done.out, done.err) == (0, "", f"22 papers written to {tmp_path / 'list.md'}.\n")
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


@pytest.mark.parametrize("form", FORMATS)
def test_every_format(reader: Reader, tmp_path: Path, form: str) -> None:
    """To a file or a folder; what stdout shows is the main file."""
    path = tmp_path / f"list{FORMATS[form].suffix}"
    done = reader("export", "kites", "--format", form, "-o", str(path))
    assert (done.code, done.out) == (0, "")
    if FORMATS[form].is_folder:
        assert done.err == f"22 papers written to {path}.\n"
        assert (path / "Reading list kites.md").is_file() or (path / "Reading list - kites.md").is_file()
        assert reader("export", "kites", "--format", form).code == 2
    else:
        assert path.read_bytes().decode() == reader("export", "kites", "--format", form).out.replace(
            "reading-list.bib", "list.bib"
        )


def test_the_ending_says_the_format(reader: Reader, tmp_path: Path) -> None:
    """Unless it is said; what no format ends in is a list."""
    for name, start in (("a.bib", "@"), ("a.JSON", "["), ("a.yml", "- id"), ("a.html", "<!doctype"), ("a.x", "---")):
        assert reader("export", "-o", str(tmp_path / name)).code == 0
        assert (tmp_path / name).read_text().startswith(start)


def test_a_bibliography_beside_the_text(reader: Reader, tmp_path: Path) -> None:
    """Both or none; the text names it; a name that both would have is refused."""
    done = reader("export", "--format", "pandoc", "-o", str(tmp_path / "my.list.md"))
    assert done.err == f"40 papers written to {tmp_path / 'my.list.md'} and {tmp_path / 'my.list.bib'}.\n"
    assert 'bibliography: "my.list.bib"' in (tmp_path / "my.list.md").read_text()
    (tmp_path / "my.list.md").unlink()
    assert reader("export", "--format", "pandoc", "-o", str(tmp_path / "my.list.md")).code == 5
    assert not (tmp_path / "my.list.md").exists()
    assert reader("export", "--format", "pandoc", "-o", str(tmp_path / "new.bib")).code == 5


def test_groups_order_and_notes(reader: Reader) -> None:
    """`--group-by` groups, `sort:` orders, `--no-notes` leaves out notes."""
    reader("mark", "--query", "limit:1", "--tag", "wind", "--note", "Mine alone.")
    grouped = reader("export", "--group-by", "tag").out
    assert [line for line in grouped.splitlines() if line.startswith("## ")] == ["## wind (1)", "## Without tags (39)"]
    assert "Mine alone." in grouped
    assert "Mine alone." not in reader("export", "--no-notes").out
    titles = [row["title"] for row in reader("export", "sort:title", "--format", "json").json]
    assert titles == sorted(titles, key=str.casefold)


def test_by_a_template(reader: Reader, tmp_path: Path) -> None:
    """One's own format; what is wrong in it is said with its line, and nothing is written."""
    (template := tmp_path / "mine.j2").write_text("{{ title }}: {{ papers | length }}\n")
    assert reader("export", "--template", str(template)).out == "Reading list: 40\n"
    assert reader("export", "--template", str(template), "--format", "list").code == 2
    template.write_text("fine\n{{ nonsense }}")
    done = reader("export", "--template", str(template), "-o", str(tmp_path / "out.txt"))
    assert done.code == 5
    assert "mine.j2, line 2: 'nonsense' is undefined" in done.err
    assert not (tmp_path / "out.txt").exists()


@pytest.mark.parametrize("ending", [".docx", ".PDF", ".tex"])
def test_what_reader_does_not_write(reader: Reader, tmp_path: Path, ending: str) -> None:
    """A name that asks for such a file is refused with who makes them; one with a format is taken at its word."""
    done = reader("export", "limit:1", "-o", str(tmp_path / f"list{ending}"))
    assert done.code == 2
    assert f"No format ends in {ending}" in done.err
    assert "Pandoc" in done.err
    assert list(tmp_path.glob("list*")) == []
    assert reader("export", "limit:1", "--format", "markdown", "-o", str(tmp_path / f"list{ending}")).code == 0
