"""British spellings as American ones, so that `behaviour` finds `behavior`, by the regular differences only."""

import re

_OUR = re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|al|ally|able|ably|ful|hood|hoods|ist|ite|ites|less)?$)")
_ISE = re.compile(r"(?<=[a-z]{3})(?<![acouvw])is(?=(?:e|ed|er|ers|es|able|ation|ations|ing)$)")
_YSE = re.compile(r"(?<=[a-z]{3})ys(?=(?:e|ed|er|ers|ing)$)")
_DIGRAPH = re.compile(r"(?<=[a-z])(?:ae|oe)(?=[a-z]{3})")
_ALWAYS_ISE = re.compile(
    "advertis|aris|compris|compromis|demis|enterpris|expertis|franchis|merchandis|paradis|premis|promis|sunris"
    "|surpris|treatis"
)
_SHORTEST = 6
"""Shorter words (`four`, `rise`, `does`) are what they are."""


def american(word: str) -> str:
    """Return a folded word as Americans spell it: `summarised` -> `summarized`, `tumours` -> `tumors`."""
    if len(word) < _SHORTEST:
        return word
    word = _DIGRAPH.sub("e", _YSE.sub("yz", _OUR.sub("or", word)))
    return word if _ALWAYS_ISE.match(word) else _ISE.sub("iz", word)
