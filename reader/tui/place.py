"""Where one is in a list, to come back to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.errors import PaperError
from reader.library import Library


@dataclass(frozen=True, slots=True)
class Place:
    """A paper, and where it stood."""

    paper_id: str = ""
    """The paper under the cursor; empty where there was none."""
    row: int = 0
    """The cursor's row, from 0: where to go when the paper has left the list."""
    top: int = 0
    """The first row in sight, from 0."""

    def row_in(self, numbers: Sequence[int], library: Library) -> int:
        """Return where it is among papers now."""
        try:
            return numbers.index(library.entry(self.paper_id).number)
        except (PaperError, ValueError):  # it left the list, or the library
            return self.row

    def as_session(self) -> dict[str, str]:
        """Return it as it is saved."""
        return {"paper": self.paper_id, "row": str(self.row), "top": str(self.top)}


def place_of_session(session: Mapping[str, str]) -> Place:
    """Return where the last session ended; what it lacks or garbles is the top."""

    def number(name: str) -> int:
        text = session.get(name, "")
        return int(text) if text.isdecimal() else 0

    return Place(session.get("paper", ""), number("row"), number("top"))
