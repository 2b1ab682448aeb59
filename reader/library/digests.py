"""Digests of a library: the best of what is new, each paper once and never again."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from reader.errors import PaperError, QueryError
from reader.export.digest import Digest, Group, Item
from reader.library.digest_groups import grouped
from reader.query import Query, Sort, words
from reader.query.dates import read_date
from reader.query.values import Value
from reader.store import Store
from reader.store.digests import Made

if TYPE_CHECKING:
    from reader.library.holdings import Holdings

LIMIT = 20
MOST_PAPERS = 200
DAYS = 7
"""So far back a digest looks where nothing else is said."""
UNDER_WAY = timedelta(hours=1)
"""A dump that was being added while the last digest was made bears the time when that began."""
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """What a digest is to be made of."""

    query: Query = Query()  # noqa: RUF009 - a frozen value
    since: datetime | None = None
    """None is a week ago."""
    limit: int = LIMIT
    name: str = ""
    """Of the subscription."""
    where: str = ""
    """Where it goes, in words: noted for who asks later."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A digest that was noted: its papers stand in no other one."""

    number: int
    digest: Digest


Fit = Callable[[Digest], tuple[Digest, Mapping[str, Any] | None]]
"""Says how much of a digest there is room for, and what of it is to wait until it is sent."""


def whole(digest: Digest) -> tuple[Digest, None]:
    """Return all of a digest, with nothing to be sent."""
    return digest, None


def since_moment(text: str, now: datetime) -> datetime:
    """Return when the days begin that `text` names: `7d`, `yesterday`, `2026-03-01`.

    Raises:
        QueryError: it names none.
    """
    first = None
    with suppress(QueryError):
        said = read_date("added", Value(text, 0))
        first = said.interval(now.astimezone().date())[0] if said else None
    if first is None:
        raise QueryError(f"“{text}” does not say since when", "Such as: 7d, 2w, yesterday, 2026-03-01")
    return _beginning(first)


def _beginning(day: date) -> datetime:
    since_clocks = max(day, date(1970, 1, 2))  # as in queries: systems disagree about local time before
    return datetime.combine(since_clocks, time.min).astimezone()


class Digests:
    """Makes digests, and knows those that were made."""

    def __init__(self, library: "Holdings", store: Store) -> None:
        self._library = library
        self._store = store

    def preview(self, wish: Wish) -> Digest:
        """Return the digest that would be made now; nothing is noted.

        Raises:
            QueryError: the query cannot be meant, or tells no papers from others.
            SearchError: the index cannot be used, and could not be made anew.
        """
        now = self._library.now
        since = wish.since or _beginning(now.astimezone().date() - timedelta(days=DAYS - 1))
        results = self._library.find(replace(wish.query, sort=_order(wish.query), limit=None))
        if results.says_nothing:
            raise QueryError(f"“{wish.query}” tells no papers from others", "Without a query, all that is new counts.")
        fresh = self._store.digests.fresh(since)
        found = [number for number in results.numbers if number in fresh]
        limit = min(wish.limit, MOST_PAPERS, wish.query.limit or MOST_PAPERS)
        entries = self._library.entries(found[:limit])
        groups = grouped(self._library, entries, results, since, now)
        left = max(0, len(found) - len(entries))
        elsewhere = self._store.digests.told_elsewhere(since, wish.name)
        told = sum(number in elsewhere for number in results.numbers)
        return Digest(self._store.uuid, now, since, groups, wish.name, str(wish.query), left, told)

    def make(
        self, wish: Wish, fit: Fit = whole, *, after: int | None = None, bring: Callable[[Digest], None] | None = None
    ) -> Kept | None:
        """Make a digest and note it, with what of it is to be sent; an empty one too, where it is a subscription's.

        Where it is told how to `bring` it, it is noted when it is there: who is killed in between tells it again.

        None where `after` is not the subscription's last digest any more, or again and again others tell what is new:
        another program was faster.

        Raises:
            ReaderError: as `preview`, and what `bring` raises: then nothing is noted.
            StoreError: the library cannot be written.
        """
        for _ in range(_TRIES):
            digest, waiting = fit(self.preview(wish))
            if not digest.groups and not wish.name:
                return Kept(0, digest)
            numbers = [item.entry.number for item in digest.items]
            with self._store.transaction():
                if after is not None and _number(self._store.digests.last(wish.name)) != after:
                    return None
                if self._store.digests.shown(numbers):
                    continue  # another digest was made meanwhile
                number = self._store.digests.add(
                    wish.name, digest.made, _about(digest, wish), numbers, waiting if digest.groups else None
                )
                if bring:
                    bring(digest)
            return Kept(number, digest)
        return None

    def forget(self, kept: Kept) -> None:
        """Let a digest not have been: nobody got it, and its papers are new again.

        Raises:
            StoreError: the library cannot be written.
        """
        if kept.number:
            self._store.digests.forget(kept.number)

    def take_back(self, number: int) -> Digest:
        """Let a digest that was noted not have been, with what waits of it, and return it; its papers are new again.

        Raises:
            PaperError: there is none.
        """
        made = self._get(number)
        digest = self.of(made)
        self._store.digests.forget(made.number)
        return digest

    def drop(self, number: int) -> Digest:
        """Let what waits of a digest go; it stays a digest, and nobody sends it any more.

        Raises:
            PaperError: nothing of it waits.
        """
        made = self._store.digests.get(number)
        if made is None or made.waiting is None:
            raise PaperError(f"Nothing of a digest {number} waits", "`reader digest --list` lists what does.")
        self._store.digests.wait(number, None)
        return self.of(made)

    def made(self, limit: int, subscription: str | None = None) -> list[Made]:
        """Return the last digests that had papers, of a subscription or of all; newest first."""
        return self._store.digests.newest(limit, subscription)

    def again(self, number: int) -> Digest:
        """Return a digest as it was made, its papers as they are now; 0 is the last one.

        Raises:
            PaperError: there is none.
        """
        return self.of(self._get(number))

    def _get(self, number: int) -> Made:
        made = self._store.digests.get(number) if number else next(iter(self.made(1)), None)
        if made is None:
            told = f"There was no digest {number}" if number else "There was no digest yet"
            raise PaperError(told, "`reader digest --list` lists those that were made.")
        return made

    def of(self, made: Made) -> Digest:
        """Return a digest that was made, its papers as they are now."""
        about, papers = made.about, self._store.digests.papers(made.number)
        entries = {entry.number: entry for entry in self._library.entries(list(papers.values()))}
        groups: list[Group] = []
        place, seen = 0, set[int]()
        for group in about["groups"]:
            items: list[Item] = []
            for reason in group["reasons"]:
                number = papers.get(place, 0)
                place += 1
                if number in entries and number not in seen:  # gone with its dump, or united with one before
                    seen.add(number)
                    items.append(Item(entries[number], reason))
            if items:
                groups.append(Group(group["name"], tuple(items)))
        since = datetime.fromisoformat(about["since"])
        told = _count(about.get("told"))
        return Digest(
            self._store.uuid, made.made, since, tuple(groups), about["name"], about["query"], about["left"], told
        )


def _number(made: Made | None) -> int:
    return made.number if made else 0


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0  # a backup from anybody may have brought it


def _about(digest: Digest, wish: Wish) -> dict[str, Any]:
    return {
        "name": digest.name,
        "query": digest.query,
        "where": wish.where,
        "since": digest.since.isoformat(),
        "left": digest.left,
        "told": digest.told,
        "groups": [{"name": group.name, "reasons": [item.reason for item in group.items]} for group in digest.groups],
    }


def _order(query: Query) -> Sort:
    """Return what is best: what the query says; else what fits its words best, or what trends."""
    return query.sort or Sort("relevance" if words(query) else "trending")
