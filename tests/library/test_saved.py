"""Saved queries: kept by the library or in config.yaml, counted, and parts of other queries."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.changes import AddTag, SetStatus
from reader.errors import QueryError, SettingsError, TextError
from reader.library import Count, Library, SavedQuery, check_queries
from reader.papers import Status
from reader.paths import Paths
from reader.query import parse, words

from ..clock import Clock
from .pairs import CLOCKS, KITES, MAPS, TIDES, add, titles

CONFIGURED = {"New": "is:unread  AND -tag:none", "lucky": "sort:random limit:1"}


@pytest.fixture
def shelf(home: Paths, tmp_path: Path, clock: Clock) -> Iterator[Library]:
    """Four papers, one of them read, two tagged; two queries stand in config.yaml."""
    with Library(home, queries=lambda: CONFIGURED, now=clock) as library:
        add(library, tmp_path, "march.txt", KITES, MAPS, TIDES, CLOCKS)
        kites, maps, *_ = library.find(parse("")).numbers
        library.change([kites], [SetStatus(Status.READ, clock())])
        library.change([kites, maps], [AddTag("toys")])
        yield library


def test_saving(shelf: Library) -> None:
    """A query is saved as it prints, and listed with those of config.yaml by name."""
    assert shelf.save_query(" to  read ", "kites  OR  tag:Toys") is None
    assert shelf.saved() == [
        SavedQuery("lucky", "sort:random limit:1", configured=True),
        SavedQuery("New", "is:unread -tag:none", configured=True),
        SavedQuery("to read", "kites OR tag:toys", configured=False),
    ]


def test_saving_again(shelf: Library) -> None:
    """What had the name before is told, in whatever case, and gone."""
    shelf.save_query("mine", "kites")
    assert shelf.save_query("MINE", "maps") == SavedQuery("MINE", "kites", configured=False)
    assert titles(shelf, "list:mine") == titles(shelf, "maps")
    assert shelf.save_query("mine", "maps") == SavedQuery("mine", "maps", configured=False)


@pytest.mark.parametrize(
    ("name", "text", "error", "message"),
    [
        ("", "kites", TextError, "needs a name"),
        ("x" * 61, "kites", TextError, "too long"),
        ("a", "", TextError, "says nothing"),
        ("a", "tag:", TextError, "says nothing"),
        ("a", "is:foo", QueryError, "is:foo"),
        ("a", "list:gone", QueryError, "no saved query “gone”"),
        ("a", "list:A kites", QueryError, "needs itself: a → a"),
        ("mine", "-list:other", QueryError, "needs itself: mine → other → mine"),
        ("new", "kites", TextError, "“new” stands in config.yaml"),
    ],
)
def test_what_cannot_be_saved(shelf: Library, name: str, text: str, error: type[Exception], message: str) -> None:
    """Nothing is saved that could never be asked; the reason is told."""
    shelf.save_query("mine", "maps")
    shelf.save_query("other", "list:mine tides")
    before = shelf.saved()
    with pytest.raises(error, match=message):
        shelf.save_query(name, text)
    assert shelf.saved() == before


def test_forgetting(shelf: Library) -> None:
    """What is removed is given back, as it was called."""
    shelf.save_query("Mine", "maps")
    assert shelf.forget_query("mine") == SavedQuery("Mine", "maps", configured=False)
    assert [saved.name for saved in shelf.saved()] == ["lucky", "New"]


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("mien", "There is no saved query “mien”", "Did you mean mine?"),
        ("zzz", "There is no saved query “zzz”", "`reader saved` lists them."),
        ("NEW", "“NEW” stands in config.yaml", "Reader never writes that file"),
    ],
)
def test_what_cannot_be_forgotten(shelf: Library, name: str, message: str, hint: str) -> None:
    """A name that is not there gets the nearest one; config.yaml is the user's."""
    shelf.save_query("mine", "maps")
    with pytest.raises(TextError, match=message) as raised:
        shelf.forget_query(name)
    assert hint in raised.value.hint
    assert len(shelf.saved()) == 3


def test_saved_queries_are_parts_of_others(shelf: Library) -> None:
    """Their conditions are met, their words are ranked and marked as if typed, their order does not matter."""
    shelf.save_query("strings", "kites sort:title")
    shelf.save_query("both", "list:strings tag:toys")
    results = shelf.find(parse("list:both"))
    typed = shelf.find(parse("kites tag:toys"))
    assert (results.scores, results.order) == (typed.scores, typed.order)
    assert list(results.numbers) == list(typed.numbers)
    assert str(results.query) == "list:both"
    assert words(results.meant) == words(typed.query)
    assert titles(shelf, "-list:both") == titles(shelf, "-(kites tag:toys)")
    assert len(titles(shelf, "list:lucky")) == 4
    assert titles(shelf, "list:new") == [MAPS[0]]


def test_unknown_names(shelf: Library) -> None:
    """A name that is not there is an error with the nearest one; one that is still being typed says nothing."""
    with pytest.raises(QueryError, match="no saved query “nwe”") as raised:
        shelf.find(parse("kites list:nwe"))
    assert raised.value.column == 11
    assert raised.value.hint == "Did you mean list:New?"
    assert str(shelf.find(parse("kites list:n", typing=True)).meant) == "kites"


def test_removing_a_part_breaks_the_whole(shelf: Library) -> None:
    """Who needed it says so when it is asked, and can be mended."""
    shelf.save_query("part", "maps")
    shelf.save_query("whole", "list:part is:unread")
    shelf.forget_query("part")
    with pytest.raises(QueryError, match="no saved query “part”, which “whole” needs"):
        shelf.find(parse("list:whole"))
    shelf.save_query("part", "tides")
    assert titles(shelf, "list:whole") == [TIDES[0]]


@pytest.mark.parametrize(
    ("text", "papers", "unread"),
    [("", 4, 3), ("kites", 2, 1), ("is:read", 1, 0), ("sort:title limit:2", 2, 2), ("list:new", 1, 1), ("zebra", 0, 0)],
)
def test_counting(shelf: Library, text: str, papers: int, unread: int) -> None:
    """A query is counted as it would be listed."""
    assert shelf.count(parse(text)) == Count(papers, unread)


@pytest.mark.parametrize(
    ("queries", "message", "hint"),
    [
        ({"a": "x is:xyz"}, "the query “a” cannot be meant, at 6: There is no “is:xyz”.", "is: takes"),
        ({"a": "tag:"}, "the query “a” says nothing", "is:unread"),
        ({" ": "x"}, "A saved query needs a name", "to read"),
        ({'a"b': "x"}, "cannot be a name", "queries put names"),
        ({"a": "x", "A ": "y"}, "there are two queries “A”", "Case"),
    ],
)
def test_what_cannot_stand_in_the_configuration(home: Paths, queries: dict[str, str], message: str, hint: str) -> None:
    """The error names config.yaml, the query and what is wrong with it; the other queries can be used."""
    with Library(home, queries=lambda: {**queries, "whole": "is:unread"}) as library:
        assert "whole" in [saved.name for saved in library.saved()]
        assert library.find(parse("list:whole")).total == 0
    with pytest.raises(SettingsError) as raised:
        check_queries(queries)
    assert raised.value.message.startswith("config.yaml")
    assert message in raised.value.message
    assert hint in raised.value.hint


def test_the_configuration_comes_first(shelf: Library, home: Paths) -> None:
    """Where a name stands in both places, that of config.yaml counts."""
    shelf.save_query("mine", "maps")
    with Library(home, queries=lambda: {"Mine": "tides"}) as other:
        assert other.saved() == [SavedQuery("Mine", "tides", configured=True)]
        assert titles(other, "list:mine") == titles(other, "tides")
