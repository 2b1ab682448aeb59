"""BM25F: how well a term speaks for a paper, over several fields of different weight.

Robertson, Zaragoza, Taylor, *Simple BM25 extension to multiple weighted fields*, CIKM 2004: a term's
frequencies are weighted and normalised per field, summed, and only then saturated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

K1 = 1.2
B = 0.75
WEIGHTS = {"title": 2.0, "abstract": 1.0}


@dataclass(frozen=True, slots=True)
class FieldLengths:
    """How many words each document has in one field, and the mean of them."""

    lengths: Sequence[int]
    """By document number."""
    mean: float
    """1 where the field is empty everywhere."""


def bm25f(
    frequencies: Mapping[str, Mapping[int, float]], lengths: Mapping[str, FieldLengths], documents: int
) -> dict[int, float]:
    """Return the score of one term for each document that has it.

    `frequencies` is how often the term stands in a field of a document; `documents` how many there are.
    """
    weighted: dict[int, float] = {}
    for field, postings in frequencies.items():
        weight, of, mean = WEIGHTS[field], lengths[field].lengths, lengths[field].mean
        for document, frequency in postings.items():
            normal = weight * frequency / (1 - B + B * of[document] / mean)
            weighted[document] = weighted.get(document, 0.0) + normal
    rarity = log(1 + (documents - len(weighted) + 0.5) / (len(weighted) + 0.5))
    return {document: rarity * tf * (K1 + 1) / (tf + K1) for document, tf in weighted.items()}
