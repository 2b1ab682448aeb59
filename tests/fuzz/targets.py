"""Every target: a name, and a function of bytes that raises only where a promise is broken."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from reader.dumps import NAMES
from reader.export import FORMATS

from . import exports, importers, languages, misfits, returns, shown, values

Target = Callable[[bytes], None]
TARGETS: Mapping[str, Target] = {
    "dump": importers.any_file,
    **{f"dump-{name}": partial(importers.read_as, name) for name in NAMES},
    "dump-packed": importers.packed,
    "dump-long": importers.long_file,
    "dump-misfits": misfits.papers,
    "taking-in": languages.taking_in,
    "query": languages.query,
    "query-finding": languages.finding,
    "config": languages.config,
    "tags": languages.tags,
    "template": languages.template,
    "formulas": shown.formulas,
    "sentences": shown.key_sentences,
    "notes": shown.notes,
    "names": shown.names,
    "patterns": shown.patterns,
    "text-long": shown.long_text,
    "back": returns.edited,
    "back-vault": returns.vaults,
    "back-into": languages.reading_back,
    "back-update": returns.written_anew,
    "back-misfits": misfits.marks,
    "backup": returns.backups,
    "backup-misfits": misfits.whole_libraries,
    "one-or-several": values.one_or_several,
    "merging": values.merging,
    "called": values.called,
    **{f"export-{name}": partial(exports.exported, name) for name in FORMATS},
}
_HERE = Path(__file__).parent
CORPUS = _HERE / "corpus"
"""A folder for each target, with texts to begin from."""
CRASHES = _HERE / "crashes"
"""Likewise, with what once broke it."""


def inputs(name: str, *folders: Path) -> list[bytes]:
    """Return what there is for a target, in the order of the files' names."""
    paths = [path for folder in folders for path in sorted((folder / name).glob("*"))]
    return [path.read_bytes() for path in paths]
