"""Queries that nobody should ask, and somebody will: always the same two thousand."""

import random
from collections.abc import Iterator

from reader.query.fields import FIELDS

COUNT = 2000
LONG = 10_000
"""Characters of the longest."""
PIECES = [
    *("AND", "OR", "NOT", "|", "-", "--", "(", ")", '"', "*", "**", "***", "~", "~1", "~2", "~9", ":", "::", "#", "/"),
    *("a", "of", "the", "kites", "kite*", "*kite", "*a*", "k*t*s", "k*i*t*e*s*", "*e*e*e*e*", "kitse~", "kites~1"),
    *("model", "m*", "*m*", "*s", "e~", "ab~2", "abcdefgh~2", "-*", "*-*", "a*~", '"kites strings"~99', '"a b"~'),
    *('"of the"', '"the kites"', '"kites kites"~99', '""', '"*"', '"a*"', '"~"~5', "few-shot*", "few-shot~", "few-*t"),
    *(
        "x" * 300,
        "*" + "ab" * 150,
        "a*" * 60,
        "ab" * 40 + "~2",
        "🤗",
        "🤗*",
        "ß*",
        "İ~",
        "é*é",
        "ﬁ*",
        "北京*",
        "ا*",
        "\n",
    ),
    *("\0", "\x1b[31m", "\x07", "\u200b", "\u202e", "\ud800", "\ufeff", "\u0301", "\u0301*", "\t", "\u00a0"),
    *(".*", "[a-z]+", "(?:a+)+$", "\\", "\\b", "^a$", "a{9999}", "(a|a)*", "%", "_", "%%%", "';--", "$x^2$", "&&", "!"),
    *("<", ">", ">=", "..", "=", "0", "1..", "..1", "5..1", ">0", ">=0", "<=999999999", "9" * 400, "-1", "1e9", "٣"),
    *("2026", "2026-02-30", "2026-13", "0000", "today", "today..2000", "999y", "0d", "7d", "unread", "code", "nlp/*"),
    *(
        "none",
        "https://a.b/c",
        "*.com*",
        "http*://*/*",
        "title",
        "title:",
        "is:",
        "-sort:-title",
        "limit:1",
        "tag:none",
    ),
]
CHAINS = ["{} ", "{} AND ", "{} OR ", "-{} ", "{} OR -{} ", "({} ", "-({} ", "{} (", "{}", "({}) OR ", "title:{} "]


def odd_queries() -> Iterator[str]:
    """Yield so many queries, from the short to the long to the mixed."""
    rng = random.Random(3)  # noqa: S311 - the same ones each time
    queries = [*PIECES, *_of_fields(rng), *_long()]
    while len(queries) < COUNT:
        queries.append(rng.choice(["", " ", " ", " OR "]).join(rng.choices(PIECES, k=rng.randint(2, 12))))
    yield from queries


def _of_fields(rng: random.Random) -> Iterator[str]:
    """Yield every field with every odd value it can hardly mean, some of them quoted or in a group."""
    for field in FIELDS:
        for value in rng.sample(PIECES, len(PIECES) // 3):
            yield rng.choice(["{}:{}", "{}:{}", '{}:"{}"', "{}:({} OR kites)", "-{}:{}", "kites {}:{}"]).format(
                field, value
            )


def _long() -> Iterator[str]:
    """Yield the same thing over and over, ten thousand characters of it."""
    for piece in ("a", "kites", "*", "*a", "a*", "a~", "~", "-", "(", ")", '"', "e*e", "*e*", "🤗", "\u0301", "1", ":"):
        yield (piece * LONG)[:LONG]
    for chain in CHAINS:
        for word in ("kites", "k*", "*i*", "ktes~", '"of kites"~99', "is:unread", "has:math", "words:>1", "note:a*"):
            yield (chain.format(*[word] * chain.count("{}")) * LONG)[:LONG]
    yield '"' + "kites strings " * (LONG // 14) + '"~99'
    yield '"' + "of the " * (LONG // 7) + 'kites"'
    yield " ".join(f"word{number}*" for number in range(LONG // 10))
    yield " OR ".join(f"*{number:03}*" for number in range(LONG // 9))
    yield "(" * 50 + "kites" + ")" * 50
    yield "(" * 51 + "kites" + ")" * 51
    yield " (kites OR ".join(["a"] * 50)
