"""A library of 40 invented papers from two dumps, made once and copied for each test."""

import shutil
from pathlib import Path

import pytest

from reader.cli import run
from reader.library import Library
from reader.paths import Paths

from ..clock import Clock
from ..dumps.pages import papers, save_page
from .running import Done, Reader

PAPERS = papers(40, seed=5)


@pytest.fixture(scope="session")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two dumps of 25 papers each, 10 of which are in both."""
    folder = tmp_path_factory.mktemp("dumps")
    save_page(folder / "mar_14.txt", PAPERS[:25])
    save_page(folder / "mar_21.txt", PAPERS[15:], heading="Mar 21")
    return folder


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory, dumps: Path) -> Path:
    """A home that holds both dumps; tests get copies."""
    home = tmp_path_factory.mktemp("stocked") / "home"
    with Library(Paths.under(home), now=Clock()) as library:
        library.add([dumps])
    return home


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that is not there yet; nothing else of the environment counts."""
    monkeypatch.delenv("READER_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / "home"


@pytest.fixture
def home(empty: Path, stocked: Path) -> Path:
    """A home with the 40 papers."""
    shutil.copytree(stocked, empty)
    empty.chmod(0o700)
    return empty


def _reader(home: Path, capsys: pytest.CaptureFixture[str]) -> Reader:
    def reader(*arguments: str) -> Done:
        capsys.readouterr()
        code = run(["--home", str(home), *arguments])
        return Done(code, *capsys.readouterr())

    return reader


@pytest.fixture
def reader(home: Path, capsys: pytest.CaptureFixture[str]) -> Reader:
    """Run `reader` as a function, on the 40 papers."""
    return _reader(home, capsys)


@pytest.fixture
def fresh(empty: Path, capsys: pytest.CaptureFixture[str]) -> Reader:
    """Run `reader` as a function, on a library that is not there yet."""
    return _reader(empty, capsys)
