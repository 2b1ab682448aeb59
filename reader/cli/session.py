"""What the commands of one run share: the paths, the settings, and the library once someone asks for it."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.errors import SettingsError
from reader.paths import Paths

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from reader.library import Library
    from reader.settings import Settings


@dataclass
class Session:
    """One run of `reader`."""

    paths: Paths
    temporary: "TemporaryDirectory[str] | None" = field(default=None)
    """The folder of the sample library, gone after the run."""

    @classmethod
    def open(cls, home: Path | None, *, sample: bool) -> "Session":
        """Choose the folders; nothing is opened yet."""
        if not sample:
            return cls(Paths.choose(home))
        from tempfile import TemporaryDirectory

        folder = TemporaryDirectory(prefix="reader-sample-")
        return cls(Paths.under(Path(folder.name)), folder)

    @property
    def sample(self) -> bool:
        """Whether this run works on the bundled sample, in a library that will be gone."""
        return self.temporary is not None

    @cached_property
    def library(self) -> "Library":
        """The library, opened when it is first asked for.

        Raises:
            StoreError: it cannot be opened.
        """
        from reader.library import Library

        library = Library(self.paths, queries=lambda: self._queries)
        library.meanings.use(lambda: self.settings.model)
        if self.sample:
            from importlib.resources import as_file, files

            with as_file(files("reader") / "sample") as folder:
                library.add(sorted(folder.glob("*.txt")))
        return library

    @cached_property
    def _queries(self) -> Mapping[str, str]:
        """The settings' queries; when they are first needed, the person is told what is wrong with some."""
        from reader.library import usable_queries

        queries = self.settings.queries
        _complain(usable_queries(queries)[1])
        return queries

    @cached_property
    def settings(self) -> "Settings":
        """The user's settings that can be used; when they are first needed, what is wrong with the rest is told."""
        settings, wrong = self.usable_settings
        _complain(wrong)
        return settings

    @cached_property
    def usable_settings(self) -> "tuple[Settings, list[SettingsError]]":
        """What can be used of the settings, and what is wrong with the rest; all defaults where nothing can be read."""
        from reader.settings import Settings, load_settings

        try:
            return load_settings(self.paths.config_file)
        except SettingsError as error:
            return Settings(), [error]

    def slips(self) -> list[SettingsError]:
        """Return all that is wrong with config.yaml as the app sees it: with themes, keys and queries too."""
        from reader.tui.slips import slips

        settings, wrong = self.usable_settings
        return [*wrong, *slips(settings)]

    def keep_safe(self) -> None:
        """Take the day's copy of a library that was changed; where that fails, `reader doctor` says so."""
        from reader.errors import ReaderError

        if "library" in self.__dict__ and not self.sample and self.library.has_changed:
            with suppress(ReaderError):
                self.library.keep_safe(self.backups)

    @property
    def backups(self) -> int:
        """Of how many days copies of the library are kept; as without config.yaml where that cannot be used."""
        return self.usable_settings[0].backups

    def damage(self) -> Exception | None:
        """Return what is wrong with the library's file, if something is: what crashed over it is no bug."""
        from reader.library.doctor import damage_of

        return damage_of(self.paths)

    def close(self) -> None:
        """Close what was opened."""
        if "library" in self.__dict__:
            self.library.close()
        if self.temporary:
            self.temporary.cleanup()


def _complain(wrong: Iterable[SettingsError]) -> None:
    from reader.cli.printing import complain

    for error in wrong:
        complain(error.message, error.hint)


pass_session = click.make_pass_decorator(Session)
