"""What exactly a step of the history changed, for people."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reader.changes import QueryChange, Step, StepKind, differences
from reader.store import Store


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that a step changed."""

    title: str
    """A paper's, or the name of a dump or a saved query."""
    changes: tuple[str, ...]
    """`status unread → read`; what went is after a −, what came after a +."""


def details(store: Store, step: Step, limit: int) -> list[Detail]:
    """Return the first things that a step changed."""
    return list(_details(store, step, limit))[:limit]


def _details(store: Store, step: Step, limit: int) -> Iterator[Detail]:
    match step.kind:
        case StepKind.MARKS:
            for title, change in store.marks.changes_of(step.number, limit):
                yield Detail(title, tuple(differences(change.before, change.after)))
        case StepKind.QUERY:
            for query in store.saved.changes_of(step.number):
                yield Detail(query.name, tuple(_texts(query)))
        case StepKind.LESS:
            yield from _less(store, step)
            yield from _details(store, replace(step, kind=StepKind.MARKS), limit)
        case StepKind.DUMPS:
            yield Detail(", ".join(store.additions.names(step.number)), ("+dump",))
            for title, became in store.additions.papers(step.number, limit):
                yield Detail(title, (became,))
        case StepKind.SPLIT:
            for title, _ in store.splits.papers(step.number, limit):
                yield Detail(title, ("a paper of its own",))


def _less(store: Store, step: Step) -> Iterator[Detail]:
    for change in store.less.changes_of(step.number):
        yield Detail(change.word, ("less of it" if change.wanted else "no longer less of it",))


def _texts(query: QueryChange) -> Iterator[str]:
    if query.before is not None:
        yield f"−{query.before}"
    if query.after is not None:
        yield f"+{query.after}"
