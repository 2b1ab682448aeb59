"""Libraries full of attacks."""

import json
import sqlite3
from pathlib import Path

from reader.changes import AddTag, Bookmark, SetNote
from reader.library import Library
from reader.papers import clean_text
from reader.paths import Paths
from reader.query import parse

from .attacks import Attack, dump_of, write_config

DUMP = "du\x1b]0;owned\x07mp \u202e[b]\n.json"
"""The name of a hostile dump."""


def fill(home: Path, attacks: list[Attack], name: str = DUMP) -> None:
    """Make a library of attacks in `home`, through its doors: papers, notes, saved queries, config, a dump's name."""
    home.mkdir(parents=True, exist_ok=True)
    dump = home / name
    dump.write_text(dump_of(attacks), encoding="utf-8")
    with Library(Paths.under(home)) as library:
        library.add([dump])
        for entry in library.entries(library.find(parse("")).numbers):
            attack = _of(entry.paper.title, attacks)
            note = SetNote(clean_text(f"Note {attack.text}"))
            library.change([entry.number], [AddTag(f"mk/{attack.name}"), note])
        library.change(library.find(parse("tag:mk/z*")).numbers, [Bookmark()])
        library.save_query("Mksaved [/] [b]", "is:bookmarked")
    write_config(home, attacks)


def spoil(home: Path, attacks: list[Attack]) -> None:
    """Write attacks into the library's file itself, past all its doors, as other programs could."""
    connection = sqlite3.connect(home / "library.db")
    with connection:
        for number, title in connection.execute("SELECT number, title FROM texts").fetchall():
            text = _of(title, attacks).text.encode("utf-8", "replace").decode()
            connection.execute(
                "UPDATE texts SET title = ?, abstract = ?, authors = ?, facts = ? WHERE number = ?",
                [
                    text,
                    f"{text} It is at https://example.org/1 and https://example.org/{text}",
                    json.dumps([text]),
                    json.dumps({"venue": text, "keywords": [text]}),
                    number,
                ],
            )
            connection.execute("UPDATE OR IGNORE marks SET note = ? WHERE note LIKE ?", [text, f"%{text.split()[0]} %"])
        everything = "".join(attack.payload for attack in attacks if attack.name != "surrogate")
        connection.execute("UPDATE saved_queries SET name = name || ?, query = query || ' ' || ?", [everything] * 2)
        connection.execute("UPDATE sources SET name = name || ?, heading = ?", [everything, everything])
        connection.execute("UPDATE steps SET what = what || ?, title = title || ?", [everything, everything])
        connection.execute("UPDATE OR IGNORE tags SET tag = tag || ?", [everything])
        asked = [everything, "2024-03-14T00:00:00Z"]
        connection.execute("INSERT INTO searches (query, asked, times) VALUES (?, ?, 1)", asked)
    connection.close()


def _of(title: str, attacks: list[Attack]) -> Attack:
    return next(attack for attack in attacks if f"end{attack.name}" in title)
