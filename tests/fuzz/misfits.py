"""Data of the right shape with wrong values in it: a number where a name belongs, a list where a text does."""

import json
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reader.errors import ReadBackError
from reader.export import FORMATS, Layout
from reader.library import Library
from reader.library.backup import open_backup
from reader.library.backup_file import backup_text
from reader.library.backup_reading import read_backup
from reader.paths import Paths

from ..dumps.samples import API_ITEM, SNAPSHOT
from ..export.hard import hard_entries
from .drawing import Draw
from .importers import read_as
from .returns import backups, edited

_TEXTS = ("", "kites", "2024-03-14", "2403.00001", "10.1/a%1b", "hTTps://a.b/c", "a, b and c; d", "\x1b[31m", "\ud800")
_NUMBERS = (0, -1, 5, 2**63, 10**30, 1.5, -0.0, 1e308, float("inf"), float("nan"))
_CSL_ITEM = {
    "id": "kites",
    "type": "article-journal",
    "title": "Kites",
    "author": [{"family": "Moon", "given": "Ada"}, {"literal": "The Kite Team"}],
    "issued": {"date-parts": [[2024, 3, 14]]},
    "container-title": "Journal of Kites",
    "DOI": "10.1234/kite",
    "page": "1-9",
    "custom": {"arxiv": "2403.00001"},
    "note": "arXiv: 2403.00001",
}
_PAPER = json.loads(FORMATS["json"].text(hard_entries()[2:3], Layout()))[0]
_BACKUP = (
    {"reader": "backup", "version": 1},
    {"source": "a" * 64, "name": "day.txt", "heading": "Mar 14", "added": "2024-03-14T09:26:53Z"},
    {"query": "to read", "text": "is:unread"},
    {"apart": ["a" * 64, "b" * 64]},
    {"paper": "2403.00001", "status": "read", "read_at": "2024-03-15T08:00:00Z", "tags": ["nlp"], "rating": 3},
    {
        "title": "Kites",
        "authors": ["A B"],
        "facts": {"arxiv": "2403.00001", "details": [["volume", "3"]]},
        "seen": {"a" * 16: [3]},
    },
    {"end": "backup"},
)


def papers(data: bytes) -> None:
    """Read JSON of every kind in which values are not what they should be."""
    draw = Draw(data)
    form, item = draw.one_of(
        [("api", API_ITEM), ("arxiv", SNAPSHOT), ("csl", _CSL_ITEM), ("json", _PAPER), (None, _PAPER)]
    )
    text = json.dumps([_bent(draw, item), item] if form != "arxiv" else _bent(draw, item))
    read_as(form, text.encode())


def marks(data: bytes) -> None:
    """Read back JSON, YAML and lines whose values are not what they should be."""
    draw = Draw(data)
    paper = _bent(draw, _PAPER)
    for name, text in ((1, json.dumps([paper])), (2, json.dumps(paper)), (3, json.dumps([paper]))):
        edited(bytes([name]) + text.encode())


def whole_libraries(data: bytes) -> None:
    """Read a backup in which a value is not what it should be; what is taken is a sound library."""
    draw = Draw(data)
    which = draw.number(len(_BACKUP) - 1)
    lines = [_bent(draw, line) if at == which else line for at, line in enumerate(_BACKUP)]
    text = "\n".join(map(json.dumps, lines))
    backups(text.encode())
    with TemporaryDirectory() as folder, Library(Paths.under(Path(folder))) as library, suppress(ReadBackError):
        backup = Path(folder) / "all.backup"
        backup.write_text(text, encoding="utf-8")
        library.restore(open_backup(backup))
        assert backup_text(read_backup(library.backup_text())) == library.backup_text()
        assert all(finding.well for finding in library.examine() if finding.what != "privacy")


def _bent(draw: Draw, value: Any) -> Any:
    """Return a value with some of what is in it exchanged."""
    if draw.number(7) == 1:
        return _anything(draw, 3)
    if isinstance(value, dict):
        bent = {key: _bent(draw, inner) for key, inner in value.items()}
        if draw.number(7) == 1:
            bent[draw.one_of((*value, draw.text(12)))] = _anything(draw, 2)
        return bent
    return [_bent(draw, inner) for inner in value] if isinstance(value, list) else value


def _anything(draw: Draw, depth: int) -> Any:
    match draw.number(7 if depth else 4):
        case 0:
            return draw.one_of((None, True, False))
        case 1:
            return draw.one_of(_NUMBERS)
        case 2 | 3:
            return draw.one_of(_TEXTS)
        case 4:
            return draw.text(30)
        case 5:
            return {draw.one_of((*_PAPER, "name", "url", draw.text(8))): _anything(draw, depth - 1) for _ in range(2)}
    return [_anything(draw, depth - 1) for _ in range(draw.number(3))]
