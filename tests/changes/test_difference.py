from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given

from reader.changes import differences
from reader.papers import Mark, Status

from .strategies import marks

NOON = datetime(2024, 3, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (Mark(), Mark(Status.READ, read_at=NOON), ["status unread → read"]),
        (Mark(), Mark(bookmarked=True), ["+bookmark"]),
        (Mark(bookmarked=True), Mark(), ["−bookmark"]),
        (Mark(rating=4), Mark(), ["rating 4 → none"]),
        (Mark(rating=2), Mark(rating=5), ["rating 2 → 5"]),
        (Mark(), Mark(rating=3), ["rating none → 3"]),
        (Mark(tags=frozenset({"cv", "x"})), Mark(tags=frozenset({"nlp", "x"})), ["tags +nlp −cv"]),
        (Mark(note="a\nb"), Mark(note="b\nc"), ["note −a", "note +c"]),
        (Mark(note="a\nb"), Mark(note="b\na"), ["note rearranged"]),
        (Mark(rating=1), Mark(bookmarked=True), ["+bookmark", "rating 1 → none"]),
    ],
)
def test_what_is_different(before: Mark, after: Mark, expected: list[str]) -> None:
    """Each field that changed is told once, tags and lines of notes one by one."""
    assert differences(before, after) == expected


@given(marks, marks)
def test_only_what_is_different_is_told(before: Mark, after: Mark) -> None:
    """Marks that are equal, but for the time of reading, have no differences; others have."""
    assert (differences(before, after) == []) == (replace(before, read_at=None) == replace(after, read_at=None))
