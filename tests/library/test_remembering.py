"""What parts of queries found, kept while it holds."""

import pytest

from reader.library import remembering
from reader.library.remembering import Remembered


class Finder:
    """Finds so many papers for each part, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.memory = Remembered()

    def __call__(self, part: str, papers: int = 1, state: int = 0) -> object:
        """Return what is found for a part, looked up or remembered."""

        def find() -> range:
            self.asked.append(part)
            return range(papers)

        return self.memory.answer(state, part, find)  # type: ignore[arg-type] # anything with a length does


@pytest.fixture
def finder(monkeypatch: pytest.MonkeyPatch) -> Finder:
    """A memory for ten papers."""
    monkeypatch.setattr(remembering, "MOST_PAPERS", 10)
    return Finder()


def test_an_answer_is_looked_up_once(finder: Finder) -> None:
    """It is the same one until something is another."""
    assert finder("a", 3) is finder("a", 3)
    finder("a", 3, state=1)
    assert finder.asked == ["a", "a"]


def test_what_was_not_asked_for_longest_goes(finder: Finder) -> None:
    """As many answers are kept as hold ten papers together; to be asked for is to be kept."""
    for part in ("a", "b", "a", "c"):
        finder(part, 4)
    for part in ("a", "c", "b"):
        finder(part, 4)
    assert finder.asked == ["a", "b", "c", "b"]


def test_one_that_is_larger_than_all(finder: Finder) -> None:
    """It is given, but neither kept nor are others for it, which is no reason to forget what comes after."""
    assert finder("all", 11) == range(11)
    finder("all", 11)
    finder("a", 10)
    finder("a", 10)
    assert finder.asked == ["all", "all", "a"]


def test_an_answer_that_comes_too_late(finder: Finder) -> None:
    """What was found in a state that is over is not kept for the one of now."""

    def slow() -> range:
        finder("b", 1, state=1)
        return range(9)

    assert finder.memory.answer(0, "a", slow) == range(9)  # type: ignore[arg-type, comparison-overlap]
    finder("a", 1, state=1)
    assert finder.asked == ["b", "a"]
