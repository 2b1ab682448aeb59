import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.changes import AddTag, PlainWords, RemoveTag, SetTags, TagChange, apply_all, read_tag_line, tags_changed
from reader.errors import TextError
from reader.papers import Mark

A, B = frozenset("a"), frozenset("b")
sets = st.frozensets(st.sampled_from(["a", "b", "b/c", "d"]))


@pytest.mark.parametrize(
    ("line", "plain", "changes"),
    [
        ("a, #B", "set", [SetTags(A | B)]),
        ("", "set", [SetTags(frozenset())]),
        ("+a -b", "set", [AddTag("a"), RemoveTag("b")]),
        ("-b +a a/b", "set", [SetTags(frozenset({"a", "a/b"}))]),
        ("a b -a", "set", [SetTags(B)]),
        ("+ -", "set", [SetTags(frozenset())]),
        ("a -b a", "add", [AddTag("a"), RemoveTag("b")]),
        ("", "add", []),
        ("+ a -", "add", [AddTag("a")]),
        ("XL", "add", [AddTag("xl")]),
        ("a +b -c", "remove", [RemoveTag("a"), AddTag("b"), RemoveTag("c")]),
    ],
)
def test_a_line(line: str, plain: PlainWords, changes: list[TagChange]) -> None:
    """Signs add and remove; plain words are the tags, or what is added or removed, as the line is for."""
    assert read_tag_line(line, plain) == changes


@pytest.mark.parametrize("line", ["a !", "+!", "-none", "--a"])
def test_what_is_no_tag(line: str) -> None:
    """A word that cannot be a tag is refused, whatever its sign."""
    with pytest.raises(TextError, match="cannot be a tag"):
        read_tag_line(line, "set")


@given(sets, sets, sets, sets, st.sampled_from(["set", "add", "remove"]))
def test_what_is_told_is_what_happens(
    have: frozenset[str], others: frozenset[str], plus: frozenset[str], minus: frozenset[str], plain: PlainWords
) -> None:
    """Of two papers, one having what all have and the other all that some have, one at least gains or loses it."""
    line = " ".join([*(f"+{tag}" for tag in sorted(plus - minus)), *(f"-{tag}" for tag in sorted(minus))])
    changes = read_tag_line(line, plain)
    added, removed = tags_changed(changes, have, others)
    papers = [have, have | others]
    after = [apply_all(changes, Mark(tags=tags)).tags for tags in papers]
    assert added == frozenset().union(*(now - was for was, now in zip(papers, after, strict=True)))
    assert removed == frozenset().union(*(was - now for was, now in zip(papers, after, strict=True)))
