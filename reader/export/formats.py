"""What papers can be written as: every format by its name, with what it is good for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reader.export.layout import Layout
from reader.papers import Entry

Files = Mapping[str, str]
"""Names to texts: of a folder's files, relative to it; of a single file the ending of its name (`.md`)."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format. The same entries in the same layout give the same bytes."""

    name: str
    what: str
    """A few words for help and pickers."""
    suffix: str
    """How the name of its file ends; empty where it is a folder."""
    write: Callable[[Sequence[Entry], Layout], Files]
    """Makes the texts, the main one first. Beside it there may be others, such as the `.bib` of a `.md`."""

    @property
    def is_folder(self) -> bool:
        """Whether it is several files in a folder."""
        return not self.suffix

    def text(self, entries: Sequence[Entry], layout: Layout) -> str:
        """Return the main text alone."""
        return next(iter(self.write(entries, layout).values()))


def _list(entries: Sequence[Entry], layout: Layout) -> Files:
    from reader.export.markdown import markdown  # late, as each format's module

    text = markdown(
        entries,
        title=layout.title,
        query=layout.query,
        abstract=layout.abstracts,
        notes=layout.notes,
        group_by=layout.group_by,
    )
    return {".md": text}


FORMATS: Mapping[str, Format] = {
    known.name: known
    for known in (Format("list", "Markdown task lists, for GitHub, Obsidian and Pandoc", ".md", _list),)
}
