"""Library: everything the program can do."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reader.errors import ExportError
from reader.export import FORMATS, Files, Format, Layout, write_folder, write_together
from reader.library import adding
from reader.library.holdings import Holdings
from reader.library.progress import Progress, silent
from reader.library.results import Results
from reader.library.watched import WATCHED, fingerprints_of, fingerprints_text, new_files, without
from reader.papers import clean_line
from reader.papers.editions import clean_date
from reader.papers.text import Removed, counting

if TYPE_CHECKING:  # what is seldom done is loaded when it is
    from reader.export.updating import Updated
    from reader.library.backup import Backup, Contents
    from reader.library.digests import Digests
    from reader.library.importing import Import
    from reader.library.merging_libraries import Merged
    from reader.library.post import Post
    from reader.library.subscriptions import Subscriptions
    from reader.mail_account import MailAccount


def _format(form: str | Format) -> Format:
    return form if isinstance(form, Format) else FORMATS[form]


class Library(Holdings):
    """One user's papers, marks and index. Safe to use from several threads; use as a context manager."""

    # Files in

    def add(
        self,
        paths: Sequence[Path],
        *,
        stdin: BinaryIO | None = None,
        source: str | None = None,
        dated: str = "",
        dry_run: bool = False,
        progress: Progress = silent,
        stop: Callable[[], bool] = lambda: False,
    ) -> adding.AddReport:
        """Take in dumps: files, folders and `-`, until told to `stop` between two; then bring the index level.

        Each is read in the format that it is, or all in the one that `source` names. `dated` is the year, month or
        day of their pages, where the user tells it (`2025`, `2025-03`, `2025-03-14`); of known dumps, too.

        Raises:
            TextError: `dated` is no date.
            DumpError: a path is not there. What is wrong within a file is in the report.
            StoreError: the library cannot be written.
        """
        stdin, dated = stdin or sys.stdin.buffer, clean_date(dated) if dated else ""
        with nullcontext() if dry_run else self._index.awaited():
            with self._watch.ours():
                report = adding.add_files(
                    self._store,
                    paths,
                    stdin,
                    self._now(),
                    source=source,
                    dated=dated,
                    dry_run=dry_run,
                    progress=progress,
                    stop=stop,
                )
            if not dry_run and report.new + report.merged:
                self.refresh_index(progress)
        return report

    def add_new(
        self,
        folders: Sequence[Path],
        *,
        dry_run: bool = False,
        progress: Progress = silent,
        stop: Callable[[], bool] = lambda: False,
    ) -> tuple[adding.AddReport, Sequence[Path]]:
        """Take in what is new in watched folders since the last time; return also which of them are missing.

        Files that were looked at are not opened again before they change, whatever came of it, an undo too; those
        that could not be read are.

        Raises:
            DumpError: a file left its folder at this moment; the next look is without it.
            StoreError: the library cannot be written.
        """
        found = new_files(folders, fingerprints_of(self.load_session().get(WATCHED, "")))
        report = self.add(found.files, dry_run=dry_run, progress=progress, stop=stop)
        if not dry_run:
            left = [*found.files[len(report.files) :], *(file.path for file in report.files if file.unread)]
            looked_at = fingerprints_text(without(found.fingerprints, left))
            session = self.load_session()  # as it is by now
            if session.get(WATCHED, "") != looked_at:
                self.save_session({**session, WATCHED: looked_at})
        return report, found.missing

    # Files out, and what people made of them

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
        self._refuse_own(path)
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

        self._refuse_own(path)
        entries, layout = self.entries(results.numbers), layout or results.layout
        return update_file(self._store, path, entries, layout, self._now(), force=force)

    def read_back(self, path: Path, *, dry_run: bool = False, unedited: bool = False) -> "Import":
        """Take in the marks of a list, a vault or data that Reader wrote and people changed: as one step.

        Only what was edited since it was written counts, or, `unedited`, all that stands there.

        Raises:
            ReadBackError: it cannot be read, or names no paper.
            StoreError: the library cannot be written.
        """
        from reader.library import importing

        file = importing.unsealed(importing.read(path)) if unedited else importing.read(path)
        return (importing.plan if dry_run else importing.take_in)(self._store, file, self._now())

    @cached_property
    def digests(self) -> "Digests":
        """The digests of what is new."""
        from reader.library.digests import Digests

        return Digests(self, self._store)

    @cached_property
    def subscriptions(self) -> "Subscriptions":
        """The digests that are wanted again and again."""
        from reader.library.subscriptions import Subscriptions

        return Subscriptions(self._store, self.digests, self._saved.expand, self._refuse_own, self._now)

    def post(self, account: "MailAccount | None") -> "Post":
        """Return what takes digests where they are to go, mail through an account."""
        from reader.library.post import Post

        return Post(self._store, self.digests, account, self._refuse_own)

    # The library as a whole

    def backup(self, path: Path, *, force: bool = False) -> "Contents":
        """Write papers, dumps, marks and saved queries to one text file, whole or not at all.

        Raises:
            ExportError: the file exists and `force` is not set, or it cannot be written.
        """
        from reader.library.backup import back_up

        self._refuse_own(path)
        return back_up(self._store, path, force=force)

    def backup_text(self) -> str:
        """Return the text of a backup."""
        from reader.library.backup import text_of

        return text_of(self._store)

    def restore(self, backup: "Backup", progress: Progress = silent) -> "Contents":
        """Fill this library, which must be empty, from what `backup` wrote; then bring the index level.

        Raises:
            ReadBackError: the library is not empty.
        """
        from reader.library.backup import restore

        with self._watch.ours():
            restored = restore(self._store, backup, self._now())
        self.refresh_index(progress)
        return restored

    def merge(self, path: Path, progress: Progress = silent) -> "Merged":
        """Take in another library: its file, its folder or its backup; then bring the index level.

        Raises:
            ReadBackError: there is no library and no backup.
            StoreError: the other library, or this one, cannot be used.
        """
        from reader.library.merging_libraries import merge, read_other

        removed = Removed()
        with counting(removed):
            other = read_other(path)
        with self._watch.ours():
            merged = merge(self._store, other, path.name, self._now())
        if merged.papers:
            self.refresh_index(progress)
        return replace(merged, removed=removed.characters, cleaned=removed.texts)

    def _refuse_own(self, path: Path) -> None:
        """Keep exports away from the library's own files, which even `--force` must not replace.

        Raises:
            ExportError: `path` leads to one of them.
        """
        target = Path(os.path.realpath(path))
        ours = [Path(os.path.realpath(own)) for own in (self.paths.library, self.paths.config_file, self.paths.index)]
        beside = (f"{ours[0].name}-wal", f"{ours[0].name}-shm")
        folders = (ours[2], ours[0].parent / self._store.safekeeping.folder.name)
        within = any(folder in (target, *target.parents) for folder in folders)
        if target in ours or within or (target.parent == ours[0].parent and target.name in beside):
            raise ExportError(f"{clean_line(str(path))} is a file of the library itself", "Take another name.")
