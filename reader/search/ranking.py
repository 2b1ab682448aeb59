"""BM25F: how well a term speaks for a paper, over several fields of different weight.

Robertson, Zaragoza, Taylor, *Simple BM25 extension to multiple weighted fields*, CIKM 2004: a term's
frequencies are weighted and normalised per field, summed, and only then saturated.
"""

from math import log

from reader.search.arrays import Array

K1 = 1.2
B = 0.75
WEIGHTS = {"title": 2.0, "abstract": 1.0}


def saturated(weights: Array, documents: int) -> Array:
    """Return the score of one term for each document that has it.

    `weights` are the term's frequencies there, weighted, normalised and summed over the fields; `documents` is
    how many documents there are in all.
    """
    rarity = log(1 + (documents - len(weights) + 0.5) / (len(weights) + 0.5))
    return rarity * (K1 + 1) * weights / (weights + K1)
