import errno
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader.errors import DamageError, SearchError
from reader.papers import Paper
from reader.query import Word
from reader.search import Index, schema
from reader.search.failing import cannot_be

from .reference import scores_of

PAPERS = {1: Paper("1", "Kites", "kites fly"), 2: Paper("2", "Maps", "maps fold")}


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """An index of two papers at revision 7."""
    index = Index(tmp_path / "cache" / "index", "mine")
    take_in(index, PAPERS, 7)
    return index


def take_in(index: Index, papers: dict[int, Paper], revision: int) -> None:
    """Update the index as the library does."""
    with index.locked():
        index.update(papers.items(), revision)


def found(index: Index, word: str) -> set[int]:
    """Return the papers that a word finds."""
    return set(scores_of(index.hits(Word(word))) or ())


def test_an_index_that_is_not_there(tmp_path: Path) -> None:
    """It has seen nothing, cannot be asked, and naming it makes no folder."""
    index = Index(tmp_path / "cache" / "index", "mine")
    assert index.revision() == 0
    with pytest.raises(SearchError) as caught:
        index.hits(Word("kites"))
    assert "reader reindex" in caught.value.hint
    assert not (tmp_path / "cache").exists()
    index.drop()


def test_an_index_is_found_again(index: Index) -> None:
    """What one run wrote, the next one reads, with the library's revision."""
    again = Index(index.folder, "mine")
    assert again.revision() == 7
    assert (found(again, "kites"), again.count()) == ({1}, 2)


def test_an_update_replaces(index: Index) -> None:
    """A paper that comes again is there once, with its new text only; who has the index open sees it at once."""
    assert found(index, "kites") == {1}
    other = Index(index.folder, "mine")
    take_in(other, {1: Paper("1", "Tides", "tides turn"), 3: Paper("3", "Kites", "")}, 8)
    assert (found(index, "kites"), found(index, "tides"), found(index, "fly")) == ({3}, {1}, set())
    assert (index.count(), index.revision()) == (3, 8)


def test_an_update_of_nothing(index: Index) -> None:
    """Papers may stay as they are while the revision moves on."""
    take_in(index, {}, 9)
    assert (found(index, "kites"), index.revision()) == ({1}, 9)


def test_an_empty_index(tmp_path: Path) -> None:
    """An index of nothing finds nothing."""
    index = Index(tmp_path / "index", "mine")
    take_in(index, {}, 1)
    assert (found(index, "kites"), index.count()) == (set(), 0)


def test_a_dropped_index_is_made_anew(index: Index) -> None:
    """After dropping it, an update begins from nothing."""
    index.drop()
    assert index.revision() == 0
    take_in(index, {2: PAPERS[2]}, 8)
    assert (found(index, "kites"), index.count()) == (set(), 1)


def test_the_index_of_another_library(index: Index) -> None:
    """It counts as not there, and an update replaces it whole."""
    mine = Index(index.folder, "another")
    assert mine.revision() == 0
    take_in(mine, {5: Paper("5", "Tides", "")}, 1)
    assert (found(mine, "tides"), found(mine, "kites"), mine.count()) == ({5}, set(), 1)
    assert index.revision() == 0


def test_an_index_of_an_older_version(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """When words are found in another way now, the old index counts as not there."""
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    assert index.revision() == 0
    take_in(index, {1: PAPERS[1]}, 1)
    assert (index.revision(), index.count()) == (1, 1)


@pytest.mark.parametrize(
    "state",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"7",
        b"\xff\xfe\0",
        b"{}",
        b'{"version": 1}',
        json.dumps({"version": schema.VERSION, "library": "mine", "revision": "7"}).encode(),
        json.dumps({"version": schema.VERSION, "library": "mine", "revision": None}).encode(),
        json.dumps({"version": schema.VERSION, "library": "mine", "revision": 7, "more": 1}).encode(),
    ],
)
def test_a_state_that_cannot_be_read(index: Index, state: bytes) -> None:
    """Whatever stands in the state file, the index counts as not there, and is made anew."""
    (index.folder / "state.json").write_bytes(state)
    assert index.revision() == 0
    take_in(index, {2: PAPERS[2]}, 8)
    assert (index.revision(), index.count()) == (8, 1)


def test_an_update_that_breaks_off(index: Index) -> None:
    """The index answers as before, does not claim the new revision, and can be updated again."""

    def broken() -> Iterator[tuple[int, Paper]]:
        yield 1, Paper("1", "Tides", "")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), index.locked():
        index.update(broken(), 8)
    again = Index(index.folder, "mine")
    assert (again.revision(), found(again, "kites"), found(again, "tides")) == (7, {1}, set())
    take_in(index, {1: Paper("1", "Tides", "")}, 8)
    assert (index.revision(), found(index, "tides"), index.count()) == (8, {1}, 2)


def test_a_first_build_that_breaks_off(tmp_path: Path) -> None:
    """Half an index is none: the next update begins from nothing."""

    def broken() -> Iterator[tuple[int, Paper]]:
        yield 1, PAPERS[1]
        raise KeyboardInterrupt

    index = Index(tmp_path / "index", "mine")
    with pytest.raises(KeyboardInterrupt), index.locked():
        index.update(broken(), 1)
    assert index.revision() == 0
    take_in(index, PAPERS, 1)
    assert (found(index, "kites"), index.count()) == ({1}, 2)


def test_one_writes_at_a_time(index: Index) -> None:
    """Who wants to write waits for whoever is writing: nothing is lost, nothing is in the way."""

    def add(number: int) -> None:
        take_in(Index(index.folder, "mine"), {number: Paper(str(number), "Tides", f"paper{number}")}, number)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, range(10, 22)))
    assert found(index, "tides") == set(range(10, 22))
    assert index.count() == 14


def test_readers_while_it_is_written(index: Index) -> None:
    """Several threads may ask one index while another program replaces it: each answer is whole."""

    def ask(_: int) -> int:
        return len(found(index, "kites"))

    other = Index(index.folder, "mine")
    with ThreadPoolExecutor(3) as threads:
        answers = [threads.submit(ask, n) for n in range(60)]
        for revision in range(8, 12):
            take_in(other, {1: PAPERS[1], revision: Paper(str(revision), "Other", "")}, revision)
        assert {answer.result() for answer in answers} == {1}


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """A file in the way of the folder is an error with a hint."""
    (tmp_path / "cache").touch()
    index = Index(tmp_path / "cache" / "index", "mine")
    with pytest.raises(SearchError, match="cannot be written") as caught:
        take_in(index, PAPERS, 1)
    assert caught.value.hint


def test_what_a_killed_writer_left(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no part of the index, which answers as before, and the next writer sweeps it away."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    for name in ("_write_state", "_sweep"):  # before the commit holds, and after that
        broken = Index(index.folder, "mine")
        begun = broken._begin(broken._state())
        monkeypatch.setattr(broken, "_begin", lambda _, begun=begun: begun)
        monkeypatch.setattr(broken, name, killed)
        with pytest.raises(KeyboardInterrupt):
            take_in(broken, {1: Paper("1", "Tides", "tides turn")}, 8)
        (index.folder / "MAIN.tmp").mkdir()
        left = len(list(index.folder.iterdir()))
        expected = (7, {1}, set()) if name == "_write_state" else (8, set(), {1})
        assert (index.revision(), found(index, "kites"), found(index, "tides")) == expected
        take_in(index, {1: PAPERS[1]}, 7)
        assert (index.revision(), found(index, "kites"), found(index, "tides")) == (7, {1}, set())
        assert len(list(index.folder.iterdir())) < left


def test_making_it_anew_takes_nothing_from_readers(index: Index) -> None:
    """Until the new one is there whole, everybody finds what the old one finds."""
    told: list[set[int]] = []

    def papers() -> Iterator[tuple[int, Paper]]:
        told.append(found(Index(index.folder, "mine"), "kites"))
        yield 2, PAPERS[2]
        told.append(found(Index(index.folder, "mine"), "kites"))

    with index.locked():
        index.update(papers(), 8, anew=True)
    assert told == [{1}, {1}]
    assert (found(index, "kites"), found(index, "maps"), index.revision()) == (set(), {2}, 8)


def test_who_is_at_work_on_it(index: Index) -> None:
    """It can be told whether somebody adds papers or writes; asking is in nobody's way."""
    other = Index(index.folder, "mine")
    assert not other.is_awaited()
    for at_work in (index.locked, index.awaiting):
        with at_work(), other.awaiting():
            assert other.is_awaited()
        assert not other.is_awaited()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (DamageError("The library a/library.db is damaged: page 7", "Repair it."), "The library a/library.db is dam"),
        (OSError(errno.ENOEXEC, "Exec format error"), "cannot be written: Exec format error"),
        (ValueError("its files are\x1b[31m odd"), "cannot be written: its files are[31m odd"),
        (AssertionError(), "cannot be written: it is damaged"),
    ],
)
def test_what_goes_wrong_is_told_in_words(error: Exception, told: str) -> None:
    """A message has no name out of Python in it; what is wrong with the library is told as the library tells it."""
    found = cannot_be("written", Path("cache/index"), error)
    assert told in found.message
    assert type(error).__name__ not in found.message
    assert found.hint
