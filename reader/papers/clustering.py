"""Wordings to papers: which of them are of one paper. A function of the set, so the order of import cannot matter."""

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import combinations

from reader.papers.evidence import Evidence, contradict, evidence, have_other_ids
from reader.papers.paper import Paper

Pair = tuple[str, str]
"""Two digests, the lesser first."""
Group = frozenset[str]
"""The digests of one paper's wordings."""


def pair(one: str, other: str) -> Pair:
    """Return two digests as a pair."""
    return (one, other) if one < other else (other, one)


def proofs(wordings: Mapping[str, Paper], pairs: Iterable[Pair] | None = None) -> dict[Pair, Evidence]:
    """Return what ties `pairs` of wordings together, of all pairs if not told; those that nothing ties are left out."""
    pairs = combinations(sorted(wordings), 2) if pairs is None else pairs
    return {(a, b): proof for a, b in pairs if (proof := evidence(wordings[a], wordings[b]))}


def partition(
    wordings: Mapping[str, Paper], tied: Mapping[Pair, Evidence], apart: Collection[Pair] = ()
) -> list[Group]:
    """Return the digests of `wordings` in groups, each one paper, in the order of their least digests.

    The surest of what ties them unites first. Two groups stay apart where any of the one contradicts any of the
    other, or the user parted them; with an id in common only another arXiv id does.
    """
    group_of: dict[str, Group] = {digest: frozenset({digest}) for digest in wordings}
    clashes = _Clashes(wordings, frozenset(apart))
    for (one, other), proof in sorted(tied.items(), key=lambda each: (-each[1].strength, each[0])):
        ones, others = group_of[one], group_of[other]
        if ones is not others and not clashes.between(ones, others, have_other_ids if proof.is_id else contradict):
            united = ones | others
            group_of.update(dict.fromkeys(united, united))
    return sorted(set(group_of.values()), key=min)


class _Clashes:
    """What keeps wordings apart; each pair is looked at once."""

    def __init__(self, wordings: Mapping[str, Paper], apart: frozenset[Pair]) -> None:
        self._wordings = wordings
        self._apart = apart
        self._known: dict[tuple[Pair, bool], bool] = {}

    def between(self, ones: Group, others: Group, clash: Callable[[Paper, Paper], bool]) -> bool:
        return any(self._clash(pair(one, other), clash) for one in ones for other in others)

    def _clash(self, two: Pair, clash: Callable[[Paper, Paper], bool]) -> bool:
        key = (two, clash is contradict)
        if key not in self._known:
            self._known[key] = two in self._apart or clash(self._wordings[two[0]], self._wordings[two[1]])
        return self._known[key]
