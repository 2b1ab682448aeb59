import sqlite3
from pathlib import Path

import pytest

from reader.library import Library
from reader.paths import Paths
from reader.search import Index

from .pairs import KITES, MAPS, add


@pytest.fixture
def filled(library: Library, tmp_path: Path) -> Library:
    """A sound library of two papers."""
    add(library, tmp_path, "a.txt", KITES, MAPS)
    return library


def unwell(library: Library) -> dict[str, str]:
    """Return what is not well, with the details."""
    return {finding.what: finding.detail for finding in library.examine() if not finding.well}


def test_a_sound_library(filled: Library, home: Paths) -> None:
    """Library, folder and index are looked at, and all is well."""
    findings = filled.examine()
    assert [(finding.what, finding.well) for finding in findings] == [
        ("library", True),
        ("backups", True),
        ("privacy", True),
        ("index", True),
    ]
    assert "2 papers" in findings[0].detail
    assert "2 papers" in findings[3].detail


def test_an_empty_library_is_well(library: Library) -> None:
    """There need be no papers and no index."""
    assert unwell(library) == {}


def test_a_folder_that_others_may_look_into(filled: Library, home: Paths) -> None:
    """The finding names the command that mends it."""
    home.data.chmod(0o755)
    assert unwell(filled) == {"privacy": f"others may look into {home.data}: chmod 700 {home.data}"}


def test_rows_that_lead_nowhere(filled: Library, home: Paths) -> None:
    """A mark of a paper that is gone is found."""
    with sqlite3.connect(home.library) as connection:
        connection.execute("INSERT INTO marks VALUES (99, 'read', 0, 0, '', NULL)")
    connection.close()
    assert "marks" in unwell(filled)["library"]


def test_an_index_that_lacks_papers(filled: Library, home: Paths) -> None:
    """An index that claims to be level and is not is found out, and `reindex` mends it."""
    with sqlite3.connect(home.library) as connection:
        (uuid,) = connection.execute("SELECT value FROM library WHERE key = 'uuid'").fetchone()
    connection.close()
    index = Index(home.index, uuid)
    revision = index.revision()
    index.drop()
    with index.locked():
        index.update([(1, filled.entries([1])[0].paper)], revision)
    assert "1 of 2 papers; `reader reindex`" in unwell(filled)["index"]
    filled.reindex()
    assert unwell(filled) == {}


def test_a_missing_index_is_mended(filled: Library, home: Paths) -> None:
    """Looking makes the index anew."""
    (home.index / "state.json").unlink()
    assert unwell(filled) == {}
    assert (home.index / "state.json").exists()
