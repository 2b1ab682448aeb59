"""`reader subscribe`, `unsubscribe` and `digest --due` as commands; what cron and systemd are given."""

import mailbox
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from reader.cli.timers import cron_line, service_unit, timer_unit
from reader.library import Library
from reader.paths import Paths

from ..clock import Clock
from ..dumps.pages import papers, save_page
from .running import Reader, process, shell


def test_a_life_of_a_subscription(home: Path, reader: Reader, tmp_path: Path) -> None:
    """Made, listed, due, done once; then removed. What goes well is told, but to cron."""
    mail = tmp_path / "Mail"
    done = reader("subscribe", "best", "sort:title", "--every", "weekdays", "--maildir", str(mail), "--limit", "5")
    assert (done.code, done.out) == (0, f"Subscribed to “best”: sort:title, on weekdays at 07:30, to {mail}.\n")
    (told,) = reader("subscribe", "--format", "json").json
    assert (told.pop("last"), told.pop("waits"), told.pop("next")[-1]) == (None, False, "Z")
    assert told == {
        "name": "best",
        "query": "sort:title",
        "limit": 5,
        "every": "weekdays",
        "at": "07:30",
        "to": "maildir",
        "path": str(mail),
        "format": "eml",
    }
    assert "Nothing is due; “best” is next, on " in reader("digest", "--due").err
    _made_long_ago(home)
    with Library(Paths.under(home)) as library:  # by the clock of the commands
        library.add([save_page(tmp_path / "new.txt", papers(8, seed=99))])
    done = reader("digest", "--due")
    assert (done.code, done.out, done.err) == (0, "", f"“best”: 5 papers, into {mail}\n")
    for _ in range(3):
        done = reader("digest", "--due", "--quiet")
        assert (done.code, done.out, done.err) == (0, "", "")
    (message,) = mailbox.Maildir(mail)
    assert message.get_content_type() == "multipart/alternative"
    (row,) = reader("digest", "--list", "--format", "json").json
    assert (row["subscription"], row["papers"], row["waits"]) == ("best", 5, False)
    assert reader("unsubscribe", "Best").out == "Unsubscribed from “best”.\n"
    assert reader("unsubscribe", "best").code == 2


def test_what_is_due_is_told_as_data(home: Path, reader: Reader, tmp_path: Path) -> None:
    """For programs; a digest for standard output is printed there, which cron mails."""
    reader("subscribe", "print", "--every", "day")
    _made_long_ago(home)
    with Library(Paths.under(home)) as library:
        library.add([save_page(tmp_path / "new.txt", papers(3, seed=99))])
    assert reader("digest", "--due").out.startswith("print\n3 papers")
    assert reader("digest", "--due", "--format", "json").json == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("a", "--every", "month"), "says no days"),
        (("a", "--at", "25:00"), "is no time of the day"),
        (("a", "--saved", "nothing"), "There is no saved query “nothing”"),
        (("a", "kites", "--saved", "b"), "--saved goes without a query"),
        (("--saved", "b"), "A subscription has a name"),
        (("a", "--smtp", "--out", "x"), "exclude each other"),
        (("a", "--smtp", "--format", "html"), "Mail is written as eml"),
        (("", "kites"), "name"),
        (("a", "tag:("), "“tag:(” says nothing yet"),
        (("a", "kites", "-o", "x.pdf"), "x.pdf ends as no digest does"),
    ],
)
def test_what_cannot_be(reader: Reader, arguments: tuple[str, ...], told: str) -> None:
    """Is said, and nothing is kept."""
    done = reader("subscribe", *arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert reader("subscribe", "--format", "json").json == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--due", "--retry"), "exclude each other"),
        (("--due", "--preview"), "exclude each other"),
        (("--due", "kites"), "goes without a query"),
        (("--retry", "--smtp"), "goes without --out"),
        (("--due", "--format", "html"), "text or as json"),
    ],
)
def test_what_excludes_each_other(reader: Reader, arguments: tuple[str, ...], told: str) -> None:
    """Is said."""
    done = reader("digest", *arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_a_name_alone_shows_what_is_there(reader: Reader) -> None:
    """It replaces nothing; a query or an option does."""
    reader("subscribe", "best", "kites", "--at", "06:00")
    shown = reader("subscribe", "BEST", "--format", "json").json
    assert (shown["name"], shown["query"], shown["last"], shown["waits"]) == ("best", "kites", None, False)
    row = reader("subscribe", "best").out
    assert row.startswith("best\tkites\tevery day at 06:00\tstandard output\ttext\t20\t-\t20")
    replaced = reader("subscribe", "best", "--every", "mon,wed").err
    assert "It takes the place of: kites, every day at 06:00, to standard output." in replaced
    assert "The next one is due on " in replaced
    assert reader("subscribe", "best", "--format", "json").json["every"] == "mon,wed"


def test_lines_for_timers_know_no_subscription(reader: Reader) -> None:
    """What was printed once serves whatever is subscribed to later."""
    before = reader("subscribe", "--cron", "--systemd").out
    reader("subscribe", "best", "--at", "13:24")
    assert reader("subscribe", "--cron", "--systemd").out == before


def test_a_file_that_is_there_stays(reader: Reader, tmp_path: Path) -> None:
    """Without --force; and nothing is told of then."""
    path = tmp_path / "new.html"
    path.write_text("mine")
    since = ("--since", "2024-03-01")
    assert reader("digest", *since, "-o", str(path)).code == 5
    assert path.read_text() == "mine"
    assert reader("digest", "--list").out == ""
    assert reader("digest", *since, "-o", str(path), "--force").code == 0
    assert path.read_text().startswith("<!doctype html>")


def test_a_folder_that_is_not_there_loses_nothing(reader: Reader, tmp_path: Path) -> None:
    """What could not be written is new, and nothing waits."""
    since = ("--since", "2024-03-01")
    assert reader("digest", *since, "-o", str(tmp_path / "no" / "new.md")).code == 5
    assert reader("digest", "--list").out == ""
    assert reader("digest", "--retry", "--format", "json").json == []


def test_cron_runs_the_line(home: Path) -> None:
    """As a shell reads it, it is this program on this library."""
    process(home, "subscribe", "best", "--at", "07:45")
    (line,) = process(home, "subscribe", "--cron").lines
    fields, command = line.split(" ")[:5], " ".join(line.split(" ")[5:])
    assert fields == ["*/15", "*", "*", "*", "*"]
    assert shell(home, command.replace(r"\%", "%")).code == 0
    assert shlex.split(command)[-5:] == ["--home", str(home), "digest", "--due", "--quiet"]


def test_odd_paths_are_quoted() -> None:
    """For cron, where % is a line break, and for systemd, where it is a specifier, and $ a variable."""
    odd = ["/opt/100% sure/reader", "--home", '/home/a "$b" \\c']
    line = cron_line(odd)
    assert line.startswith("*/15 * * * * ")
    assert "%" not in line.replace(r"\%", "")
    assert shlex.split(line.replace(r"\%", "%"))[5:] == odd
    assert r'ExecStart="/opt/100%% sure/reader" "--home" "/home/a \"$$b\" \\c"' in service_unit(odd)
    assert "OnCalendar=*:0/15\n" in timer_unit()


def test_systemd_takes_the_units(home: Path, tmp_path: Path) -> None:
    """By its own check, where it is installed."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed here")
    (tmp_path / "reader-digest.service").write_text(service_unit(["/bin/true", "a b"]))
    (tmp_path / "reader-digest.timer").write_text(timer_unit())
    files = [str(tmp_path / f"reader-digest.{kind}") for kind in ("service", "timer")]
    checked = subprocess.run(["systemd-analyze", "verify", "--user", *files], capture_output=True, check=False)
    assert "reader-digest" not in checked.stderr.decode()


def _made_long_ago(home: Path) -> None:
    """Make the same subscriptions again, by a clock of long ago."""
    with Library(Paths.under(home), now=Clock()) as library:
        for each in library.subscriptions.all():
            from reader.query import parse

            library.subscriptions.subscribe(each.name, parse(each.query), each.schedule, each.limit, each.target)
