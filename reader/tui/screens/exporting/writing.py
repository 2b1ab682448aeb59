"""The work itself: papers to a file, told to whoever is still there."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from reader.errors import ExportError, ReaderError
from reader.library import Library
from reader.papers import clean_line
from reader.tui.screens.exporting.choice import Choice
from reader.tui.screens.exporting.destination import destination
from reader.tui.screens.exporting.scope import Scope


@dataclass(frozen=True, slots=True)
class Export:
    """One export, as it was asked for."""

    library: Library
    scope: Scope
    choice: Choice
    force: bool

    def work(self) -> str:
        """Write; return what was done, in a sentence. For a thread.

        Raises:
            ExportError: it cannot be written.
        """
        path = destination(self.choice.line)
        layout = self.choice.layout(self.scope.layout)
        try:
            self.library.export(path, self.scope.results, self.choice.form, layout, force=self.force)
        except ExportError as error:
            if not self.force and "--force" in error.hint:  # how to replace it here is not how the shell does
                name = clean_line(path.name)
                raise ExportError(f"{name} is there already", "^T replaces it; or take another name.") from error
            raise
        with suppress(ReaderError):  # remembering is a courtesy
            self.library.save_session({**self.library.load_session(), **self.choice.as_session()})
        papers = self.scope.papers
        return f"{papers:,} {'paper' if papers == 1 else 'papers'} written to {clean_line(str(path))}"


async def run(export: Export, done: Callable[[str], None], failed: Callable[[ReaderError], None]) -> None:
    """Write in a thread; then tell how it went."""
    try:
        message = await asyncio.to_thread(export.work)
    except ReaderError as error:
        failed(error)
    else:
        done(message)
