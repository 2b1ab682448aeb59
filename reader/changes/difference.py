"""What is different between two marks, for people."""

from collections.abc import Iterator

from reader.papers import Mark


def differences(before: Mark, after: Mark) -> list[str]:
    """Return what changed, field by field: `status unread → read`, `tags +nlp −cv`, `note +a line`."""
    return list(_differences(before, after))


def _differences(before: Mark, after: Mark) -> Iterator[str]:
    if before.status != after.status:
        yield f"status {before.status} → {after.status}"
    if before.bookmarked != after.bookmarked:
        yield "+bookmark" if after.bookmarked else "−bookmark"
    if before.rating != after.rating:
        yield f"rating {before.rating or 'none'} → {after.rating or 'none'}"
    if before.tags != after.tags:
        added = [f"+{tag}" for tag in sorted(after.tags - before.tags)]
        removed = [f"−{tag}" for tag in sorted(before.tags - after.tags)]
        yield f"tags {' '.join(added + removed)}"
    if before.note != after.note:
        yield from _lines(before.note.splitlines(), after.note.splitlines())


def _lines(before: list[str], after: list[str]) -> Iterator[str]:
    """Yield the lines of a note that went and came; where only their order did, say so."""
    gone = [f"note −{line}" for line in before if line not in after]
    new = [f"note +{line}" for line in after if line not in before]
    yield from (gone + new) or ["note rearranged"]
