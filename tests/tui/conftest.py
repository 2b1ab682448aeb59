from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from reader.paths import Paths

from . import shelf as papers


@pytest.fixture(autouse=True)
def all_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever terminal the tests run on, the app's has all colours."""
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", "truecolor")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library of ten unread papers; no editor is set."""
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    file = tmp_path / "march.txt"
    file.write_text(papers.dump(), encoding="utf-8")
    with Library(Paths.under(tmp_path / "home")) as library:
        library.add([file])
        yield library


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    """A library without papers."""
    with Library(Paths.under(tmp_path / "home")) as library:
        yield library


@pytest.fixture
def hostile(empty: Library, tmp_path: Path) -> Library:
    """A library of papers whose titles are markup, wide, right to left, or too long."""
    file = tmp_path / "hostile [b] dump.txt"
    file.write_text(papers.dump(papers.HOSTILE), encoding="utf-8")
    empty.add([file])
    return empty
