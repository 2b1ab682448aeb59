import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers import is_within, levels, moved, root_of

tags = st.lists(st.sampled_from("ab"), min_size=1, max_size=4).map("/".join)


@pytest.mark.parametrize(
    ("tag", "old", "new", "after"),
    [
        ("nlp", "nlp", "language/nlp", "language/nlp"),
        ("nlp/llm", "nlp", "language/nlp", "language/nlp/llm"),
        ("nlp-old", "nlp", "x", "nlp-old"),
        ("cv/nlp", "nlp", "x", "cv/nlp"),
        ("nlp/llm", "nlp/llm", "nlp", "nlp"),
        ("nlp", "nlp", "nlp/misc", "nlp/misc"),
        ("nlp/llm", "nlp", "nlp/misc", "nlp/misc/llm"),
        ("nlp/misc/x", "nlp", "nlp/misc", "nlp/misc/x"),
    ],
)
def test_moving(tag: str, old: str, new: str, after: str) -> None:
    """A branch comes along; what only looks like it stays, as does what is there already."""
    assert moved(tag, old, new) == after


def test_levels() -> None:
    """What leads to a tag, outermost first."""
    assert levels("a/b/c") == ["a", "a/b", "a/b/c"]
    assert levels("a") == [root_of("a")] == [root_of("a/b")] == ["a"]


@given(tags, tags, tags)
def test_what_moved_is_where_it_went(tag: str, old: str, new: str) -> None:
    """A tag of the branch is within the new one, any other is as it was; nothing has the old name itself."""
    after = moved(tag, old, new)
    assert is_within(after, new) if is_within(tag, old) else after == tag
    assert (after == old) <= is_within(old, new)
