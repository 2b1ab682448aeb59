"""Renaming, merging and removing tags, over the whole library, each as one step that can be undone."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from reader.changes import Change, RemoveBranch, RenameTag, Step, apply_all
from reader.errors import QueryError, TextError
from reader.library.saving import SavedQuery
from reader.papers import Mark, clean_tag, is_within, levels
from reader.query import Tag, leaves_of, parse
from reader.query.values import nearest
from reader.store import Store

Tagged = Mapping[str, Sequence[int]]
"""Tags to the papers that have them."""


@dataclass(frozen=True, slots=True)
class Retagging:
    """What was done to tags."""

    step: Step
    message: str
    """Without its full stop: `renamed nlp to language/nlp in 12 papers`."""


class Retagger:
    """Changes tags on all papers that have them."""

    def __init__(self, store: Store, saved: Iterable[SavedQuery], now: datetime) -> None:
        """Take the library as it is `now`; the saved queries stay as the user wrote them."""
        self._store = store
        self._saved = saved
        self._now = now
        self._tagged: Tagged = store.grouping.by_tag()

    def rename(self, tags: Sequence[str], new: str) -> Retagging:
        """Put `new` in the place of `tags` and what is below them; where it is in use already, that merges them.

        Raises:
            TextError: one of `tags` is not in use, or a new one cannot be a tag.
        """
        new = clean_tag(new)
        named = dict.fromkeys(self._known(tag) for tag in tags)
        old = sorted((tag for tag in named if tag != new), key=lambda tag: -tag.count("/"))  # not with what is above
        if not old:
            raise TextError(f"“{new}” is called so already", "Say another name.")
        changes = [RenameTag(tag, new) for tag in old]
        after = {tag: apply_all(changes, Mark(tags=frozenset({tag}))).tags for tag in self._tagged}
        for renamed in frozenset[str]().union(*after.values()):
            clean_tag(renamed)  # what is far below may now be too long
        merges = len(old) > 1 or any(is_within(tag, new) for tag in after if tag in after[tag])
        what = f"merged {', '.join(old)} into {new}" if merges else str(changes[0])
        return self._done(old, changes, what, f"{what} in")

    def remove(self, text: str) -> Retagging:
        """Remove a tag, and those below it.

        Raises:
            TextError: it is not in use.
        """
        tag = self._known(text)
        below = sum(each != tag for each in self._tagged if is_within(each, tag))
        more = f" and {below:,} tag{'' if below == 1 else 's'} below it" if below else ""
        change = RemoveBranch(tag)
        return self._done([tag], [change], str(change), f"{change}{more} from")

    def _done(self, branches: Sequence[str], changes: Sequence[Change], what: str, told: str) -> Retagging:
        within = (self._tagged[tag] for tag in self._tagged if any(is_within(tag, branch) for branch in branches))
        papers = sorted(set().union(*within))
        step = self._store.marks.change(papers, what, lambda mark: apply_all(changes, mark), self._now)
        if step is None:  # another process was faster
            raise TextError(f"No paper has {' or '.join(branches)} any more", "`reader tags` lists the tags.")
        message = f"{told} {step.papers:,} paper{'' if step.papers == 1 else 's'}"
        return Retagging(step, "; ".join([message, *self._left_behind(branches)]))

    def _left_behind(self, branches: Sequence[str]) -> Iterable[str]:
        """Yield what to say of the saved queries that name tags which are gone."""
        for branch in branches:
            count = sum(any(is_within(tag, branch) for tag in _tags_named(query.text)) for query in self._saved)
            if count:
                yield f"{count:,} saved quer{'y still says' if count == 1 else 'ies still say'} tag:{branch}"

    def _known(self, text: str) -> str:
        """Return a tag of the tree.

        Raises:
            TextError: there is none of this name; the hint names the nearest.
        """
        tag, known = clean_tag(text), {level for tag in self._tagged for level in levels(tag)}
        if tag not in known:
            near = nearest(tag, sorted(known))
            raise TextError(
                f"There is no tag “{tag}”", f"Did you mean {near}?" if near else "`reader tags` lists them."
            )
        return tag


def _tags_named(text: str) -> list[str]:
    with suppress(QueryError):  # whoever asks this query is told why
        return [leaf.pattern for leaf in leaves_of(parse(text).where) if isinstance(leaf, Tag)]
    return []
