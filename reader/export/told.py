"""What a file that Reader wrote says of a paper, when it comes back from people's hands."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from reader.export.escaping import hashtag
from reader.export.notes import quote_note
from reader.export.unquoting import unquote_note
from reader.papers import Mark, Status, clean_tag, clean_text

_FIELDS: tuple[dict[str, Any], ...] = (
    {"status": None, "not_so": frozenset(), "read_at": None},
    {"bookmarked": None},
    {"rating": None},
    {"tags": None},
    {"note": None},
)
"""What says nothing, for each part of a seal."""


@dataclass(frozen=True, slots=True)
class Told:
    """What stands there of one paper; None is nothing, which changes nothing."""

    id: str
    at: int
    """The line or the record, from 1."""
    status: Status | None = None
    not_so: frozenset[Status] = frozenset()
    """Statuses that it cannot have: an empty box does not say whether it is unread, skipped or being read."""
    read_at: datetime | None = None
    whole_day: bool = False
    """Whether `read_at` is a day only."""
    bookmarked: bool | None = None
    rating: int | None = None
    tags: tuple[str, ...] | None = None
    """Exactly, or, where they begin with `#`, as hashtags, which cannot spell all tags."""
    note: str | None = None
    quoted: bool = False
    """Whether the note stands there as lists quote it."""
    file: str = ""
    """Which of several files it stands in."""
    seal: str = ""
    """What `sealed` was when the file was written; empty where nobody knows."""

    @property
    def sealed(self) -> str:
        """What stands there, in short: a part for each of status, bookmark, rating, tags and note, 0 for nothing.

        What says nothing and what says that there is none are the same here: a task keeps its seal in another page.
        """
        return "-".join(hashlib.sha256(part.encode()).hexdigest()[:6] if part else "0" for part in self._parts())

    def _parts(self) -> Iterator[str]:
        moment = "" if self.read_at is None else _day(self.read_at) if self.whole_day else self.read_at.isoformat()
        status = "" if self.status in (None, Status.UNREAD) else self.status
        yield f"{status} {moment}".strip()
        yield "bookmarked" if self.bookmarked else ""
        yield str(self.rating or "")
        yield "\n".join(sorted(self.tags or ()))
        yield self.note or ""

    def edited(self) -> "Told":
        """Return what was changed since the file was written: the rest says nothing, so what came since stays."""
        written = self.seal.split("-")
        if len(written) != len(_FIELDS):
            return self
        told = self
        for before, now, nothing in zip(written, self.sealed.split("-"), _FIELDS, strict=True):
            told = replace(told, **nothing) if before == now else told
        return told

    def says(self, field: str) -> bool:
        """Whether anything stands there of a field of the mark."""
        if field == "status":
            return bool(self.status or self.not_so or self.read_at)
        return getattr(self, field) is not None

    def applied(self, mark: Mark, now: datetime, known: Sequence[str]) -> Mark:
        """Return the mark of a paper after what is told; `known` are the tags that hashtags may mean.

        Raises:
            TextError: a tag cannot be one.
        """
        status = self.status or (Status.UNREAD if mark.status in self.not_so else mark.status)
        return Mark(
            status,
            mark.bookmarked if self.bookmarked is None else self.bookmarked,
            mark.rating if self.rating is None else self.rating,
            mark.tags if self.tags is None else frozenset(self._tags(mark, known)),
            mark.note if self.note is None else self._note(mark.note),
            self._read_at(mark, now) if status is Status.READ else None,
        )

    def _read_at(self, mark: Mark, now: datetime) -> datetime | None:
        if mark.status is not Status.READ:
            return self.read_at or now
        if self.read_at is None or (self.whole_day and mark.read_at and _day(mark.read_at) == _day(self.read_at)):
            return mark.read_at
        return self.read_at

    def _tags(self, mark: Mark, known: Sequence[str]) -> Iterable[str]:
        left = sorted(mark.tags)  # one that is taken is not meant again: two hashtags alike may be two tags
        for written in self.tags or ():
            tag = spelled(written, left, known) if written.startswith("#") else clean_tag(written)
            if tag in left:
                left.remove(tag)
            yield tag

    def _note(self, note: str) -> str:
        told = self.note or ""
        if not self.quoted:
            return told
        if told == quoted_text(note):
            return note
        known = {quoted_text(line): line for line in note.split("\n")}
        return clean_text(unquote_note(told, known))


def spelled(written: str, *known: Iterable[str]) -> str:
    """Return the tag that a hashtag means: of the first group in which some are written so, itself or else the first.

    Raises:
        TextError: it means none of them, and cannot be a tag.
    """
    for group in known:
        alike = [tag for tag in group if is_written(tag, written)]
        if alike:
            return next((tag for tag in alike if f"#{tag}" == written.casefold()), alike[0])
    return clean_tag(written)


def is_written(tag: str, written: str) -> bool:
    """Say whether a hashtag may mean `tag`."""
    return written.casefold() in (hashtag(tag).casefold(), f"#{tag}")


def quoted_text(note: str) -> str:
    """Return what can be read back of a note that is quoted in a list."""
    return clean_text("\n".join(line.removeprefix(">").removeprefix(" ") for line in quote_note(note)))


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d}"
