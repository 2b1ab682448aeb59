"""The parts of a paper whose words are searched, and how one list of postings tells them apart.

All parts share their terms and postings. A posting counts each part's words for itself (`COUNTS`), and a word's
position says which part it stands in: each part has a range of positions of its own.
"""

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Zone = Literal["title", "abstract", "author"]
ZONES: tuple[Zone, ...] = get_args(Zone)
FIRST: dict[Zone, int] = {"title": 0, "abstract": 4_096, "author": 57_344}
"""Where the positions of each part begin; the last one ends below 65,536."""
LAST: dict[Zone, int] = {"title": FIRST["abstract"] - 1, "abstract": FIRST["author"] - 1, "author": 65_535}
"""Words beyond all stand here: an abstract of 50,000 words is a mistake of the dump's."""
SEPARATOR = "\x1d"
"""Between the parts where they are one text, as Whoosh takes it; no paper holds it."""

COUNTS = np.dtype([("abstract", "<u2"), ("title", "u1"), ("author", "u1")])
"""How often a term stands in each part of a document, 255 times at most in a title."""
LENGTHS = np.dtype([(zone, "<i4") for zone in ZONES])
"""How many terms each part of a document has."""


def zones_at(positions: NDArray[np.integer]) -> NDArray[np.intp]:
    """Return which part each position belongs to, as a number: `ZONES[number]`."""
    return np.searchsorted(list(FIRST.values())[1:], positions, side="right")
