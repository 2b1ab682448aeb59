import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.query import Fuzzy, Phrase, Prefix, Wildcard, Word, WordNode
from reader.search import highlights, snippet

TEXT = "Kites fly. Nobody knows how maps are folded, but a kite that is made of folded maps flies over all rivers, too."


@pytest.mark.parametrize(
    ("leaves", "room", "shown"),
    [
        ([Word("kites")], 200, TEXT),
        ([Word("kites")], 24, "Kites fly. Nobody knows…"),
        ([Word("kites"), Word("maps")], 45, "Kites fly. Nobody knows how maps are folded,…"),
        ([Word("maps"), Word("folded")], 30, "…how maps are folded, but a…"),
        ([Phrase("folded maps"), Prefix("fl")], 25, "…of folded maps flies…"),
        ([Wildcard("*vers")], 25, "…over all rivers, too."),
        ([Fuzzy("rivres")], 16, "…all rivers,…"),
        ([Word("rivers")], 1, "…rivers…"),
        ([Word("rivers", "abstract"), Word("kites", "title")], 20, "…all rivers, too."),
    ],
)
def test_the_best_stretch(leaves: list[WordNode], room: int, shown: str) -> None:
    """It holds the most different words of the query, the first of equals, cut between words."""
    found = snippet(TEXT, leaves, "abstract", room)
    assert found
    assert found.text == shown


def test_the_words_found_are_marked() -> None:
    """All of them that the stretch shows."""
    found = snippet(TEXT, [Word("kite"), Word("maps")], "abstract", 60)
    assert found
    assert [found.text[start:end] for start, end in found.spans] == ["Kites", "maps", "kite"]


@pytest.mark.parametrize("leaf", [Word("lanterns"), Word("the"), Word("kites", "title"), Prefix("-")])
def test_no_stretch_without_a_word_of_the_query(leaf: WordNode) -> None:
    """Where the query found a paper by its title alone, there is nothing to show."""
    assert snippet(TEXT, [leaf], "abstract", 50) is None


words = st.sampled_from(["kites", "Kite", "maps", "café", "of", "few-shot", "日本", "x²", "ﬁne", "🤗", "a" * 40, "-"])
texts = st.lists(words, max_size=30).map(" ".join)
leaves: st.SearchStrategy[WordNode] = st.one_of(
    st.builds(Word, words), st.builds(Phrase, texts.filter(bool)), st.builds(Prefix, words), st.builds(Fuzzy, words)
)


@given(texts, st.lists(leaves, max_size=4), st.integers(1, 120))
def test_a_snippet_is_a_piece_of_the_text(text: str, leaves: list[WordNode], room: int) -> None:
    """But for its dots it stands in the text, is no longer than there is room, and what it marks was found."""
    found = snippet(text, leaves, "abstract", room)
    marked = {text[start:end] for start, end in highlights(text, leaves, "abstract")}
    assert (found is None) == (not marked)
    if found is None:
        return
    piece = found.text.strip("…")
    assert piece in text
    assert len(piece) <= max(room, *map(len, marked))
    assert found.spans
    end = 0
    for start, stop in found.spans:
        assert end <= start < stop <= len(found.text)
        assert found.text[start:stop] in marked
        end = stop
