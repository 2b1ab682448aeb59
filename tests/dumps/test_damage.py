"""Laws of the reader: clean pages are exact, damage stays local, time is linear."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.dumps import parse

from .pages import HEAD, page, papers

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


@given(st.text(alphabet=st.sampled_from("aAZ.?! -#[{<\n\r\f\x00é。1|"), max_size=400))
@settings(deadline=None)
def test_every_line_is_accounted_for(text: str) -> None:
    """Whatever the text, the four ways that a line can go add up to the lines read."""
    count = parse(text).lines
    assert count.read == count.papers + count.chrome + count.repeats + count.rejected


def test_time_is_linear() -> None:
    """A hundred thousand lines, or one line of 10 MB, take seconds."""
    pages = page(papers(500, seed=15)) + "\n\n"
    started = time.process_time()
    assert len(parse(pages * 100).records) == 50_000
    assert len(parse(f"Counting Kites\n\n{'We are flying. ' * 700_000}").records) == 1
    assert time.process_time() - started < 30
