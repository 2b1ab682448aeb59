"""For you: what marks make of the order of papers, and why."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from reader.changes import Bookmark, Change, Rate, SetStatus
from reader.errors import PaperError, TextError
from reader.library import Library
from reader.papers import Entry, Status
from reader.paths import Paths
from reader.query import parse
from tests.clock import Clock
from tests.dumps.pages import save_page

KITES = [
    ("Kites on Strings", "Kites fly on strings; the wind carries each kite."),
    ("Kites at Night", "At night the wind lifts kites, and strings glow."),
    ("Kites over Rivers", "A kite crosses rivers when the wind and the strings hold."),
    ("Kites of Paper", "Paper kites tear in the wind, but their strings do not."),
    ("Kites by Number", "We count kites, their strings, and the wind."),
]
TURNIPS = [
    ("Turnips in Gardens", "Turnips grow in gardens, and gardeners water turnips."),
    ("Turnips in Winter", "In winter gardens sleep, and turnips with them."),
    ("Turnips for Soup", "Soup of turnips from gardens warms gardeners."),
    ("Turnips at Market", "Gardeners sell turnips of their gardens."),
]
CLOCKS = [("Clocks", "Clocks strike twelve, and their hands turn."), ("Old Clocks", "Hands of old clocks turn slowly.")]


@pytest.fixture
def filled(library: Library, tmp_path: Path) -> Library:
    """Papers on kites, turnips and clocks."""
    library.add([save_page(tmp_path / "one.txt", KITES + TURNIPS + CLOCKS)])
    return library


def entry(library: Library, title: str) -> Entry:
    """Return the paper with a title."""
    return next(each for each in library.entries(range(1, 12)) if each.paper.title == title)


def mark(library: Library, change: Change, papers: Iterable[tuple[str, str]]) -> None:
    """Change the marks of papers."""
    assert library.change([entry(library, title).number for title, _ in papers], [change])


def titles(library: Library, text: str) -> list[str]:
    """Return the titles that a query finds."""
    return [each.paper.title for each in library.entries(library.find(parse(text)).numbers)]


def skip(library: Library) -> SetStatus:
    """Return the change that skips."""
    return SetStatus(Status.SKIPPED, library.now)


@pytest.fixture
def kite_flyer(filled: Library) -> Library:
    """Somebody who bookmarked three papers on kites, and skipped two on turnips."""
    mark(filled, Bookmark(), KITES[:3])
    mark(filled, skip(filled), TURNIPS[:2])
    return filled


def test_before_anything_is_said(filled: Library) -> None:
    """The order is that of what trends, all unread papers may be for you, and it is told how many marks are missing."""
    assert filled.foryou.readiness().message == "Bookmark, rate or skip some papers first: 0 of 5."
    results = filled.find(parse("sort:foryou"))
    assert list(results.numbers) == list(filled.find(parse("sort:trending")).numbers)
    assert str(results.order) == "sort:trending"
    assert titles(filled, "is:foryou sort:title") == titles(filled, "is:unread sort:title")
    mark(filled, Bookmark(), KITES[:4])
    assert filled.foryou.readiness().message == "Bookmark, rate or skip some papers first: 4 of 5."
    assert filled.foryou.why(entry(filled, "Clocks")) == []
    assert filled.foryou.score(entry(filled, "Clocks")) == 0


def test_nothing_but_skipped(filled: Library) -> None:
    """Who only skips is told that something must be liked."""
    mark(filled, skip(filled), TURNIPS + CLOCKS)
    assert filled.foryou.readiness().message == "Nothing is liked yet: bookmark a paper, or give it four stars."
    assert str(filled.find(parse("sort:foryou")).order) == "sort:trending"


def test_the_order(kite_flyer: Library) -> None:
    """What is like the bookmarks comes first, what is like the skipped last; words and states narrow it."""
    ordered = titles(kite_flyer, "sort:foryou")
    assert set(ordered[:5]) == {title for title, _ in KITES}
    assert set(ordered[-4:]) == {title for title, _ in TURNIPS}
    assert titles(kite_flyer, "sort:-foryou") == ordered[::-1] or len(set(ordered)) == len(ordered)
    assert titles(kite_flyer, "sort:foryou is:unread -is:bookmarked limit:2") == [
        title for title in ordered if title in {"Kites of Paper", "Kites by Number"}
    ]
    assert titles(kite_flyer, "hands sort:foryou") == [title for title in ordered if "Clocks" in title]


def test_what_is_for_you(kite_flyer: Library) -> None:
    """Unread papers of which nothing was said, and that are to the taste; counted as every state is."""
    assert set(titles(kite_flyer, "is:foryou")) == {"Kites of Paper", "Kites by Number"}
    assert titles(kite_flyer, "is:foryou paper") == ["Kites of Paper"]
    assert kite_flyer.count(parse("is:foryou")).papers == 2
    assert len(titles(kite_flyer, "-is:foryou")) == 9


def test_each_mark_counts_at_once(kite_flyer: Library) -> None:
    """A mark is learned from when the list is asked for next, and unlearned when it is undone."""
    before = titles(kite_flyer, "sort:foryou")
    mark(kite_flyer, Rate(5), TURNIPS[2:])
    mark(kite_flyer, Rate(1), KITES[3:])
    after = titles(kite_flyer, "sort:foryou")
    assert after.index("Turnips at Market") < before.index("Turnips at Market")
    kite_flyer.undo()
    kite_flyer.undo()
    assert titles(kite_flyer, "sort:foryou") == before


def test_papers_that_come_later_are_ranked(kite_flyer: Library, tmp_path: Path) -> None:
    """A new dump needs no new marks."""
    kite_flyer.add([save_page(tmp_path / "two.txt", [("Kites Anew", "The wind lifts kites on strings.")])])
    assert "Kites Anew" in titles(kite_flyer, "is:foryou")


def test_why(kite_flyer: Library) -> None:
    """The terms that moved a paper, in its own words, and they sum up to its score."""
    kites, turnips = entry(kite_flyer, "Kites by Number"), entry(kite_flyer, "Turnips for Soup")
    pulls = kite_flyer.foryou.why(kites)
    assert {"Kites", "strings", "wind"} <= {pull.word for pull in pulls if pull.adds > 0}
    assert sum(pull.adds for pull in pulls) == pytest.approx(kite_flyer.foryou.score(kites), abs=1e-5)
    assert next(iter(kite_flyer.foryou.why(turnips))).adds < 0


def test_less_of_a_term(kite_flyer: Library, home: Paths, clock: Clock) -> None:
    """What has the term goes down; it is one step, that is undone and done again, also by another program."""
    kites = entry(kite_flyer, "Kites of Paper")
    before = kite_flyer.foryou.score(kites)
    step = kite_flyer.foryou.want_less(["Strings"])
    assert step
    assert (step.what, step.title, step.papers) == ("less of “Strings”", "Strings", 0)
    lower = kite_flyer.foryou.score(kites)
    assert lower < before
    assert [pull.adds < 0 for pull in kite_flyer.foryou.why(kites) if pull.term == "string"] == [True]
    assert [(each.term, each.word) for each in kite_flyer.foryou.less()] == [("string", "Strings")]
    assert kite_flyer.foryou.want_less(["string"]) is None
    with Library(home, now=clock) as other:
        assert other.undo().what == "less of “Strings”"
        assert other.foryou.less() == []
    assert kite_flyer.foryou.score(kites) == before
    kite_flyer.redo()
    assert kite_flyer.foryou.score(kites) == lower
    assert [detail.changes for detail in kite_flyer.details(step, 5)] == [("less of it",)]
    assert kite_flyer.foryou.no_longer_less("STRINGS").word == "Strings"
    assert kite_flyer.foryou.score(kites) == before


def test_less_of_a_paper(kite_flyer: Library) -> None:
    """It is skipped, and its loudest term speaks against others from then on: one step, undone as one."""
    kites = entry(kite_flyer, "Kites of Paper")
    (loudest, *_) = kite_flyer.foryou.why(kites)
    step = kite_flyer.foryou.want_less_like(kites)
    assert step
    assert step.what == f"skipped and less of “{loudest.word}”"
    assert (step.title, step.papers) == ("Kites of Paper", 1)
    assert kite_flyer.touched(step) == [kites.number]
    assert entry(kite_flyer, "Kites of Paper").mark.status is Status.SKIPPED
    assert [detail.title for detail in kite_flyer.details(step, 5)] == [loudest.word, "Kites of Paper"]
    kite_flyer.undo()
    assert entry(kite_flyer, "Kites of Paper").mark == kites.mark
    assert kite_flyer.foryou.less() == []
    kite_flyer.redo()
    assert entry(kite_flyer, "Kites of Paper").mark.status is Status.SKIPPED


def test_less_of_a_paper_while_nothing_is_learned(filled: Library) -> None:
    """It is skipped, and no more; skipped already, there is nothing to do."""
    step = filled.foryou.want_less_like(entry(filled, "Clocks"))
    assert step
    assert step.what == "skipped"
    assert filled.foryou.want_less_like(entry(filled, "Clocks")) is None


def test_less_of_several_papers(kite_flyer: Library) -> None:
    """All are skipped, and the loudest term of each counts, as one step, undone as one."""
    both = [entry(kite_flyer, title) for title in ("Kites of Paper", "Kites by Number")]
    loudest = {kite_flyer.foryou.why(each)[0].term for each in both}
    step = kite_flyer.foryou.want_less_like(*both)
    assert step
    assert step.papers == 2
    assert {each.term for each in kite_flyer.foryou.less()} == loudest
    kite_flyer.undo()
    assert (kite_flyer.foryou.less(), [each.status for each in kite_flyer.marks([b.number for b in both])]) == (
        [],
        [Status.UNREAD] * 2,
    )


def test_a_step_of_many_terms(kite_flyer: Library) -> None:
    """It names the first, and how many more."""
    step = kite_flyer.foryou.want_less(["ants", "bees", "cows", "dogs", "emus", "fish", "goats"])
    assert step
    assert step.what == "less of “ants”, “bees”, “cows”, “dogs”, “emus” and 2 more"


@pytest.mark.parametrize("word", ["", "the", "two words", "→"])
def test_less_of_nothing(filled: Library, word: str) -> None:
    """What is no single word of a paper is refused, and changes nothing."""
    with pytest.raises(TextError, match="no single word"):
        filled.foryou.want_less([word])
    with pytest.raises(TextError, match="not among"):
        filled.foryou.no_longer_less("kites")
    assert filled.history(1)[0].what == "dump one.txt added"


def test_a_paper_that_is_gone(kite_flyer: Library, tmp_path: Path) -> None:
    """Nothing is skipped or wanted less for it."""
    kite_flyer.add([save_page(tmp_path / "two.txt", [("Kites Anew", "The wind lifts kites on strings.")])])
    gone = kite_flyer.entries([12])[0]
    kite_flyer.undo()
    with pytest.raises(PaperError):
        kite_flyer.foryou.want_less_like(gone)
    assert kite_flyer.foryou.less() == []
    assert kite_flyer.history(1)[0].what == "dump two.txt added"
