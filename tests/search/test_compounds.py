"""Words that are written in several ways, and names that are more than letters."""

from pathlib import Path

import pytest

from reader.papers import Paper
from reader.query import And, Node, Phrase, Prefix, Word
from reader.search import Index, highlights
from reader.search.analysis import compounds, stem, words
from reader.search.evaluate import evaluate
from reader.search.hits import Hits
from reader.search.spelling import american

from .reference import scores_of

PAPERS = {
    1: Paper("1", "Few-shot learners", "A pre-trained model in C++, with GPT-4V and o1-preview."),
    2: Paper("2", "Fewshot learners", "A pretrained model in C, with GPT4V; see M^3AE in arXiv:2404.12345."),
    3: Paper(
        "3", "A few shot learners", "We pre trained a model in C#. LoRA+ and BM25 on our dataset.Our code is free."
    ),
    4: Paper("4", "Few were shot", "Training before; DeBERTa-v3 and QLoRA; M3AE; an mod-el of state-of-the-art size."),
    5: Paper("5", "Models", "model " * 9),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An index of the papers above, in two segments."""
    index = Index(tmp_path_factory.mktemp("cache") / "index", "library")
    with index.locked():
        index.update([(number, PAPERS[number]) for number in (1, 2, 3, 4)], 1)
        index.update([(5, PAPERS[5])], 2)
    return index


def found(index: Index, node: Node) -> set[int]:
    """Return the papers that `node` finds."""
    nothing = Hits.of(())
    return set(scores_of(evaluate(node, index.hits, lambda _: nothing, lambda: nothing, 9)) or ())


@pytest.mark.parametrize(
    ("node", "numbers"),
    [
        (Word("few-shot"), {1, 2, 3}),
        (Word("fewshot"), {1, 2, 3}),
        (Word("FewShot"), {1, 2, 3}),
        (And((Word("few"), Word("shot"))), {1, 2, 3, 4}),
        (And((Word("i"), Word("n"))), set()),
        (And((Word("of"), Word("a"), Word("t"))), set()),
        (And((Word("few"), Word("shot"), Word("gpt4v"))), {1, 2}),
        (And((Word("few", "title"), Word("shot", "title"))), {1, 2, 3, 4}),
        (And((Word("few", "title"), Word("shot", "abstract"))), set()),
        (Phrase("few shot"), {1, 3}),
        (Word("pre-trained"), {1, 2, 3}),
        (Word("pretraining"), {1, 2, 3}),
        (Word("gpt-4v"), {1, 2}),
        (Word("GPT4V"), {1, 2}),
        (Word("gpt"), {1}),
        (Word("o1-preview"), {1}),
        (Word("C++"), {1}),
        (Word("c#"), {3}),
        (Word("C"), {1, 2, 3}),
        (Word("lora"), {3}),
        (Word("lora+"), {3}),
        (Prefix("c+"), {1}),
        (Word("BM25"), {3}),
        (Word("M^3AE"), {2, 4}),
        (Word("m3ae"), {2, 4}),
        (Word("2404.12345"), {2}),
        (Word("dataset"), {3}),
        (Word("our-code"), {3}),
        (Word("deberta"), {4}),
        (Word("stateoftheart"), {4}),
        (Word("state-of-the-art"), {4}),
    ],
)
def test_what_is_found(index: Index, node: Node, numbers: set[int]) -> None:
    """Written together, with a hyphen or apart: one finds the other; a phrase in quotes is what it says."""
    assert found(index, node) == numbers


def test_a_slip_is_no_way_to_write_a_word(tmp_path: Path) -> None:
    """A hyphen left over from a line's end in one paper does not make `model` of its halves everywhere."""
    slip = {n: Paper("id", "model", "mod-el" if n == 1 else "mod el" if n == 2 else "") for n in range(1, 201)}
    slip[201] = Paper("id", "halves", "mod el")
    index = Index(tmp_path / "index", "library")
    with index.locked():
        index.update(slip.items(), 1)
    assert 201 not in (scores_of(index.hits(Word("model"))) or {})


def test_both_ways_are_one_word_to_the_ranking(index: Index) -> None:
    """A paper is not better for a hyphen, nor counted twice for a word that is found in two ways."""
    once = scores_of(index.hits(Word("few-shot")))
    again = scores_of(index.hits(Word("fewshot")))
    assert once == again
    assert once
    assert once[1] == pytest.approx(once[2], rel=0.2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Few-shot GPT‑4", ["few-shot", "gpt\u20104"]),
        ("plain words, e.g. these", []),
        ("v3.5 and 2404.12345v2", ["v3.5", "2404.12345v2"]),
        ("end.Start", []),
        ("-lead trail- a--b", []),
        ("M^3AE, x_i", ["m^3ae", "x_i"]),
    ],
)
def test_compounds(text: str, expected: list[str]) -> None:
    """Hyphens, carets, underscores and the points of numbers join; a missing space does not."""
    assert compounds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++ and C#", ["c", "c++", "and", "c", "c#"]),
        ("a+b c++x", ["a", "b", "c", "x"]),
        ("LoRA+.", ["lora", "lora+"]),
        ("c+++", ["c", "c++"]),
    ],
)
def test_signs_at_the_end_of_a_name(text: str, expected: list[str]) -> None:
    """A name with its signs is a word of its own beside the plain one; between two words they are none."""
    assert words(text) == expected


@pytest.mark.parametrize(
    ("british", "us"),
    [
        ("behaviour", "behavior"),
        ("neighbouring", "neighboring"),
        ("tumours", "tumors"),
        ("optimise", "optimize"),
        ("summarisation", "summarization"),
        ("analysed", "analyzed"),
        ("anaesthesia", "anesthesia"),
        ("leukaemia", "leukemia"),
        ("factorised", "factorized"),
    ],
)
def test_british_and_american_are_one(british: str, us: str) -> None:
    """Either spelling finds the other."""
    assert stem(british) == stem(us)


@pytest.mark.parametrize(
    "word",
    [
        "supervised",
        "supervision",
        "precise",
        "noise",
        "raising",
        "likewise",
        "promising",
        "comprises",
        "four",
        "rise",
        "source",
        "journal",
        "hours",
        "surprising",
        "diffuse",
        "use",
        "disguise",
        "sensation",
        "analysis",
        "basis",
    ],
)
def test_words_that_only_look_british(word: str) -> None:
    """They stay as they are."""
    assert american(word) == word


@pytest.mark.parametrize(
    ("leaves", "marked"),
    [
        ([Word("fewshot")], ["few", "shot", "few", "shot", "Fewshot"]),
        ([Word("few"), Word("shot")], ["few", "shot", "few", "shot", "Fewshot", "few"]),
        ([Word("few-shot")], ["few", "shot", "few", "shot", "Fewshot", "few"]),
        ([Word("C++")], ["C++"]),
        ([Word("stateoftheart")], ["state", "of", "the", "art"]),
    ],
)
def test_what_is_marked(leaves: list[Word], marked: list[str]) -> None:
    """Whatever way a word is written in the text, all of it is marked."""
    text = "A few-shot, few shot, Fewshot state-of-the-art in C++; a few more"
    assert [text[start:end] for start, end in highlights(text, leaves, "title")] == marked
