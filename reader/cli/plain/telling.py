"""Papers in words: no sign stands for anything."""

from collections.abc import Iterator, Sequence
from textwrap import fill

from reader.cli.plain.commands import SPECS, usage
from reader.cli.printing import plural
from reader.library import Results
from reader.papers import Entry


def state(entry: Entry) -> str:
    """Return what the user thinks of a paper: `read, bookmarked, 3 stars, tags nlp to-cite, noted`."""
    mark = entry.mark
    parts = [str(mark.status)]
    if mark.bookmarked:
        parts.append("bookmarked")
    if mark.rating:
        parts.append(plural(mark.rating, "star"))
    if mark.tags:
        parts.append(f"tagged {' '.join(sorted(mark.tags))}")
    if mark.note:
        parts.append("noted")
    return ", ".join(parts)


def page(results: Results, entries: Sequence[Entry], first: int) -> Iterator[str]:
    """Yield the lines of a page: what is listed, then a paper on each line, numbered from `first`."""
    asked, listed = str(results.query) or "all papers", len(results.numbers)
    if not listed:
        yield f"No paper: {asked}"
        return
    yield f"Papers {first:,} to {first + len(entries) - 1:,} of {listed:,}: {asked}"
    for number, entry in enumerate(entries, start=first):
        yield f"{number} {entry.paper.title} ({state(entry)})"


def paper(entry: Entry, number: int, width: int | None) -> Iterator[str]:
    """Yield the lines of a paper's text; paragraphs are set to `width` cells, or not broken."""

    def broken(text: str) -> str:
        return text if width is None else fill(text, width, break_long_words=False, break_on_hyphens=False)

    facts, mark = entry.paper, entry.mark
    yield broken(f"{number} {facts.title}")
    if facts.authors:
        yield broken(f"Authors: {', '.join(facts.authors)}")
    yield broken(f"State: {state(entry)}")
    for count, link in enumerate(facts.links, start=1):
        yield f"Link {count}: {link.url}"
    yield f"Seen: {', '.join(f'{sighting.file} {sighting.page}'.strip() for sighting in entry.sightings)}"
    yield f"Id: {facts.id}"
    yield ""
    yield broken(facts.abstract)
    if mark.note:
        yield ""
        yield f"Note: {mark.note}"


def help_lines() -> Iterator[str]:
    """Yield a line for each command."""
    for spec in SPECS:
        yield f"{usage(spec)}: {spec.help}." + (f" Or the word {spec.name}." if spec.letter else "")
    yield "N is a number of the list; 5-9 are several, and so are 5 7 9, or 5,7 where more follows."
