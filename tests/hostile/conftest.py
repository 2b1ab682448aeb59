"""Libraries full of attacks, made once; tests get copies."""

import shutil
from pathlib import Path

import pytest

from .attacks import ATTACKS
from .homes import fill, spoil


@pytest.fixture(scope="session")
def _hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("hostile") / "home"
    fill(home, ATTACKS)
    return home


@pytest.fixture(scope="session")
def _spoilt(tmp_path_factory: pytest.TempPathFactory, _hostile: Path) -> Path:
    home = tmp_path_factory.mktemp("spoilt") / "home"
    shutil.copytree(_hostile, home)
    spoil(home, ATTACKS)
    return home


@pytest.fixture(params=["through its doors", "past its doors"])
def hostile(request: pytest.FixtureRequest, tmp_path: Path, _hostile: Path, _spoilt: Path) -> Path:
    """A library of attacks: brought in as dumps are, or written into its file by another program."""
    home = tmp_path / "home"
    shutil.copytree(_hostile if request.param == "through its doors" else _spoilt, home)
    return home
