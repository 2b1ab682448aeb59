"""What papers speak of more than those before them."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import SearchError, StoreError
from reader.papers import Paper
from reader.search import Index, Stemmed
from reader.search.analysis import STOP_WORDS, stem, tokens
from reader.search.pairs import pairs_of
from reader.search.risen import Risen
from reader.search.rising import LEAST_PAPERS, scores
from reader.search.texts import Texts
from reader.search.written import written

WORDS = st.sampled_from(["kites", "kite-string", "winds", "the", "of", "turnips", "3d", "c++", "patience"])
TEXTS = st.lists(st.tuples(*[st.lists(WORDS, max_size=6).map(" ".join)] * 2), min_size=1, max_size=6)
USUAL = ("clocks", "tides", "maps", "violins", "bridges")


def paper(name: str, abstract: str) -> Paper:
    """Return a paper by nobody."""
    return Paper(name, name, abstract, ("Agnes Lantern",))


def text_of(number: int) -> str:
    """Return what a paper says: from 21 on of lantern festivals too, from 28 on of sound turnips."""
    text = " and then ".join(f"{word} over {word}" for word in USUAL)
    if number > 20:
        text += ". Lantern festivals are many. A lantern festival, or: lantern festivals. Subsequently we went home."
    if number > 27:
        text += " A sound turnip grows. A sound turnip is both sound and a turnip."
    return text


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """Thirty papers."""
    index = Index(tmp_path / "index", "a library")
    with index.locked():
        index.update([(number, paper(f"Case {number}", text_of(number))) for number in range(1, 31)], 1)
    return index


def rising(index: Index, *periods: Sequence[int], most: int = 50) -> list[Risen]:
    """Return what rises; papers are read as they were written."""
    return index.rising(periods, lambda papers: [Stemmed.of(text_of(number)) for number in papers], most)


def terms(index: Index, *periods: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """Return what rises, with the papers of each period that have it."""
    return {each.text: each.papers for each in rising(index, *periods)}


def test_what_is_new_rises(index: Index) -> None:
    """A pair stands for its words, not for what they meet; what all say, what is said but once, is no topic."""
    assert terms(index, range(5), range(1, 21), range(21, 31)) == {
        "lantern festivals": (0, 0, 10),
        "sound turnip": (0, 0, 3),
    }


def test_the_surest_first(index: Index) -> None:
    """Terms stand by their scores, and no more of them than are wanted."""
    found = rising(index, range(1, 21), range(21, 31))
    assert [each.text for each in found] == ["lantern festivals", "sound turnip"]
    assert found[0].score > found[1].score > 0
    assert rising(index, range(1, 21), range(21, 31), most=1) == found[:1]


def test_shuffled_papers_tell_of_hints_alone(tmp_path: Path) -> None:
    """Of papers on the same topics, whichever are the newer ones, next to nothing rises for sure."""
    rng = np.random.default_rng(3)
    index = Index(tmp_path / "index", "a library")
    texts = [
        " ".join(f"{word} {word}." for word in rng.choice(300, 30, replace=False).astype("U5")) for _ in range(400)
    ]
    texts = [text.translate(str.maketrans("0123456789", "abcdefghij")) for text in texts]
    with index.locked():
        index.update([(number, paper(f"Case {number}", text)) for number, text in enumerate(texts, start=1)], 1)
    sure = hints = 0
    for _ in range(10):
        papers = rng.permutation(np.arange(1, 401))
        found = index.rising(
            [papers[:200].tolist(), papers[200:].tolist()], lambda ids: [Stemmed.of(texts[i - 1]) for i in ids], 50
        )
        sure += sum(each.is_sure for each in found)
        hints += len(found)
    assert sure < 10 < hints


def test_what_was_there_before_does_not_rise(index: Index) -> None:
    """The same papers, none, or the other way round: nothing; and nothing that too few papers say."""
    assert terms(index, range(21, 31), range(21, 31)) == {}
    assert terms(index, range(21, 31), range(1, 21)) == {}
    assert terms(index, [], range(21, 31)) == {}
    assert terms(index, range(21, 31), []) == {}
    assert LEAST_PAPERS == 3
    assert terms(index, range(1, 21), range(21, 30)) == {"lantern festivals": (0, 9)}


def test_removed_papers_are_not_counted(index: Index) -> None:
    """What is no paper any more is said by nobody; several segments are one index."""
    with index.locked():
        index.update([(31, paper("Case 31", text_of(21)))], 2, removed=[21, 22])
    assert terms(index, range(1, 21), range(21, 32))["lantern festivals"] == (0, 9)


@given(TEXTS, st.data())
def test_pairs_are_those_of_the_texts(texts: list[tuple[str, str]], data: st.DataObject) -> None:
    """Words next to each other in a title or an abstract, once for each document: as reading the texts finds them."""
    made = Texts()
    for title, abstract in texts:
        made.add({"title": title, "abstract": abstract, "author": "kites turnips"})
    field = dict(made.fields())["stems"]
    known = [term.decode() for term in field.terms_between(0, len(field))]
    documents = data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    wanted = data.draw(st.lists(st.booleans(), min_size=len(known), max_size=len(known)))
    found = pairs_of(field, np.array(documents, bool), np.array(wanted, bool))
    allowed = {term for term, is_wanted in zip(known, wanted, strict=True) if is_wanted}
    expected: Counter[tuple[str, str]] = Counter()
    for parts, is_read in zip(texts, documents, strict=True):
        if is_read:
            expected.update({pair for text in parts for pair in _pairs(text) if allowed.issuperset(pair)})
    assert Counter((known[one], known[other]) for one, other in found.tolist()) == expected


def _pairs(text: str) -> list[tuple[str, str]]:
    found = list(tokens(text))
    return [
        (stem(one.word), stem(other.word)) for one, other in pairwise(found) if not {one.word, other.word} & STOP_WORDS
    ]


COUNTS = st.integers(0, 1000)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_scores(new: int, old: int, more_new: int, more_old: int) -> None:
    """As much is 0, more is above it, and the other way round is as far below."""
    papers_new, papers_old = new + more_new + 1, old + more_old + 1

    def z(new: int, old: int, papers_new: int, papers_old: int) -> float:
        return float(scores(np.array([new]), np.array([old]), papers_new, papers_old)[0])

    assert z(new, old, papers_new, papers_old) == pytest.approx(-z(old, new, papers_old, papers_new))
    assert z(new, new, papers_new, papers_new) == pytest.approx(0)
    if new * papers_old != old * papers_new:
        assert (z(new, old, papers_new, papers_old) > 0) == (new * papers_old > old * papers_new)


@pytest.mark.parametrize(
    ("texts", "form"),
    [
        (["Few-shot learning.", "A few-shot way, few shot."], "few-shot"),
        (["few  shot", "few\nshot"], "few shot"),
        (["Few shots (few shots)"], "few shots"),
        (["few (shots)", "few, shots"], None),
        (["few (shots)", "few shots", "few shots"], "few shots"),
        (["multi-few-shot", "a few-shot-free way"], None),
        (["a few-shot-free way", "few-shot", "few-shot"], "few-shot"),
        (["nothing of it"], None),
        ([], None),
    ],
)
def test_written_as_people_do(texts: list[str], form: str | None) -> None:
    """The form that is most frequent, white space folded; none where the words only meet across a sign."""
    assert written(("few", "shot"), map(Stemmed.of, texts)) == form


def test_single_words_as_people_write_them() -> None:
    """A stem is told as its commonest word, with its case."""
    assert written(("vlms",), [Stemmed.of("VLMs and VLMs, vlms")]) == "VLMs"
    assert written(("reason",), [Stemmed.of("Reasoning reasons by reasoning; reasoning.")]) == "reasoning"


def test_texts_that_cannot_be_read_are_no_fault_of_the_index(index: Index) -> None:
    """What the library says is passed on as it is: nobody need make the index anew."""

    def read(_papers: Sequence[int]) -> Sequence[Stemmed]:
        raise StoreError("The library cannot be read", "Try again.")

    with pytest.raises(StoreError, match="cannot be read"):
        index.rising([range(1, 21), range(21, 31)], read, 50)


def test_a_missing_index_is_told(tmp_path: Path) -> None:
    """Where there is no index, that is what is said."""
    with pytest.raises(SearchError):
        Index(tmp_path / "index", "a library").rising([[1], [2]], lambda _papers: [], 50)
