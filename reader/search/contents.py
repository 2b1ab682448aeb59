"""The index as Whoosh opens it, but that each commit leaves the one before as it is, and nothing in the folder is run.

Whoosh pickles its table of contents, and a pickle may be a program: a library with an index that somebody packed
must not run it. The schema is ours, and of the pickle nothing is made but segments.
"""

import pickle
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import _CURRENT_TOC_VERSION, _DEF_INDEX_NAME, TOC, FileIndex

from reader.search.codec import ArraySegment
from reader.search.schema import schema


class SafeIndex(FileIndex):  # type: ignore[misc] # whoosh is untyped
    """An index as one commit left it, whatever was begun or committed since.

    Each commit has files of its own beside the older ones. They go when somebody sweeps the folder.
    """

    def __init__(self, folder: Path, number: int) -> None:
        """Open what the commit of this number left.

        Raises:
            Exception: it is damaged; as Whoosh does, it raises anything.
        """
        self.storage = FileStorage(folder)
        self.indexname = _DEF_INDEX_NAME
        self._schema = schema()
        self._folder = folder
        self.number = number
        self._read_toc()  # Whoosh's own does the same, but reads the contents as whatever they are

    @classmethod
    def make(cls, folder: Path, number: int) -> "SafeIndex":
        """Commit an empty one."""
        TOC(schema(), [], number).write(FileStorage(folder), _DEF_INDEX_NAME)
        return cls(folder, number)

    def latest_generation(self) -> int:
        """Return the number of this commit, though there may be later ones."""
        return self.number

    def files(self) -> list[str]:
        """Return the names of the files that it consists of, sorted."""
        segments = tuple(f"{segment.segment_id()}." for segment in self._segments())
        named = [path.name for path in self._folder.iterdir() if segments and path.name.startswith(segments)]
        return sorted([TOC._filename(self.indexname, self.number), *named])

    def _read_toc(self) -> TOC:
        """Read its table of contents, as Whoosh writes it."""
        file = self.storage.open_file(TOC._filename(self.indexname, self.number))
        try:
            for _ in ("int", "long", "float"):  # their sizes, which are the same on all machines that we know
                file.read_varint()
            if (file.read_int(), file.read_int()) != (-12345, _CURRENT_TOC_VERSION):
                raise ValueError("another version of Whoosh wrote it")
            for _ in ("major", "minor", "patch"):
                file.read_varint()
            file.skip_string()  # the schema
            if file.read_int() != self.number:
                raise ValueError("its generation is not that of its name")
            file.read_int()
            return TOC(self._schema, _Segments(file.file).load(), self.number)
        finally:
            file.close()


class _Segments(pickle.Unpickler):
    """Makes segments, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) != (ArraySegment.__module__, ArraySegment.__name__):
            raise pickle.UnpicklingError(f"there is a {module}.{name} in it")
        return ArraySegment
