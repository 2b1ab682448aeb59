"""A long day at the keys: the app stays as it is."""

from pathlib import Path

import pytest

from tests.bench.soak import filled, growth, soak
from tests.size import sized

KEYS = sized(small=400, full=20_000)
PAPERS = sized(small=300, full=3_000)
SAMPLES = 12
MOST_GROWTH = sized(small=100, full=25) / 100
"""As a part of what there was after a quarter. A short day is little but screens that are opened for the first time."""
MOST_FILES_MORE = 12
"""Connections to the library: each thread has its own, and there are as many as the processors want."""


@pytest.mark.slow
def test_a_long_day_at_the_keys(tmp_path: Path) -> None:
    """No bug, no screen that hangs, a good end; memory, files and threads are in the end what they were."""
    filled(tmp_path, PAPERS)
    samples = list(soak(tmp_path, KEYS, seed=1, every=KEYS // SAMPLES))
    assert len(samples) == SAMPLES
    assert growth(samples) < 1 + MOST_GROWTH, [sample.own_kb for sample in samples]
    quarter, last = samples[SAMPLES // 4], samples[-1]
    assert last.files <= quarter.files + MOST_FILES_MORE
    assert last.threads <= quarter.threads + MOST_FILES_MORE
