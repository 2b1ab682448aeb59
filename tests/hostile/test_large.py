"""Files that are large and hold next to nothing: read to the end, in bounded memory, with a report that says so."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ..size import sized

MB = sized(small=1, full=10) << 20
"""Of a line, a title, an abstract."""
RECORDS = sized(small=10_000, full=1_000_000)
MOST_MB = 500
"""Of memory, for files of up to 20 MB."""
SENTENCE = "We ask how far a simple method goes when it is given more data and care. "
LONG = SENTENCE * (MB // len(SENTENCE))
HEAD = "new\n\nMar 14\n\n"
PROGRAM = """
import json, resource, sys
from pathlib import Path
from reader.library import Library
from reader.paths import Paths
with Library(Paths.under(Path(sys.argv[1]))) as library:
    report = library.add([Path(sys.argv[2])])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
reasons = [file.rejects[0].reason if file.rejects else "" for file in report.files]
print(json.dumps([report.new, report.rejected, report.removed, peak, reasons[0]]))
"""
FILES: dict[str, tuple[Callable[[], str], int, int, int, str]] = {
    "line.txt": (lambda: "x" * MB, 0, 1, 0, "no papers found"),
    "abstract.txt": (lambda: f"{HEAD}Kites\n\n{LONG}\n\nWinds\n\n{SENTENCE * 8}\n", 2, 0, 0, ""),
    "abstract.json": (lambda: json.dumps([{"title": "Kites", "abstract": LONG}]), 1, 0, 0, ""),
    "title.json": (lambda: json.dumps([{"title": LONG, "abstract": "x"}]), 1, 0, 0, ""),
    "nothing.json": (lambda: f"[{','.join(['{}'] * RECORDS)}]", 0, RECORDS, 0, "no title"),
    "nothing.jsonl": (lambda: "{}\n" * RECORDS, 0, RECORDS, 0, "no title"),
    "nothing.csv": (lambda: "title,abstract\n" + ",\n" * RECORDS, 0, 1, 0, "no papers found"),
    "nothing.ris": (lambda: "TY  - GEN\nER  - \n" * RECORDS, 0, RECORDS, 0, "a reference has no title"),
    "nothing.html": (
        lambda: f"<html>{'<article></article>' * RECORDS}</html>",
        0,
        RECORDS,
        0,
        "a card without a title",
    ),
    "cards.txt": (lambda: HEAD + "\n\n" * RECORDS, 0, 1, 0, "no papers found"),
    "votes.txt": (lambda: HEAD + "Upvote\n\n12\n\n" * (RECORDS // 2), 0, 1, 0, "no papers found"),
    "deep.json": (lambda: "[" * RECORDS, 0, 1, 0, "nested too deeply"),
    "marks.json": (lambda: json.dumps([{"title": "Z" + "\u0335" * MB, "abstract": "x"}]), 1, 0, MB - 8, ""),
    "escapes.json": (lambda: json.dumps([{"title": "Z" + "\x1b[" * MB, "abstract": "x"}]), 1, 0, MB, ""),
}
"""What is in each, and what is told of it: new papers, rejects, characters removed, the first reason."""


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_large_and_empty(name: str, tmp_path: Path) -> None:
    """It is read to its end, whatever it is."""
    made, new, rejected, removed, reason = FILES[name]
    (path := tmp_path / name).write_text(made(), encoding="utf-8")
    program = [sys.executable, "-c", PROGRAM, str(tmp_path / "home"), str(path)]
    done = subprocess.run(program, capture_output=True, check=True, timeout=600)
    *told, peak, why = json.loads(done.stdout)
    assert told == [new, rejected, removed]
    assert why.startswith(reason)
    assert peak < MOST_MB


def test_a_page_of_blank_lines_is_read() -> None:
    """Where others' marks are looked for, no blank line is looked at from each one before it."""
    from reader.dumps.daily_papers import parse

    assert parse("new\n" + "\n" * 65_000 + "Kites").rejects[0].reason.startswith("no papers found")
