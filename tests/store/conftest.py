from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where `store` has its file."""
    return tmp_path / "home" / "library.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """An empty library file."""
    store = Store(path)
    yield store
    store.close()
