"""The command lines that are killed, and how their work can be done in smaller parts."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reader.library import Library
from reader.paths import Paths

from .stock import IDS, OLD

Command = Sequence[str]


_TIDY: list[Command] = [
    ["export", "-o", "out/list.md", "--force"],
    ["export", "--format", "obsidian", "-o", "out/vault", "--force"],
]


@dataclass(frozen=True)
class Operation:
    """Command lines that run one after the other, each acknowledged when it has ended."""

    name: str
    commands: Sequence[Command]
    through: Sequence[Command] = ()
    """Commands that, each from the beginning, do ever more of the only one, which does not do its work in one go."""
    prepare: Callable[[Path], object] = lambda _folder: None
    """Makes of the stock what the first command begins with."""
    tidy: Sequence[Command] = ()
    """What clears away what a kill left behind where the command had done its work, and changes nothing else."""


_BULK: list[Command] = [
    ["mark", "--query", "", "--tag", "all/of/it"],
    ["mark", "--query", "kites", "--skip"],
    ["tags", "rename", "nlp", "language/nlp"],
    ["mark", "--query", "is:unread", "--rating", "3", "--bookmark"],
    ["tags", "merge", "vision", "language", "--into", "both"],
    ["mark", "--query", "", "--note", "One note for all of them."],
    ["tags", "remove", "both"],
    ["mark", "--query", "", "--unread", "--rating", "0"],
]
_EXPORTS: list[Command] = [
    ["export", "-o", "out/list.md", "--force", "is:unread"],
    ["export", "-o", "out/new.csv"],
    ["export", "--format", "obsidian", "-o", "out/vault", "--force"],
    ["export", "--format", "obsidian", "-o", "out/new vault"],
    ["export", "--format", "pandoc", "-o", "out/new.txt"],
    ["export", "-o", "out/papers.bib", "--force", "tag:nlp"],
    ["export", "-o", "out/new.html"],
]
_LESS: list[Command] = [
    *(["less", word] for word in ("kites", "turnips", "clocks")),
    ["undo"],
    ["less", "author:somebody"],
    ["less", "--remove", "kites"],
    ["undo"],
    ["redo"],
]
_SUBSCRIPTIONS: list[Command] = [
    *(["subscribe", f"number {number}", "kites", "-o", f"out/{number}.md"] for number in range(4)),
    *(["unsubscribe", f"number {number}"] for number in range(2)),
    ["digest", "--due"],
]


def _empty(folder: Path) -> None:
    shutil.rmtree(folder / "home")
    (folder / "home").mkdir()


def _add_dumps(folder: Path) -> None:
    with Library(Paths.under(folder / "home")) as library:
        for dump in sorted((folder / "dumps").iterdir()):
            library.add([dump])


def _go_back(migrations: int, folder: Path) -> None:
    _empty(folder)
    shutil.copy(folder / "old" / f"{migrations}.db", folder / "home" / "library.db")


_DUMPS = [f"dumps/{number}.txt" for number in range(6)]
_HOW = ["--read", "--bookmark", "--skip"] * 10
_FOUND = [
    Operation("add a folder", [["add", "dumps"]], [["add", *_DUMPS[:end]] for end in range(1, 7)]),
    Operation("add files", [["add", dump] for dump in _DUMPS]),
    Operation("mark", [["mark", one, how] for one, how in zip(IDS, _HOW, strict=False)]),
    Operation("tag", [["mark", one, "--tag", f"new/{at % 7}"] for at, one in enumerate(IDS[:40])]),
    Operation("bulk", _BULK),
    Operation("undo", [*[["undo"]] * 25, *[["redo"]] * 10]),
    Operation("undo adding", [["undo"]] * 7 + [["redo"]] * 7, prepare=_add_dumps),
    Operation("split", [["split", one] for one in IDS[10:16]], prepare=_add_dumps),
    Operation("export", _EXPORTS, tidy=_TIDY),
    Operation(
        "update", [["export", query, "--update", "out/list.md"] for query in ("is:unread", "tag:nlp", "")], tidy=_TIDY
    ),
    Operation("less", _LESS),
    Operation(
        "digest", [["digest", "--limit", "5", "-o", f"out/{at}.md", "--force"] for at in range(8)], prepare=_add_dumps
    ),
    Operation("subscribe", _SUBSCRIPTIONS, prepare=_add_dumps),
    Operation("import", [["import", "edited.md", "--yes"]]),
    Operation("reindex", [["reindex"]] * 4),
    Operation("first index", [["search", "kites"]], prepare=lambda folder: shutil.rmtree(folder / "home" / "cache")),
    Operation("backup", [["backup", "out/papers.backup", "--force"], ["backup", "out/new.backup"]], tidy=_TIDY),
    Operation("restore", [["restore", "other.backup"]], prepare=_empty),
    Operation("merge a library", [["merge", "other"]], tidy=[["merge", "other"]]),
    Operation("merge a backup", [["merge", "other.backup"]]),
    *(Operation(f"migrate from {old}", [["search", "kites"]], prepare=partial(_go_back, old)) for old in OLD),
]
OPERATIONS = {operation.name: operation for operation in _FOUND}
