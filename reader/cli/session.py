"""What the commands of one run share: the paths, the settings, and the library once someone asks for it."""

from collections.abc import Mapping
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
        if self.sample:
            from importlib.resources import as_file, files

            with as_file(files("reader") / "sample") as folder:
                library.add(sorted(folder.glob("*.txt")))
        return library

    @cached_property
    def _queries(self) -> Mapping[str, str]:
        """The settings' queries; when they are first needed, the person is told what is wrong with some."""
        from reader.cli.printing import complain
        from reader.library import usable_queries

        settings, trouble = self.usable_settings()
        for error in ([trouble] if trouble else []) + usable_queries(settings.queries)[1]:
            complain(error.message, error.hint)
        return settings.queries

    @cached_property
    def settings(self) -> "Settings":
        """The user's settings.

        Raises:
            SettingsError: config.yaml cannot be used.
        """
        from reader.settings import load_settings

        return load_settings(self.paths.config_file)

    def usable_settings(self) -> "tuple[Settings, SettingsError | None]":
        """Return the settings; all defaults, and why, where a config.yaml is there and may not, or cannot, be read.

        Raises:
            SettingsError: it can be read, and not be used.
        """
        from reader.settings import Settings

        try:
            return self.settings, None
        except SettingsError as error:
            if not isinstance(error.__cause__, OSError):
                raise
            return Settings(), error

    def check_settings(self) -> None:
        """Look at the settings as the app does: themes, keys and queries too.

        Raises:
            SettingsError: config.yaml cannot be used.
        """
        from reader.library import check_queries
        from reader.tui.rebinding import bound_keys
        from reader.tui.themes import check_theme

        bound_keys(self.settings.keys)
        check_queries(self.settings.queries)
        check_theme(self.settings.theme)

    def keep_safe(self) -> None:
        """Take the day's copy of a library that was changed; where that fails, `reader doctor` says so."""
        from reader.errors import ReaderError

        if "library" in self.__dict__ and not self.sample and self.library.has_changed:
            with suppress(ReaderError):
                self.library.keep_safe(self.backups)

    @property
    def backups(self) -> int:
        """Of how many days copies of the library are kept; as without config.yaml where that cannot be used."""
        from reader.errors import SettingsError
        from reader.settings import BACKUPS

        try:
            return self.settings.backups
        except SettingsError:
            return BACKUPS

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


pass_session = click.make_pass_decorator(Session)
