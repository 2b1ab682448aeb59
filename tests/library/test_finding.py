from datetime import timedelta
from pathlib import Path

import pytest

from reader.changes import AddTag, Bookmark, Change, Rate, SetNote, SetStatus
from reader.library import Count, Library
from reader.papers import Status
from reader.paths import Paths
from reader.query import Query, Sort, parse
from tests.clock import Clock
from tests.dumps.pages import papers, save_page

from .pairs import CLOCKS, KITES, MAPS, TIDES, add, titles


@pytest.fixture
def filled(library: Library, clock: Clock, tmp_path: Path) -> Library:
    """Kites and maps of one day, tides and maps again of the next, clocks of the third; some marked."""
    add(library, tmp_path, "one.txt", KITES, MAPS)
    clock.move(days=1)
    add(library, tmp_path, "two.txt", TIDES, MAPS, heading="Mar 15")
    clock.move(days=1)
    add(library, tmp_path, "three.txt", CLOCKS, heading="Mar 16")
    mark(library, KITES, Bookmark(), Rate(3), AddTag("sky/wind"))
    mark(library, TIDES, SetStatus(Status.READ, clock.move(hours=1)))
    mark(library, KITES, SetStatus(Status.READ, clock.move(hours=1)))
    mark(library, CLOCKS, Rate(5), AddTag("sky"))
    return library


def mark(library: Library, pair: tuple[str, str], *changes: Change) -> None:
    """Change the mark of the paper with this title."""
    (number,) = [e.number for e in library.entries(range(1, len(library) + 1)) if e.paper.title == pair[0]]
    assert library.change([number], changes)


def short(library: Library, text: str) -> str:
    """Return the first letters of the titles that a query finds, in order."""
    letters = {KITES[0]: "K", MAPS[0]: "M", TIDES[0]: "T", CLOCKS[0]: "C"}
    return "".join(letters[title] for title in titles(library, text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "CTKM"),
        ("sort:added", "CTKM"),
        ("sort:-added", "MKTC"),
        ("sort:title", "MCKT"),
        ("sort:-title", "TKCM"),
        ("sort:read", "KTMC"),
        ("sort:-read", "TKMC"),
        ("sort:rating", "CKMT"),
        ("sort:-rating", "MTKC"),
        ("sort:seen", "MKTC"),
        ("sort:-seen", "KTCM"),
        ("sort:relevance", "CTKM"),
        ("sort:-relevance", "MKTC"),
        ("kites", "KM"),
        ("kites sort:-relevance", "MK"),
        ("kites sort:added", "KM"),
        ("kites OR tides sort:title", "MKT"),
        ("limit:2", "CT"),
        ("kites limit:1", "K"),
        ("sort:title limit:3", "MCK"),
        ("limit:999", "CTKM"),
    ],
)
def test_orders(filled: Library, text: str, found: str) -> None:
    """Newest first in the order of the page, by relevance where there are words, else as asked for; then the limit."""
    assert short(filled, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kites folding", "M"),
        ("kites -folding", "K"),
        ("kites -title:kites", "M"),
        ("title:kites", "K"),
        ("abstract:kites", "KM"),
        ("kites is:read", "K"),
        ("kites is:unread", "M"),
        ("is:read", "TK"),
        ("-is:read", "CM"),
        ("is:unread -kites", "C"),
        ("tides OR is:bookmarked", "TK"),
        ("(tides OR kites) -is:read", "M"),
        ("-(kites OR tides)", "C"),
        ('"state of the art"', "T"),
        ('"state art"', ""),
        ("cafe", "C"),
        ("fold*", "M"),
        ("has:code", "K"),
        ("tag:sky", "C"),
        ("tag:sky/*", "K"),
        ("tag:none", "TM"),
        ("source:two", "TM"),
        ("is:recurring", "M"),
        ("the", "CTKM"),
        ("the kites", "KM"),
        ("-the kites", "KM"),
        ("zebras", ""),
        ("-zebras", "CTKM"),
        ("zebras OR the", ""),
        ("a", "CTKM"),
    ],
)
def test_words_and_states(filled: Library, text: str, found: str) -> None:
    """Words, phrases, fields, marks and dumps combine; stop words alone restrict nothing."""
    assert sorted(short(filled, text)) == sorted(found)


def test_results_tell_about_themselves(filled: Library) -> None:
    """They know the query, the order that was used, how many there are in all, and how well each fits."""
    results = filled.find(parse("kites limit:1"))
    assert (results.query, results.order, results.total, len(results.numbers)) == (
        parse("kites limit:1"),
        Sort("relevance"),
        2,
        1,
    )
    best, other = sorted(results.scores.values(), reverse=True)
    assert results.scores[results.numbers[0]] == best > other > 0
    assert filled.find(Query()).order == Sort("added")
    assert filled.find(Query()).scores == {}
    assert filled.find(parse("is:read sort:relevance")).order == Sort("added")


def test_equal_scores_keep_the_order_of_age(library: Library, tmp_path: Path) -> None:
    """Papers that fit alike come as they came in."""
    pairs = [(f"Case {n} of the Lantern", f"We study case {n}. Our lanterns are all alike.") for n in (4, 2, 9, 7)]
    add(library, tmp_path, "a.txt", *pairs)
    assert titles(library, "lanterns") == [title for title, _ in pairs]


def test_page_order_within_a_day(library: Library, clock: Clock, tmp_path: Path) -> None:
    """With no query, the newest dumps come first and each reads as its page does."""
    old, new = papers(20, seed=5), papers(20, seed=6)
    library.add([save_page(tmp_path / "a.txt", old)])
    clock.move(days=1)
    library.add([save_page(tmp_path / "b.txt", new)])
    known = {title for title, _ in old}
    assert titles(library, "") == [title for title, _ in new if title not in known] + [title for title, _ in old]


def test_an_empty_library(library: Library, home: Paths) -> None:
    """Every query finds nothing there, and none makes an index."""
    for text in ("", "kites", "-kites", "is:read OR x*", "sort:title"):
        assert list(library.find(parse(text)).numbers) == []
    assert not home.index.exists()


def test_new_papers_are_found_at_once(filled: Library, tmp_path: Path) -> None:
    """What was added or reworded since the last search is found by its new words, and not by its old ones."""
    assert titles(filled, "lanterns") == []
    longer = (KITES[0], KITES[1].replace("strings", "lanterns") + " Lanterns are lighter than they look.")
    add(filled, tmp_path, "new.txt", longer)
    assert titles(filled, "lanterns") == [KITES[0]]
    assert titles(filled, "title:strings") == [KITES[0]]
    assert titles(filled, "abstract:strings") == []


@pytest.mark.parametrize("text", ["foo", "foo bar", '"foo bar"', "foo~", "foo -bar"])
def test_nothing_was_meant_where_nothing_is(library: Library, text: str) -> None:
    """In a library to which nothing was ever added a search finds nothing, and there is nothing to suggest."""
    results = library.find(parse(text))
    assert results.total == 0
    assert library.suggestion(results) is None


def test_another_program_adds(filled: Library, home: Paths, clock: Clock, tmp_path: Path) -> None:
    """What another program adds and marks is found here too."""
    assert titles(filled, "lanterns") == []
    with Library(home, now=clock) as other:
        add(other, tmp_path, "new.txt", ("Lanterns in the Night", "We light lanterns. It works well."))
        other.change([1], [SetStatus(Status.UNREAD, clock())])
    assert titles(filled, "lanterns") == ["Lanterns in the Night"]
    assert short(filled, "kites is:unread") == "KM"


@pytest.mark.parametrize("field", ["title", "abstract"])
def test_highlights(filled: Library, field: str) -> None:
    """The words of the query are shown where they stand, but not those of another field or of what is excluded."""
    text = "Kites over maps"
    query = parse(f"{field}:kites -maps is:read")
    where = filled.highlights(text, "title", query)
    assert [text[start:end] for start, end in where] == (["Kites"] if field == "title" else [])
    assert filled.highlights(text, "title", Query()) == []


def test_sources_tags_and_stats(filled: Library, clock: Clock) -> None:
    """The library in numbers, newest dump first, most used tag first."""
    assert [(s.file, s.page_date, s.papers, s.unread) for s in filled.sources()] == [
        ("three.txt", "Mar 16", 1, 1),
        ("two.txt", "Mar 15", 2, 1),
        ("one.txt", "Mar 14", 2, 1),
    ]
    assert filled.sources()[0].added == clock() - timedelta(hours=2)
    mark(filled, MAPS, AddTag("sky"))
    assert filled.tags() == {"sky": 2, "sky/wind": 1}
    stats = filled.stats()
    assert (stats.papers, stats.dumps, stats.recurring) == (4, 3, 1)
    assert stats.statuses == {"unread": 2, "reading": 0, "read": 2, "skipped": 0}
    assert (stats.bookmarked, stats.tagged, stats.noted) == (1, 3, 0)
    assert [(tag.tag, tag.papers) for tag in stats.tags] == [("sky", 2), ("sky/wind", 1)]


@pytest.mark.parametrize("text", ["reviewed", "note:reviewed", "reviewed words:>0"])
def test_what_was_found_is_not_remembered_too_long(filled: Library, tmp_path: Path, text: str) -> None:
    """A note that comes and goes, a paper that comes and goes: the same query finds it and does not."""
    alone = text.startswith("note:")
    assert short(filled, text) == ""
    mark(filled, KITES, SetNote("reviewed by me"))
    assert short(filled, text) == "K"
    mark(filled, KITES, Bookmark(on=False))
    assert short(filled, text) == "K"
    filled.undo()
    filled.undo()
    assert short(filled, text) == ""
    add(filled, tmp_path, "four.txt", ("A Paper on Papers", "It says how papers are reviewed, " * 9))
    assert len(titles(filled, text)) == (0 if alone else 1)
    filled.undo()
    assert titles(filled, text) == []


def test_counts_follow_the_marks(filled: Library) -> None:
    """How many are unread is what it is now; so it is where nothing is found, or all."""
    assert [filled.count(parse(text)) for text in ("", "zebra", "kites", "limit:2")] == [
        Count(4, 2),
        Count(0, 0),
        Count(2, 1),
        Count(2, 1),
    ]
    filled.undo()  # the tag of the clocks
    filled.undo()  # the kites are read
    assert [filled.count(parse(text)) for text in ("", "kites")] == [Count(4, 3), Count(2, 2)]
