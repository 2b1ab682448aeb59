"""Library: everything the program can do."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from reader.changes import Step
from reader.errors import ExportError, PaperError
from reader.export import FORMATS, Files, Format, Layout, write_folder, write_together
from reader.library import activity, adding, completing, doctor, shelves, stats, tag_tree
from reader.library.completing import Vocabulary
from reader.library.facets import Facet, FacetCounter
from reader.library.finding import Finder
from reader.library.opinions import Opinions
from reader.library.progress import Progress, silent
from reader.library.results import Count, Results
from reader.library.watched import WATCHED, fingerprints_of, fingerprints_text, new_files, without
from reader.library.watching import News
from reader.papers import Entry, clean_line
from reader.paths import Paths
from reader.query import Query, TextField, Word, words
from reader.search import Index, Snippet, highlights, is_in, snippet
from reader.store import Reason, Search, SourceCount, Store

if TYPE_CHECKING:  # what is seldom done is loaded when it is
    from reader.export.updating import Updated
    from reader.library.backup import Contents
    from reader.library.importing import Import
    from reader.library.merging_libraries import Merged


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def _format(form: str | Format) -> Format:
    return form if isinstance(form, Format) else FORMATS[form]


class Library(Opinions):
    """One user's papers, marks and index. Safe to use from several threads; use as a context manager."""

    def __init__(
        self, paths: Paths, *, queries: Callable[[], Mapping[str, str]] = dict, now: Callable[[], datetime] = utc_now
    ) -> None:
        """Open the library, creating it where there is none; the search index is not touched yet.

        `queries` gives those of config.yaml by name, when they are needed.

        Raises:
            StoreError: it cannot be opened, or was written by a newer Reader.
        """
        super().__init__(Store(paths.library), queries, now)
        self.paths = paths
        self._facets = FacetCounter(self._store)
        self._finder = Finder(self._store, Index(paths.index, self._store.uuid), self._saved)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the library's file."""
        self._store.close()

    # Papers in

    def add(
        self,
        paths: Sequence[Path],
        *,
        stdin: BinaryIO | None = None,
        source: str | None = None,
        dry_run: bool = False,
        progress: Progress = silent,
        stop: Callable[[], bool] = lambda: False,
    ) -> adding.AddReport:
        """Take in dumps: files, folders and `-`, until told to `stop` between two; then bring the index level.

        Each is read in the format that it is, or all in the one that `source` names.

        Raises:
            DumpError: a path is not there. What is wrong within a file is in the report.
            StoreError: the library cannot be written.
        """
        stdin = stdin or sys.stdin.buffer
        with self._watch.ours():
            report = adding.add_files(
                self._store, paths, stdin, self._now(), source=source, dry_run=dry_run, progress=progress, stop=stop
            )
        if not dry_run and report.new + report.merged:
            self.refresh_index(progress)
        return report

    def refresh_index(self, progress: Progress = silent) -> None:
        """Bring the index level with the papers; searching does it too, where it is needed."""
        self._finder.refresh(progress)

    def prepare_search(self) -> None:
        """Do now, in a thread, what the first search and the first facets would otherwise wait for.

        Raises:
            SearchError: the index cannot be used, and could not be made anew.
        """
        self._finder.verify()
        self._facets.prepare()

    def reindex(self, progress: Progress = silent) -> None:
        """Make the index anew."""
        self._finder.rebuild(progress)

    def add_new(
        self,
        folders: Sequence[Path],
        *,
        dry_run: bool = False,
        progress: Progress = silent,
        stop: Callable[[], bool] = lambda: False,
    ) -> tuple[adding.AddReport, Sequence[Path]]:
        """Take in what is new in watched folders since the last time; return also which of them are missing.

        Files that were looked at are not opened again before they change, whatever came of it, an undo too.

        Raises:
            DumpError: a file left its folder at this moment; the next look is without it.
            StoreError: the library cannot be written.
        """
        found = new_files(folders, fingerprints_of(self.load_session().get(WATCHED, "")))
        report = self.add(found.files, dry_run=dry_run, progress=progress, stop=stop)
        if not dry_run:
            left = found.files[len(report.files) :]
            looked_at = fingerprints_text(without(found.fingerprints, left))
            session = self.load_session()  # as it is by now
            if session.get(WATCHED, "") != looked_at:
                self.save_session({**session, WATCHED: looked_at})
        return report, found.missing

    # Papers out

    def __len__(self) -> int:
        """Return how many papers there are."""
        return self._store.papers.count()

    def find(self, query: Query) -> Results:
        """Return the papers that `query` means, in its order.

        Raises:
            QueryError: it names a saved query that is not there, or cannot be meant.
            SearchError: the index cannot be used, and could not be made anew.
        """
        return self._finder.find(query)

    def suggestion(self, results: Results) -> Query | None:
        """Return what was perhaps meant by a query that found nothing; None where nothing is near.

        Raises:
            SearchError: as `find`.
        """
        return self._finder.suggestion(results)

    def facets(self, results: Results) -> tuple[Facet, ...]:
        """Return what the papers found have in common, before `limit:`: status, code, tags, dumps, years."""
        return self._facets.count(results)

    def count(self, query: Query) -> Count:
        """Return how many papers `query` finds.

        Raises:
            ReaderError: as `find`.
        """
        return self._finder.count(query)

    def meaning(self, query: Query) -> Query:
        """Return `query` with the conditions of saved queries in place of their names: what is looked for.

        Raises:
            QueryError: it names a saved query that is not there, or cannot be meant.
        """
        return self._saved.expand(query)

    def entries(self, numbers: Sequence[int]) -> list[Entry]:
        """Return papers with all that is known of them, in the order of `numbers`."""
        return self._store.papers.entries(numbers)

    def entry(self, paper_id: str) -> Entry:
        """Return the paper with an id, or with one that begins so.

        Raises:
            PaperError: no paper has, or several; or fewer than four characters are given.
        """
        return self.entries([self._store.papers.number(paper_id)])[0]

    def why(self, entry: Entry) -> list[Reason]:
        """Return the wordings of a paper, each with where it stood and what tells that it is of this paper."""
        return self._store.splits.reasons(entry.number)

    def split(self, entry: Entry, progress: Progress = silent) -> Step:
        """Make each wording of a paper a paper of its own, for good, as one step; its marks stay with the paper.

        Raises:
            PaperError: it has but one wording.
        """
        with self._watch.ours():
            step = self._store.splits.split(entry.number, self._now())
        if step is None:
            raise PaperError(
                f"“{entry.paper.title}” is told in one way only",
                f"There is nothing to take apart; `reader show --why {entry.paper.id}` tells where it was seen.",
            )
        self.refresh_index(progress)
        return step

    def write(self, results: Results, form: str | Format = "list", layout: Layout | None = None) -> Files:
        """Return what was found in a format, one of `FORMATS` or a template's; the same papers give the same texts.

        Without a `layout` the list is named after its query.

        Raises:
            ExportError: a template cannot be used.
        """
        return _format(form).write(self.entries(results.numbers), layout or results.layout)

    def export(
        self,
        path: Path,
        results: Results,
        form: str | Format = "list",
        layout: Layout | None = None,
        *,
        force: bool = False,
    ) -> list[Path]:
        """Write what was found to `path`, a file or, for some formats, a folder: whole or not at all.

        Return what was written, without what is in a folder: some formats have a second file beside the first, which
        has its name but for the ending.

        Raises:
            ExportError: the file exists and `force` is not set, or it cannot be written, or a template cannot be used.
        """
        layout = replace(layout or results.layout, name=path.stem)
        files = self.write(results, form, layout)
        if _format(form).is_folder:
            write_folder(path, files, force=force)
            return [path]
        main, *others = files
        texts = {path: files[main], **{path.with_suffix(suffix): files[suffix] for suffix in others}}
        if len(texts) < len(files):
            raise ExportError(f"{clean_line(str(path))} is what the file beside it is called", f"End it with {main}.")
        write_together(texts, force=force)
        return list(texts)

    def update(self, path: Path, results: Results, layout: Layout | None = None, *, force: bool = False) -> "Updated":
        """Write what was found into the list at `path`; what people wrote around the papers stays.

        Raises:
            ExportError: people changed what the list says of papers, and `force` is not set; or it cannot be written.
            ReadBackError: it cannot be read.
        """
        from reader.library.updating_files import update_file

        entries, layout = self.entries(results.numbers), layout or results.layout
        return update_file(self._store, path, entries, layout, self._now(), force=force)

    def read_back(self, path: Path, *, dry_run: bool = False) -> "Import":
        """Take in the marks of a list, a vault or data that Reader wrote and people changed: as one step.

        Raises:
            ReadBackError: it cannot be read, or names no paper.
            StoreError: the library cannot be written.
        """
        from reader.library import importing

        file = importing.read(path)
        return (importing.plan if dry_run else importing.take_in)(self._store, file, self._now())

    def shared_words(self, entry: Entry, results: Results) -> list[str]:
        """Return the words of the query that stand in a paper's title or abstract, in the order of the query."""
        leaves = [leaf for leaf in words(results.meant) if isinstance(leaf, Word)]
        return [leaf.text for leaf in leaves if is_in(entry.paper, leaf)]

    def highlights(self, text: str, field: TextField, query: Query) -> list[tuple[int, int]]:
        """Return where the words of `query` stand in a paper's title or abstract: (start, end), in characters."""
        leaves = words(query)
        return highlights(text, leaves, field) if leaves else []

    def snippet(self, entry: Entry, query: Query, room: int = 200) -> Snippet | None:
        """Return the stretch of a paper's abstract, of about `room` characters, that holds most words of `query`.

        None where none of them stands there.
        """
        leaves = words(query)
        return snippet(entry.paper.abstract, leaves, "abstract", room) if leaves else None

    def sources(self) -> list[SourceCount]:
        """Return the dumps, those of the newest pages first."""
        return self._store.dumps.counts()

    def tags(self) -> dict[str, int]:
        """Return each tag with the number of its papers, in the order of the tags."""
        return self._store.marks.tag_counts()

    def tag_tree(self) -> list[tag_tree.TagNode]:
        """Return the tags as a tree, each before those below it; what is below counts with it."""
        return tag_tree.tag_tree(self._store)

    def shelves(self) -> list[shelves.Shelf]:
        """Return the ways into the library, saved queries, tags and dumps among them; `count` counts the saved ones."""
        return list(shelves.shelves(self._store, self.saved()))

    def stats(self) -> stats.Stats:
        """Return the library in numbers."""
        return stats.count(self._store)

    def news(self) -> News | None:
        """Return what has changed since the last call, by anybody; None where nothing has. Costs next to nothing.

        Raises:
            StoreError: the library cannot be read.
        """
        return self._watch.news()

    def activity(self) -> activity.Activity:
        """Return what was done with the library day by day, and what that means for the unread; for a thread."""
        return activity.activity(self._store, self._now())

    # The library as a whole

    def backup(self, path: Path, *, force: bool = False) -> "Contents":
        """Write papers, dumps, marks and saved queries to one text file, whole or not at all.

        Raises:
            ExportError: the file exists and `force` is not set, or it cannot be written.
        """
        from reader.library.backup import back_up

        return back_up(self._store, path, force=force)

    def restore(self, path: Path, progress: Progress = silent) -> "Contents":
        """Fill this library, which must be empty, from a file of `backup`; then bring the index level.

        Raises:
            ReadBackError: the file is no backup, or the library is not empty.
        """
        from reader.library.backup import restore

        with self._watch.ours():
            restored = restore(self._store, path, self._now())
        self.refresh_index(progress)
        return restored

    def merge(self, path: Path, progress: Progress = silent) -> "Merged":
        """Take in another library: its file, its folder or its backup; then bring the index level.

        Raises:
            ReadBackError: there is no library and no backup.
            StoreError: the other library, or this one, cannot be used.
        """
        from reader.library.merging_libraries import merge, read_other

        other = read_other(path)
        with self._watch.ours():
            merged = merge(self._store, other, path.name, self._now())
        if merged.papers:
            self.refresh_index(progress)
        return merged

    # Queries asked

    def remember(self, query: Query) -> None:
        """Note in the history of queries that `query` was asked; the empty one is none.

        Raises:
            StoreError: the library cannot be written, or not now.
        """
        if asked := str(query):
            self._store.searches.add(asked, self._now())

    def searches(self, limit: int) -> list[Search]:
        """Return the queries asked last, each once, newest first."""
        return self._store.searches.last(limit)

    def vocabulary(self) -> Vocabulary:
        """Return what queries of this library are completed from, as it is now; for a thread."""
        return completing.vocabulary(self._store, [saved.name for saved in self.saved()])

    def count_states(self) -> dict[str, int]:
        """Return how many papers each of `is:` and `has:` finds; for a thread."""
        return completing.count_states(self._store)

    # The rest

    def examine(self) -> list[doctor.Finding]:
        """Look at the library's health."""
        return doctor.examine(self.paths, self._store, self._finder)

    def load_session(self) -> dict[str, str]:
        """Return where the app was left."""
        return self._store.session.load()

    def save_session(self, values: Mapping[str, str]) -> None:
        """Remember where the app is left."""
        self._store.session.save(values)
