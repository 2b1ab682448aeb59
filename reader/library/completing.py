"""How a query that is being typed may go on: fields, values of fields, and queries asked before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from reader.library.likeness import nearest
from reader.query import (
    FIELD_NAMES,
    FOR_YOU,
    Has,
    Is,
    Mode,
    Piece,
    Saved,
    SortKey,
    Source,
    State,
    Tag,
    Thing,
    piece_at,
)
from reader.search.topics import OTHER
from reader.store import Store

MOST_OFFERS = 9
_MOST_FIELDS = 3
_MOST_LINES = 3
"""Of the offers, where values are offered too."""
_LEAST_TYPED = 2
"""So many letters of a field or of an earlier query, before it is offered; one more if it only holds them."""

Counts = Mapping[str, int | None]
"""Names to numbers of papers, in the order in which they are offered; None is not counted."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What queries of a library are completed from, as it was at one time."""

    tags: Counts
    """Tags and their branches (`nlp/*`), most used first."""
    dumps: Counts
    """File names, newest first."""
    saved: tuple[str, ...]
    """The names of the saved queries."""
    searches: tuple[str, ...]
    """The queries asked before, newest first."""
    pages: tuple[str, ...] = ()
    """The months and days of editions, newest first: `2025-03`, `2025-03-14`."""
    topics: tuple[str, ...] = ()
    """The names of the topics that were made last, the largest first."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to go on with a line."""

    text: str
    """What comes in."""
    start: int
    end: int
    """What of the line it takes the place of."""
    papers: int | None = None
    """How many papers it stands for, where that was counted."""
    ends: bool = True
    """Whether a word ends with it, so that a space follows: not after a field's colon, nor after a whole query."""

    def taken(self, line: str) -> tuple[str, int]:
        """Return the line with it, and where the cursor is then: behind it, and behind a space at the line's end."""
        rest = line[self.end :]
        text = self.text + (" " if self.ends and not rest else "")
        return line[: self.start] + text + rest, self.start + len(text)


def vocabulary(store: Store, saved: Iterable[str], topics: Iterable[str] = ()) -> Vocabulary:
    """Return what is in the library now; some 0.1 s in one of 100,000 papers."""
    by_tag = store.grouping.by_tag()
    branches: dict[str, set[int]] = {}
    for tag, papers in by_tag.items():
        for at, character in enumerate(tag):
            if character == "/":
                branches.setdefault(f"{tag[:at]}/*", set()).update(papers)
    tags: dict[str, int] = {name: len(papers) for name, papers in [*by_tag.items(), *branches.items()]}
    dumps, _ = store.grouping.by_dump()
    newest = sorted(store.editions.by_source().values(), key=lambda of: of.first, reverse=True)
    return Vocabulary(
        tags={tag: tags[tag] for tag in sorted(tags, key=lambda tag: (-tags[tag], tag))},
        dumps={name: len(papers) for name, papers in dumps.items()},
        saved=tuple(saved),
        searches=tuple(search.query for search in store.searches.last()),
        pages=tuple(dict.fromkeys(name for of in newest for name in (of.name[:7], of.name))),
        topics=tuple(topics),
    )


def count_states(store: Store) -> dict[str, int]:
    """Return how many papers each of `is:` and `has:` finds: `is:unread`, ...; looks at all abstracts for links."""
    nodes: list[Is | Has] = [*map(Is, get_args(State)), *map(Has, get_args(Thing))]
    nodes.remove(FOR_YOU)  # nobody who types waits for that
    return {str(node): len(store.select.of(node)) for node in nodes}


def offers(line: str, cursor: int, known: Vocabulary, states: Mapping[str, int]) -> tuple[Offer, ...]:
    """Return how `line` may go on at `cursor`, best first; `states` may be empty while nobody has counted them."""
    piece = piece_at(line, cursor)
    values = list(_of_piece(piece, known, states)) if piece else []
    lines = list(_earlier(line, known.searches)) if cursor == len(line) else []
    kept = MOST_OFFERS - min(len(lines), _MOST_LINES)
    return tuple((values[:kept] + lines)[:MOST_OFFERS])


def _of_piece(piece: Piece, known: Vocabulary, states: Mapping[str, int]) -> Iterator[Offer]:
    if not piece.field:
        typed = piece.typed.lower()
        fields = [name for name in FIELD_NAMES if len(typed) >= _LEAST_TYPED and name.startswith(typed)]
        yield from (Offer(f"{name}:", piece.start, piece.end, ends=False) for name in fields[:_MOST_FIELDS])
        return
    counts = _values(piece, known, states)
    for name in nearest(piece.typed, counts, MOST_OFFERS):
        if name != piece.typed:
            yield Offer(_printed(piece.field, name), piece.start, piece.end, counts[name])


def _values(piece: Piece, known: Vocabulary, states: Mapping[str, int]) -> Counts:
    """Return what may stand after a field's colon."""
    match piece.field:
        case "tag":
            return {**known.tags, "none": None}
        case "source":
            return known.dumps
        case "list":
            return dict.fromkeys(known.saved)
        case "page":
            return dict.fromkeys(known.pages)
        case "topic":
            return dict.fromkeys((*known.topics, OTHER) if known.topics else ())
        case "is":
            return {state: states.get(f"is:{state}") for state in get_args(State)}
        case "has":
            return {thing: states.get(f"has:{thing}") for thing in get_args(Thing)}
        case "sort":
            sign = "-" if piece.typed.startswith("-") else ""
            return {f"{sign}{key}": None for key in get_args(SortKey)}
        case "mode":
            return dict.fromkeys(get_args(Mode))
        case _:
            return {}


def _printed(field: str, name: str) -> str:
    """Return a value as it stands in a query, in quotes where it needs them."""
    match field:
        case "tag":
            return str(Tag(name)).removeprefix("tag:")
        case "source":
            return str(Source.named(name)).removeprefix("source:")
        case "list":
            return str(Saved(name)).removeprefix("list:")
        case _:
            return name


def _earlier(line: str, searches: tuple[str, ...]) -> Iterator[Offer]:
    """Yield the queries asked before that begin as `line`, then those that hold it."""
    typed = " ".join(line.split()).casefold()
    at = {search: search.casefold().find(typed) for search in searches if search.casefold() != typed}
    begin = [search for search, where in at.items() if where == 0 and len(typed) >= _LEAST_TYPED]
    hold = [search for search, where in at.items() if where > 0 and len(typed) > _LEAST_TYPED]
    yield from (Offer(search, 0, len(line), ends=False) for search in begin + hold)
