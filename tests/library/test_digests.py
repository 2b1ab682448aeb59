"""Digests: what is new and best, each paper once, through all that may become of it."""

from datetime import timedelta
from pathlib import Path

import pytest

from reader.changes import AddTag, Rate, SetStatus
from reader.errors import PaperError, QueryError
from reader.export.digest import Digest
from reader.library import Library
from reader.library.digests import Wish, since_moment
from reader.papers import Status
from reader.paths import Paths
from reader.query import parse

from ..clock import Clock
from ..dumps.pages import papers, save_page

PAPERS = papers(12, seed=7)


def titles(digest: Digest) -> list[str]:
    """Return the titles of a digest, in order."""
    return [item.entry.paper.title for item in digest.items]


def made(library: Library, query: str = "", limit: int = 20) -> Digest:
    """Make a digest and return it."""
    kept = library.digests.make(Wish(parse(query), limit=limit))
    assert kept
    return kept.digest


@pytest.fixture
def stocked(library: Library, tmp_path: Path) -> Library:
    """Two pages of six papers, with one more of the first on the second."""
    library.add([save_page(tmp_path / "mar_14.txt", PAPERS[:6])])
    library.add([save_page(tmp_path / "mar_21.txt", PAPERS[5:], heading="Mar 21")])
    return library


def test_no_paper_stands_in_two_digests(stocked: Library) -> None:
    """Until all that is new was told; then nothing is new, and nothing is noted."""
    seen = [title for _ in range(3) for title in titles(made(stocked, limit=4))]
    assert sorted(seen) == sorted(title for title, _ in PAPERS)
    assert stocked.digests.make(Wish()) == stocked.digests.make(Wish())
    assert len(stocked.digests.made(9)) == 3


def test_a_preview_leaves_no_trace(stocked: Library) -> None:
    """What it shows is new afterwards, too."""
    assert stocked.digests.preview(Wish()) == stocked.digests.preview(Wish())
    assert len(titles(made(stocked))) == len(PAPERS)


def test_what_is_forgotten_is_new_again(stocked: Library) -> None:
    """A digest that nobody got was none."""
    kept = stocked.digests.make(Wish())
    assert kept
    stocked.digests.forget(kept)
    assert stocked.digests.made(9) == []
    assert titles(made(stocked)) == titles(kept.digest)


def test_only_what_is_new(library: Library, clock: Clock, tmp_path: Path) -> None:
    """Since a week ago where nothing is said, else since then."""
    library.add([save_page(tmp_path / "old.txt", PAPERS[:2])])
    clock.move(days=8)
    library.add([save_page(tmp_path / "new.txt", PAPERS[2:3])])
    assert titles(library.digests.preview(Wish())) == [PAPERS[2][0]]
    long_ago = since_moment("2w", library.now)
    assert len(library.digests.preview(Wish(since=long_ago)).items) == 3
    assert library.digests.preview(Wish(since=library.now + timedelta(hours=1))).groups == ()


def test_only_what_is_unread(stocked: Library) -> None:
    """What was read, begun or skipped needs no telling."""
    for status in (Status.READ, Status.READING, Status.SKIPPED):
        (first, *_) = stocked.digests.preview(Wish()).items
        stocked.change([first.entry.number], [SetStatus(status, stocked.now)])
        assert first.entry.paper.title not in titles(stocked.digests.preview(Wish()))


def test_the_query_chooses_orders_and_limits(stocked: Library) -> None:
    """Its condition, its `sort:`, its `limit:`; a query without an order has what trends first."""
    assert titles(stocked.digests.preview(Wish(parse("sort:title limit:2")))) == sorted(t for t, _ in PAPERS)[:2]
    assert titles(stocked.digests.preview(Wish(parse("source:mar_14")))) != []
    assert titles(stocked.digests.preview(Wish(limit=1))) == [PAPERS[5][0]]
    assert stocked.digests.preview(Wish(limit=1)).left == len(PAPERS) - 1
    with pytest.raises(QueryError, match="tells no papers from others"):
        stocked.digests.preview(Wish(parse("the")))


def test_each_paper_says_why(stocked: Library) -> None:
    """In how many dumps it was and since when; what it matches; when it came."""
    (item,) = stocked.digests.preview(Wish(limit=1)).items
    assert item.reason == "in 2 dumps, first Mar 21, 2023, last Mar 14; added today"
    word = PAPERS[0][0].split()[0]
    for item in stocked.digests.preview(Wish(parse(word))).items:
        assert f"matches {word}" in item.reason


def test_groups_are_lists_and_editions(stocked: Library) -> None:
    """Saved queries that look for words, the narrowest first; then the pages. A list that holds all says nothing."""
    word = PAPERS[0][0].split()[1].lower()
    stocked.save_query("mine", f"title:{word}")
    stocked.save_query("all", "Case")
    stocked.save_query("unread", "is:unread")
    names = [group.name for group in stocked.digests.preview(Wish()).groups]
    assert names[0] == "Your list “mine”"
    assert sorted(names[1:]) == ["Edition of Mar 14, 2024?", "Edition of Mar 21, 2023?"]


def test_a_paper_of_several_editions_is_under_the_newest(library: Library, tmp_path: Path) -> None:
    """Of those within the digest's time, which one of a later day is not; without any such one, of all."""
    for day in ("Mar 01", "Mar 12", "Mar 13"):
        name = day.lower().replace(" ", "_")
        library.add([save_page(tmp_path / f"2024_{name}.txt", PAPERS[:1], heading=day)])
    (group,) = library.digests.preview(Wish()).groups
    assert group.name.startswith("Edition of Mar 13, 2024")


def test_an_old_digest_is_shown_again(stocked: Library, clock: Clock) -> None:
    """As it was, its reasons too; the last one where no number is named."""
    first, second = made(stocked, "sort:title", limit=4), made(stocked, limit=3)
    clock.move(days=40)
    assert stocked.digests.again(0) == second
    assert stocked.digests.again(1) == first
    with pytest.raises(PaperError, match="no digest 9"):
        stocked.digests.again(9)


def test_undoing_a_dump_and_adding_it_again(library: Library, tmp_path: Path) -> None:
    """Papers that were told of stay told of, though they have other numbers."""
    page = save_page(tmp_path / "mar_14.txt", PAPERS[:6])
    library.add([page])
    told = made(library, limit=3)
    library.undo()
    assert library.digests.again(0).items == []
    library.add([page])
    assert sorted(titles(made(library))) == sorted({t for t, _ in PAPERS[:6]} - set(titles(told)))
    assert sorted(titles(library.digests.again(1))) == sorted(titles(told))


def test_a_paper_that_is_told_otherwise(library: Library, tmp_path: Path) -> None:
    """Another wording of what was told of is no news, united with it or taken apart from it."""
    title, abstract = PAPERS[0]
    library.add([save_page(tmp_path / "a.txt", [(title, abstract), *PAPERS[1:3]])])
    assert len(made(library).items) == 3
    library.add([save_page(tmp_path / "b.txt", [(title, f"{abstract} And more of it."), *PAPERS[3:5]])])
    assert sorted(titles(library.digests.preview(Wish()))) == sorted(t for t, _ in PAPERS[3:5])


def test_since_is_said_as_in_queries(library: Library) -> None:
    """Days, weeks, dates; what is none is refused."""
    assert since_moment("1d", library.now) == since_moment("today", library.now) <= library.now
    assert since_moment("2024-03-01", library.now).date().isoformat() == "2024-03-01"
    for text in ("", "soon", "<2024", "7"):
        with pytest.raises(QueryError):
            since_moment(text, library.now)


def test_marks_beyond_status_change_nothing(stocked: Library) -> None:
    """A tag makes nothing old."""
    (first, *_) = stocked.digests.preview(Wish()).items
    stocked.change([first.entry.number], [AddTag("kites")])
    assert first.entry.paper.title in titles(stocked.digests.preview(Wish()))


def test_what_is_for_you_says_so(library: Library, tmp_path: Path) -> None:
    """In that order, with the words that moved a paper up."""
    kites = [(f"Kites {night}", f"Kites fly on strings in the {night}.") for night in ("dawn", "noon", "dusk", "night")]
    turnips = [(f"Turnips {place}", f"Turnips grow in the {place}.") for place in ("garden", "field", "pot", "yard")]
    library.add([save_page(tmp_path / "mar_14.txt", [*kites, *turnips])])
    numbers = {entry.paper.title: entry.number for entry in library.entries(range(1, 9))}
    library.change([numbers[title] for title, _ in kites[:3]], [Rate(5)])
    library.change([numbers[title] for title, _ in turnips[:3]], [SetStatus(Status.SKIPPED, library.now)])
    best, *_ = library.digests.preview(Wish(parse("-is:rated sort:foryou"))).items
    assert best.entry.paper.title == "Kites night"
    assert "kites" in best.reason.lower().partition("for you: ")[2]


def test_two_programs_at_once(stocked: Library, home: Paths, clock: Clock) -> None:
    """What another program tells while a digest is made is not in it; a subscription that it did is done."""
    with Library(home, now=clock) as other:
        others: list[Digest] = []

        def meanwhile(digest: Digest) -> tuple[Digest, None]:
            if not others:
                others.append(made(other, limit=7))
            return digest, None

        kept = stocked.digests.make(Wish(), meanwhile)
        assert kept
        assert sorted([*titles(kept.digest), *titles(others[0])]) == sorted(title for title, _ in PAPERS)
        assert other.digests.make(Wish(name="best"), after=0)
        assert stocked.digests.make(Wish(name="best"), after=0) is None
