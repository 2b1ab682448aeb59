"""What is known of a paper, put together from all its wordings; the order does not matter, and nothing is lost."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import fields, replace
from typing import Any

from reader.papers.facts import NO_FACTS, Facts
from reader.papers.paper import Paper


def merged(wordings: Collection[Paper]) -> Paper:
    """Return one paper out of one or more: the text with most abstract, the longest list of authors, all facts."""
    best, *rest = sorted(wordings, key=_preference, reverse=True)
    if not rest:
        return best
    authors = max((paper.authors for paper in wordings), key=lambda names: (len(names), len("".join(names)), names))
    return replace(best, authors=authors, facts=_united([best.facts, *(paper.facts for paper in rest)]))


def _preference(paper: Paper) -> tuple[int, str, str, tuple[str, ...], str]:
    """Rank wordings: most abstract first, and then total."""
    return len(paper.abstract), paper.abstract, paper.title, paper.authors, paper.facts.to_json()


def _united(facts: Collection[Facts]) -> Facts:
    known = {each for each in facts if each != NO_FACTS}
    if not known:
        return NO_FACTS
    return Facts(
        **{field.name: _unite(field.name, [getattr(each, field.name) for each in facts]) for field in fields(Facts)}
    )


def _unite(name: str, values: list[Any]) -> Any:
    told = [value for value in values if value not in ("", None, ())]
    if not told:
        return values[0]
    return _UNITE.get(name, _longest)(told)


def _longest(values: Iterable[str]) -> str:
    return max(values, key=lambda value: (len(value), value))


def _earliest(values: Iterable[str]) -> str:
    """Return the most precise date, of several the earliest."""
    return min(values, key=lambda value: (-len(value), value))


def _all(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for each in values for value in each))


def _details(values: Iterable[tuple[tuple[str, str], ...]]) -> tuple[tuple[str, str], ...]:
    """Return each detail once, under its name the longest."""
    named: dict[str, list[str]] = {}
    for name, value in (pair for each in values for pair in each):
        named.setdefault(name, []).append(value)
    return tuple((name, _longest(named[name])) for name in sorted(named))


_UNITE: dict[str, Callable[[Any], Any]] = {
    "arxiv": min,
    "doi": min,
    "published": _earliest,
    "urls": _all,
    "keywords": _all,
    "upvotes": max,
    "stars": max,
    "details": _details,
}
