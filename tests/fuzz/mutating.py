"""Inputs near given ones, where no fuzzer is installed: pieces are doubled, cut, swapped between them, or odd."""

import random
from ast import literal_eval
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

_TOKENS = Path(__file__).parent / "tokens.dict"
_LONGEST = 4096


def mutated(given: Sequence[bytes], *, count: int, seed: str) -> Iterator[bytes]:
    """Yield `count` inputs near those given, always the same ones for a `seed`."""
    rng = random.Random(seed)  # noqa: S311 -- inputs, not secrets
    for _ in range(count):
        data = rng.choice(given)
        for _ in range(rng.randint(1, 6)):
            data = _changed(rng, data, rng.choice(given))
        yield data[:_LONGEST]


@cache
def tokens() -> list[bytes]:
    """Return the pieces that the fuzzer is given; they are written as Python writes bytes."""
    lines = _TOKENS.read_text(encoding="ascii").splitlines()
    return [literal_eval(f"b{line}") for line in lines if line.startswith('"')]


def _changed(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Return `data` with one piece changed."""
    at, to = _piece(rng, data)
    match rng.randrange(5):
        case 0:
            return data[:at] + rng.choice(tokens()) + data[at:]
        case 1:
            return data[:at] + data[to:]
        case 2:
            return data[:to] + data[at:to] * rng.randint(1, 9) + data[to:]
        case 3:
            first, last = _piece(rng, other)
            return data[:at] + other[first:last] + data[to:]
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _piece(rng: random.Random, data: bytes) -> tuple[int, int]:
    at = rng.randint(0, len(data))
    return at, min(len(data), at + rng.choice((1, 2, 8, 40)))
