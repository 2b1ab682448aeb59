"""`reader digest`, printed."""

import email
import json
import subprocess
import sys
from pathlib import Path

import pytest
from defusedxml import ElementTree

from reader.cli import run
from reader.export.digest import DIGEST_FORMATS

from .running import READER, Reader, environ, process


def test_printing_notes_what_was_printed(home: Path, empty: Path) -> None:
    """The second digest goes on where the first ended; what is not new is said on stderr."""
    since = ("--since", "2024-03-01")
    first = process(home, "digest", *since, "--limit", "30", "--format", "json")
    assert (first.code, first.err) == (
        0,
        "Noted as digest 1. No other one will hold what is in it; --forget 1 takes it back.\n",
    )
    second = process(home, "digest", *since, "--limit", "30", "--format", "json")
    ids = [[p["id"] for group in done.json["groups"] for p in group["papers"]] for done in (first, second)]
    assert (len(ids[0]), len(ids[1]), len({*ids[0], *ids[1]})) == (30, 10, 40)
    nothing = process(home, "digest", *since)
    assert "Nothing is new." in nothing.out
    assert "--again" in nothing.err


@pytest.mark.parametrize("form", DIGEST_FORMATS)
def test_every_format_prints(reader: Reader, form: str) -> None:
    """A preview first, which changes nothing; then the same, noted; then again."""
    asked = ("digest", "--since", "2024-03-01", "--format", form, "--limit", "3")
    preview = reader(*asked, "--preview")
    assert (preview.code, preview.err) == (0, "")
    assert reader(*asked).err.startswith("Noted as digest 1.")
    again = reader("digest", "--again", "--format", form).out
    match form:
        case "json":
            assert json.loads(again)["groups"]
        case "eml":
            assert email.message_from_string(again).is_multipart()
        case "atom":
            assert ElementTree.fromstring(again).tag.endswith("feed")
        case _:
            assert again.count("arxiv.org") >= 3


def test_a_closed_pipe_loses_nothing(home: Path) -> None:
    """What nobody read is new again."""
    command = [*READER, "digest", "--since", "2024-03-01", "--limit", "40", "--format", "html"]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ(home))
    assert program.stdout
    program.stdout.close()
    _, err = program.communicate(timeout=60)
    assert (program.returncode, err) == (141, b"")
    done = process(home, "digest", "--since", "2024-03-01", "--limit", "40", "--format", "json")
    assert sum(len(group["papers"]) for group in done.json["groups"]) == 40


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--since", "soon"), "Such as: 7d, 2w, yesterday, 2026-03-01"),
        (("--again", "3"), "There was no digest 3"),
        (("--again",), "There was no digest yet"),
        (("--again", "1", "kites"), "goes without a query"),
        (("--again", "0"), "numbered from 1"),
        (("--forget", "3"), "There was no digest 3"),
        (("tag:(",), "“tag:(” says nothing yet. Without a query, all that is new counts."),
        (("-",), "says nothing yet"),
        (("-o", "x.pdf"), "x.pdf ends as no digest does"),
        (("the",), "tells no papers from others"),
    ],
)
def test_what_cannot_be(reader: Reader, arguments: tuple[str, ...], told: str) -> None:
    """Is said, with what can."""
    done = reader("digest", *arguments)
    assert done.code in {2, 3}
    assert told in done.err
    assert done.out == ""
    assert reader("digest", "--list").out == ""


def test_a_digest_is_taken_back(reader: Reader) -> None:
    """Its papers may be told again, and it is in no list; what was made is listed with where it went."""
    asked = ("digest", "--since", "2024-03-01", "--limit", "3", "--format", "json")
    first = reader(*asked).json["groups"]
    assert reader("digest", "--list", "--format", "json").json[0]["where"] == "standard output"
    assert reader("digest", "--forget", "1").err == "Digest 1 is forgotten; 3 papers may be told again.\n"
    assert reader("digest", "--list").out == ""
    assert reader(*asked).json["groups"] == first


def test_help_lists_the_formats(capsys: pytest.CaptureFixture[str]) -> None:
    """Each with what it is good for."""
    assert run(["digest", "--help"]) == 0
    shown = capsys.readouterr().out
    assert "\n  That is what came lately" in shown
    assert all(f"\n    {name:<9} {what}\n" in shown for name, what in DIGEST_FORMATS.items())
    assert "mail" not in sys.modules
