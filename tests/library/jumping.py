"""A library whose clock jumps: back, far ahead, to its first day, into an hour that is there twice."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.changes import AddTag, SetStatus
from reader.library import Library
from reader.papers import Status
from reader.query import parse

from ..clock import Clock
from ..dumps.pages import papers, save_page

NOW = Clock().time
JUMPS = {
    "back an hour": NOW - timedelta(hours=1),
    "back ten years": NOW - timedelta(days=3650),
    "to its first day": datetime(1970, 1, 1, tzinfo=UTC),
    "far ahead": datetime(2100, 12, 31, 23, 59, 59, tzinfo=UTC),
    "into the hour that is there twice": datetime(2024, 10, 27, 0, 30, tzinfo=UTC),
}


def jump(library: Library, clock: Clock, folder: Path) -> None:
    """Add papers, mark one and ask for something at each of the times; be back in the present then."""
    library.add([save_page(folder / "now.txt", papers(12, seed=1))])
    for number, (name, moment) in enumerate(JUMPS.items(), start=1):
        clock.time = moment
        library.add([save_page(folder / f"{number}.txt", papers(number, seed=10 + number))])
        library.change([number], [SetStatus(Status.READ, library.now), AddTag(name.split()[0])])
        library.remember(parse(f"kites {name.split()[0]}"))
    clock.time = NOW + timedelta(minutes=1)
