"""Whether a copy is of the library that is being repaired, also where that has lost its name."""

from collections.abc import Mapping
from dataclasses import dataclass

from reader.store.salvage.pages import Pages
from reader.store.salvage.tables import read_tables
from reader.store.store import Store


@dataclass(frozen=True, slots=True)
class Kin:
    """What a damaged file still says of which library it is."""

    uuid: str | None
    papers: Mapping[int, str]
    """Some papers' ids by their numbers."""

    def knows(self, copy: Store) -> bool:
        """Say whether a copy is of this library.

        Without a name: most papers that have a number in both are the same; a paper's id may have changed since.
        A file that tells nothing at all contradicts no copy.
        """
        if self.uuid:
            return self.uuid == copy.uuid
        shared = [self.papers[number] == paper for number, paper in copy.papers.ids().items() if number in self.papers]
        return 2 * sum(shared) > len(shared) if shared else not self.papers


def kin_of(pages: Pages, schema: int, roots: Mapping[str, int]) -> Kin:
    """Return what the file says."""
    found = read_tables(pages, schema, {name: roots[name] for name in ("library", "papers") if name in roots})
    uuid = next((str(value) for key, value, *_ in found["library"].rows if key == "uuid"), None)
    return Kin(uuid, {int(str(number)): str(paper) for number, paper, *_ in found["papers"].rows})
