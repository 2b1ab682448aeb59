"""Commits that leave what was committed before as it is: each has files of its own beside the older ones."""

from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import _DEF_INDEX_NAME, TOC, FileIndex

from reader.search.schema import schema


class Generation(FileIndex):  # type: ignore[misc] # whoosh is untyped
    """Whoosh's index as one commit left it, whatever was begun or committed since.

    The files of a commit stay what they are. They go when somebody sweeps the folder.
    """

    def __init__(self, folder: Path, number: int) -> None:
        """Name a commit; nothing is read yet."""
        self.storage = FileStorage(str(folder))
        self.indexname = _DEF_INDEX_NAME
        self._schema = None
        self._folder = folder
        self.number = number

    @classmethod
    def first(cls, folder: Path, number: int) -> "Generation":
        """Commit an index of nothing."""
        TOC(schema(), [], number).write(FileStorage(str(folder)), _DEF_INDEX_NAME)
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
        return TOC.read(self.storage, self.indexname, gen=self.number)
