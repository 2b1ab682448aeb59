"""Papers that the user took apart, and what tells why wordings are one paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reader.changes import Step, StepKind
from reader.papers import Sighting
from reader.papers.clustering import pair
from reader.papers.evidence import evidence
from reader.store.database import Database, to_text
from reader.store.editions import Editions
from reader.store.journal import Side
from reader.store.regrouping import Regrouping
from reader.store.regroupings import Regroupings
from reader.store.steps import Steps
from reader.store.wordings import Wording, Wordings


@dataclass(frozen=True, slots=True)
class Reason:
    """One wording of a paper, and why it is of this paper."""

    title: str
    why: str
    """`the same arXiv id 2404.12345`; empty for the first."""
    sightings: tuple[Sighting, ...]
    """Where it stood, oldest first."""


class Splits:
    """The steps that took papers apart."""

    def __init__(
        self,
        database: Database,
        steps: Steps,
        wordings: Wordings,
        regrouping: Regrouping,
        regroupings: Regroupings,
        editions: Editions,
    ) -> None:
        self._db = database
        self._steps = steps
        self._wordings = wordings
        self._regrouping = regrouping
        self._regroupings = regroupings
        self._editions = editions

    def reasons(self, paper: int) -> list[Reason]:
        """Return the wordings of a paper in the order in which the surest evidence ties them to those before."""
        left = sorted(self._wordings.of(self._wordings.of_paper(paper)), key=lambda each: each.number)
        reasons: list[Reason] = []
        tied: list[Wording] = []
        while left:
            wording, why = _next(left, tied)
            left.remove(wording)
            tied.append(wording)
            reasons.append(Reason(wording.paper.title, why, self._sightings(wording.number)))
        return reasons

    def split(self, paper: int, now: datetime) -> Step | None:
        """Make each wording of a paper a paper of its own, for good; None where it has but one."""
        with self._db.transaction():
            wordings = self._wordings.of(self._wordings.of_paper(paper))
            pairs = sorted({pair(a.digest, b.digest) for a in wordings for b in wordings if a is not b})
            if not pairs:
                return None
            title = wordings[0].paper.title
            step = self._steps.record(StepKind.SPLIT, f"paper split into {len(wordings)}", title, len(wordings), now)
            self._db.write_many("INSERT INTO step_apart VALUES (?, ?, ?)", ((step, *two) for two in pairs))
            self._write_pairs(step, "after")
            revision = int(self._db.value("SELECT revision + 1 FROM newest") or 1)
            changed = self._regrouping.regroup([wording.number for wording in wordings], to_text(now), revision)
            self._regroupings.record(step, changed)
            return self._steps.get(step)

    def write_back(self, step: int, side: Side) -> None:
        """Put together what a step took apart, or take it apart again; call within a transaction."""
        revision = int(self._db.value("SELECT revision + 1 FROM newest") or 1)
        self._write_pairs(step, side)
        self._regroupings.bring(step, side, revision)
        self._regroupings.move(step, side, revision)

    def papers(self, step: int, limit: int) -> list[tuple[str, str]]:
        """Return the titles of the first papers that a step made of one, each with what became of it."""
        return self._regroupings.papers(step, limit)

    def _write_pairs(self, step: int, side: Side) -> None:
        if side == "after":
            self._db.write("INSERT INTO apart SELECT one, other FROM step_apart WHERE step = ?", [step])
        else:
            self._db.write(
                "DELETE FROM apart WHERE (one, other) IN (SELECT one, other FROM step_apart WHERE step = ?)", [step]
            )

    def _sightings(self, text: int) -> tuple[Sighting, ...]:
        rows: Sequence[tuple[str, int, str, int]] = self._db.rows(
            "SELECT so.name, si.position, so.heading, so.number FROM sightings si"
            " JOIN sources so ON so.number = si.source WHERE si.text = ? ORDER BY si.source, si.position",
            [text],
        )
        editions = self._editions.by_source()
        return tuple(Sighting(file, at, heading, editions.get(source)) for file, at, heading, source in rows)


def _next(left: Sequence[Wording], tied: Sequence[Wording]) -> tuple[Wording, str]:
    """Return the wording that is tied most surely to those that are, and by what."""
    proven = [
        (proof.strength, -wording.number, wording, proof.why)
        for wording in left
        for other in tied
        if (proof := evidence(wording.paper, other.paper))
    ]
    if not proven:
        return left[0], "the same title, as it was told when they were added" if tied else ""
    _, _, wording, why = max(proven, key=lambda each: each[:2])
    return wording, why
