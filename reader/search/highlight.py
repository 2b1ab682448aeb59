"""Which words of a text a query found."""

from collections.abc import Iterable

from reader.query import Phrase, Prefix, WordNode


def highlights(text: str, leaves: Iterable[WordNode], field: str) -> list[tuple[int, int]]:
    """Return where the words of `leaves` stand in `text`, a paper's `field`, as (start, end) in order."""
    from reader.search.analysis import tokens
    from reader.search.matching import word_test

    tests = []
    for leaf in leaves:
        if leaf.field in (None, field):
            tests.append(word_test(leaf))
            if isinstance(leaf, Prefix):  # of `few-sh*`, only the last word is one
                before = [token.word for token in tokens(leaf.text)][:-1]
                tests.append(word_test(Phrase(" ".join(before))))
    return [(token.start, token.end) for token in tokens(text) if any(test(token.word) for test in tests)]
