"""What tests of several packages share."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from reader.library import Library
from reader.paths import Paths

from .clock import Clock
from .dumps import pages

hypothesis.settings.register_profile("reader", deadline=None, print_blob=True)
hypothesis.settings.register_profile("mutants", max_examples=10, deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("mutants" if "MUTANT_UNDER_TEST" in os.environ else "reader")  # which mutmut sets


def pytest_xdist_auto_num_workers() -> int:
    """Two workers a core: stories of the screen wait most of the time."""
    return 2 * len(os.sched_getaffinity(0))


@pytest.fixture
def clock() -> Clock:
    """The clock of `library`; it stands still until moved."""
    return Clock()


@pytest.fixture
def home(tmp_path: Path) -> Paths:
    """The folders of `library`, not yet there."""
    return Paths.under(tmp_path / "home")


@pytest.fixture
def library(home: Paths, clock: Clock) -> Iterator[Library]:
    """An empty library in a folder of its own."""
    with Library(home, now=clock) as library:
        yield library


@pytest.fixture
def shared() -> Path:
    """The material beside the project; the test is skipped where it is absent."""
    return pages.shared("")
