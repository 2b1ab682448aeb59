"""A library with everything in it, and all that commands can be tried on, in one folder."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from reader.changes import AddTag, Bookmark, Rate, SetNote, SetStatus
from reader.export import FORMATS
from reader.library import Library
from reader.papers import Paper, Status, title_id
from reader.paths import Paths
from reader.query import parse
from reader.store.schema import MIGRATIONS
from reader.store.wordings import digest_of

from ..clock import Clock
from ..dumps import pages

PAPERS = 150
"""Of the library at the start; what is told of commands that take longer holds for those that take no time, too."""


_TEXTS = pages.papers(2 * PAPERS, seed=1)
IDS = tuple(title_id(title) for title, _ in _TEXTS[:PAPERS])
"""Of the library's papers."""
OLD = (1, 3, len(MIGRATIONS) - 1)
"""How many migrations the older libraries have had."""


def make_stock(folder: Path) -> Path:
    """Fill `folder` to be copied: `home`, `dumps` to add, `out` with exports, `other` libraries, `old` ones, `tmp`."""
    for name in ("dumps", "out", "tmp", "old"):
        (folder / name).mkdir(parents=True)
    with Library(Paths.under(folder / "home"), now=Clock()) as library:
        _fill(library, folder, _TEXTS[:PAPERS])
        everything = library.find(parse(""))
        library.export(folder / "out" / "list.md", everything)
        library.export(folder / "out" / "papers.bib", everything, FORMATS["bibtex"])
        library.export(folder / "out" / "vault", everything, FORMATS["obsidian"])
        library.backup(folder / "out" / "papers.backup")
    edited = (folder / "out" / "list.md").read_text(encoding="utf-8").replace("- [ ]", "- [x]")
    (folder / "edited.md").write_text(edited, encoding="utf-8")
    for number in range(6):  # each shows papers that are known, and some with other words
        shown = _TEXTS[number * 40 : number * 40 + 60]
        told = [(title, f"{abstract} Told anew in dump {number}.") for title, abstract in shown]
        pages.save_page(folder / "dumps" / f"{number}.txt", told, heading=f"Apr {number + 1}")
    with Library(Paths.under(folder / "other"), now=Clock()) as library:
        _fill(library, folder, _TEXTS[PAPERS // 2 : PAPERS * 3 // 2])
        library.backup(folder / "other.backup")
    for version in OLD:
        make_old_library(folder / "old" / f"{version}.db", version, _TEXTS[:PAPERS])
    return folder


def _fill(library: Library, folder: Path, texts: list[pages.Pair]) -> None:
    """Add papers in a few dumps, mark them in many steps."""
    for number in range(3):
        part = texts[number * len(texts) // 4 : (number + 2) * len(texts) // 4]
        library.add([pages.save_page(folder / "page.txt", part, heading=f"Mar {number + 1}")])
    numbers = list(library.find(parse("")).numbers)
    for at, number in enumerate(numbers[:40]):
        tag = AddTag("nlp" if at % 2 else "vision/maps")
        library.change([number], [tag, Rate(at % 6), Bookmark(at % 3 == 0), SetNote(f"Note on kite {at}")])
    library.change(numbers[20:80], [SetStatus(Status.READ, library.now)])
    library.save_query("kites", "kites is:unread")


def make_old_library(path: Path, version: int, texts: list[pages.Pair]) -> None:
    """Write a library as a program of so many migrations left it: papers of one dump, marks and their steps."""
    added = "2024-03-14T09:26:53Z"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA journal_mode = WAL")
        for script in MIGRATIONS[:version]:
            database.executescript(script)
        database.execute(f"PRAGMA user_version = {version}")
        database.execute(
            "INSERT INTO sources (number, digest, name, heading, added) VALUES (1, 'd', 'old.txt', '', ?)", [added]
        )
        for number, (title, abstract) in enumerate(texts, start=1):
            paper = Paper(title_id(title), title, abstract, ("Ada L.",))
            told = [number, digest_of(paper), title, abstract, json.dumps(paper.authors)]
            database.execute(
                "INSERT INTO texts (number, digest, title, abstract, authors) VALUES (?, ?, ?, ?, ?)", told
            )
            database.execute("INSERT INTO papers VALUES (?, ?, ?, ?, 1)", [number, paper.id, number, added])
            database.execute("INSERT INTO sightings VALUES (1, ?, ?, ?)", [number, number, number])
        before = {"status": "unread", "bookmarked": False, "rating": 0, "note": "", "read_at": None, "tags": []}
        for number in range(1, 40):
            after = {**before, "status": "read", "read_at": added, "tags": ["nlp"]}
            database.execute("INSERT INTO marks VALUES (?, 'read', 0, 0, '', ?)", [number, added])
            database.execute("INSERT INTO tags VALUES ('nlp', ?)", [number])
            database.execute(
                "INSERT INTO steps (number, at, what, state) VALUES (?, ?, 'read', 'done')", [number, added]
            )
            told = [number, number, json.dumps(before), json.dumps(after)]
            database.execute("INSERT INTO step_marks VALUES (?, ?, ?, ?)", told)
