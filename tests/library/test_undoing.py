"""Undoing anything, as front ends see it: the papers, the search, the details of each step."""

from pathlib import Path

import pytest

from reader.changes import AddTag, Bookmark, SetNote, SetStatus, StepKind, StepState
from reader.errors import HistoryError
from reader.library import Library
from reader.library.history import Detail
from reader.papers import Status
from reader.paths import Paths
from reader.query import parse
from tests.clock import Clock
from tests.dumps.pages import papers, save_page

from .pairs import CLOCKS, KITES, MAPS, TIDES, add, titles

QUERIES = ("kites", "maps OR tides", '"northern maps"', "lab*", "sparse violins", "-kites", "has:url", "is:unread")


def found(library: Library) -> list[tuple[list[int], dict[int, float]]]:
    """Return what each query finds, with scores."""
    results = [library.find(parse(text)) for text in QUERIES]
    return [(list(each.numbers), each.scores) for each in results]


@pytest.fixture
def stocked(library: Library, tmp_path: Path) -> Library:
    """Forty invented papers."""
    library.add([save_page(tmp_path / "a.txt", papers(40, seed=3))])
    return library


@pytest.mark.parametrize("indexed_between", [True, False])
def test_search_follows_an_undone_dump(stocked: Library, tmp_path: Path, home: Paths, indexed_between: bool) -> None:
    """Everything is found and ranked as if the dump had never been, and again as it was once it is back."""
    before = found(stocked)
    stocked.add([save_page(tmp_path / "b.txt", papers(60, seed=4))])
    after = found(stocked)
    assert after != before
    stocked.undo()
    if indexed_between:
        assert found(stocked) == before
        assert all(finding.well for finding in stocked.examine())
    stocked.redo()
    assert found(stocked) == after
    stocked.undo()
    with Library(home) as again:
        assert found(again) == before
        assert all(finding.well for finding in again.examine())
        again.reindex()
        assert found(again) == before


def test_another_dump_in_its_place(stocked: Library, tmp_path: Path, home: Paths) -> None:
    """What is added after undoing is not taken for what was undone, by whoever had the index open."""
    with Library(home) as other:
        add(stocked, tmp_path, "b.txt", KITES)
        assert titles(other, "strings") == [KITES[0]]
        stocked.undo()
        add(stocked, tmp_path, "c.txt", MAPS)
        for library in (stocked, other):
            assert titles(library, "strings") == []
            assert titles(library, '"folding maps along"') == [MAPS[0]]
            assert [source.file for source in library.sources()] == ["c.txt", "a.txt"]


def test_a_library_without_its_only_dump(library: Library, tmp_path: Path) -> None:
    """It is empty, sound and can be searched; adding the file again fills it."""
    path = add(library, tmp_path, "a.txt", KITES, MAPS)
    assert titles(library, "kites") == [KITES[0], MAPS[0]]
    library.undo()
    assert len(library) == 0
    assert titles(library, "kites") == titles(library, "") == []
    assert all(finding.well for finding in library.examine())
    report = library.add([path])
    assert (report.new, report.known) == (2, 0)
    assert titles(library, "kites") == [KITES[0], MAPS[0]]


def test_one_command_is_one_step(library: Library, tmp_path: Path) -> None:
    """Several files go and come together; a file that was known or bad is no part of it."""
    known = add(library, tmp_path, "a.txt", KITES)
    (bad := tmp_path / "bad.txt").write_text("hello")
    files = [save_page(tmp_path / f"{name}.txt", [pair]) for name, pair in (("b", MAPS), ("c", TIDES))]
    library.add([known, files[0], bad, files[1]])
    step = library.undo()
    assert (step.what, step.title, step.papers, step.kind) == ("2 dumps added", MAPS[0], 2, StepKind.DUMPS)
    assert titles(library, "") == [KITES[0]]
    assert library.add([known]).files[0].step is None
    library.redo()
    assert len(library) == 3


def test_a_file_that_was_undone_is_not_known(library: Library, tmp_path: Path) -> None:
    """Adding it again takes it in, tells its rejects as new ones, and leaves the undone step behind."""
    path = save_page(tmp_path / "a.txt", [KITES])
    path.write_text(path.read_text() + "\n\nA Title Without More\n")
    first = library.add([path])
    assert (first.new, first.rejected) == (1, 1)
    library.undo()
    again = library.add([path])
    assert (again.new, again.known, again.rejected) == (1, 0, 1)
    assert [step.state for step in library.history()] == [StepState.DONE, StepState.DROPPED]
    with pytest.raises(HistoryError):
        library.redo()
    assert library.add([path]).rejected_before == 1


def test_saved_queries_come_back(library: Library) -> None:
    """Saving and forgetting are taken back, and the step says which query it was."""
    library.save_query("mine", "kites")
    library.forget_query("MINE")
    assert library.undo().what == "saved query “mine” removed"
    assert [saved.name for saved in library.saved()] == ["mine"]
    assert library.undo().what == "query “mine” saved"
    assert library.saved() == []


def test_going_back_over_everything(library: Library, tmp_path: Path, clock: Clock) -> None:
    """One way back over marks, queries and dumps; the papers touched are told, also those that are gone."""
    add(library, tmp_path, "a.txt", KITES, MAPS)
    library.change([2], [Bookmark()])
    library.save_query("mine", "tag:x")
    add(library, tmp_path, "b.txt", TIDES)
    library.change([1, 3], [AddTag("x"), SetStatus(Status.READ, clock())])
    back = library.go_back_to(1)
    assert [step.number for step in back] == [5, 4, 3, 2]
    assert library.touched(*back) == [1, 2, 3]
    assert (titles(library, "tag:x"), len(library), library.saved()) == ([], 2, [])
    forward = library.go_back_to(5)
    assert [step.number for step in forward] == [2, 3, 4, 5]
    assert titles(library, "list:mine") == [KITES[0], TIDES[0]]


def test_details(library: Library, tmp_path: Path) -> None:
    """What each step changed, thing by thing, the first ones only."""
    add(library, tmp_path, "a.txt", KITES, MAPS)
    longer = (MAPS[0], MAPS[1] + " And more of it, at length.")
    add(library, tmp_path, "b.txt", CLOCKS, longer)
    library.change([1, 2], [AddTag("x"), SetNote("one\ntwo")])
    library.save_query("mine", "tag:x")
    library.save_query("mine", "tag:y")
    library.forget_query("mine")
    steps = {step.number: step for step in library.history()}
    assert library.details(steps[2], 9) == [
        Detail("b.txt", ("+dump",)),
        Detail(MAPS[0], ("another wording",)),
        Detail(CLOCKS[0], ("+paper",)),
    ]
    assert library.details(steps[3], 1) == [Detail(KITES[0], ("tags +x", "note +one", "note +two"))]
    assert library.details(steps[4], 9) == [Detail("mine", ("+tag:x",))]
    assert library.details(steps[5], 9) == [Detail("mine", ("−tag:x", "+tag:y"))]
    assert library.details(steps[6], 9) == [Detail("mine", ("−tag:y",))]
