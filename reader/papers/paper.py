"""A paper's facts, as dumps give them."""

from dataclasses import dataclass

from reader.papers.facts import NO_FACTS, Facts
from reader.papers.ids import arxiv_id, doi_of
from reader.papers.links import Link, find_links


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of one paper. Its text is clean (`papers.text`), never markup."""

    id: str
    """Survives re-imports: an arXiv id or DOI where known, else the hash of the title."""
    title: str
    """One line."""
    abstract: str
    """One line, as long as it is; may be empty."""
    authors: tuple[str, ...] = ()
    """In the order of the paper; empty where the dump names none."""
    facts: Facts = NO_FACTS

    @property
    def links(self) -> tuple[Link, ...]:
        """Where the paper is by its ids, what its sources link to, and the links in the abstract; each once."""
        return links_of(self.facts, self.abstract)


def links_of(facts: Facts, abstract: str) -> tuple[Link, ...]:
    """Return the links of a paper, given what is known of it."""
    known = [f"https://arxiv.org/abs/{facts.arxiv}"] if facts.arxiv else []
    known += [f"https://doi.org/{facts.doi}"] if facts.doi else []
    others = (url for url in facts.urls if not (_says(arxiv_id(url), facts.arxiv) or _says(doi_of(url), facts.doi)))
    return find_links("\n".join((*known, *others, abstract)))


def _says(found: str, known: str) -> bool:
    return bool(found) and found == known
