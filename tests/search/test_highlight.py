import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers import Paper
from reader.query import Phrase, Prefix, TextField, Word, WordNode
from reader.search import Index, highlights

from .reference import scores_of

TEXT = "Kites: the Kite, kiting and Café few-shot ﬁne maps"


@pytest.mark.parametrize(
    ("leaves", "words"),
    [
        ([], []),
        ([Word("kites")], ["Kites", "Kite", "kiting"]),
        ([Word("the")], []),
        ([Word("cafes")], ["Café"]),
        ([Word("fine")], ["ﬁne"]),
        ([Word("few-shot")], ["few", "shot"]),
        ([Phrase("the few maps")], ["few", "maps"]),
        ([Prefix("kit")], ["Kites", "Kite", "kiting"]),
        ([Prefix("caf")], ["Café"]),
        ([Prefix("few-sh")], ["few", "shot"]),
        ([Prefix("-")], []),
        ([Word("maps"), Word("few"), Prefix("ma")], ["few", "maps"]),
        ([Word("maps", "title")], ["maps"]),
        ([Word("maps", "abstract")], []),
        ([Word("🤗")], []),
    ],
)
def test_highlighted_words(leaves: list[WordNode], words: list[str]) -> None:
    """Whole words of the text are marked, in order and once, where a query in this field found them."""
    assert [TEXT[start:end] for start, end in highlights(TEXT, leaves, "title")] == words


words = st.sampled_from(
    ["kites", "Kite", "maps", "café", "of", "the", "few-shot", "日本", "x²", "ﬁne", "🤗", "a\u0301b"]
)
texts = st.lists(words, max_size=8).map(" ".join)
fields: st.SearchStrategy[TextField | None] = st.sampled_from([None, "title", "abstract"])
leaves: st.SearchStrategy[WordNode] = st.one_of(
    st.builds(Word, words, fields), st.builds(Phrase, texts.filter(bool), fields), st.builds(Prefix, words, fields)
)


@given(texts, st.lists(leaves, max_size=4))
def test_highlights_are_whole_words(text: str, leaves: list[WordNode]) -> None:
    """They stand in the text in order, do not overlap, and hold no space."""
    end = 0
    for start, stop in highlights(text, leaves, "abstract"):
        assert end <= start < stop <= len(text)
        assert not any(c.isspace() for c in text[start:stop])
        end = stop


@given(st.lists(texts, min_size=1, max_size=4), leaves)
def test_what_is_found_is_highlighted(
    tmp_path_factory: pytest.TempPathFactory, abstracts: list[str], leaf: WordNode
) -> None:
    """Every paper that the index finds has something to show for it."""
    index = Index(tmp_path_factory.mktemp("cache") / "index", "library")
    with index.locked():
        index.update([(n, Paper("id", "", abstract)) for n, abstract in enumerate(abstracts, start=1)], 1)
    for number in scores_of(index.hits(leaf)) or ():
        assert highlights(abstracts[number - 1], [leaf], "abstract")
