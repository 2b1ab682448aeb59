"""Each thing that can be done to a mark, as a value that says how."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reader.papers import Mark, Status, is_within, moved


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Set how far the user is; becoming read notes the time, ceasing to be read forgets it."""

    status: Status
    at: datetime
    """UTC."""

    def apply(self, mark: Mark) -> Mark:
        """Return `mark` with this status."""
        if mark.status == self.status:
            return mark
        return replace(mark, status=self.status, read_at=self.at if self.status is Status.READ else None)

    def __str__(self) -> str:
        return f"marked {self.status}"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Set or clear the bookmark."""

    on: bool = True

    def apply(self, mark: Mark) -> Mark:
        """Return `mark` with or without bookmark."""
        return replace(mark, bookmarked=self.on)

    def __str__(self) -> str:
        return "bookmarked" if self.on else "bookmark removed"


@dataclass(frozen=True, slots=True)
class Rate:
    """Give 1 to 5 stars, or none with 0."""

    rating: int

    def apply(self, mark: Mark) -> Mark:
        """Return `mark` with this rating."""
        return replace(mark, rating=self.rating)

    def __str__(self) -> str:
        return f"rated {self.rating}" if self.rating else "rating removed"


@dataclass(frozen=True, slots=True)
class AddTag:
    """Add one tag."""

    tag: str

    def apply(self, mark: Mark) -> Mark:
        """Return `mark` with the tag."""
        return replace(mark, tags=mark.tags | {self.tag})

    def __str__(self) -> str:
        return f"tagged {self.tag}"


@dataclass(frozen=True, slots=True)
class RemoveTag:
    """Remove one tag."""

    tag: str

    def apply(self, mark: Mark) -> Mark:
        """Return `mark` without the tag."""
        return replace(mark, tags=mark.tags - {self.tag})

    def __str__(self) -> str:
        return f"tag {self.tag} removed"


@dataclass(frozen=True, slots=True)
class SetTags:
    """Replace all tags."""

    tags: frozenset[str]

    def apply(self, mark: Mark) -> Mark:
        """Return `mark` with these tags only."""
        return replace(mark, tags=self.tags)

    def __str__(self) -> str:
        return f"tagged {', '.join(sorted(self.tags))}" if self.tags else "tags removed"


@dataclass(frozen=True, slots=True)
class RenameTag:
    """Put one tag in the place of another; the tags below it come along."""

    old: str
    new: str

    def apply(self, mark: Mark) -> Mark:
        """Return `mark` with `new` where it had `old`."""
        return replace(mark, tags=frozenset(moved(tag, self.old, self.new) for tag in mark.tags))

    def __str__(self) -> str:
        return f"renamed {self.old} to {self.new}"


@dataclass(frozen=True, slots=True)
class RemoveBranch:
    """Remove one tag and all below it."""

    tag: str

    def apply(self, mark: Mark) -> Mark:
        """Return `mark` without the branch."""
        return replace(mark, tags=frozenset(tag for tag in mark.tags if not is_within(tag, self.tag)))

    def __str__(self) -> str:
        return f"removed {self.tag}"


@dataclass(frozen=True, slots=True)
class SetNote:
    """Replace the note; an empty one removes it."""

    note: str

    def apply(self, mark: Mark) -> Mark:
        """Return `mark` with this note."""
        return replace(mark, note=self.note)

    def __str__(self) -> str:
        return "note written" if self.note else "note removed"


@dataclass(frozen=True, slots=True)
class AddNote:
    """Write something under the note that is there."""

    text: str

    def apply(self, mark: Mark) -> Mark:
        """Return `mark` with the text at the end of its note."""
        return replace(mark, note="\n\n".join(part for part in (mark.note, self.text) if part))

    def __str__(self) -> str:
        return "note added"


TagChange = AddTag | RemoveTag | SetTags
"""What can be done to the tags of a paper."""
Change = SetStatus | Bookmark | Rate | TagChange | RenameTag | RemoveBranch | SetNote | AddNote
"""Anything that can be done to a mark."""


def apply_all(changes: Sequence[Change], mark: Mark) -> Mark:
    """Return `mark` after all `changes`, in order."""
    for change in changes:
        mark = change.apply(mark)
    return mark


def describe(changes: Sequence[Change]) -> str:
    """Return what `changes` do, for the history and the toast: `bookmarked, tagged nlp`."""
    return ", ".join(str(change) for change in changes)
