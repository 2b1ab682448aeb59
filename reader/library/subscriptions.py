"""Subscriptions: digests that are wanted again and again, each with its query, its days and its place."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from reader.errors import DamageError, ReaderError, TextError
from reader.library.digests import UNDER_WAY, Digests, Kept, Wish
from reader.library.post import Post, Target, check_file
from reader.library.schedules import Schedule, schedule
from reader.papers import clean_line
from reader.query import Query, clean_name, parse
from reader.query.values import nearest
from reader.store import Store
from reader.store.digests import Made
from reader.store.subscriptions import Subscribed


@dataclass(frozen=True, slots=True)
class Subscription:
    """One digest that is wanted again and again."""

    name: str
    query: str
    """As it prints; may name a saved query, which counts as it is when a digest is made."""
    schedule: Schedule
    limit: int
    target: Target
    made: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a subscription that was due."""

    subscription: Subscription
    kept: Kept | None
    """The digest, an empty one too; None where another program was faster, or something was wrong."""
    error: ReaderError | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with a subscription."""

    last: datetime | None
    """When a digest of it was made, an empty one too."""
    next: datetime
    """When it is due, in local time; it is due already where that is not after now."""
    waits: bool
    """Whether something of it has not got where it is to go."""


class Subscriptions:
    """The subscriptions of a library, and what is due of them."""

    def __init__(
        self,
        store: Store,
        digests: Digests,
        expand: Callable[[Query], Query],
        refuse: Callable[[Path], None],
        now: Callable[[], datetime],
    ) -> None:
        """Take also what saved queries stand for, what refuses the library's own files, and the clock."""
        self._store = store
        self._digests = digests
        self._expand = expand
        self._refuse = refuse
        self._now = now

    def all(self) -> list[Subscription]:
        """Return the subscriptions in the order of their names."""
        return [_read(stored) for stored in self._store.subscriptions.all()]

    def get(self, name: str) -> Subscription | None:
        """Return the subscription of a name, whose case does not matter; None where there is none."""
        folded = clean_line(name).casefold()
        return next((each for each in self.all() if each.name.casefold() == folded), None)

    def standing(self, each: Subscription) -> Standing:
        """Return when a subscription was done last, when it is due next, and whether something of it waits."""
        last, now = self._store.digests.last(each.name), self._now()
        due = each.schedule.last_before(now) if self._is_due(each, last) else each.schedule.next_after(now)
        folded = each.name.casefold()
        waits = any(made.subscription == folded for made in self._store.digests.waiting())
        return Standing(last.made if last else None, due, waits)

    def subscribe(self, name: str, query: Query, schedule: Schedule, limit: int, target: Target) -> Subscription:
        """Keep a subscription, in place of one of its name, and return it; it is due at its next time.

        Raises:
            QueryError: the query names a saved one that is not there.
            TextError: the name cannot be one.
            ExportError: it would be written over a file of the library, or to one that no digest would be in.
        """
        self._expand(query)
        if target.kind == "file":
            check_file(Path(target.path))
            self._refuse(Path(target.path))
        wanted = Subscription(clean_name(name), str(query), schedule, limit, target, self._now())
        with self._store.transaction():
            self._store.subscriptions.put(_stored(wanted))
        return wanted

    def unsubscribe(self, name: str) -> str:
        """Remove a subscription and return its name; its digests stay, and what waits of them is still sent.

        Raises:
            TextError: there is none of this name.
        """
        known = {each.name.casefold(): each.name for each in self._store.subscriptions.all()}
        folded = clean_line(name).casefold()
        if folded not in known:
            near = nearest(folded, known)
            hint = f"Did you mean {known[near]}?" if near else "`reader subscribe` lists them."
            raise TextError(f"There is no subscription “{clean_line(name)}”", hint)
        with self._store.transaction():
            self._store.subscriptions.remove(folded)
        return known[folded]

    def due(self) -> list[Subscription]:
        """Return what is due now."""
        return [each for each in self.all() if self._is_due(each, self._store.digests.last(each.name))]

    def make_due(self, post: Post) -> Iterator[Done]:
        """Make a digest for each subscription that is due, and note it; what waits of it `post` takes where it goes.

        They are made in the order of their names. What is wrong with one is in the way of no other.
        """
        for each in self.due():
            last = self._store.digests.last(each.name)
            if not self._is_due(each, last):  # another program was faster
                continue
            believed = last is not None and last.made <= self._now()
            since = last.made - UNDER_WAY if last and believed else None
            try:
                wish = Wish(parse(each.query), since, each.limit, each.name, str(each.target))
                number = last.number if last else 0
                kept = self._digests.make(wish, partial(post.packed, target=each.target), after=number)
                yield Done(each, kept)
            except ReaderError as error:
                yield Done(each, None, error)

    def _is_due(self, each: Subscription, last: Made | None) -> bool:
        return each.schedule.is_due(self._now(), each.made, last.made if last else None)


def _stored(wanted: Subscription) -> Subscribed:
    target = wanted.target
    terms = {
        "query": wanted.query,
        "every": wanted.schedule.every,
        "at": wanted.schedule.at,
        "limit": wanted.limit,
        "kind": target.kind,
        "path": target.path,
        "format": target.form,
    }
    return Subscribed(wanted.name, terms, wanted.made)


def _read(stored: Subscribed) -> Subscription:
    terms: Mapping[str, Any] = stored.terms
    try:
        return Subscription(
            stored.name,
            terms["query"],
            schedule(terms["every"], terms["at"]),
            terms["limit"],
            Target(terms["kind"], terms["path"], terms["format"]),
            stored.made,
        )
    except TextError as error:
        raise DamageError(
            f"The library is damaged: the subscription “{stored.name}” cannot be read",
            "`reader unsubscribe` removes it.",
        ) from error
