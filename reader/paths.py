"""Where Reader's files live; the only home of platformdirs."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paths:
    """The three folders of one library. Nothing here touches the disk."""

    data: Path
    """Precious: the library file."""
    cache: Path
    """May be deleted at any time: the search index, the topics, and what was learned of meanings."""
    config: Path
    """The user's own: the configuration."""

    @property
    def library(self) -> Path:
        """The precious file itself, wherever a link in its place leads: SQLite keeps its log beside that."""
        named = self.data / "library.db"
        return named.resolve() if os.path.islink(named) else named  # noqa: PTH114 - its own raises where one may not look

    @property
    def index(self) -> Path:
        """The folder of the search index."""
        return self.cache / "index"

    @property
    def topics(self) -> Path:
        """The file of the topics."""
        return self.cache / "topics.npz"

    @property
    def meanings(self) -> Path:
        """The folder of what was learned for finding by meaning."""
        return self.cache / "meanings"

    @property
    def config_file(self) -> Path:
        """The user's configuration; need not exist."""
        return self.config / "config.yaml"

    @classmethod
    def under(cls, home: Path) -> "Paths":
        """All three in one folder: for tests, a synced folder, several libraries."""
        home = home.expanduser().absolute()
        return cls(data=home, cache=home / "cache", config=home)

    @classmethod
    def of_user(cls) -> "Paths":
        """Where this system keeps a user's data, cache and configuration."""
        from platformdirs import PlatformDirs  # late: `reader --version` does not need it

        dirs = PlatformDirs("daily-papers-reader", appauthor=False)
        return cls(data=dirs.user_data_path, cache=dirs.user_cache_path, config=dirs.user_config_path)

    @classmethod
    def choose(cls, home: Path | None, environ: Mapping[str, str] = os.environ) -> "Paths":
        """`--home` first, then `READER_HOME`, then the user's folders."""
        if home is not None:
            return cls.under(home)
        if named := environ.get("READER_HOME"):
            return cls.under(Path(named))
        return cls.of_user()
