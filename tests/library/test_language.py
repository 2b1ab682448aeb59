"""The whole query language on a library: states, numbers, days and texts that are not indexed, mixed with words."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.changes import AddTag, Bookmark, Rate, SetNote, SetStatus
from reader.library import Library
from reader.papers import Status
from reader.paths import Paths
from reader.query import parse
from tests.dumps.pages import save_page

PAGE = [
    ("Kites in the Wind", "Kites fly on long strings. Code is at https://github.com/kites/wind."),
    ("Lanterns of Paper", "Paper burns; $x^2$ lanterns glow. See https://example.org/lanterns for more."),
    ("Maps That Fold", "Folding maps is hard " + "and takes many words " * 60 + "to tell."),
]
NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
Names = dict[str, str]


@pytest.fixture
def shelf(tmp_path: Path) -> Library:
    """Three papers, added on 20 March 2026 from a page of 14 March, and marked."""
    library = Library(Paths.under(tmp_path / "home"), now=lambda: NOW)
    library.add([save_page(tmp_path / "march.txt", PAGE)])
    kites, lanterns, maps = library.find(parse("")).numbers
    library.change([kites], [Bookmark(), Rate(4), AddTag("toys")])
    library.change([lanterns], [SetStatus(Status.READ, NOW), SetNote("Ask Ana about the *glowing* ones.")])
    library.change([maps], [Rate(2)])
    return library


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("note:glow", "L"),
        ('note:"ask ana"', "L"),
        ("note:an*", "L"),
        ("-note:glowing", "KM"),
        ("author:nobody", ""),
        ("rating:>=4", "K"),
        ("rating:2..4", "KM"),
        ("rating:0", "L"),
        ("words:>100", "M"),
        ("words:<=20", "KL"),
        ("seen:1", "KLM"),
        ("seen:>1", ""),
        ("upvotes:>=50", ""),
        ("url:github.com", "K"),
        ("url:example", "L"),
        ("has:math", "L"),
        ("has:code", "K"),
        ("has:date", "KLM"),
        ("added:2026-03-20", "KLM"),
        ("added:2026-03", "KLM"),
        ("added:<2026-03-20", ""),
        ("added:2026-03-01..2026-03-19", ""),
        ("read:2026", "L"),
        ("-read:2026", "KM"),
        ("page:2026-03-14", "KLM"),
        ("page:>=2026-03-15", ""),
        ("published:2026", ""),
        ("(tag:toys OR is:read) -words:>100 glow OR kites", "KL"),
        ("kitse~ rating:4", "K"),
        ('"folding words"~20', "M"),
        ("*ern* sort:random", "L"),
    ],
)
def test_what_is_found(shelf: Library, text: str, found: str) -> None:
    """Each condition selects by what it says; words, marks, numbers and days combine freely."""
    numbers = shelf.find(parse(text)).numbers
    assert sorted(entry.paper.title[0] for entry in shelf.entries(numbers)) == sorted(found)
    shelf.close()
