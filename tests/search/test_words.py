from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers import Paper
from reader.query import Phrase, Prefix, Word, WordNode
from reader.search import Index
from reader.search.analysis import stem, tokens, words

from .reference import scores_of

PAPERS = {
    1: Paper("1", "State of the Art Kites", "Kites are flown in few-shot settings."),
    2: Paper("2", "Art of the State", "The state and his art: kites, flown. Few people took a shot."),
    3: Paper("3", "Über naïve Bäyes", "A CAFÉ in Zürich; x² and H₂O. ﬁne-tuned models"),
    4: Paper("4", "大規模言語モデル", "日本語 の 論文 GPT-4o and BERT_large"),
    5: Paper("5", "", "to be or not to be"),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An index of a few odd papers."""
    index = Index(tmp_path_factory.mktemp("cache") / "index", "library")
    with index.locked():
        index.update(PAPERS.items(), 1)
    return index


@pytest.mark.parametrize(
    ("leaf", "numbers"),
    [
        (Word("kite"), {1, 2}),
        (Word("FLYING"), set()),
        (Word("setting"), {1}),
        (Word("few-shot"), {1}),
        (Word("fewshot"), {1}),
        (Word("uber"), {3}),
        (Word("ÜBER"), {3}),
        (Word("naive"), {3}),
        (Word("cafe"), {3}),
        (Word("cafe\u0301"), {3}),
        (Word("zurich"), {3}),
        (Word("x2"), {3}),
        (Word("h2o"), {3}),
        (Word("fine"), {3}),
        (Word("model"), {3}),
        (Word("日本語"), {4}),
        (Word("日本"), set()),
        (Word("gpt"), {4}),
        (Word("bert"), {4}),
        (Word("nothing"), set()),
        (Phrase("state of the art"), {1, 2}),
        (Phrase("state art"), set()),
        (Phrase("art of the state"), {2}),
        (Phrase("the art of"), {1, 2}),
        (Phrase("art kites"), {1, 2}),
        (Phrase("kites art"), set()),
        (Phrase("kites flown"), {2}),
        (Phrase("kites are flown"), {1}),
        (Phrase("few shot"), {1}),
        (Phrase("FINE TUNED"), {3}),
        (Prefix("fl"), {1, 2}),
        (Prefix("sta"), {1, 2}),
        (Prefix("the"), {1, 2}),
        (Prefix("o"), {1, 2, 5}),
        (Prefix("caf"), {3}),
        (Prefix("CAF"), {3}),
        (Prefix("zü"), {3}),
        (Prefix("日"), {4}),
        (Prefix("大規模"), {4}),
        (Prefix("gpt-4"), {4}),
        (Prefix("few-sh"), {1, 2}),
        (Prefix("zebra"), set()),
    ],
)
def test_what_is_found(index: Index, leaf: WordNode, numbers: set[int]) -> None:
    """Stems, accents and case do not matter; a stop word in a phrase is a gap of its width; prefixes are of words."""
    hits = scores_of(index.hits(leaf))
    assert hits is not None
    assert hits.keys() == numbers
    assert all(score > 0 for score in hits.values())


@pytest.mark.parametrize("leaf", [Word("the"), Word("of-the"), Phrase("to the"), Phrase("—"), Word("🤗"), Prefix("-")])
def test_what_says_nothing(index: Index, leaf: WordNode) -> None:
    """Stop words alone, and what holds no letter, find neither nothing nor everything: they do not count."""
    assert index.hits(leaf) is None


@pytest.mark.parametrize(
    "family",
    [
        ["embedded", "embedding", "Embeddings"],
        ["plan", "plans", "planned", "planning"],
        ["map", "maps", "mapped", "mapping", "mappings"],
        ["run", "runs", "running"],
        ["model", "models", "modeling", "modelling", "modelled"],
        ["tune", "tunes", "tuned", "tuning"],
        ["query", "queries", "querying"],
        ["general", "generally"],
        ["news"],
        ["new"],
        ["gpt4"],
    ],
)
def test_forms_of_a_word_are_one(family: list[str]) -> None:
    """Every form of a word finds every other, and words that only look alike are not among them."""
    stems = {stem(word.lower()) for word in family}
    assert len(stems) == 1
    assert stems.isdisjoint(map(stem, {"plane", "mop", "rune", "modern", "tone", "gene", "newt", "new"} - set(family)))


@given(st.text(st.sampled_from("aB9éß_ +#-.\u0301ﬁ日²–c"), max_size=20))
def test_words_in_a_hurry(text: str) -> None:
    """The fast way to the words of a text gives what the careful one gives."""
    assert words(text) == [token.word for token in tokens(text)]


def test_phrases_are_counted(tmp_path: Path) -> None:
    """A paper that says a phrase twice comes before one that says it once and its words twice."""
    index = Index(tmp_path / "index", "library")
    once = Paper("1", "", "red kites and kites red, red and kites")
    twice = Paper("2", "", "red kites and then, red kites blue and green")
    with index.locked():
        index.update([(1, once), (2, twice), (3, Paper("3", "", "other"))], 1)
    hits = scores_of(index.hits(Phrase("red kites")))
    assert hits
    assert hits[2] > hits[1]


def test_a_text_as_long_as_a_book(tmp_path: Path) -> None:
    """Length costs nothing but rank: a word at the end of half a million is found."""
    index = Index(tmp_path / "index", "library")
    with index.locked():
        index.update([(1, Paper("1", "Kites", "word " * 500_000 + "needle")), (2, Paper("2", "Maps", "needle"))], 1)
    hits = scores_of(index.hits(Word("needle")))
    assert hits
    assert hits[2] > hits[1] > 0
