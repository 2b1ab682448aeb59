"""BM25F: how well a term speaks for a paper, over several parts of different weight.

Robertson, Zaragoza, Taylor, *Simple BM25 extension to multiple weighted fields*, CIKM 2004: a term's
frequencies are weighted and normalised per part, summed, and only then saturated.
"""

from collections.abc import Sequence
from math import log

import numpy as np

from reader.search.arrays import Array
from reader.search.zones import ZONES, Zone

K1 = 1.2
B = 0.75
WEIGHTS: dict[Zone, float] = {"title": 2.0, "abstract": 1.0, "author": 1.0}


def factors(lengths: Array, alive: Array) -> dict[Zone, Array]:
    """Return, by part, (D,) what each document's frequencies there are multiplied by: weight and normalisation.

    A part that no paper has is left out; deleted papers, those not `alive`, do not count for the mean length.
    """
    made: dict[Zone, Array] = {}
    for zone in ZONES:
        mean = lengths[zone][alive].mean() if alive.any() else 0.0
        if mean:
            made[zone] = WEIGHTS[zone] / (1 - B + B * lengths[zone] / mean)
    return made


def frequencies(documents: Array, counts: Array, factors: dict[Zone, Array], zones: Sequence[Zone]) -> Array:
    """Return a term's frequencies in `documents`, weighted, normalised and summed over `zones`."""
    parts = [counts[zone] * factors[zone][documents] for zone in zones if zone in factors]
    return sum(parts[1:], parts[0]) if parts else np.zeros(len(documents))


def saturated(weights: Array, having: int, documents: int) -> Array:
    """Return the score of one term for documents that have it.

    `weights` are its `frequencies` there; so many documents are `having` it, of so many in all.
    """
    return rarity(having, documents) * (K1 + 1) * weights / (weights + K1)


def rarity(having: int, documents: int) -> float:
    """Return what a term is worth that so many of all documents have: the inverse document frequency."""
    return log(1 + (documents - having + 0.5) / (having + 0.5))
