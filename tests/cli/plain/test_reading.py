"""`reader --plain` as a process: lines in, lines out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.plain.commands import parse_command
from reader.cli.plain.reading import PlainReader
from reader.errors import PaperError
from reader.library import Library
from reader.paths import Paths

from ...dumps.pages import save_page
from ..conftest import PAPERS
from ..running import PATIENCE_S, READER, Done, environ, process, terminal


def type_in(home: Path, *lines: str, arguments: tuple[str, ...] = ()) -> Done:
    """Start `reader --plain` and hand it lines."""
    done = subprocess.run(
        [*READER, "--plain", *arguments],
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        env=environ(home) | {"BROWSER": "true"},
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def test_a_page_of_titles_in_words(home: Path) -> None:
    """Twenty a page, numbered through; states are words; the end of the input ends it."""
    process(home, "mark", "--query", "limit:1", "--bookmark", "--read", "--rating", "3", "--tag", "nlp", "--note", "x")
    done = type_in(home, "n", "n", "p")
    assert (done.code, done.err) == (0, "")
    assert done.lines[0] == "Papers 1 to 20 of 40: all papers"
    assert done.lines[1].endswith("(read, bookmarked, 3 stars, tagged nlp, noted)")
    assert done.lines[20].startswith("20 ")
    assert done.lines[20].endswith("(unread)")
    assert done.lines[21] == "Papers 21 to 40 of 40: all papers"
    assert done.lines[42] == "This is the last page."
    assert done.lines[43:] == done.lines[:21]
    assert all(sign not in done.out for sign in "●★◐–")


def test_acting_by_numbers(home: Path) -> None:
    """Marks are those of the app, each command is one step, and undo takes it back."""
    done = type_in(home, "b 2", "r 3-5", "t 6,8 nlp", "a 7 4", "note 9 good one", "x 10", "x 10", "u", "u", "U")
    assert done.lines[21].startswith("Bookmarked: ")
    assert done.lines[22] == "Marked read: 3 papers"
    assert done.lines[28].startswith("Undone: marked unread: ")
    assert (done.code, done.err) == (0, "")

    def count(query: str) -> int:
        return len(process(home, "search", query).rows)

    counts = {"is:bookmarked": 1, "is:read": 3, "tag:nlp": 2, "rating:4": 1, "is:noted": 1, "is:skipped": 1}
    assert {query: count(query) for query in counts} == counts
    assert type_in(home, "r 3-5", "b 2", "t 6 -nlp", "note 9", "a 7 0").code == 0
    assert [count(query) for query in counts] == [0, 0, 1, 0, 0, 1]


def test_reading_a_paper(home: Path) -> None:
    """Its title, state, id and abstract, each paragraph a line."""
    paper = process(home, "search", "", "--format", "json").json["papers"][1]
    done = type_in(home, "2")
    assert done.lines[21] == f"2 {paper['title']}"
    assert f"Id: {paper['id']}" in done.lines
    assert paper["abstract"] in done.lines


def test_searching(home: Path) -> None:
    """Numbers are those of the new list; a query that cannot be meant leaves it; the history knows."""
    done = type_in(home, "/ kites", "/ is:foo", "b 1", "q", "nonsense")
    assert "no “is:foo”" in done.err
    assert done.code == 2
    assert "kites" in [row[-1] for row in process(home, "searches").rows]
    assert process(home, "search", "is:bookmarked").rows == process(home, "search", "kites", "--limit", "1").rows
    assert "Papers 1 to " in type_in(home, arguments=("-q", "kites")).lines[0]


def test_what_was_perhaps_meant(home: Path) -> None:
    """A word that nobody wrote has a near one."""
    assert type_in(home, "/ kitess").lines[21:] == ["No paper: kitess", "Did you mean: kites"]


def test_exporting(home: Path, tmp_path: Path) -> None:
    """What is listed is written; a file that is there is replaced only where the name says so."""
    file = tmp_path / "a list.md"
    done = type_in(home, "/ kites", f"e {file}", f"e {file}", f"e {file}!")
    assert done.err.count("End the name with !") == 1
    assert done.code == 5
    assert file.read_text() == process(home, "export", "kites").out


def test_related_papers(home: Path) -> None:
    """They are listed in place of the list."""
    assert "like:" in next(line for line in type_in(home, "R 1").lines[21:])


@pytest.mark.parametrize(
    ("line", "message", "code"),
    [
        ("41", "There is no paper 41", 3),
        ("b 0", "There is no paper 0", 3),
        ("b 1-999999999", "There is no paper 999999999", 3),
        ("bogus", "There is no command “bogus”", 2),
        ("t 1 !!", "cannot be a tag", 2),
        ("a 1 6", "is no rating", 2),
        ("U", "", 3),
    ],
)
def test_what_cannot_be_done(home: Path, line: str, message: str, code: int) -> None:
    """It is said on stderr, the loop goes on, and the exit code tells a script."""
    done = type_in(home, line, "l")
    assert done.code == code
    assert message in done.err
    assert len(done.lines) == 42


def test_undoing_what_was_added(home: Path) -> None:
    """The papers of the dumps go, and come back; the list is asked for again each time."""
    done = type_in(home, "u", "U")
    assert done.lines[22] == "No paper: all papers"
    assert done.lines[24] == "Papers 1 to 20 of 40: all papers"


def test_links(empty: Path, tmp_path: Path) -> None:
    """Those of a paper are numbered; the chosen one is opened by the system's browser."""
    title, abstract = PAPERS[0]
    save_page(tmp_path / "dump.txt", [(title, f"{abstract} See https://example.org/a and https://example.org/b now.")])
    assert process(empty, "add", str(tmp_path / "dump.txt")).code == 0
    done = type_in(empty, "o 1", "o 1 3", "o 1 2")
    asked = ["Link 1: https://example.org/a", "Link 2: https://example.org/b", "Open which one?"]
    assert done.lines[2:] == [*asked, *asked, "Opening https://example.org/b"]


def test_on_a_terminal(home: Path) -> None:
    """There is a prompt and no escape; `q` quits."""
    with terminal() as (ours, theirs):
        program = subprocess.Popen([*READER, "--plain"], stdin=theirs, stdout=theirs, stderr=theirs, env=environ(home))
        sent = b""
        while not sent.endswith(b"> "):
            sent += os.read(ours, 1 << 16)
        os.write(ours, b"q\n")
        assert program.wait(PATIENCE_S) == 0
    assert b"h lists the commands." in sent
    assert b"\x1b" not in sent


def test_it_needs_no_app(home: Path) -> None:
    """Neither textual nor rich is loaded."""
    code = "import sys; from reader.cli import run; run(['--plain']); print({'textual', 'rich'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], input="1\nb 1\n", capture_output=True, text=True, env=environ(home), check=True
    )
    assert done.stdout.endswith("set()\n")


def test_it_goes_without_a_command(home: Path) -> None:
    """With one it is a usage error."""
    done = process(home, "--plain", "search", "kites")
    assert done.code == 2
    assert "--plain goes without a command" in done.err


def test_a_list_that_has_become_old(home: Path) -> None:
    """What another program has taken out meanwhile is said to be gone, and the next search lists what there is."""
    with Library(Paths.under(home)) as library, Library(Paths.under(home)) as other:
        reader = PlainReader(library, None)
        other.undo()
        for line in ("1", "b 2-3", "o 1"):
            with pytest.raises(PaperError, match="not all in the library any more"):
                list(reader.do(parse_command(line)))
        assert list(reader.do(parse_command("again"))) == ["No paper: all papers"]


def test_all_of_a_paper(empty: Path, tmp_path: Path) -> None:
    """Authors, links and the note stand there in words; the only link needs no number; no link is said."""
    records = [
        {"title": "Counting Kites", "authors": ["Ann Lee", "Bo Ho"], "abstract": "See https://example.org/a now."},
        {"title": "Counting Moons", "abstract": "Nothing to follow here."},
    ]
    (tmp_path / "dump.json").write_text(json.dumps(records))
    assert process(empty, "add", str(tmp_path / "dump.json")).code == 0
    done = type_in(empty, "/ kites", "note 1 a good one", "1", "o 1", "/ moons", "o 1")
    assert "Authors: Ann Lee, Bo Ho" in done.lines
    assert "Link 1: https://example.org/a" in done.lines
    assert "Note: a good one" in done.lines
    assert "Opening https://example.org/a" in done.lines
    assert done.lines[-1] == "The text of this paper holds no link."


def test_exporting_to_nowhere(home: Path, tmp_path: Path) -> None:
    """What else is wrong with a place is said as it is everywhere."""
    done = type_in(home, f"e {tmp_path / 'no' / 'list.md'}")
    assert done.code == 5
    assert "End the name with !" not in done.err
