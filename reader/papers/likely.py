"""Keys that wordings of one paper have in common: what finds, among all wordings, the few worth comparing."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from reader.papers.evidence import surname
from reader.papers.identity import normal_title, title_id
from reader.papers.paper import Paper

_END = 24
"""Letters at either end of a title: a slip, a subtitle or a prefix leaves one of the two as it was."""
_ABSTRACT = 60


@dataclass(frozen=True, slots=True)
class Keys:
    """Signed numbers of 64 bits."""

    sure: frozenset[int]
    """Of the ids, and of the whole text: wordings that have one in common are always compared."""
    likely: frozenset[int]
    """Of the title and of parts that a near wording has; what very many have in common tells nothing."""


def keys_of(paper: Paper) -> Keys:
    """Return the keys of a wording."""
    return Keys(frozenset(_sure(paper)), frozenset(_likely(paper)))


def title_key(paper_id: str) -> int:
    """Return the key of a title by the id that it gives."""
    return int.from_bytes(bytes.fromhex(paper_id), "big", signed=True)


def id_key(paper_id: str) -> int:
    """Return the key of an arXiv id or a DOI."""
    return _hashed("id", paper_id)


def _sure(paper: Paper) -> Iterator[int]:
    for known in (paper.facts.arxiv, paper.facts.doi):
        if known:
            yield id_key(known)
    if paper.abstract:
        yield _hashed("whole", title_id(paper.title), paper.abstract)


def _likely(paper: Paper) -> Iterator[int]:
    yield title_key(title_id(paper.title))
    title = normal_title(paper.title)
    first = surname(paper.authors[0]) if paper.authors else ""
    if first and len(title) >= _END // 2:
        yield _hashed("head", first, title[:_END])
        yield _hashed("tail", first, title[-_END:])
    abstract = normal_title(paper.abstract[: 2 * _ABSTRACT])[:_ABSTRACT]
    if len(abstract) == _ABSTRACT:
        yield _hashed("abstract", abstract)


def _hashed(*parts: str) -> int:
    digest = hashlib.blake2b("\0".join(parts).encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
