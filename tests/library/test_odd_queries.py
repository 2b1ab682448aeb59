"""No text that anyone types may hurt: it finds something, or is refused as a query."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.changes import AddTag, Bookmark, Rate, SetNote
from reader.errors import PaperError, QueryError
from reader.library import Library
from reader.paths import Paths
from reader.query import parse

from .odd import COUNT, PIECES, odd_queries
from .pairs import CLOCKS, KITES, MAPS, TIDES, add

PARTS = 8
"""The queries are tried in so many tests, to use all cores."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Four papers, marked, in two dumps."""
    folder = tmp_path_factory.mktemp("odd")
    with Library(Paths.under(folder / "home")) as library:
        add(library, folder, "march.txt", KITES, MAPS)
        add(library, folder, "april.txt", TIDES, CLOCKS, KITES, heading="Apr 1")
        library.change([1, 2], [Bookmark(), Rate(4), AddTag("nlp/toys"), SetNote("a kite's $x^2$ *strings*")])
        yield library


def ask(library: Library, text: str, *, typing: bool) -> bool:
    """Ask for `text` all that a front end asks; say whether it could be meant."""
    try:
        query = parse(text, typing=typing)
        assert parse(str(query)) == query
        found = library.find(query)
    except (QueryError, PaperError):
        return False
    for entry in library.entries(found.numbers):
        library.highlights(entry.paper.abstract, "abstract", found.meant)
    return True


@pytest.mark.parametrize("part", range(PARTS))
def test_odd_queries(shelf: Library, part: int) -> None:
    """Operators, quotes, stars, controls, emoji, every field with every odd value, ten thousand characters."""
    failed = []
    for text in list(odd_queries())[part::PARTS]:
        for typing in (False, True):
            try:
                ask(shelf, text, typing=typing)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is what this looks for
                failed.append((text[:80], typing, repr(error)[:200]))
    assert failed == []


def test_most_odd_queries_can_be_meant(shelf: Library) -> None:
    """They are odd, not wrong: if most were refused, the others would prove little."""
    assert sum(_is_meant(text) for text in odd_queries()) > COUNT * 0.6


def _is_meant(text: str) -> bool:
    try:
        return parse(text).where is not None
    except QueryError:
        return False


@given(st.lists(st.sampled_from([*PIECES, " ", " "]) | st.text(max_size=4)).map("".join), st.booleans())
def test_any_text_is_a_query_or_refused(shelf: Library, text: str, typing: bool) -> None:
    """Whatever is put together from odd pieces and random characters."""
    ask(shelf, text, typing=typing)
