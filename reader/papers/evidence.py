"""What speaks for two wordings being of one paper, and what against it. Symmetric in the two, and pure."""

import re
from dataclasses import dataclass
from functools import lru_cache

from reader.papers.identity import normal_title
from reader.papers.paper import Paper
from reader.papers.text import fold

_WORD = re.compile(r"[^\W\d_]{5,}")
_FEWEST_WORDS = 10
"""Of an abstract that can be a witness."""
_ALIKE = 0.3
"""Of the words of the shorter abstract, the share that stands in the other one: among 20,000 pairs of unlike papers
one in a thousand reaches 0.27, among 1,500 pairs of one paper one in two hundred stays below 0.35."""
_SURELY_ALIKE = 0.5
_NEARLY_EQUAL = 0.7
_NEAR_TITLE = 90.0
"""Percent of letters in common, by rapidfuzz."""
_SHORTEST_TITLE = 15
"""Letters of a title that can be near another one."""
_COUNTED = re.compile(r"\d+|\b(?:i{1,3}|iv|vi{0,3}|ix|x|one|two|three|four|first|second|third)\b")
_GENERIC = frozenset(
    """
    preface foreword editorial introduction frontmatter backmatter contents tableofcontents index erratum errata
    corrigendum correction addendum retraction reply comment comments discussion conclusion conclusions overview
    abstract abstracts appendix acknowledgements acknowledgments announcement obituary afterword summary untitled
    editorsnote editorsintroduction guesteditorial letterfromtheeditor messagefromtheeditor inthisissue bookreview
    bookreviews specialissue callforpapers welcome keynote invitedtalk tutorial tutorials panel proceedings
    listofreviewers aboutthiscover news
    """.split()  # noqa: SIM905 - a list of fifty strings is harder to read
)
"""Titles that many papers have."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two wordings are of one paper."""

    strength: float
    """The higher the surer; ids count 300 and more."""
    why: str
    """For people: `the same arXiv id`."""

    @property
    def is_id(self) -> bool:
        """Whether an id says it: then nothing but another id speaks against it."""
        return self.strength >= _BY_ID


_BY_ID = 300.0


def evidence(a: Paper, b: Paper) -> Evidence | None:
    """Return what proves that two wordings are of one paper; None where nothing does.

    An id in common does. An equal title does where no other id, no other authors and no other abstract speak
    against it, and where the title is none that many papers have. A near title needs a witness.
    """
    if a.facts.arxiv and b.facts.arxiv:
        return Evidence(400, f"the same arXiv id {a.facts.arxiv}") if a.facts.arxiv == b.facts.arxiv else None
    one, other = normal_title(a.title), normal_title(b.title)
    shared, alike = shared_authors(a.authors, b.authors), likeness(a.abstract, b.abstract)
    if a.facts.doi and a.facts.doi == b.facts.doi:
        is_slip = (
            one != other and shared == 0 and (alike or 0) < _SURELY_ALIKE
        )  # proceedings print a DOI twice now and then
        return None if is_slip else Evidence(_BY_ID, f"the same DOI {a.facts.doi}")
    if _are_published_apart(a, b, shared, alike):
        return None
    witnesses = _told(shared, alike)
    if one == other:
        same = _is_proof_of_generic(shared, alike) if one in _GENERIC else _does_not_contradict(shared, alike)
        return Evidence(200 + 10 * (shared or 0) + (alike or 0), f"the same title{witnesses}") if same else None
    near = nearness(a.title, b.title)
    if near >= _NEAR_TITLE and _is_proof_of_near(a, b, shared, alike):
        return Evidence(near + (alike or 0), f"titles {near:.0f} % alike{witnesses}")
    return None


def contradict(a: Paper, b: Paper) -> bool:
    """Say whether two wordings cannot be of one paper, whatever third one is like both."""
    if a.facts.arxiv and b.facts.arxiv:
        return a.facts.arxiv != b.facts.arxiv
    shared, alike = shared_authors(a.authors, b.authors), likeness(a.abstract, b.abstract)
    return _are_published_apart(a, b, shared, alike) or not _does_not_contradict(shared, alike)


def have_other_ids(a: Paper, b: Paper) -> bool:
    """Say whether two wordings name different papers on arXiv: no other id outweighs that."""
    return bool(a.facts.arxiv and b.facts.arxiv) and a.facts.arxiv != b.facts.arxiv


def surname(author: str) -> str:
    """Return the family name of `Ada Lovelace` or `Lovelace, Ada`, as far as names tell, folded."""
    last = author.partition(",")[0] if "," in author else author.rpartition(" ")[2]
    return normal_title(fold(last))


def shared_authors(a: tuple[str, ...], b: tuple[str, ...]) -> float | None:
    """Return which part of the shorter list of authors the other one has; None where one is empty."""
    one, other = _surnames(a), _surnames(b)
    return len(one & other) / min(len(one), len(other)) if one and other else None


def likeness(a: str, b: str) -> float | None:
    """Return which part of the shorter abstract's words the other one has; None where one says too little."""
    if a == b and a:
        return 1.0
    one, other = _words(a), _words(b)
    fewest = min(len(one), len(other))
    return len(one & other) / fewest if fewest >= _FEWEST_WORDS else None


@lru_cache(maxsize=1024)
def _surnames(authors: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(surname, authors)) - {""}


@lru_cache(maxsize=1024)
def _words(abstract: str) -> frozenset[str]:
    return frozenset(_WORD.findall(abstract.casefold()))


def nearness(a: str, b: str) -> float:
    """Return how much of two titles is the same, in percent; 0 where they count differently: part I is not part II.

    A title and the same one with a subtitle are 95.
    """
    one, other = normal_title(a), normal_title(b)
    if min(len(one), len(other)) < _SHORTEST_TITLE or _counts(a) != _counts(b):
        return 0.0
    if one.startswith(other) or other.startswith(one):
        return 95.0
    from rapidfuzz import fuzz  # late: most papers are never compared

    return float(fuzz.ratio(one, other, score_cutoff=_NEAR_TITLE))


def _counts(title: str) -> list[str]:
    return _COUNTED.findall(title.casefold())


def _are_published_apart(a: Paper, b: Paper, shared: float | None, alike: float | None) -> bool:
    """Say whether two DOIs mean two papers: some are published twice, but then all else is the same."""
    if not (a.facts.doi and b.facts.doi) or a.facts.doi == b.facts.doi:
        return False
    return not ((shared or 0) >= _SURELY_ALIKE and (alike or 0) >= _SURELY_ALIKE)


def _does_not_contradict(shared: float | None, alike: float | None) -> bool:
    if shared == 0:
        return (alike or 0) >= _SURELY_ALIKE
    return bool(shared) or alike is None or alike >= _ALIKE


def _is_proof_of_generic(shared: float | None, alike: float | None) -> bool:
    return (alike or 0) >= (_ALIKE if (shared or 0) >= _SURELY_ALIKE else _NEARLY_EQUAL)


def _is_proof_of_near(a: Paper, b: Paper, shared: float | None, alike: float | None) -> bool:
    if a.facts.doi and b.facts.doi:
        return False
    if shared is None:
        return (alike or 0) >= _NEARLY_EQUAL
    alone = min(len(a.authors), len(b.authors)) < 2
    if alike is None:
        return shared >= _SURELY_ALIKE and not alone
    return shared >= _SURELY_ALIKE and alike >= _SURELY_ALIKE


def _told(shared: float | None, alike: float | None) -> str:
    told = [f"{shared:.0%} of the authors"] if shared else []
    told += [f"{alike:.0%} of the abstract's words"] if alike else []
    return f", {' and '.join(told)} in common" if told else ""
