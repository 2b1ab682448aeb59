"""The life of a library: anything that its user can do, in any order, against a model that remembers every state."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from reader.changes import Change, StepState, apply_all
from reader.errors import HistoryError, PaperError, TextError
from reader.library import Library
from reader.library.backup_reading import read_backup
from reader.papers import Status
from reader.paths import Paths
from reader.query import parse
from reader.store.whole import Whole

from ..changes.strategies import change_lists, tags
from ..clock import Clock
from ..dumps.pages import Pair, page, papers
from ..size import sized

_QUERIES = ("kites", "lanterns OR tides", '"northern maps"', "rot* -silent", "title:sorting", "is:unread", "tag:nlp/*")
_PAIRS = papers(8, seed=11)
_OTHERS = [(title, f"{abstract} It was told once more, in other words and for longer.") for title, abstract in _PAIRS]
_NUMBERS = st.lists(st.integers(0, 30), min_size=1, max_size=6)
_NAMES = st.sampled_from(["best", "Best", "to read"])
_TEXTS = st.sampled_from(["is:unread kites", "rating:>=4 OR tag:nlp", "-is:skipped"])


class Life(RuleBasedStateMachine):
    """One library, and what it was like after each step of its history."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self._clock = Clock()
        self._library = self._opened()
        self._after: dict[int, Whole | None] = {0: Whole()}
        """What there was after each step that can be gone to; None where several steps were made at once."""
        self._at = 0

    def teardown(self) -> None:
        """Compare the index with one made anew, and with that of a library made from the backup."""
        self._library.refresh_index()
        found = self._found(self._library)
        self._library.reindex()
        assert self._found(self._library) == found, "the index was not what a fresh one is"
        self._library.close()
        self._folder.cleanup()

    # What its user does

    @rule(which=st.lists(st.sampled_from(range(16)), min_size=1, max_size=5, unique=True), day=st.integers(1, 3))
    def add(self, which: list[int], day: int) -> None:
        """Take in a dump; some papers are told in two ways."""
        pairs: list[Pair] = [(*_PAIRS, *_OTHERS)[number] for number in which]
        path = self._path(f"{'-'.join(map(str, which))}-{day}.txt")
        path.write_text(page(pairs, heading=f"Mar {day}"), encoding="utf-8")
        titles = {title for title, _ in pairs}
        with self._stepping():
            self._library.add([path])
        assert titles <= {title for title, _ in self._texts()}

    @rule(which=_NUMBERS, changes=change_lists)
    def mark(self, which: list[int], changes: Sequence[Change]) -> None:
        """Mark some papers, several at once."""
        numbers = self._some(which)
        before = self._library.marks(numbers)
        with self._stepping():
            step = self._library.change(numbers, changes)
        after = [apply_all(changes, mark) for mark in before]
        assert self._library.marks(numbers) == after
        assert (step is None) == (before == after)

    @rule(old=tags, new=tags)
    def rename_tag(self, old: str, new: str) -> None:
        """Rename a tag, where it is in use."""
        self._try(lambda: self._library.rename_tag(old, new), TextError)

    @rule(tag=tags)
    def remove_tag(self, tag: str) -> None:
        """Remove a tag, where it is in use."""
        self._try(lambda: self._library.remove_tag(tag), TextError)

    @rule(name=_NAMES, text=_TEXTS)
    def save(self, name: str, text: str) -> None:
        """Save a query, perhaps in the place of another."""
        with self._stepping():
            self._library.save_query(name, text)
        assert str(parse(text)) in self._whole().queries.values()

    @rule(name=_NAMES)
    def forget(self, name: str) -> None:
        """Forget a saved query, where there is one."""
        self._try(lambda: self._library.forget_query(name), TextError)

    @precondition(lambda self: len(self._library) > 0)
    @rule(which=st.integers(0, 30))
    def split(self, which: int) -> None:
        """Take a paper apart, where it is told in several ways."""
        (entry,) = self._library.entries(self._some([which]))
        self._try(lambda: self._library.split(entry), PaperError)

    @rule(which=st.lists(st.sampled_from(range(16)), max_size=3, unique=True), changes=change_lists)
    def merge(self, which: list[int], changes: Sequence[Change]) -> None:
        """Take in another library, with marks of its own."""
        with Library(Paths.under(self._path("other-" + "-".join(map(str, which)))), now=self._clock) as other:
            path = self._path("other.txt")
            path.write_text(page([(*_PAIRS, *_OTHERS)[number] for number in which]), encoding="utf-8")
            if which:
                other.add([path])
                other.change([1], changes)
            backup = self._path("other.backup")
            other.backup(backup, force=True)
        before = self._texts()
        with self._stepping():
            self._library.merge(backup)
        assert self._texts() >= before

    @rule()
    def undo(self) -> None:
        """Take back the last step, if there is one."""
        if self._done():
            self._library.undo()
            self._at = max(self._done(), default=0)
        else:
            with pytest.raises(HistoryError):
                self._library.undo()

    @rule()
    def redo(self) -> None:
        """Do the next step again, if there is one."""
        if undone := self._undone():
            self._library.redo()
            self._at = min(undone)
        else:
            with pytest.raises(HistoryError):
                self._library.redo()

    @rule(which=st.integers(0, 30))
    def jump(self, which: int) -> None:
        """Go to any point of the history, and find it as it was."""
        points = sorted({0, *self._done(), *self._undone()})
        self._at = points[which % len(points)]
        self._library.go_back_to(self._at)

    @rule()
    def reindex(self) -> None:
        """Make the index anew."""
        self._library.reindex()

    @rule()
    def find(self) -> None:
        """Search, which brings the index level."""
        self._found(self._library)

    @rule()
    def open_again(self) -> None:
        """Leave, and come back."""
        self._library.close()
        self._library = self._opened()

    # What always holds

    @invariant()
    def is_as_it_was(self) -> None:
        """The library is what it was when this step was made, and its file is sound."""
        known = self._after[self._at]
        if known is None:
            self._after[self._at] = self._whole()
        else:
            assert self._whole() == known
        findings = [finding for finding in self._library.examine() if finding.what == "library"]
        assert all(finding.well for finding in findings), findings

    @invariant()
    def counts_agree(self) -> None:
        """What searches say of marks is what the marks say."""
        marks = [paper.mark for paper in self._whole().papers]
        assert len(self._library) == len(marks)
        for status in Status:
            assert len(self._library.find(parse(f"is:{status}")).numbers) == sum(
                mark.status is status for mark in marks
            )

    # How it is done

    def _opened(self) -> Library:
        return Library(Paths.under(self._path("home")), now=self._clock)

    def _path(self, name: str) -> Path:
        return Path(self._folder.name) / name

    def _whole(self) -> Whole:
        return read_backup(self._library.backup_text())

    def _texts(self) -> set[Pair]:
        return {(each.paper.title, each.paper.abstract) for paper in self._whole().papers for each in paper.wordings}

    def _some(self, which: Sequence[int]) -> list[int]:
        numbers = sorted(self._library.find(parse("")).numbers)
        return list(dict.fromkeys(numbers[each % len(numbers)] for each in which)) if numbers else []

    def _found(self, library: Library) -> list[Any]:
        results = [library.find(parse(text)) for text in _QUERIES]
        return [(list(each.numbers), each.scores) for each in results]

    def _done(self) -> list[int]:
        return [step.number for step in self._library.history(10_000) if step.state is StepState.DONE]

    def _undone(self) -> list[int]:
        return [step.number for step in self._library.history(10_000) if step.state is StepState.UNDONE]

    def _try(self, do: Callable[[], object], refusal: type[Exception]) -> None:
        """Do something that makes a step, or is refused and then changes nothing."""
        before = self._whole()
        with self._stepping():
            try:
                do()
            except refusal:
                assert self._whole() == before

    def _stepping(self) -> "_Stepping":
        self._clock.move(minutes=1)
        return _Stepping(self)

    def remember(self, made: Sequence[int]) -> None:
        """Note the steps that were made, in order."""
        for step in made[:-1]:
            self._after[step] = None
        if made:
            self._at = made[-1]
            self._after[self._at] = self._whole()


class _Stepping:
    """Watches which steps are made."""

    def __init__(self, life: Life) -> None:
        self._life = life

    def __enter__(self) -> None:
        self._before = set(self._life._done())

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._life.remember(sorted(set(self._life._done()) - self._before))


def test_a_short_life() -> None:
    """Whatever happens, every state that was is found again."""
    _live(examples=4, steps=12)


@pytest.mark.slow
def test_a_long_life() -> None:
    """The same for longer."""
    _live(examples=sized(small=15, full=400), steps=sized(small=25, full=60))


def _live(examples: int, steps: int) -> None:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Life,
        settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=slow),
    )
