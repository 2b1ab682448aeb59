"""How what would be written begins."""

from dataclasses import dataclass

from reader.errors import ReaderError
from reader.library import Library
from reader.papers import clean_text
from reader.tui.explaining import explained
from reader.tui.screens.exporting.choice import Choice
from reader.tui.screens.exporting.scope import Scope

FIRST_PAPERS = 8
"""So many are looked at, however many are written: the beginning is there at once."""
_MOST_CHARS = 16_000
_MOST_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Preview:
    """A text's beginning, safe to show but no markup, and what else is written."""

    text: str
    others: str = ""
    """The other files, in a few words."""
    wrong: bool = False
    """Whether `text` says why there is none."""


def preview(library: Library, scope: Scope, choice: Choice) -> Preview:
    """Return how the first papers of a scope look as it is chosen; for a thread."""
    try:
        beginning = scope.beginning(FIRST_PAPERS)
        files = library.write(beginning, choice.form, choice.layout(scope.layout))
    except ReaderError as error:
        return Preview(explained(error), wrong=True)
    (main, text), *others = files.items()
    more = f" and {len(others) - _MOST_OTHERS:,} more" if len(others) > _MOST_OTHERS else ""
    names = ", ".join(name for name, _ in others[:_MOST_OTHERS]) + more
    if choice.format.is_folder:
        names = f"{main}, {names}" if names else main
    return Preview(clean_text(text[:_MOST_CHARS]), clean_text(names))
