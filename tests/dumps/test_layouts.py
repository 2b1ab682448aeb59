"""Every layout in which pages are saved: exact where whole, and where mangled, damage stays with what was hit."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.dumps import Dump, parse

from ..size import sized
from . import real
from .layouts import LAYOUTS, Card, cards
from .mangling import mangled
from .pages import Pair, papers

EVERY = pytest.mark.parametrize("name", LAYOUTS)
STARS = {"812": 812, "11.3k": 11_300}
WITHOUT_IDS = {"plain_cards", "trending_doubled"}
WITHOUT_VOTES_AND_DATES = {"trending_doubled"}
WITH_STARS = {"trending_doubled", "trending_structured"}


def pairs_of(dump: Dump) -> list[Pair]:
    """Return the titles and abstracts of `dump`, having checked that every line is accounted for."""
    count = dump.lines
    assert count.read == count.papers + count.chrome + count.repeats + count.rejected
    return [(record.title, record.abstract) for record in dump.records]


def text_of(name: str, shown: list[Card]) -> str:
    """Return a page in the layout `name`."""
    return "\n".join(text for text, _ in LAYOUTS[name](shown))


@EVERY
@given(seed=st.integers(0, 10_000), count=st.integers(1, 12))
@settings(deadline=None, max_examples=25)
def test_whole_pages_are_exact(name: str, seed: int, count: int) -> None:
    """Titles and abstracts come out letter for letter, in order; the rest is the page's, and nothing is rejected."""
    dump = parse(text_of(name, cards(count, seed)))
    assert pairs_of(dump) == papers(count, seed)
    assert dump.rejects == ()
    assert dump.heading in {"", "Mar 14", "Oct 2", "Mar 25", "Jun 29"}


@EVERY
@pytest.mark.parametrize("seed", [1, 2])
def test_what_the_page_tells_goes_to_its_paper(name: str, seed: int) -> None:
    """Ids, votes, days, stars and addresses of code, as far as the layout has them."""
    shown = cards(12, seed)
    records = parse(text_of(name, shown)).records
    for record, card in zip(records, shown, strict=True):
        has_stars = name in WITH_STARS
        facts = record.facts
        assert facts.arxiv == ("" if name in WITHOUT_IDS else card.arxiv)
        assert facts.upvotes == (None if name in WITHOUT_VOTES_AND_DATES else card.votes)
        assert facts.published == ("" if name in WITHOUT_VOTES_AND_DATES else card.day.isoformat())
        assert (facts.stars, facts.urls) == ((STARS[card.stars], (card.code,)) if has_stars else (None, ()))


@EVERY
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_do_not_matter(name: str, end: str) -> None:
    """Nor do they change what a page tells."""
    text = text_of(name, cards(5, seed=3))
    assert parse(text.replace("\n", end)) == parse(text)


@EVERY
@given(seed=st.integers(0, 10_000), count=st.integers(1, 8), times=st.integers(1, 40))
@settings(deadline=None, max_examples=25)
def test_lines_of_mangled_pages_add_up(name: str, seed: int, count: int, times: int) -> None:
    """However much of it is mangled, each line is a paper's, the page's, a repeat or rejected."""
    text, _ = mangled(LAYOUTS[name](cards(count, seed)), times, random.Random(seed))  # noqa: S311
    dump = parse(text)
    pairs_of(dump)
    assert dump.records or len(dump.rejects) == 1


@EVERY
def test_damage_stays_where_it_is(name: str) -> None:
    """Of pages with one accident for every second paper, 99 % of the papers that were spared come out exact."""
    spared = exact = 0
    for seed in range(sized(small=15, full=40)):
        pairs = papers(20, seed)
        text, touched = mangled(LAYOUTS[name](cards(20, seed)), 10, random.Random(seed))  # noqa: S311
        found = set(pairs_of(parse(text)))
        left = [pair for number, pair in enumerate(pairs) if number not in touched]
        spared += len(left)
        exact += len(found.intersection(left))
    assert exact >= 0.99 * spared


@EVERY
def test_real_papers_are_exact_in_every_layout(name: str) -> None:
    """Of the papers of real days 99.8 % come out letter for letter, and of mangled pages 99 % of the spared ones.

    There are 97 days; the small size mangles each in every third layout.
    """
    papers_shown = exact = spared = unharmed = 0
    for number, pairs in enumerate(real.days(), start=list(LAYOUTS).index(name)):
        shown = cards(0, number, pairs)
        papers_shown += len(pairs)
        exact += len(set(pairs_of(parse(text_of(name, shown)))).intersection(pairs))
        if number % sized(small=3, full=1):
            continue
        text, touched = mangled(LAYOUTS[name](shown), len(pairs) // 2 or 1, random.Random(number))  # noqa: S311
        found = set(pairs_of(parse(text)))
        left = [pair for at, pair in enumerate(pairs) if at not in touched]
        spared += len(left)
        unharmed += len(found.intersection(left))
    assert exact >= 0.998 * papers_shown
    assert unharmed >= 0.99 * spared
