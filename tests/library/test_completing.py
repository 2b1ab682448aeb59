from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.changes import AddTag
from reader.library import Library, Vocabulary, nearest, offers
from reader.query import SortKey, parse

from .pairs import CLOCKS, KITES, MAPS, TIDES, add

KNOWN = Vocabulary(
    tags={"nlp": 5, "nlp/*": 4, "nlp/llm": 3, "nlp/rag": 1, "vision": 1},
    dumps={"mar 14.txt": 12, "mar_07.txt": 9, 'a "b".txt': 1},
    saved=("to read", "today"),
    searches=("is:unread kites", "kites", "tag:nlp", "flying kites"),
    pages=("2025-03", "2025-03-14", "2024-12", "2024-12-31"),
)
STATES = {"is:unread": 7, "has:code": 2}


def offered(line: str, known: Vocabulary = KNOWN) -> list[str]:
    """Return what is offered at `^`."""
    return [offer.text for offer in offers(line.replace("^", ""), line.index("^"), known, STATES)]


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("^", []),
        ("s^", []),
        ("so^", ["source:", "sort:"]),
        ("graph Ti^", ["title:"]),
        ("kit^", ["kites", "is:unread kites", "flying kites"]),
        ("kites^", ["is:unread kites", "flying kites"]),
        ("ki^tes", []),
        ("tag:^", ["nlp", "nlp/*", "nlp/llm", "nlp/rag", "vision", "none", "tag:nlp"]),
        ("-tag:nlp/^", ["nlp/*", "nlp/llm", "nlp/rag"]),
        ("tag:nlp^", ["nlp/*", "nlp/llm", "nlp/rag"]),
        ("tag:(vision OR l^)", ["nlp", "nlp/*", "nlp/llm", "nlp/rag"]),
        ("tag:LLM^", ["nlp/llm"]),
        ("tag:visoin^", ["vision"]),
        ("tag:xyzzy^", []),
        ("source:^", ['"mar 14.txt"', "mar_07.txt", '"a *b*.txt"']),
        ('source:"mar 1^', ['"mar 14.txt"']),
        ("is:un^", ["unread", "is:unread kites"]),
        ("has:co^", ["code"]),
        ("page:^", ["2025-03", "2025-03-14", "2024-12", "2024-12-31"]),
        ("page:2025^", ["2025-03", "2025-03-14"]),
        ("sort:ti^", ["title", "rating"]),
        ("sort:-^", [f"-{key}" for key in get_args(SortKey)]),
        ("title:kit^", []),
        ('"so^', []),
    ],
)
def test_what_is_offered(line: str, texts: list[str]) -> None:
    """Fields after two letters, values after a colon, earlier queries that begin so or hold it; else nothing."""
    assert offered(line) == texts


def test_offers_are_counted() -> None:
    """Tags, dumps and states come with their papers, as far as somebody counted them."""
    assert [offer.papers for offer in offers("tag:nlp/", 8, KNOWN, {})] == [4, 3, 1]
    assert [offer.papers for offer in offers("is:unr", 6, KNOWN, STATES)] == [7, None]
    assert [offer.papers for offer in offers("is:unr", 6, KNOWN, {})] == [None, None]


def test_there_are_never_many() -> None:
    """Nine at most; among many values, some room is left for earlier queries."""
    many = Vocabulary({f"t{n}": 1 for n in range(99)}, {}, (), tuple(f"tag:t{n}" for n in range(99)))
    assert offered("tag:t^", many) == ["t0", "t1", "t2", "t3", "t4", "t5", "tag:t0", "tag:t1", "tag:t2"]
    assert len(offered("xx tag:t^", many)) == 9


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("kites tag:n^", "kites tag:nlp ^"),
        ("-tag:(n^", "-tag:(nlp ^"),
        ("tag:(n^)", "tag:(nlp^)"),
        ("tag:n^ kites", "tag:nlp^ kites"),
        ("so^", "source:^"),
        ('source:"mar 1^4" kites', 'source:"mar 14.txt"^ kites'),
        ("flyi^", "flying kites^"),
    ],
)
def test_taken(line: str, taken: str) -> None:
    """It comes in the place of what was typed, the cursor behind it, ready for the next word."""
    text = line.replace("^", "")
    after, cursor = offers(text, line.index("^"), KNOWN, {})[0].taken(text)
    assert f"{after[:cursor]}^{after[cursor:]}" == taken


@given(st.text(st.sampled_from('abnlp/* -():"~'), max_size=20), st.sampled_from(["tag:", "source:", "is:", "so"]))
def test_what_is_taken_can_be_meant(before: str, last: str) -> None:
    """No offer makes a query that cannot be meant of one that can."""
    line = f"{before}{last}"
    for offer in offers(line, len(line), KNOWN, {}):
        parse(offer.taken(line)[0])


def test_the_vocabulary_of_a_library(library: Library, tmp_path: Path) -> None:
    """Tags and branches by how many papers have them, each paper once; dumps, queries and editions newest first."""
    add(library, tmp_path, "one.txt", KITES, MAPS)
    add(library, tmp_path, "two.txt", MAPS, TIDES, CLOCKS)
    library.change([1, 2], [AddTag("a/b/c"), AddTag("a/d")])
    library.change([1, 2, 3], [AddTag("z")])
    library.remember(parse("kites"))
    library.remember(parse("maps"))
    known = library.vocabulary()
    assert list(known.tags.items()) == [("z", 3), ("a/*", 2), ("a/b/*", 2), ("a/b/c", 2), ("a/d", 2)]
    assert list(known.dumps.items()) == [("two.txt", 3), ("one.txt", 2)]
    assert known.searches == ("maps", "kites")
    assert known.pages == ("2024-03", "2024-03-14")


def test_states_are_counted(library: Library, tmp_path: Path) -> None:
    """Each of `is:` and `has:` is told with what a search for it finds."""
    add(library, tmp_path, "one.txt", KITES, MAPS)
    counts = library.count_states()
    assert (counts["is:unread"], counts["is:read"], counts["has:code"]) == (2, 0, 1)
    assert {text: library.find(parse(text)).total for text in counts} == counts


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("", ["nlp", "nlp/llm", "vision"]),
        ("NL", ["nlp", "nlp/llm"]),
        ("ll", ["nlp/llm"]),
        ("visoin", ["vision"]),
        ("xyzzy", []),
    ],
)
def test_nearest(word: str, names: list[str]) -> None:
    """All for nothing; what begins so, then what holds it, else what is like it, for a word."""
    assert nearest(word, ["nlp", "nlp/llm", "vision"], 8) == names
