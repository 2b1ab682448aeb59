"""A reading list written anew into a file that people wrote in."""

from datetime import datetime
from pathlib import Path

from reader.errors import ExportError
from reader.export import FORMATS, Layout, write_whole
from reader.export.reading_lists import read_list
from reader.export.sealing import is_unchanged
from reader.export.updating import Updated, update
from reader.library.importing import ReadBack, number_of, plan
from reader.library.text_files import is_free, read_text
from reader.papers import Entry, clean_line
from reader.store import Store


def update_file(
    store: Store, path: Path, entries: list[Entry], layout: Layout, now: datetime, *, force: bool
) -> Updated:
    """Write `entries` as a list into the one at `path`; what is not ours in it stays.

    The file is new where there is none.

    Raises:
        ExportError: somebody changed what the list says of papers, the library does not know it, and `force` is
            not set; or it cannot be written.
        ReadBackError: the file cannot be read.
    """
    if is_free(path):
        text = FORMATS["list"].text(entries, layout)
        write_whole(path, text, force=False)
        return Updated(text, len(entries), 0, 0)
    old = read_text(path)
    told = read_list(old)
    listed = dict.fromkeys(one.id for one in told)
    if not force and told and not is_unchanged(old) and plan(store, ReadBack(path.name, tuple(told)), now).planned:
        shown = clean_line(str(path))
        raise ExportError(
            f"Somebody ticked, tagged or wrote something in {shown} since it was exported",
            f"`reader import {shown}` takes that in first; --force writes over it.",
        )
    numbers = [number for paper_id in listed if (number := number_of(store, paper_id)) is not None]
    known = [*store.papers.entries(numbers), *entries]
    fresh = FORMATS["list"].text(entries, layout)
    updated = update(old, fresh, {entry.paper.id: entry.paper.abstract for entry in known})
    if updated.text != old:
        write_whole(path, updated.text, force=True)
    return updated
