"""What the index on disk is: the commit that holds is the one that this file names."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from reader.search.files import Left
from reader.search.privacy import is_private


@dataclass(frozen=True, slots=True)
class State:
    """What the index was made from, and which of the files beside it are it: a commit holds once this names it."""

    version: int
    library: str
    revision: int
    generation: int
    files: Left
    """Each file as it was left: one that is not so is not read."""

    @classmethod
    def of(cls, library: str, revision: int, generation: int, files: Left) -> "State":
        """Return the state of an index of today's version."""
        from reader.search.schema import VERSION

        return cls(VERSION, library, revision, generation, files)

    @classmethod
    def read(cls, file: Path, library: str) -> "State | None":
        """Return what was written last of a library's index; None where it is missing, damaged, old or foreign."""
        from reader.search.schema import VERSION

        try:
            if not is_private(file.parent):
                return None
            state = cls(**json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        mine = (state.version, state.library) == (VERSION, library)
        return state if mine and isinstance(state.revision, int) and isinstance(state.generation, int) else None

    def write(self, file: Path) -> None:
        """Put it into force, whole.

        Raises:
            OSError: it cannot be written.
        """
        draft = file.with_suffix(".new")
        draft.write_text(json.dumps(asdict(self)), encoding="utf-8")
        draft.replace(file)
