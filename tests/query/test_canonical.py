"""Queries put together and taken apart."""

import pytest

from reader.query import InTopic, Like, Not, Query, Saved, Tag, Word, asks_index, narrowed, parse, words
from reader.query.ast import Node
from reader.query.canonical import all_but, all_of, any_of, leaves_of, rewritten


def where(text: str) -> Node | None:
    """Return the condition that `text` is."""
    return parse(text).where


@pytest.mark.parametrize(
    ("parts", "everything", "anything"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["", "a", ""], "a", "a"),
        (["a", "b"], "a b", "a OR b"),
        (["a", "b", "a"], "a b", "a OR b"),
        (["a b", "c", "b d"], "a b c d", "a b OR c OR b d"),
        (["a OR b", "c", "b OR d"], "(a OR b) c (b OR d)", "a OR b OR c OR d"),
        (["a", "a"], "a", "a"),
    ],
)
def test_putting_together(parts: list[str], everything: str, anything: str) -> None:
    """What says nothing is left out, what is within its like is drawn up, what is there already is not added."""
    assert all_of(map(where, parts)) == where(everything)
    assert any_of(map(where, parts)) == where(anything)


@pytest.mark.parametrize(("text", "negated"), [("a", "-a"), ("-a", "a"), ("a b", "-(a b)"), ("", "")])
def test_the_opposite(text: str, negated: str) -> None:
    """Two nots are none; nothing yet stays nothing."""
    assert all_but(where(text)) == where(negated)


@pytest.mark.parametrize(
    ("text", "condition", "narrower"),
    [
        ("", "is:read", "is:read"),
        ("a sort:-title limit:3", "is:read", "a is:read sort:-title limit:3"),
        ("a b", "b", "a b"),
        ("a OR b", "c", "(a OR b) c"),
    ],
)
def test_narrowing(text: str, condition: str, narrower: str) -> None:
    """A query with one more condition keeps its order and limit."""
    added = where(condition)
    assert added
    assert narrowed(parse(text), added) == parse(narrower)


def test_narrowing_drops_remarks() -> None:
    """What was remarked of the text as it was typed is not said of the narrower query."""
    query = parse("foo:bar")
    assert query.hints
    assert narrowed(query, Word("a")).hints == ()


def without_tags(leaf: Node) -> Node | None:
    """Leave out tags; only leaves are asked for."""
    assert leaf
    return None if isinstance(leaf, Tag) else leaf


@pytest.mark.parametrize(
    ("text", "after", "after_outside"),
    [
        ("", "", ""),
        ("tag:x", "", ""),
        ("a tag:x b", "a b", "a b"),
        ("a OR tag:x", "a", "a"),
        ("-tag:x a", "a", "-tag:x a"),
        ("a -(b tag:x)", "a -b", "a -(b tag:x)"),
        ("a OR (b -(tag:x OR c))", "a OR b -c", "a OR b -(tag:x OR c)"),
        ("(a OR -tag:x) (b OR -tag:x)", "a b", "(a OR -tag:x) (b OR -tag:x)"),
        ("-(a -(tag:x b))", "-(a -b)", "-(a -(tag:x b))"),
    ],
)
def test_rewriting(text: str, after: str, after_outside: str) -> None:
    """Each leaf becomes what it is made, those under a not only if told, and what is left is canonical."""
    assert rewritten(where(text), without_tags) == where(after)
    assert rewritten(where(text), without_tags, negated=False) == where(after_outside)


@pytest.mark.parametrize(
    ("text", "leaves", "texts", "index"),
    [
        ("", [], [], False),
        ("is:read -tag:x", ["is:read", "tag:x"], [], False),
        ("a tag:x", ["a", "tag:x"], ["a"], True),
        ("tag:x -a", ["tag:x", "a"], [], True),
        ('a b* OR (c~ "d e"~2 OR f*g) tag:x', ["a", "b*", "c~", '"d e"~2', "f*g", "tag:x"], None, True),
        ("-(a -b) c", ["a", "b", "c"], ["c"], True),
        ("like:12", ["like:12"], [], True),
        ("list:x", ["list:x"], [], False),
    ],
)
def test_taking_apart(text: str, leaves: list[str], texts: list[str] | None, index: bool) -> None:
    """All leaves in order; those that are words, unless under a not; whether the index is asked."""
    query = parse(text)
    assert list(map(str, leaves_of(query.where))) == leaves
    assert list(map(str, words(query))) == (leaves[:-1] if texts is None else texts)
    assert asks_index(query) is index


def test_a_bare_leaf() -> None:
    """A condition that no text is, is one leaf, too."""
    query = Query(Not(Saved("x", column=3)))
    assert list(leaves_of(query.where)) == [Saved("x")]
    assert asks_index(Query(Not(Like("1"))))
    assert asks_index(Query(Not(InTopic("1"))))
