"""Wordings to papers, in the library: a new wording may start a paper, join one, or show that two are one."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import NamedTuple, TypeVar

from reader.changes import join
from reader.papers import Mark, Paper
from reader.papers.clustering import Group, Pair, pair, partition, proofs
from reader.papers.evidence import Evidence
from reader.papers.likely import keys_of
from reader.papers.merging import merged
from reader.store.database import Database
from reader.store.marks import Marks
from reader.store.naming import Changes, Naming, Unnamed
from reader.store.wordings import Wording, Wordings

T = TypeVar("T")


@dataclass
class Regrouped:
    """What changed of the papers, as undo needs it: everything before and after."""

    papers: Changes = field(default_factory=dict)
    moves: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Wordings that went from one paper to another."""
    marks: dict[int, tuple[Mark, Mark]] = field(default_factory=dict)

    def follow(self, later: "Regrouped") -> None:
        """Take in what changed after this."""
        _follow(self.papers, later.papers)
        _follow(self.moves, later.moves)
        _follow(self.marks, later.marks)


def _follow(changes: dict[int, tuple[T, T]], later: dict[int, tuple[T, T]]) -> None:
    changes.update({key: (changes.get(key, (before,))[0], after) for key, (before, after) in later.items()})


class Around(NamedTuple):
    """Wordings that are like one another, through others too, with all others of their papers."""

    wordings: dict[str, Wording]
    tied: dict[Pair, Evidence]

    def papers(self) -> dict[str, Paper]:
        """Return the wordings as papers."""
        return {digest: wording.paper for digest, wording in self.wordings.items()}


class Regrouping:
    """Keeps each paper one paper. All within the caller's transaction."""

    def __init__(self, database: Database, wordings: Wordings, marks: Marks) -> None:
        self._db = database
        self._wordings = wordings
        self._marks = marks
        self._naming = Naming(database, wordings)

    def take(self, wording: Wording, now: str, revision: int) -> tuple[int, Regrouped]:
        """Return the paper of a wording that is new in the library, and what that changed; it is sighted afterwards."""
        keys = keys_of(wording.paper)
        self._wordings.add_keys(wording.number, keys)
        near, lost = self._wordings.near(wording.number, keys)
        around = self.around([wording.number, *sorted(lost)]) if near or lost else Around({wording.digest: wording}, {})
        return self._regroup(around, wording.number, now, revision)

    def regroup(self, texts: Sequence[int], now: str, revision: int) -> Regrouped:
        """Group wordings of the library anew, with all that are like them."""
        return self._regroup(self.around(texts), texts[0], now, revision)[1]

    def _regroup(self, around: Around, text: int, now: str, revision: int) -> tuple[int, Regrouped]:
        parted = self._parted(around.wordings) if len(around.wordings) > 1 else ()
        return self._set(partition(around.papers(), around.tied, parted), around.wordings, text, now, revision)

    def around(self, texts: Iterable[int]) -> Around:
        """Return wordings with all that evidence ties to them, directly or not, and their papers' others."""
        found: dict[int, Wording] = {}
        tied: dict[Pair, Evidence] = {}
        waiting, looked = list(texts), set[int]()
        while waiting:
            text = waiting.pop()
            if text in looked:
                continue
            looked.add(text)
            wording = self._get(text, found)
            near, _ = self._wordings.near(text, keys_of(wording.paper))
            for other in self._wordings.of(near):
                two = pair(wording.digest, other.digest)
                both = {wording.digest: wording.paper, other.digest: other.paper}
                if two in tied or (proof := proofs(both, [two])):
                    tied |= {} if two in tied else proof
                    found[other.number] = other
                    waiting.append(other.number)
            of = self._wordings.paper_with(text)
            waiting += [] if of is None else self._wordings.of_paper(of)
        return Around({wording.digest: wording for wording in found.values()}, tied)

    def _get(self, text: int, found: dict[int, Wording]) -> Wording:
        if text not in found:
            (found[text],) = self._wordings.of([text])
        return found[text]

    def _parted(self, digests: Iterable[str]) -> set[Pair]:
        rows = self._db.rows(
            "WITH these(digest) AS (SELECT value FROM json_each(?))"
            " SELECT one, other FROM apart WHERE one IN these AND other IN these",
            [json.dumps(sorted(digests))],
        )
        return {(one, other) for one, other in rows}

    def _set(
        self, groups: Sequence[Group], wordings: Mapping[str, Wording], text: int, now: str, revision: int
    ) -> tuple[int, Regrouped]:
        """Make each of `groups` one paper: with the lowest number that one of its wordings has, or a new one.

        Return the paper of `text`, and what changed.
        """
        paper_of = {digest: self._wordings.paper_with(wording.number) for digest, wording in wordings.items()}
        numbers = self._numbers(groups, paper_of)
        known = {of for of in paper_of.values() if of is not None}
        before = self._naming.rows(known)
        least_before = {of: min(d for d in wordings if paper_of[d] == of) for of in known}
        unnamed = {
            number: self._unnamed(group, wordings, [before[of].added for d in group if (of := paper_of[d])] or [now])
            for number, group in zip(numbers, groups, strict=True)
        }
        changed = Regrouped(self._naming.write(before, least_before, unnamed, revision))
        for group, number in zip(groups, numbers, strict=True):
            for digest in sorted(group):
                if (of := paper_of[digest]) is not None and of != number:
                    changed.moves[wordings[digest].number] = (of, number)
                    self._db.write("UPDATE sightings SET paper = ? WHERE text = ?", [number, wordings[digest].number])
        if gone := known - set(numbers):
            changed.marks = self._hand_on(gone, groups, numbers, paper_of)
            for number in sorted(gone):
                remove_paper(self._db, number, revision)
        (paper,) = (
            number
            for group, number in zip(groups, numbers, strict=True)
            if any(wordings[digest].number == text for digest in group)
        )
        return paper, changed

    def _unnamed(self, group: Group, wordings: Mapping[str, Wording], added: Sequence[str]) -> Unnamed:
        shown = merged([wordings[digest].paper for digest in group])
        (only, *more) = group
        text = self._wordings.store(shown) if more else wordings[only]
        return shown, min(group), text.number, min(added)

    def _numbers(self, groups: Sequence[Group], paper_of: Mapping[str, int | None]) -> list[int]:
        """Give each group a paper: the lowest of its wordings' that is not given to another, which has more of it."""
        votes = Counter((of, at) for at, group in enumerate(groups) for d in group if (of := paper_of[d]) is not None)
        taken: dict[int, int] = {}
        given: set[int] = set()
        for number, at in sorted(votes, key=lambda vote: (vote[0], -votes[vote], vote[1])):
            if number not in given and at not in taken:
                taken[at] = number
                given.add(number)
        fresh = [at for at in range(len(groups)) if at not in taken]
        if fresh:
            newest = int(self._db.value("SELECT paper FROM newest") or 0)
            taken |= {at: newest + count for count, at in enumerate(fresh, start=1)}
        return [taken[at] for at in range(len(groups))]

    def _hand_on(
        self, gone: set[int], groups: Sequence[Group], numbers: Sequence[int], paper_of: Mapping[str, int | None]
    ) -> dict[int, tuple[Mark, Mark]]:
        """Give the marks of papers that are no more to those that have most of their wordings."""
        heir = {
            number: max(
                zip(groups, numbers, strict=True),
                key=lambda each: (sum(paper_of[d] == number for d in each[0]), -each[1]),
            )[1]
            for number in gone
        }
        marks = self._marks.of(sorted({*gone, *heir.values()}))
        after = {number: Mark() for number in gone}
        for number in set(heir.values()):
            joined = [number, *sorted(old for old in gone if heir[old] == number)]
            after[number] = reduce(_joined, [marks.get(each, Mark()) for each in joined])
        changes = {number: (was, mark) for number, mark in after.items() if (was := marks.get(number, Mark())) != mark}
        self._marks.overwrite({number: mark for number, (_, mark) in changes.items()})
        return changes


def _joined(one: Mark, other: Mark) -> Mark:
    return join(one, other).mark


def remove_paper(database: Database, number: int, revision: int) -> None:
    """Move a paper that is no more to where undo finds it, and the index learns that it is gone."""
    database.write("INSERT INTO removed_papers SELECT * FROM papers WHERE number = ?", [number])
    database.write("UPDATE removed_papers SET revision = ? WHERE number = ?", [revision, number])
    database.write("DELETE FROM papers WHERE number = ?", [number])
