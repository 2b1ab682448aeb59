"""Which words of a text a query found."""

from collections.abc import Iterable

from reader.query import Prefix, WordNode


def highlights(text: str, leaves: Iterable[WordNode], field: str) -> list[tuple[int, int]]:
    """Return where the words of `leaves` stand in `text`, a paper's `field`, as (start, end) in order."""
    from reader.search.analysis import STOP_WORDS, stem, tokens

    stems: set[str] = set()
    prefixes: list[str] = []
    for leaf in leaves:
        if leaf.field not in (None, field):
            continue
        said = [token.word for token in tokens(leaf.text)]
        if isinstance(leaf, Prefix):  # of `few-sh*`, only the last word is one
            prefixes += said[-1:]
            del said[-1:]
        stems.update(stem(word) for word in said if word not in STOP_WORDS)
    starts = tuple(prefixes)
    return [
        (token.start, token.end)
        for token in tokens(text)
        if stem(token.word) in stems or (starts and token.word.startswith(starts))
    ]
