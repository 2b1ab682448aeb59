"""What the user thinks of the papers: marks, tags, saved queries, and the way back through all of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from reader.changes import Change, Step, apply_all, describe
from reader.library.history import Detail, details
from reader.library.retagging import Retagger, Retagging
from reader.library.saving import SavedQueries, SavedQuery
from reader.library.watching import Watch
from reader.papers import Mark
from reader.store import Store


class Opinions:
    """The half of a library that is the user's own. Each change is one step that can be undone."""

    def __init__(self, store: Store, queries: Callable[[], Mapping[str, str]], now: Callable[[], datetime]) -> None:
        """Take the store, the queries of config.yaml by name, and the clock, which tells UTC."""
        self._store = store
        self._now = now
        self._saved = SavedQueries(store, queries)
        self._watch = Watch(store)

    # Saved queries

    def saved(self) -> list[SavedQuery]:
        """Return the saved queries, those of config.yaml that can be used among them, in the order of their names."""
        return self._saved.all()

    def configure(self, queries: Mapping[str, str]) -> None:
        """Take other queries of config.yaml from now on."""
        self._saved.configure(queries)

    def save_query(self, name: str, text: str) -> SavedQuery | None:
        """Save a query under a name; return the one that had it before and is replaced.

        Raises:
            QueryError: it cannot be meant, or would need itself.
            TextError: it says nothing, or the name cannot be one or stands in config.yaml.
        """
        return self._saved.save(name, text, self._now())

    def forget_query(self, name: str) -> SavedQuery:
        """Remove a saved query and return it.

        Raises:
            TextError: there is none of this name, or it stands in config.yaml.
        """
        return self._saved.forget(name, self._now())

    # Marks

    def marks(self, numbers: Sequence[int]) -> list[Mark]:
        """Return the marks of papers, in the order of `numbers`."""
        known = self._store.marks.of(numbers)
        return [known.get(number, Mark()) for number in numbers]

    def change(self, numbers: Iterable[int], changes: Sequence[Change]) -> Step | None:
        """Apply `changes` to the marks of papers, as one step that can be undone; None where nothing changes.

        Papers that were united with others meanwhile are those, and those that are gone are left out.

        Raises:
            PaperError: all of them are gone: another window or program undid their adding.
            StoreError: the library cannot be written.
        """
        return self._store.marks.change(
            list(numbers), describe(changes), lambda mark: apply_all(changes, mark), self._now()
        )

    def rename_tag(self, old: str, new: str) -> Retagging:
        """Put `new` in the place of `old` and what is below it, on all papers; merge where `new` is in use. One step.

        Raises:
            TextError: `old` is not in use, or `new` cannot be a tag.
        """
        return self.merge_tags([old], new)

    def merge_tags(self, tags: Sequence[str], into: str) -> Retagging:
        """Rename several tags to one, as one step.

        Raises:
            TextError: as `rename_tag`.
        """
        return Retagger(self._store, self.saved(), self._now()).rename(tags, into)

    def remove_tag(self, tag: str) -> Retagging:
        """Remove a tag and what is below it from all papers, as one step.

        Raises:
            TextError: it is not in use.
        """
        return Retagger(self._store, self.saved(), self._now()).remove(tag)

    # History

    def undo(self) -> Step:
        """Take back the last step: of marks, of saved queries, or the adding of dumps.

        Raises:
            HistoryError: there is none.
        """
        with self._watch.ours():
            return self._store.journal.undo()

    def redo(self) -> Step:
        """Do the step again that was taken back last.

        Raises:
            HistoryError: there is none.
        """
        with self._watch.ours():
            return self._store.journal.redo()

    def undoable(self) -> Step | None:
        """Return the step that `undo` takes back; None where there is none."""
        return self._store.journal.undoable()

    def redoable(self) -> Step | None:
        """Return the step that `redo` does again; None where there is none."""
        return self._store.journal.redoable()

    def go_back_to(self, number: int) -> list[Step]:
        """Undo or redo steps until things are as they were just after one; 0 is before the first. All or none.

        Returns those steps, in the order in which that was done.

        Raises:
            HistoryError: there is no such step, or something else was done after it was undone.
        """
        with self._watch.ours():
            return self._store.journal.go_to(number)

    def history(self, limit: int = 50) -> list[Step]:
        """Return the last steps, newest first."""
        return self._store.journal.history(limit)

    def touched(self, *steps: Step) -> list[int]:
        """Return the papers that steps changed; some may be gone, or there again."""
        return self._store.journal.touched(*steps)

    def details(self, step: Step, limit: int) -> list[Detail]:
        """Return what exactly a step changed, of the first things that it changed."""
        return details(self._store, step, limit)

    @property
    def now(self) -> datetime:
        """The time by the library's clock, UTC."""
        return self._now()
