"""A few papers to read, and the pages that show them."""

from pathlib import Path

from reader.library import Library
from reader.query import parse
from tests.dumps.pages import Pair, save_page

KITES = (
    "Flying Kites: A Survey of Strings",
    "We survey how kites are flown, and on which strings. Our code is at https://github.com/kites/strings.",
)
MAPS = (
    "Are Folded Maps All We Need?",
    "This paper presents a way of folding maps along rivers. Kites are not used. It is 2.4 times faster than before.",
)
TIDES = (
    "Tides and the State of the Art",
    "Tides turn twice a day. We show that the state of the art in turning is unmoved by this finding.",
)
CLOCKS = (
    "Clocks Without Hands",
    "In this work, we build clocks that have no hands. Reading them takes practice, as a study with cafés shows.",
)


def add(library: Library, folder: Path, name: str, *pairs: Pair, heading: str = "Mar 14") -> Path:
    """Add a page that shows `pairs`; return where it is."""
    path = save_page(folder / name, list(pairs), heading)
    report = library.add([path])
    assert (report.records, report.rejected) == (len(pairs), 0)
    return path


def titles(library: Library, text: str) -> list[str]:
    """Return the titles that a query finds, in order."""
    return [entry.paper.title for entry in library.entries(library.find(parse(text)).numbers)]
