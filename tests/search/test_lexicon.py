"""The words of a field, looked through all at once: the same words come out as one by one."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from reader.papers.text import like
from reader.search.lexicon import Lexicon
from reader.search.texts import Texts

few_letters = st.text("abж", min_size=1, max_size=7)
vocabularies = st.sets(few_letters, min_size=1, max_size=30).map(sorted)
patterns = st.text("abж*", min_size=2, max_size=8).map(lambda text: re.sub(r"\*+", "*", text))


def lexicon(words: list[str]) -> Lexicon:
    """Return the lexicon of one document that holds `words`, each once."""
    made = Texts()
    made.add({"abstract": " ".join(words)})
    return Lexicon(dict(made.fields())["words"])


@given(vocabularies, patterns.filter(lambda pattern: "*" in pattern and pattern != "*"))
@example(["ab", "aba", "b"], "ab*ba")
@example(["aab", "ab", "b"], "*ab*")
@example(["b", "ba"], "b*")
def test_shapes(words: list[str], pattern: str) -> None:
    """A pattern finds the words that are like it, however its stars stand."""
    assert [words[rank] for rank in lexicon(words).like(pattern)] == [word for word in words if like(word, pattern)]


@given(vocabularies, few_letters, st.sampled_from([1, 2]))
def test_slips(words: list[str], word: str, distance: int) -> None:
    """Words so many slips away are found, whatever their length."""
    found = [words[rank] for rank in lexicon(words).near(word, distance)]
    assert found == [each for each in words if OSA.distance(each, word) <= distance]
