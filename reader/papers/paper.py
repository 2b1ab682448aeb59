"""A paper's facts, as dumps give them."""

from dataclasses import dataclass

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

    @property
    def links(self) -> tuple[Link, ...]:
        """Links in the abstract, in order."""
        return find_links(self.abstract)
