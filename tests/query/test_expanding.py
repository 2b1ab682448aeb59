"""Saved queries as parts of others."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.query import And, Id, Not, Or, Query, Saved, Sort, expand, parse, words
from reader.query.ast import Node

SAVED = {
    "New": "is:unread -tag:none",
    "to read": "list:new OR graph*",
    "best": "rating:>=4 sort:-title limit:5",
    "lucky": "sort:random limit:1",
    "broken": "is:xyz",
    "lost": "list:gone",
    "self": "a list:SELF",
    "hen": "list:egg b",
    "egg": "-list:hen",
}


def expanded(text: str, saved: Mapping[str, str] = SAVED, *, typing: bool = False) -> Query:
    """Return what `text` means where `saved` are saved."""
    return expand(parse(text, typing=typing), lambda: saved)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("list:new", "is:unread -tag:none"),
        ("a list:NEW b", "a is:unread -tag:none b"),
        ("a OR list:new", "a OR is:unread -tag:none"),
        ("-list:new", "-(is:unread -tag:none)"),
        ('list:"To Read" a', "((is:unread -tag:none) OR graph*) a"),
        ("list:best", "rating:>=4"),
        ("list:best sort:title limit:2", "rating:>=4 sort:title limit:2"),
        ("list:(new OR best)", "is:unread -tag:none OR rating:>=4"),
        ("a b sort:title", "a b sort:title"),
        ("", ""),
    ],
)
def test_what_is_meant(text: str, meant: str) -> None:
    """A name stands for the saved query's condition; orders and limits of saved queries do not matter."""
    assert expanded(text) == parse(meant)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("list:lucky", Id("")),
        ("-list:lucky", Not(Id(""))),
        ("a OR list:lucky", Or((parse("a").where or Id("?"), Id("")))),
    ],
)
def test_a_saved_query_without_a_condition(text: str, where: Node) -> None:
    """It finds everything, also where it is one of several or is excluded."""
    assert expanded(text) == Query(where)


def test_words_of_saved_queries_are_words_of_the_query() -> None:
    """They are ranked and marked as if they were typed."""
    assert [str(word) for word in words(expanded('kites list:"to read"'))] == ["kites", "graph*"]


def test_saved_queries_are_asked_for_only_where_one_is_named() -> None:
    """Other queries cost no look into the library."""

    def never() -> Mapping[str, str]:
        raise AssertionError

    assert expand(parse("a -b sort:title"), never) == parse("a -b sort:title")
    with pytest.raises(AssertionError):
        expand(parse("-(a list:b)"), never)


@pytest.mark.parametrize(
    ("text", "column", "message", "hint"),
    [
        ("a list:bets", 7, "There is no saved query “bets”.", "Did you mean list:best?"),
        ('list:"too read"', 5, "no saved query “too read”", 'Did you mean list:"to read"?'),
        ("list:zzz", 5, "no saved query “zzz”", "There are: New, to read, best"),
        ("a list:lost", 7, "no saved query “gone”, which “lost” needs.", "There are: New"),
        ("list:broken", 5, "The saved query “broken” cannot be meant: There is no “is:xyz”.", "is: takes"),
        ("list:self", 5, "“list:SELF” needs itself: self → self.", "Save one of them anew, without the next."),
        ("-(x list:egg)", 9, "needs itself: egg → hen → egg.", "Save one of them anew, without the next."),
    ],
)
def test_what_cannot_be_meant(text: str, column: int, message: str, hint: str) -> None:
    """The error stands where the name is typed, and names the saved query that is at fault."""
    with pytest.raises(QueryError) as raised:
        expanded(text)
    assert raised.value.column == column
    assert message in raised.value.message
    assert raised.value.hint.startswith(hint)


@pytest.mark.parametrize(("count", "more"), [(9, ""), (10, ""), (11, ", …"), (12, ", …")])
def test_many_are_saved(count: int, more: str) -> None:
    """The hint names ten of them."""
    saved = {f"n{number}": "a" for number in range(count)}
    with pytest.raises(QueryError) as raised:
        expanded("list:zzz", saved)
    assert raised.value.hint == f"There are: {', '.join(list(saved)[:10])}{more}."


def test_nothing_is_saved_yet() -> None:
    """Where there is no saved query at all, the hint says so."""
    with pytest.raises(QueryError) as raised:
        expanded("list:x", {})
    assert raised.value.hint == "None is saved yet."


@pytest.mark.parametrize("text", ["list:", "list:n", "a list:to", 'list:"to r', "list:(be", "-list:B"])
def test_the_last_name_may_be_unfinished(text: str) -> None:
    """While typing, the beginning of a name says nothing yet; when done, it is an error."""
    assert expanded(text, typing=True) == expanded("a" if text.startswith("a") else "")
    if not text.endswith(":"):
        with pytest.raises(QueryError):
            expanded(text)


def test_a_whole_name_counts_while_typing() -> None:
    """A name that is there is meant at once, though a longer one may begin so."""
    assert expanded("list:a", {"a": "x", "ab": "y"}, typing=True) == parse("x")


@pytest.mark.parametrize("text", ["list:x", "list:n a", "list:n "])
def test_other_names_are_errors_while_typing(text: str) -> None:
    """A name that none begins with, or that is left behind, cannot be meant."""
    with pytest.raises(QueryError):
        expanded(text, typing=True)


def test_lists_of_lists_of_lists_end() -> None:
    """Saved queries that would grow without bounds are refused, however they do it; reasonable chains are not."""
    wide = {f"w{n}": f"list:w{n + 1} (b OR list:w{n + 1}) a{n}" for n in range(40)} | {"w40": "x"}
    deep = {f"d{n}": f"a OR (b list:d{n + 1})" for n in range(200)} | {"d200": "x"}
    chain = {f"c{n}": f"list:c{n + 1}" for n in range(100)} | {"c100": "x"}
    for name, saved in (("w0", wide), ("d0", deep)):
        with pytest.raises(QueryError) as raised:
            expanded(f"list:{name}", saved)
        assert raised.value.message == "Too many saved queries within each other."
        assert raised.value.hint == f"It begins with list:{name}."
    assert expanded("list:c0", chain) == parse("x")


@pytest.mark.parametrize(
    ("text", "most"), [("list:c{}", 149), ("-list:c{}", 74), ("a list:c{}", 74), ("a OR list:c{}", 74)]
)
def test_how_deep_they_go(text: str, most: int) -> None:
    """150 conditions within each other, each name and each not, and, or being one; one more is refused."""
    chain = {f"c{n}": text.format(n + 1) for n in range(most)} | {f"c{most}": "x"}
    assert expanded("list:c0", chain).where
    with pytest.raises(QueryError, match="Too many"):
        expanded("list:start", chain | {"start": text.format(0)})


@pytest.mark.parametrize("last", [197, 198])
def test_the_thousandth_name(last: int) -> None:
    """A thousand names are expanded, however they are spread; the next one is refused, wherever it stands."""
    few = {f"few{n}": " OR ".join(f"list:l{leaf}" for leaf in range(199 if n < 4 else last)) for n in range(5)}
    saved = {"big": " OR ".join(f"list:{name}" for name in few), **few, **{f"l{n}": f"w{n}" for n in range(199)}}
    assert expanded("list:big", saved)
    if last == 197:
        assert expanded("list:big list:l0", saved)
    else:
        with pytest.raises(QueryError) as raised:
            expanded("list:big OR list:l0", saved)
        assert (raised.value.hint, raised.value.column) == ("It begins with list:l0.", 17)


names = st.sampled_from(["a", "b", "c", "d", "A", "x y"])
texts = st.lists(
    st.sampled_from(["k", "-", "OR", "(", ")", "is:read", "sort:title", *(f'list:"{name}"' for name in "abcd")]),
    max_size=6,
).map(" ".join)


@given(texts, st.dictionaries(names, texts, max_size=4))
def test_no_name_is_left(text: str, saved: dict[str, str]) -> None:
    """Whatever is saved: there is an error, or a canonical query without names."""
    try:
        query = expanded(text, saved)
    except QueryError:
        return
    assert not list(names_in(query.where))
    assert query.sort == parse(text).sort
    assert query.where is None or isinstance(query.where, Id) or "()" not in str(query)


def names_in(node: Node | None) -> list[Saved]:
    """Return the names of saved queries in `node`."""
    match node:
        case Saved():
            return [node]
        case Not(child):
            return names_in(child)
        case And(children) | Or(children):
            return [name for child in children for name in names_in(child)]
    return []


def test_order_is_kept() -> None:
    """A query's own order and limit stay."""
    assert expanded("list:new sort:-title limit:3") == Query(
        parse(SAVED["New"]).where, Sort("title", reverse=True), limit=3
    )
