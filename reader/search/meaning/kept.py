"""A space and its papers on disk, beside the index and as dispensable: what is damaged is learned anew."""

import json
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from reader.search.arrays import Array
from reader.search.files import Left, are_as_left, left
from reader.search.locks import Locks
from reader.search.meaning.points import Points
from reader.search.privacy import is_private

VERSION = 1
"""Grows with every change of what is kept, or of how it is learned."""
_NUMBERS, _PLACES = "numbers", "places"


@dataclass(frozen=True, slots=True)
class State:
    """What was learned, from what, and which of the files are it: it holds once this names it."""

    version: int
    library: str
    source: str
    """What the space is of: `latent`, or what tells one model from another."""
    revision: int
    """Of the library, when its papers were placed."""
    learned: int
    """Of the library, when the space was learned."""
    folder: str
    files: Left


@dataclass(frozen=True, slots=True)
class Kept:
    """What was found on disk."""

    revision: int
    learned: int
    points: Points
    arrays: Mapping[str, Array]
    """Of the space; mapped into memory."""


class Keeper:
    """A folder for one library's space. Whoever reads needs nobody's leave; what a killed writer left is swept away."""

    def __init__(self, folder: Path, library: str) -> None:
        """Name the folder, and the library by uuid; touches no disk."""
        self._folder = folder
        self._library = library

    def load(self, source: str) -> Kept | None:
        """Return what is kept of a source; None where that is nothing, of another library, or damaged."""
        try:
            state = self._state()
            if state is None or (state.version, state.library, state.source) != (VERSION, self._library, source):
                return None
            folder = self._folder / state.folder
            if not are_as_left(folder, state.files):
                return None
            arrays = {
                name.removesuffix(".npy"): np.load(folder / name, mmap_mode="r", allow_pickle=False)
                for name in state.files
            }
            points = Points(np.array(arrays.pop(_NUMBERS)), arrays.pop(_PLACES))
            if points.places.ndim != 2 or points.numbers.shape != points.places.shape[:1]:
                return None
        except (
            OSError,
            ValueError,
            TypeError,
            KeyError,
            EOFError,
        ):  # what numpy says of a file that is none of its own
            return None
        return Kept(state.revision, state.learned, points, arrays)

    def save(self, source: str, kept: Kept) -> None:
        """Keep a space in place of what was kept: whole or not at all.

        Raises:
            OSError: nothing can be written there.
        """
        self._make()
        name = f"{kept.revision}-{secrets.token_hex(4)}"
        folder = self._folder / name
        folder.mkdir(mode=0o700)
        try:
            for each, array in {**kept.arrays, _NUMBERS: kept.points.numbers, _PLACES: kept.points.places}.items():
                np.save(folder / f"{each}.npy", array, allow_pickle=False)
            files = left(folder, sorted(path.name for path in folder.iterdir()), {})
            draft = self._state_file.with_suffix(".new")
            state = State(VERSION, self._library, source, kept.revision, kept.learned, name, files)
            draft.write_text(json.dumps(asdict(state)), encoding="utf-8")
            draft.replace(self._state_file)
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._sweep(name)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one right to write, waiting for who has it; where nothing can be written, at once."""
        with ExitStack() as stack:
            with suppress(OSError):
                stack.enter_context(Locks(self._folder).writing())
            yield

    def _make(self) -> None:
        with suppress(FileNotFoundError):
            if not is_private(self._folder):
                self._folder.unlink() if self._folder.is_symlink() else shutil.rmtree(self._folder)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _sweep(self, kept: str) -> None:
        """Remove what was kept before, and what writers left that were killed."""
        for path in self._folder.iterdir():
            if path.name not in {kept, self._state_file.name}:
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() and not path.is_symlink() else path.unlink()

    def _state(self) -> State | None:
        if not is_private(self._folder):
            return None
        state = State(**json.loads(self._state_file.read_text(encoding="utf-8")))
        return state if Path(state.folder).name == state.folder else None

    @property
    def _state_file(self) -> Path:
        return self._folder / "state.json"
