"""Tags renamed, merged and removed over the library."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.changes import SetTags
from reader.errors import TextError
from reader.library import Library
from reader.papers import Mark, is_within, moved

from .pairs import CLOCKS, KITES, MAPS, TIDES, add

PAPERS = [1, 2, 3, 4]
tags = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join)
libraries = st.lists(st.frozensets(tags, max_size=3), min_size=4, max_size=4)


@pytest.fixture
def shelf(library: Library, tmp_path: Path) -> Library:
    """Four papers, three of them tagged."""
    add(library, tmp_path, "a.txt", KITES, MAPS, TIDES, CLOCKS)
    put(library, [{"nlp", "cv"}, {"nlp/llm"}, {"nlp", "nlp/llm"}, set()])
    return library


def put(library: Library, tagged: list[set[str]] | list[frozenset[str]]) -> None:
    """Give the papers these tags, and no others."""
    for number, each in zip(PAPERS, tagged, strict=True):
        library.change([number], [SetTags(frozenset(each))])


def marks(library: Library) -> list[Mark]:
    """Return the marks of all papers."""
    return [entry.mark for entry in library.entries(PAPERS)]


def tagged(library: Library) -> list[set[str]]:
    """Return the tags of all papers."""
    return [set(mark.tags) for mark in marks(library)]


def test_renaming(shelf: Library) -> None:
    """The tags below come along, one step takes all of it back, and the message counts."""
    done = shelf.rename_tag("#NLP", "language/nlp")
    assert done.message == "renamed nlp to language/nlp in 3 papers"
    assert (done.step.what, done.step.papers) == ("renamed nlp to language/nlp", 3)
    assert tagged(shelf) == [
        {"language/nlp", "cv"},
        {"language/nlp/llm"},
        {"language/nlp", "language/nlp/llm"},
        set(),
    ]
    assert shelf.undo().number == done.step.number
    assert shelf.tags() == {"cv": 1, "nlp": 2, "nlp/llm": 2}


@pytest.mark.parametrize(
    ("old", "new", "message", "counts"),
    [
        ("cv", "nlp", "merged cv into nlp in 1 paper", {"nlp": 2, "nlp/llm": 2}),
        ("nlp/llm", "nlp", "merged nlp/llm into nlp in 2 papers", {"cv": 1, "nlp": 3}),
        ("cv", "nlp/llm", "merged cv into nlp/llm in 1 paper", {"nlp": 2, "nlp/llm": 3}),
        ("nlp", "nlp/misc", "renamed nlp to nlp/misc in 3 papers", {"cv": 1, "nlp/misc": 2, "nlp/misc/llm": 2}),
    ],
)
def test_a_name_in_use_merges(shelf: Library, old: str, new: str, message: str, counts: dict[str, int]) -> None:
    """The message says whether two tags became one."""
    assert shelf.rename_tag(old, new).message == message
    assert shelf.tags() == counts


def test_merging_several(shelf: Library) -> None:
    """All become one, also where one is above another; it is one step."""
    done = shelf.merge_tags(["nlp", "cv", "nlp/llm", "cv"], "topic")
    assert done.message == "merged nlp/llm, nlp, cv into topic in 3 papers"
    assert shelf.tags() == {"topic": 3}
    shelf.undo()
    assert shelf.tags() == {"cv": 1, "nlp": 2, "nlp/llm": 2}


def test_removing(shelf: Library) -> None:
    """The tags below go, too; the message says how many, and undo brings them back."""
    assert shelf.remove_tag("nlp").message == "removed nlp and 1 tag below it from 3 papers"
    assert shelf.tags() == {"cv": 1}
    shelf.undo()
    assert shelf.remove_tag("nlp/llm").message == "removed nlp/llm from 2 papers"


def test_saved_queries_are_told_of(shelf: Library) -> None:
    """They stay as they are; the message counts those that name the old tag."""
    for name, text in (("a", "tag:nlp -is:read"), ("b", "x OR -tag:nlp/*"), ("c", "tag:nlp2 nlp")):
        shelf.save_query(name, text)
    assert shelf.rename_tag("nlp", "x").message == "renamed nlp to x in 3 papers; 2 saved queries still say tag:nlp"
    shelf.undo()
    shelf.forget_query("a")
    assert shelf.remove_tag("nlp").message.endswith("; 1 saved query still says tag:nlp")


def test_what_cannot_be_done(shelf: Library) -> None:
    """A tag that is not there, a name that cannot be one or is too long further down, and the same name: all stays."""
    before = marks(shelf)
    with pytest.raises(TextError, match="no tag “npl”") as unknown:
        shelf.rename_tag("npl", "x")
    assert unknown.value.hint == "Did you mean nlp?"
    for old, new in (("nlp", "a b!"), ("nlp", "none"), ("nlp", "x" * 98), ("nlp", "nlp")):
        with pytest.raises(TextError):
            shelf.rename_tag(old, new)
    with pytest.raises(TextError):
        shelf.remove_tag("zebra")
    assert marks(shelf) == before
    assert shelf.history(1)[0].what.startswith("tagged")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(libraries, tags, tags)
def test_laws_of_renaming(shelf: Library, tagged: list[frozenset[str]], old: str, new: str) -> None:
    """Nothing has the old tag after it, others are where they were, counts stay unless tags merge; undo undoes all."""
    put(shelf, tagged)
    before, counts = marks(shelf), shelf.tags()
    try:
        done = shelf.rename_tag(old, new)
    except TextError:
        assert all(moved(tag, old, new) == tag for tag in counts)
        return
    after = shelf.tags()
    if not is_within(old, new):
        assert old not in after
    assert not any(is_within(tag, old) and not is_within(tag, new) for tag in after)
    for tag, papers in counts.items():
        if not is_within(tag, old) and not is_within(tag, new):
            assert after[tag] == papers
    if not done.message.startswith("merged"):
        assert sorted(after.values()) == sorted(counts.values())
    shelf.undo()
    assert marks(shelf) == before
