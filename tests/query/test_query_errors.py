import pytest

from reader.errors import QueryError
from reader.query import parse


@pytest.mark.parametrize(
    ("text", "column", "message", "hint"),
    [
        ("is:xyz", 3, "is:xyz", "is: takes unread, reading, read"),
        ("a  is:unraed", 6, "is:unraed", "Did you mean is:unread?"),
        ("-is:(read OR xyz)", 13, "is:xyz", "is: takes"),
        ("has:cod", 4, "has:cod", "Did you mean has:code?"),
        ("sort:-ratting", 5, "sort:-ratting", "Did you mean sort:rating?"),
        ('sort:"foo"', 5, "sort:foo", "sort: takes relevance, added"),
        ("limit:abc", 6, "“limit:abc” is no limit.", "limit: takes a whole number from 1 to 999999999: limit:20"),
        ("limit:X", 6, "limit:X", "limit:20"),
        ("limit:0", 6, "limit:0", "from 1"),
        ("limit:-5", 6, "limit:-5", "from 1"),
        ("limit:²", 6, "limit:²", "from 1"),
        ("words:abc", 6, "“words:abc” is no number", "words: takes 300, 200..400, >=200"),
        ("words:9..1", 6, "words:9..1", "Did you mean words:1..9?"),
        ("words:2..", 6, "words:2..", "Did you mean words:>=2?"),
        ("words:..5", 6, "words:..5", "Did you mean words:<=5?"),
        ("words:200-400", 6, "words:200-400", "Did you mean words:200..400?"),
        ('words:"> 50"', 6, "words:> 50", "Did you mean words:>=50?"),
        ("words:1.5", 6, "words:1.5", "Did you mean words:1..5?"),
        ("words:²", 6, "words:²", "words: takes"),
        ("words:<0", 6, "words:<0", "whole numbers from 0 to 999999999"),
        ("seen:>" + "9" * 9, 5, "seen:>999999999", "Did you mean seen:>=999999999?"),
        ("seen:" + "9" * 5000, 5, "seen:999", "to 999999999"),
        ("-(a rating:9)", 11, "rating:9", "Did you mean rating:5? rating: takes 4, 3..5"),
        ("rating:>5", 7, "rating:>5", "Did you mean rating:>=5?"),
        ("rating:4..9", 7, "rating:4..9", "whole numbers from 0 to 5"),
        ("added:2026-13", 6, "“added:2026-13” is no date", "Did you mean added:2026-12? added: takes 2026, 2026-03"),
        ("added:2026-02-30", 6, "added:2026-02-30", "Did you mean added:2026-02-28?"),
        ("added:2026-3-4", 6, "added:2026-3-4", "Did you mean added:2026-03-04?"),
        ("a read:>2026/3", 7, "read:>2026/3", "Did you mean read:>2026-03?"),
        ("page:2026-02..2026-01", 5, "page:2026-02", "Did you mean page:2026-01..2026-02?"),
        ("page:2025-2026", 5, "page:2025-2026", "Did you mean page:2025..2026?"),
        ("page:today..yesterday", 5, "today..yesterday", "page: takes"),
        ("added:tody", 6, "added:tody", "Did you mean added:today?"),
        ('added:"7 days"', 6, "added:7 days", "Did you mean added:7d?"),
        ("added:<7d", 6, "added:<7d", "Did you mean added:7d?"),
        ("added:0d", 6, "added:0d", "added: takes"),
        ("added:1000d", 6, "added:1000d", "added: takes"),
        ("published:3000", 10, "published:3000", "published: takes"),
        ("added:２０２６", 6, "added:２０２６", "added: takes"),
        ("added:2026-03-00", 6, "added:2026-03-00", "Did you mean added:2026-03-01?"),
        (
            "added:2026-03-04/2026-03-02/2026-03-09",
            6,
            "added:2026",
            "Did you mean added:2026-03-02..2026-03-04?",
        ),
        ("newer_than:2026", 11, "“newer_than:2026” is no time", "newer_than: takes days, weeks"),
        ("older_than:3months", 11, "older_than:3months", "Did you mean older_than:3m?"),
        ("limit:" + "9" * 5000, 6, "limit:999", "to 999999999"),
    ],
)
def test_what_cannot_be_meant(text: str, column: int, message: str, hint: str) -> None:
    """A value outside a closed set is named, with its column, what is valid and what is nearest."""
    with pytest.raises(QueryError) as raised:
        parse(text)
    assert raised.value.column == column
    assert message in raised.value.message
    assert hint in raised.value.hint


NUMBERS = "takes 300, 200..400, >=200, >200 or <50; whole numbers from 0 to 999999999."


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("words:²", f"words: {NUMBERS}"),
        ("words:1,2,3", f"Did you mean words:1..2? words: {NUMBERS}"),
        ("words:5+", f"Did you mean words:>=5? words: {NUMBERS}"),
        ("words:<5x", f"Did you mean words:<=5? words: {NUMBERS}"),
        ("words:5x", f"Did you mean words:5? words: {NUMBERS}"),
        ("seen:x", f"seen: {NUMBERS}"),
        ("limit:x", "limit: takes a whole number from 1 to 999999999: limit:20"),
        ("rating:x", "rating: takes 4, 3..5, >=4, >3 or <3; whole numbers from 0 to 5."),
    ],
)
def test_what_is_near_to_a_number(text: str, hint: str) -> None:
    """What may have been meant comes first, then what a number is."""
    with pytest.raises(QueryError) as raised:
        parse(text)
    assert raised.value.hint == hint


def test_parentheses_go_fifty_deep() -> None:
    """Deeper ones are refused where they begin; as many as 50 are read, alternating or not."""
    assert str(parse("(" * 50 + "a")) == "a"
    assert str(parse("a (b OR c " * 50)).count("(") == 50
    with pytest.raises(QueryError) as raised:
        parse("(" * 51)
    assert raised.value.column == 50


WORDS = "Leave some out; a phrase in quotes counts as one."
SHAPES = "A star at the end of a word (transf*) may stand as often as you like."


@pytest.mark.parametrize(
    ("piece", "most", "message", "hint"),
    [
        ("a{} ", 300, "More than 300 words and conditions.", WORDS),
        ("is:read -a{}* ", 150, "More than 300 words and conditions.", WORDS),
        ("a{}~ ", 10, "More than 10 words with * within or ~.", SHAPES),
    ],
)
def test_there_may_be_too_much(piece: str, most: int, message: str, hint: str) -> None:
    """A pasted abstract is a query, a book is none; shapes and slips cost most, so that a few are enough."""
    text = "".join(piece.format(number) for number in range(most))
    parse(text)
    with pytest.raises(QueryError) as raised:
        parse(text + piece.format("z"))
    assert (raised.value.message, raised.value.hint) == (message, hint)
    assert raised.value.column
    assert raised.value.column >= len(text)


@pytest.mark.parametrize("rest", ["tag: ", "- ", "() ", "is: ", "sort:title ", "limit:3 "])
def test_what_says_nothing_costs_nothing(rest: str) -> None:
    """Values without text, orders and limits are no conditions, however many there are."""
    assert str(parse("a " + rest * 400).where) == "a"
