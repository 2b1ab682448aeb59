"""A digest as a value: the best of what is new, in groups, each paper with its reason and its link."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from shlex import quote
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, UUID, uuid5

from reader.papers import Entry, Paper

_TITLE_CHARS = 4_000
"""No title is nearly as long; what a damaged dump takes for one may be longer."""
_ASKED_CHARS = 300
"""Of a title that is looked for on the web."""


@dataclass(frozen=True, slots=True)
class Item:
    """One paper of a digest."""

    entry: Entry
    reason: str
    """Why it stands there, in a few words; never empty."""

    @property
    def title(self) -> str:
        """The paper's, of a length that a mail has room for."""
        return excerpt(self.entry.paper.title, _TITLE_CHARS) or "(untitled)"


@dataclass(frozen=True, slots=True)
class Group:
    """Papers under a heading, best first."""

    name: str
    """One line of plain text."""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """The best of what is new, at one moment. The same digest gives the same texts."""

    library: str
    """The library's own name, for life: ids of what is sent are made from it."""
    made: datetime
    """UTC."""
    since: datetime
    """What came into the library before is not new; UTC."""
    groups: tuple[Group, ...]
    """None of them empty; no paper is in two."""
    name: str = ""
    """Of the subscription; empty where there is none."""
    query: str = ""
    """What was asked for, as it prints; empty for all that is new."""
    left: int = 0
    """How many more papers there were than a digest has."""
    told: int = 0
    """How many more there would have been, had other digests not told of them."""

    @property
    def items(self) -> list[Item]:
        """All papers, in their order."""
        return [item for group in self.groups for item in group.items]

    @property
    def title(self) -> str:
        """One line that says what it is."""
        return self.name or (f"New papers: {self.query}" if self.query else "New papers")

    @property
    def count(self) -> str:
        """How many papers there are, and of how many: `3 papers`, `20 of 51 papers`."""
        shown = len(self.items)
        papers = "paper" if shown + self.left == 1 else "papers"
        return f"{shown:,} of {shown + self.left:,} {papers}" if self.left else f"{shown:,} {papers}"

    @property
    def elsewhere(self) -> str:
        """How many papers are left out because they stood in other digests; empty where none are."""
        return f"{self.told:,} more {'was' if self.told == 1 else 'were'} told by other digests." if self.told else ""

    @property
    def period(self) -> str:
        """Which days it is about, in local time: `2026-03-14`, `2026-03-07 to 2026-03-14`."""
        first, last = (f"{moment.astimezone():%Y-%m-%d}" for moment in (self.since, self.made))
        return f"{first} to {last}" if first < last else last

    @property
    def footer(self) -> str:
        """How to get no more of them; empty where nobody subscribed."""
        return f"`reader unsubscribe {quote(self.name)}` ends this subscription." if self.name else ""

    @property
    def list_name(self) -> str:
        """What all digests of one subscription have in common, for ids."""
        return f"digests {self.name}"

    @property
    def key(self) -> str:
        """A name of this digest that no other has: letters and digits."""
        told = (self.library, self.name, self.made.isoformat(), *(item.entry.paper.id for item in self.items))
        return hashlib.sha256("\0".join(told).encode()).hexdigest()[:24]

    def first(self, count: int) -> "Digest":
        """Return it with no more than so many papers; the others count as left."""
        groups, room = [], count
        for group in self.groups:
            if room > 0:
                groups.append(replace(group, items=group.items[:room]))
            room -= len(group.items)
        shown = sum(len(group.items) for group in groups)
        return replace(self, groups=tuple(groups), left=self.left + len(self.items) - shown)


def numbered(digest: Digest) -> Iterator[tuple[Group, list[tuple[int, Item]]]]:
    """Yield the groups, their papers with the numbers that they have in the digest, from 1."""
    number = 0
    for group in digest.groups:
        yield group, list(enumerate(group.items, start=number + 1))
        number += len(group.items)


def stable_id(library: str, what: str) -> UUID:
    """Return an id that something of a library has for ever, and nothing else has."""
    return uuid5(NAMESPACE_URL, f"{library} {what}")


def link_of(paper: Paper) -> str:
    """Return where a paper is; where nobody tells, the page on which arXiv looks for its title."""
    if paper.links:
        return paper.links[0].url
    asked = urlencode({"searchtype": "title", "query": paper.title[:_ASKED_CHARS]})
    return f"https://arxiv.org/search/?{asked}"


def link_name(paper: Paper) -> str:
    """Return what is behind that link, in words."""
    return "Open" if paper.links else "Look for it on arXiv"


def excerpt(text: str, most_chars: int) -> str:
    """Return the beginning of a line, cut between words and with … where it goes on."""
    if len(text) <= most_chars:
        return text
    if most_chars < 2:
        return ""
    kept = text[: most_chars - 1]
    whole = kept if text[len(kept)] == " " else kept.rpartition(" ")[0]
    return f"{(whole or kept).rstrip(' ,;:.')}…"


def authors_line(paper: Paper, most: int = 3) -> str:
    """Return who wrote a paper; of many, the first."""
    if len(paper.authors) > most:
        return f"{', '.join(paper.authors[:most])} and {len(paper.authors) - most:,} more"
    return ", ".join(paper.authors)
