from pathlib import Path

import pyte
import pytest

from ..dumps.pages import papers, save_page
from .running import on_terminal, process


def _screen(sent: str, columns: int) -> list[str]:
    """Return the lines that a terminal shows after `sent`."""
    screen = pyte.Screen(columns, 60)
    pyte.Stream(screen).feed(sent.replace("\n", "\r\n"))
    return [line.rstrip() for line in screen.display if line.strip()]


def test_a_bar_while_adding(empty: Path, dumps: Path) -> None:
    """It tells of reading and indexing, and is gone when the report stands there."""
    code, sent = on_terminal(empty, "add", str(dumps))
    assert code == 0
    assert "reading" in sent
    assert "indexing" in sent
    assert "\x1b[?25h" in sent.partition("\x1b[?25l")[2], "the cursor is back"
    assert _screen(sent, 80) == ["2 files, 50 records: 40 new papers, 10 merged, 0 rejected"]


def test_a_bar_while_indexing(home: Path) -> None:
    """`reindex` has one too, and JSON on stdout stays alone."""
    code, sent = on_terminal(home, "reindex")
    assert code == 0
    assert "indexing" in sent
    assert _screen(sent, 80) == ["40 papers indexed"]


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_a_table_fits_its_terminal(home: Path, columns: int) -> None:
    """Each paper has one line; ids stay whole, titles and tags are cut; the count comes last."""
    process(home, "mark", "--query", "", "--tag", "a-tag-of-some-length", "--tag", "another/one")
    code, sent = on_terminal(home, "search", "", "--limit", "3", columns=columns)
    assert code == 0
    heading, rule, *rows, total = _screen(sent, columns)
    assert heading.split() == ["id", "title", "tags"]
    assert set(rule.strip()) == {"─"}
    assert [row.split()[0] for row in rows] == [row[0] for row in process(home, "search", "", "--limit", "3").rows]
    assert all("…" in row for row in rows) == (columns < 200)
    assert total == "3 of 40 papers"


@pytest.mark.parametrize("columns", [40, 60, 120])
def test_a_search_shows_why(home: Path, columns: int) -> None:
    """Below each title stands what was found in the abstract, whole words within dots, the words found in bold."""
    process(home, "mark", "--query", "", "--tag", "some/tag")
    code, sent = on_terminal(home, "search", "kites", "--limit", "3", columns=columns)
    assert code == 0
    assert sent.lower().count("\x1b[1mkite") >= 3
    rows = _screen(sent, columns)[2:-1]
    assert len(rows) == 6
    found = process(home, "search", "kites", "--limit", "3", "--format", "json").json["papers"]
    assert [row.split()[0] for row in rows[::2]] == [paper["id"][:8] for paper in found]
    for row, paper in zip(rows[1::2], found, strict=True):
        assert row.strip(" …") in paper["abstract"]


@pytest.mark.parametrize("command", ["sources", "tags", "stats", "history", "searches", "config", "doctor", "keys"])
@pytest.mark.parametrize("columns", [10, 80])
def test_no_terminal_is_too_narrow(home: Path, command: str, columns: int) -> None:
    """Lists stay within it, down to what nobody can read."""
    process(home, "mark", "--query", "limit:2", "--tag", "some-tag", "--read")
    process(home, "search", "kites")
    code, sent = on_terminal(home, command, columns=columns)
    assert code == 0
    assert max(len(line) for line in sent.splitlines() if "\x1b" not in line) <= columns


def test_values_are_never_cut(home: Path) -> None:
    """Paths and advice run on in the next line: people copy them."""
    _, sent = on_terminal(home, "config", columns=40)
    assert str(home / "config.yaml") in "".join(line[19:].strip() for line in _screen(sent, 40))


def test_the_text_of_a_paper_fits(home: Path) -> None:
    """It is set in the measure of config.yaml, or in what the terminal has."""
    paper_id = process(home, "search", "", "--limit", "1", "--format", "ids").lines[0]
    for columns, widest in ((50, 50), (200, 74)):
        _, sent = on_terminal(home, "show", paper_id, columns=columns)
        assert widest - 15 < max(map(len, sent.splitlines())) <= widest


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "\x1b]0;owned\x07abcd"],
        ["search", "\x1b[2Jkites", "--format", "json"],
        ["search", "is:\x1b[31mred\x9b"],
        ["search", "kites", "--format", "\x1b[31mred\x9b"],
        ["\x1b[31mred\x9b"],
        ["add", "\x1b[31mred\x9b"],
        ["mark", "--query", "limit:1", "--tag", "\x1b[31mred\x9b"],
        ["mark", "--query", "limit:1", "--note", "\x1b]0;owned\x07"],
        ["export", "\x1b[2J\x9b", "-o", "/nowhere/\x1b]0;owned\x07\x9b"],
        ["--home", "/proc/\x1b]0;owned\x07\x9b", "stats"],
        ["--home", "/nowhere/\x1b]0;owned\x07\x9b", "config"],
    ],
)
def test_nothing_reaches_the_terminal_as_control(home: Path, arguments: list[str]) -> None:
    """Whatever is typed comes back as text, if at all; the only escapes are our own bold and dim."""
    _, sent = on_terminal(home, *arguments, columns=200)
    for own in ("\x1b[1m", "\x1b[2m", "\x1b[0m"):
        sent = sent.replace(own, "")
    assert [line for line in sent.splitlines() if not line.isprintable()] == []


def test_dumps_with_controls_do_no_harm(empty: Path, tmp_path: Path) -> None:
    """Neither a file's name nor its text moves the cursor."""
    (folder := tmp_path / "in").mkdir()
    save_page(
        folder / "a\x1b]0;owned\x07\x9b2J.txt", [(f"{t} \x1b[2J\x9b", f"\x1b[31m{a}") for t, a in papers(3, seed=1)]
    )
    (folder / "b\x1b[2J.txt").write_text("hello \x1b[31mred")
    assert on_terminal(empty, "add", str(folder))[0] == 1
    for arguments in (["sources"], ["search", ""], ["search", "", "--format", "json"], ["export"]):
        _, sent = on_terminal(empty, *arguments, columns=200)
        for own in ("\x1b[1m", "\x1b[2m", "\x1b[0m"):
            sent = sent.replace(own, "")
        assert [line for line in sent.splitlines() if not line.isprintable()] == []
