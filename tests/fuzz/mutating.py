"""Inputs near given ones, where no fuzzer is installed: pieces are doubled, cut, swapped between them, or odd."""

import random
from collections.abc import Iterator, Sequence

_ODD = (
    *(
        b"\0",
        b"\xff",
        b"\x1b[31m",
        b"\xe2\x80\xae",
        b"\xef\xbb\xbf",
        b"\xef\xbf\xbd",
        b"\n",
        b"\r\n",
        b"\t",
        b'"',
        b"'",
    ),
    *(
        b"$",
        b"\\",
        b"{",
        b"}",
        b"{{",
        b"<!--",
        b"-->",
        b"<b>",
        b"</",
        b"&amp;",
        b"[",
        b"]",
        b"(",
        b")",
        b"|",
        b"`",
        b"~",
    ),
    *(
        b":",
        b"- ",
        b"#",
        b"---\n",
        b"@a{",
        b"1e999",
        b"-1",
        b"99999999999999999999",
        b"null",
        b"NaN",
        b"\xf0\x9f\xa4\x97",
    ),
)
_LONGEST = 4096


def mutated(given: Sequence[bytes], *, count: int, seed: str) -> Iterator[bytes]:
    """Yield `count` inputs near those given, always the same ones for a `seed`."""
    rng = random.Random(seed)  # noqa: S311 -- inputs, not secrets
    for _ in range(count):
        data = rng.choice(given)
        for _ in range(rng.randint(1, 6)):
            data = _changed(rng, data, rng.choice(given))
        yield data[:_LONGEST]


def _changed(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Return `data` with one piece changed."""
    at, to = _piece(rng, data)
    match rng.randrange(5):
        case 0:
            return data[:at] + rng.choice(_ODD) + data[at:]
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
