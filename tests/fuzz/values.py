"""Papers as values: which are one, what they are together, and what they are called."""

import random
from itertools import permutations

from reader.export.citation_keys import citation_keys
from reader.export.file_names import MOST_BYTES, safe_name, unique_names
from reader.papers import Paper, clean_line
from reader.papers.clustering import partition, proofs
from reader.papers.evidence import contradict, evidence
from reader.papers.likely import keys_of
from reader.papers.merging import merged

from .drawing import Draw

_TITLES = ("On kites", "On kites: a study of long strings", "On kites, part II", "Preface", "Counting lanterns in rain")
_ABSTRACTS = ("", "They fly.", "We study whether kites nearby change their strings when lanterns remain patient today.")


def one_or_several(data: bytes) -> None:
    """What speaks for two papers being one does not depend on their order, nor does the partition of many."""
    draw = Draw(data)
    papers = [_paper(draw, number) for number in range(2 + draw.number(3))]
    for a in papers:
        for b in papers:
            assert evidence(a, b) == evidence(b, a), (a, b)
            assert contradict(a, b) == contradict(b, a), (a, b)
    wordings = {f"{number:02}": paper for number, paper in enumerate(papers)}
    tied = proofs(wordings)
    for (one, other), proof in tied.items():
        assert proof.why == clean_line(proof.why)
        assert keys_of(wordings[one]), other
    groups = partition(wordings, tied)
    assert sorted(digest for group in groups for digest in group) == sorted(wordings)
    shuffled = list(wordings)
    random.Random(len(data)).shuffle(shuffled)  # noqa: S311 -- an order, not a secret
    again = {digest: wordings[digest] for digest in shuffled}
    assert partition(again, proofs(again)) == groups
    parted = partition(wordings, tied, apart=list(tied))
    assert all(len(group) == 1 for group in parted), parted


def merging(data: bytes) -> None:
    """Wordings become the same paper in any order, twice as once; no id, address or keyword is lost."""
    draw = Draw(data)
    wordings = [_paper(draw, 1) for _ in range(1 + draw.number(3))]
    one = merged(wordings)
    orders = [merged(order) for order in permutations(wordings)]
    assert all(_as_set(other) == _as_set(one) for other in orders), wordings
    assert merged([one, *wordings]).title == one.title
    assert {url for paper in wordings for url in paper.facts.urls} == set(one.facts.urls)
    assert bool(one.facts.arxiv) == any(paper.facts.arxiv for paper in wordings)


def called(data: bytes) -> None:
    """Citation keys are ASCII and each once; names of files are such on every system."""
    draw = Draw(data)
    entries = draw.entries()
    keys = citation_keys(entries)
    assert len({key.lower() for key in keys.values()}) == len(entries)
    assert all(key.isascii() and key and not set(key) & set(" \"#%'(),={}~\\") for key in keys.values()), keys
    assert citation_keys(entries[::-1]) == keys
    names = [(entry.paper.id, safe_name(draw.line() or entry.paper.title, "paper")) for entry in entries]
    for _, name in names:
        assert name
        assert len(name.encode()) <= MOST_BYTES, name
        assert name == clean_line(name), name
        assert not set(name) & set('/\\:*?"<>|'), name
        assert not name.startswith("."), name
        assert not name.endswith((".", " ")), name
    assert len({name.casefold() for name in unique_names(names).values()}) == len(names)


def _paper(draw: Draw, number: int) -> Paper:
    """Return a paper that is near others."""
    plain = draw.paper(f"id-{number}")
    title = draw.one_of((*_TITLES, plain.title))
    abstract = draw.one_of((*_ABSTRACTS, plain.abstract))
    return Paper(plain.id, title, abstract, plain.authors, plain.facts)


def _as_set(paper: Paper) -> object:
    facts = paper.facts
    return (
        paper.title,
        paper.abstract,
        paper.authors,
        frozenset(facts.urls),
        frozenset(facts.keywords),
        facts.to_json()[:1],
    )
