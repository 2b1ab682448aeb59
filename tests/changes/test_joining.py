from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.changes import join, join_notes
from reader.papers import Mark, Status

from .strategies import marks

EARLY, LATE = datetime(2024, 3, 14, tzinfo=UTC), datetime(2024, 4, 1, tzinfo=UTC)
LINES = st.sampled_from(["", "a", "b", "- [ ] c", "```", "```py", "~~~", "````", "  d"])
NOTES = st.lists(LINES, max_size=8).map(lambda lines: "\n".join(lines).strip("\n"))


@given(marks, marks)
def test_both_machines_come_to_the_same_mark(one: Mark, other: Mark) -> None:
    """Which library takes in which does not matter."""
    assert join(one, other).mark == join(other, one).mark


@given(marks, marks)
def test_joining_again_changes_nothing(one: Mark, other: Mark) -> None:
    """A joined mark holds both already."""
    joined = join(one, other).mark
    assert join(joined, one).mark == join(joined, other).mark == join(joined, joined).mark == joined


@given(marks)
def test_no_mark_at_all_adds_nothing(mark: Mark) -> None:
    """A paper that is unmarked in one library keeps the mark of the other, without a conflict."""
    assert (join(mark, Mark()).mark, join(mark, Mark()).conflicts) == (mark, ())


@given(NOTES, NOTES)
def test_notes_join_alike_from_both_sides_and_only_once(one: str, other: str) -> None:
    """Paragraphs of both, whatever fences are left open in them."""
    joined = join_notes(one, other)
    assert joined == join_notes(other, one)
    assert join_notes(joined, one) == join_notes(joined, other) == joined


@pytest.mark.parametrize(
    ("here", "there", "joined"),
    [
        (Mark(Status.READING), Mark(Status.UNREAD), Mark(Status.READING)),
        (Mark(Status.READING), Mark(Status.READ, read_at=LATE), Mark(Status.READ, read_at=LATE)),
        (Mark(Status.READ, read_at=EARLY), Mark(Status.READ, read_at=LATE), Mark(Status.READ, read_at=EARLY)),
        (Mark(Status.SKIPPED), Mark(Status.UNREAD), Mark(Status.SKIPPED)),
        (Mark(Status.READ), Mark(Status.UNREAD), Mark(Status.READ)),
        (Mark(rating=3), Mark(bookmarked=True), Mark(rating=3, bookmarked=True)),
        (Mark(tags=frozenset({"a"})), Mark(tags=frozenset({"b"})), Mark(tags=frozenset({"a", "b"}))),
        (Mark(note="same\n\nmine"), Mark(note="same\n\nyours"), Mark(note="same\n\nmine\n\nyours")),
        (Mark(note="all\n\nof it"), Mark(note="of it"), Mark(note="all\n\nof it")),
    ],
)
def test_what_two_marks_become_without_a_conflict(here: Mark, there: Mark, joined: Mark) -> None:
    """Nothing that either says is lost."""
    assert (join(here, there).mark, join(here, there).conflicts) == (joined, ())


def test_ratings_and_a_skip_against_a_reading_are_conflicts() -> None:
    """What was kept is said, and what was said on the other side."""
    joined = join(Mark(Status.SKIPPED, rating=2), Mark(Status.READ, rating=5, read_at=EARLY))
    assert joined.mark == Mark(Status.READ, rating=5, read_at=EARLY)
    assert joined.conflicts == ("skipped here, read there: read kept", "rating 2 here, 5 there: 5 kept")


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("b\n\na", "a\n\n\nb", "a\n\n\nb"),
        ("a\n\nb", "b\n\na", "b\n\na"),
        ("a\n\na", "b", "a\n\nb"),
        # code holds blank lines, and the same line twice
        ("```py\na\n\na\n```", "b", "```py\na\n\na\n```\n\nb"),
        ("~~~~\na\n~~~\n\na\n\na\n~~~~", "z", "z\n\n~~~~\na\n~~~\n\na\n\na\n~~~~"),
        ("```\na\n```X\n\na\n\na\n```", "b", "```\na\n```X\n\na\n\na\n```\n\nb"),
        ("```\nb\n\nb", "b", "```\nb\n\nb\n```\n\nb"),
        # behind its end there are paragraphs again
        ("```\nc\n```` \n\na\n\na", "b", "```\nc\n```` \n\na\n\nb"),
        ("  ```\na\n\na", "b", "  ```\na\n\na\n\nb"),
    ],
)
def test_paragraphs_of_both(one: str, other: str, joined: str) -> None:
    """Each once, the lesser note first; fenced code is one, however many blank lines it holds; the longer of equals."""
    assert join_notes(one, other) == join_notes(other, one) == joined
