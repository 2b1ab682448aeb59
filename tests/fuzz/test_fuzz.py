"""What the fuzzer begins from and what it found once, and a minute of fuzzing."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ..size import sized
from .deadline import within
from .mutating import mutated, tokens
from .targets import CORPUS, CRASHES, TARGETS, inputs

_MOST_BYTES = 200_000
_PATIENCE_S = 60
"""What is well takes a hundredth of it on a slow machine; what is not, hours."""


@pytest.mark.parametrize("name", TARGETS)
def test_no_promise_is_broken(name: str) -> None:
    """By what the fuzzer begins from, by whatever broke one once, and by some inputs near those."""
    known = inputs(name, CORPUS, CRASHES)
    assert known, f"nothing to begin from in {CORPUS / name}"
    count = 0 if name.endswith("-long") else 20
    for data in (*known, *mutated(known, count=count, seed=name)):
        _try(name, data)


@pytest.mark.parametrize("name", [name for name in TARGETS if not name.endswith("-long")])
@settings(max_examples=6)
@given(pieces=st.lists(st.sampled_from(tokens()) | st.binary(max_size=6) | st.text(max_size=6).map(str.encode)))
def test_no_pieces_break_a_promise(name: str, pieces: list[bytes]) -> None:
    """What our languages are made of, put together in any way."""
    _try(name, b"".join(pieces))


def test_every_input_is_a_targets() -> None:
    """No folder is left of a target that has another name by now, and together they stay small."""
    paths = [path for root in (CORPUS, CRASHES) for path in root.glob("*/*")]
    assert {path.parent.name for path in paths} <= set(TARGETS)
    assert sum(path.stat().st_size for path in paths) < _MOST_BYTES


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("atheris"), reason="atheris is not installed")
def test_a_minute_of_fuzzing_breaks_nothing(tmp_path: Path) -> None:
    """All targets in turn, each with new inputs that take new ways through the code."""
    seconds = sized(small=1, full=60)
    command = [sys.executable, "-m", "tests.fuzz.run", f"--seconds={seconds}", f"--found={tmp_path}"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_many_inputs_break_nothing(name: str) -> None:
    """Also where there is no atheris: inputs near those that are kept, a number of them."""
    count = sized(small=40, full=5000) // (20 if name.endswith("-long") else 1)
    for data in mutated(inputs(name, CORPUS, CRASHES), count=count, seed=f"more {name}"):
        _try(name, data)


def _try(name: str, data: bytes) -> None:
    with within(_PATIENCE_S):
        TARGETS[name](data)
