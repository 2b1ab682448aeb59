"""What the papers of a result have in common: their statuses, tags, dumps and years, with how many have each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from reader.library.results import Results
from reader.library.shelves import dump_name
from reader.query import Date, Has, Is, Source, State, StateNode, Tag
from reader.store import Store

FacetName = Literal["status", "code", "tags", "dumps", "years"]
_MARKED: tuple[State, ...] = ("reading", "read", "skipped")


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One thing that papers have in common."""

    condition: StateNode
    """What a query says to find papers that have it."""
    label: str
    papers: int
    """How many papers of the result have it; at least one."""
    shown: str = ""
    """As lists name it, where that says more than the label: a dump with its page's day."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to look at a result."""

    name: FacetName
    values: tuple[FacetValue, ...]
    """Most papers first, then in the order of the labels; dumps newest first. None where no paper has any."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """The groups that change only with the dumps."""

    state: tuple[int, int]
    conditions: dict[FacetName, list[tuple[StateNode, str, Collection[int]]]]
    pages: dict[str, str]


class FacetCounter:
    """Counts facets, remembering what only a new dump can change. Safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._facts: _Facts | None = None

    def prepare(self) -> None:
        """Look through the dumps and abstracts now: most of what the first count would take."""
        self._known_facts()

    def count(self, results: Results) -> tuple[Facet, ...]:
        """Return the facets of what the conditions of a query found, before its `limit:`."""
        found = None if results.hits is None else set(results.hits.papers.tolist())

        def how_many(papers: Collection[int]) -> int:
            return len(papers) if found is None else sum(map(found.__contains__, papers))

        marks = self._store.grouping.by_mark()
        counted: list[tuple[StateNode, str, int]] = [(Is(state), state, how_many(marks[state])) for state in _MARKED]
        unread = results.total - sum(papers for _, _, papers in counted)
        counted += [(Is("unread"), "unread", unread), (Is("bookmarked"), "bookmarked", how_many(marks["bookmarked"]))]
        tags = [(Tag(tag), tag, how_many(papers)) for tag, papers in self._store.grouping.by_tag().items()]
        facts = self._known_facts()
        by_name: dict[FacetName, Iterable[tuple[StateNode, str, int]]] = {"status": counted, "tags": tags}
        for name, groups in facts.conditions.items():
            by_name[name] = [(condition, label, how_many(papers)) for condition, label, papers in groups]
        return tuple(_facet(name, by_name[name], facts.pages) for name in get_args(FacetName))

    def _known_facts(self) -> _Facts:
        state = self._store.dumps.newest(), self._store.editions.version()
        facts = self._facts
        if facts is None or facts.state != state:
            self._facts = facts = self._look(state)
        return facts

    def _look(self, state: tuple[int, int]) -> _Facts:
        dumps, years = self._store.grouping.by_dump()
        code = self._store.select.of(Has("code"))
        return _Facts(
            state,
            {
                "code": [(Has("code"), "has code", code)],
                "dumps": [(Source.named(name), name, _shown_by(name, dumps)) for name in dumps],
                "years": [(Date("page", year), year, papers) for year, papers in years.items()],
            },
            self._store.dumps.pages(),
        )


def _shown_by(name: str, dumps: dict[str, list[int]]) -> Collection[int]:
    """Return what `source:NAME` finds: a name may be a part of others."""
    folded = name.casefold()
    alike = [papers for other, papers in dumps.items() if folded in other.casefold()]
    return alike[0] if len(alike) == 1 else set().union(*alike)


def _facet(name: FacetName, counted: Iterable[tuple[StateNode, str, int]], pages: Mapping[str, str]) -> Facet:
    values = [FacetValue(*each) for each in counted if each[2]]
    if name == "dumps":
        return Facet(name, tuple(replace(each, shown=dump_name(pages[each.label], each.label)) for each in values))
    return Facet(name, tuple(sorted(values, key=lambda value: (-value.papers, value.label))))
