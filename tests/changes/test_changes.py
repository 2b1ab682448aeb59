from datetime import UTC, datetime

import pytest
from hypothesis import given

from reader.changes import (
    AddNote,
    AddTag,
    Bookmark,
    Change,
    Rate,
    RemoveBranch,
    RemoveTag,
    RenameTag,
    SetNote,
    SetStatus,
    SetTags,
    apply_all,
    describe,
)
from reader.papers import Mark, Status

from .strategies import changes, marks

NOON = datetime(2024, 3, 14, 12, tzinfo=UTC)
LATER = datetime(2024, 3, 15, 12, tzinfo=UTC)
READ = Mark(Status.READ, read_at=NOON)


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        (Mark(), SetStatus(Status.READ, NOON), READ),
        (Mark(), SetStatus(Status.READING, NOON), Mark(Status.READING)),
        (READ, SetStatus(Status.READ, LATER), READ),
        (READ, SetStatus(Status.SKIPPED, LATER), Mark(Status.SKIPPED)),
        (READ, SetStatus(Status.UNREAD, LATER), Mark()),
        (Mark(rating=2), Bookmark(), Mark(rating=2, bookmarked=True)),
        (Mark(bookmarked=True), Bookmark(on=False), Mark()),
        (Mark(note="x"), Rate(4), Mark(note="x", rating=4)),
        (Mark(rating=4), Rate(0), Mark()),
        (Mark(tags=frozenset("a")), AddTag("b"), Mark(tags=frozenset("ab"))),
        (Mark(tags=frozenset("ab")), RemoveTag("b"), Mark(tags=frozenset("a"))),
        (Mark(tags=frozenset("a")), RemoveTag("b"), Mark(tags=frozenset("a"))),
        (Mark(tags=frozenset("ab")), SetTags(frozenset("c")), Mark(tags=frozenset("c"))),
        (Mark(tags=frozenset({"a", "a/c", "b"})), RenameTag("a", "b"), Mark(tags=frozenset({"b", "b/c"}))),
        (Mark(tags=frozenset({"a", "a/c", "b"})), RemoveBranch("a"), Mark(tags=frozenset("b"))),
        (Mark(note="x"), SetNote("y\nz"), Mark(note="y\nz")),
        (Mark(note="x"), SetNote(""), Mark()),
        (Mark(note="x\n"), AddNote("y\nz"), Mark(note="x\n\n\ny\nz")),
        (Mark(), AddNote("y"), Mark(note="y")),
        (Mark(note="x"), AddNote(""), Mark(note="x")),
    ],
)
def test_a_change(before: Mark, change: Change, after: Mark) -> None:
    """Each change sets what it is about; only becoming read notes the time, and reading again keeps the first."""
    assert change.apply(before) == after


def test_changes_apply_in_order() -> None:
    """The last one that speaks of something decides; none leave the mark as it is."""
    mark = apply_all([AddTag("a"), SetTags(frozenset("b")), Rate(1), AddTag("c"), Rate(3)], Mark())
    assert mark == Mark(rating=3, tags=frozenset("bc"))
    assert apply_all([], READ) is READ


@given(marks, changes)
def test_a_change_is_about_one_thing(mark: Mark, change: Change) -> None:
    """It alters one field of the mark at most, the time of reading aside; done again it alters nothing."""
    after = change.apply(mark)
    named = ("status", "bookmarked", "rating", "tags", "note")
    assert sum(getattr(after, name) != getattr(mark, name) for name in named) <= 1
    assert (after.read_at is not None) == (after.status is Status.READ)
    assert change.apply(after) == after


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ([SetStatus(Status.READING, NOON)], "marked reading"),
        ([Bookmark(), AddTag("nlp")], "bookmarked, tagged nlp"),
        ([Bookmark(on=False), RemoveTag("nlp")], "bookmark removed, tag nlp removed"),
        ([Rate(4)], "rated 4"),
        ([Rate(0)], "rating removed"),
        ([SetTags(frozenset({"b", "a"}))], "tagged a, b"),
        ([SetTags(frozenset())], "tags removed"),
        ([RenameTag("a", "b/a")], "renamed a to b/a"),
        ([RemoveBranch("a")], "removed a"),
        ([SetNote("secret")], "note written"),
        ([SetNote("")], "note removed"),
        ([AddNote("secret")], "note added"),
    ],
)
def test_changes_are_described(changes: list[Change], text: str) -> None:
    """The history says what was done in words, without the note's text."""
    assert describe(changes) == text
