"""Laws of the reader: clean pages are exact, damage stays local, time is linear."""

import random
import textwrap
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.dumps import parse

from ..patience import patience
from . import real
from .layouts import Owned
from .mangling import mangled
from .pages import HEAD, Pair, page, papers

SEEDS = st.integers(0, 10_000)
GAPS = st.sampled_from(["\n", "\n\n", "\r\n\r\n"])
CHROME = ["new", "Subscribe", "Mar 15", "101", "-", "Submitted by", "3 authors", "Models", "[Content truncated]"]


@given(SEEDS, st.integers(1, 40), GAPS)
@settings(deadline=None)
def test_clean_pages_are_exact(seed: int, count: int, gap: str) -> None:
    """Every paper of a clean page comes out letter for letter, in order, with nothing left over."""
    pairs = papers(count, seed)
    dump = parse(page(pairs, gap))
    assert [(record.title, record.abstract) for record in dump.records] == pairs
    assert (dump.rejects, dump.lines.papers, dump.lines.chrome) == ((), 2 * count, len(HEAD))


@given(SEEDS, st.integers(1, 40), GAPS, st.data())
@settings(deadline=None)
def test_added_lines_harm_no_paper(seed: int, count: int, gap: str, data: st.DataObject) -> None:
    """A line of chrome put anywhere, or any line doubled, changes no record."""
    pairs = papers(count, seed)
    lines = [text for pair in pairs for text in pair]
    at = data.draw(st.integers(0, len(lines) - 1))
    lines.insert(at, data.draw(st.sampled_from([*CHROME, lines[at]])))
    dump = parse(gap.join(HEAD + lines))
    assert [(record.title, record.abstract) for record in dump.records] == pairs
    assert dump.lines.chrome + dump.lines.repeats == len(HEAD) + 1


def test_a_lost_line_harms_its_neighbours_only() -> None:
    """Of 300 pages with a line lost, 99 % of the papers that did not lose it come out exact."""
    untouched = exact = 0
    for seed in range(300):
        pairs = papers(30, seed)
        lines = [text for pair in pairs for text in pair]
        lost = seed * 7 % len(lines)
        del lines[lost]
        dump = parse("\n\n".join(HEAD + lines))
        others = set(pairs) - {pairs[lost // 2]}
        untouched += len(others)
        exact += len(others & {(record.title, record.abstract) for record in dump.records})
    assert exact >= 0.99 * untouched


@given(SEEDS, st.integers(1, 30), st.integers(1, 60), st.sampled_from([0, 80]))
@settings(deadline=None)
def test_lines_of_mangled_pages_add_up(seed: int, count: int, times: int, width: int) -> None:
    """Lines dropped, doubled, joined, split and put in, wrapped or not: each is counted once."""
    text, _ = mangled(owned(papers(count, seed), width), times, random.Random(seed))  # noqa: S311
    dump = parse(text)
    lines = dump.lines
    assert lines.read == lines.papers + lines.chrome + lines.repeats + lines.rejected
    assert lines.read == sum(bool(line.strip()) for line in text.split("\n"))
    assert len({reject.line for reject in dump.rejects}) <= max(1, lines.rejected)


@pytest.mark.parametrize(("width", "accidents"), [(0, 3), (0, 10), (80, 3)])
def test_several_accidents_harm_what_they_hit(width: int, accidents: int) -> None:
    """Of pages of thirty papers with three or ten accidents, 99 % of the spared papers come out exact."""
    spared, exact = survivors((papers(30, seed) for seed in range(60)), width, accidents)
    assert exact >= 0.99 * spared


@pytest.mark.parametrize("share", [0.05, 0.1, 0.3])
def test_real_pages_survive_accidents(share: float) -> None:
    """Of real pages with an accident for up to every third paper, 99 % of the spared papers come out exact."""
    pages = [*real.dumps(), *real.days()]
    spared, exact = survivors(pages, 0, share)
    assert spared > 1000
    assert exact >= 0.99 * spared


def test_no_title_gets_the_abstract_of_another() -> None:
    """On real pages with an accident for every third paper, none is made of two: what does not fit is a reject."""
    for seed, pairs in enumerate([*real.dumps(), *real.days()]):
        text, _ = mangled(owned(pairs, 0), round(0.3 * len(pairs)) or 1, random.Random(seed))  # noqa: S311
        titles = {title: number for number, (title, _) in enumerate(pairs)}
        abstracts = {abstract: number for number, (_, abstract) in enumerate(pairs)}
        for record in parse(text).records:
            if record.title in titles and record.abstract in abstracts:
                assert titles[record.title] == abstracts[record.abstract]


def owned(pairs: list[Pair], width: int) -> list[Owned]:
    """Return the lines of a page of `pairs`, wrapped at `width` where that is not 0, with their owners."""
    lines: list[Owned] = [(text, None) for line in HEAD for text in (line, "")]
    for number, pair in enumerate(pairs):
        for text in pair:
            lines += [(line, number) for line in (textwrap.wrap(text, width) if width else [text])]
            lines.append(("", None))
    return lines


def survivors(pages: Iterable[list[Pair]], width: int, accidents: float) -> tuple[int, int]:
    """Return how many papers of mangled pages were spared, and how many of those came out exact.

    `accidents` is how many a page suffers; below 1, how many for each of its papers.
    """
    spared = exact = 0
    for seed, pairs in enumerate(pages):
        times = round(accidents * len(pairs)) if accidents < 1 else int(accidents)
        text, touched = mangled(owned(pairs, width), times or 1, random.Random(seed))  # noqa: S311
        found = {(record.title, record.abstract) for record in parse(text).records}
        left = [pair for number, pair in enumerate(pairs) if number not in touched]
        spared += len(left)
        exact += len(found.intersection(left))
    return spared, exact


@given(st.text(alphabet=st.sampled_from("aAZ.?! -#[{<\n\r\f\x00é。1|"), max_size=400))
@settings(deadline=None)
def test_every_line_is_accounted_for(text: str) -> None:
    """Whatever the text, the four ways that a line can go add up to the lines read."""
    count = parse(text).lines
    assert count.read == count.papers + count.chrome + count.repeats + count.rejected


def test_time_is_linear() -> None:
    """Fifty thousand lines, or one line of 10 MB, take seconds."""
    pages = page(papers(500, seed=15)) + "\n\n"
    with patience():
        assert len(parse(pages * 50).records) == 25_000
        assert len(parse(f"Counting Kites\n\n{'We are flying. ' * 700_000}").records) == 1
