import io
import os
from pathlib import Path

import pytest

from reader.errors import DumpError
from reader.library import Library
from reader.papers import Sighting
from reader.paths import Paths
from tests.clock import Clock
from tests.dumps.pages import page, papers, save_page

from .pairs import CLOCKS, KITES, MAPS, TIDES, add, titles


def test_the_report_counts(library: Library, tmp_path: Path) -> None:
    """Every record is new or merged, every file is told of, and what is no paper is rejected with its line."""
    first = save_page(tmp_path / "a.txt", [KITES, MAPS])
    second = save_page(tmp_path / "b.txt", [MAPS, TIDES], heading="Mar 15")
    empty = tmp_path / "c.txt"
    empty.write_text("new\n\nMar 14\n")
    report = library.add([first, second, empty])
    assert (report.records, report.new, report.merged, report.known, report.rejected) == (4, 3, 1, 0, 1)
    assert [(Path(file.file).name, file.records, file.new, file.merged) for file in report.files] == [
        ("a.txt", 2, 2, 0),
        ("b.txt", 2, 1, 1),
        ("c.txt", 0, 0, 0),
    ]
    (reject,) = report.files[2].rejects
    assert (reject.line, "no papers found" in reject.reason) == (1, True)
    assert len(library) == 3


def test_adding_twice_is_adding_once(library: Library, tmp_path: Path) -> None:
    """A file that was added before, under this name or another, is known and changes nothing."""
    path = add(library, tmp_path, "a.txt", KITES, MAPS)
    copy = tmp_path / "copy.txt"
    copy.write_bytes(path.read_bytes())
    report = library.add([path, copy])
    assert (report.records, report.new, report.merged, report.known) == (4, 0, 0, 2)
    assert [source.file for source in library.sources()] == ["a.txt"]
    assert [len(entry.sightings) for entry in library.entries([1, 2])] == [1, 1]


def test_a_dry_run_changes_nothing(home: Paths, library: Library, tmp_path: Path) -> None:
    """It reports what adding would, a paper of two files counted once, and leaves library and index as they were."""
    add(library, tmp_path, "a.txt", KITES)
    before = {path: path.read_bytes() for path in home.cache.rglob("*") if path.is_file()}
    paths = [save_page(tmp_path / "b.txt", [KITES, MAPS]), save_page(tmp_path / "c.txt", [MAPS, TIDES])]
    tried = library.add(paths, dry_run=True)
    assert (tried.dry_run, tried.new, tried.merged) == (True, 2, 2)
    assert (len(library), len(library.sources())) == (1, 1)
    assert {path: path.read_bytes() for path in home.cache.rglob("*") if path.is_file()} == before
    done = library.add(paths)
    assert (done.dry_run, done.files) == (False, tried.files)


def test_a_bad_file_does_not_stop_the_others(library: Library, tmp_path: Path) -> None:
    """A picture and a broken link are rejected, what stands between them is taken in."""
    folder = tmp_path / "dumps"
    folder.mkdir()
    (folder / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    save_page(folder / "b.txt", [KITES])
    (folder / "c.txt").symlink_to(folder / "gone.txt")
    report = library.add([folder])
    assert [(Path(file.file).name, file.new, len(file.rejects)) for file in report.files] == [
        ("a.png", 0, 1),
        ("b.txt", 1, 0),
        ("c.txt", 0, 1),
    ]


def test_a_path_that_is_not_there(library: Library, tmp_path: Path) -> None:
    """Nothing is taken in when one of the paths is missing."""
    with pytest.raises(DumpError, match=r"gone\.txt"):
        library.add([save_page(tmp_path / "a.txt", [KITES]), tmp_path / "gone.txt"])
    assert len(library) == 0


def test_standard_input(library: Library) -> None:
    """`-` reads a page from the pipe; the sighting says so."""
    report = library.add([Path("-")], stdin=io.BytesIO(page([KITES]).encode()))
    assert report.new == 1
    assert library.entries([1])[0].sightings == (Sighting("stdin", 1, "Mar 14"),)


def test_names_are_shown_clean(library: Library, tmp_path: Path) -> None:
    """A file name brings no control characters into report or library."""
    report = library.add([save_page(tmp_path / "a\x1b[2Jb.txt", [KITES])])
    assert report.files[0].file.endswith("a[2Jb.txt")
    assert library.sources()[0].file == "a[2Jb.txt"


def test_dumps_may_go(library: Library, tmp_path: Path) -> None:
    """After adding, the file is not needed any more, and it was not touched."""
    path = save_page(tmp_path / "a.txt", [KITES])
    path.chmod(0o444)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    library.add([path])
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    path.unlink()
    library.reindex()
    assert titles(library, "strings") == [KITES[0]]


def test_progress_is_told(library: Library, tmp_path: Path) -> None:
    """Reading counts bytes, indexing counts papers; both begin at nothing and end at all."""
    told: list[tuple[str, int, int]] = []
    paths = [save_page(tmp_path / "a.txt", papers(3, seed=1)), save_page(tmp_path / "b.txt", papers(5, seed=2))]
    library.add(paths, progress=lambda *step: told.append(step))
    sizes = [path.stat().st_size for path in paths]
    reading = [done for what, done, total in told if (what, total) == ("reading", sum(sizes))]
    assert reading == sorted(reading)
    assert {0, sizes[0], sum(sizes)} <= set(reading)
    indexing = [step for step in told if step[0] == "indexing"]
    assert (indexing[0], indexing[-1]) == (("indexing", 0, len(library)), ("indexing", len(library), len(library)))


def test_the_order_of_adding_does_not_matter(tmp_path: Path, clock: Clock) -> None:
    """Forwards or backwards, the same dumps show the same texts and rank them alike."""
    pages = [
        save_page(tmp_path / "a.txt", [KITES, MAPS, TIDES]),
        save_page(tmp_path / "b.txt", [(KITES[0].upper(), KITES[1] + " And more."), CLOCKS]),
        save_page(tmp_path / "c.txt", [(MAPS[0], MAPS[1].removesuffix("before.") + "it was ever."), KITES]),
    ]
    shown: list[tuple[list[tuple[str, str]], list[str]]] = []
    for order in (pages, pages[::-1], pages[1:] + pages[:1]):
        with Library(Paths.under(tmp_path / f"home {len(shown)}"), now=clock) as library:
            for path in order:
                library.add([path])
            texts = [(e.paper.title, e.paper.abstract) for e in library.entries(range(1, len(library) + 1))]
            shown.append((sorted(texts), titles(library, "kites OR maps OR clocks")))
    assert {abstract[-9:] for _, abstract in shown[0][0]} == {"And more.", "was ever.", " finding.", "és shows."}
    assert shown == [shown[0]] * 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_reported(library: Library, tmp_path: Path) -> None:
    """A file that may not be read is rejected by name."""
    path = save_page(tmp_path / "a.txt", [KITES])
    path.chmod(0)
    assert library.add([path]).rejected == 1


@pytest.mark.parametrize("dry_run", [False, True])
def test_stopping_between_two_files(library: Library, tmp_path: Path, *, dry_run: bool) -> None:
    """What was taken in is whole, can be searched, and is told; so is how much is left."""
    paths = [save_page(tmp_path / f"{name}.txt", [pair]) for name, pair in (("a", KITES), ("b", MAPS), ("c", TIDES))]
    looked: list[bool] = []

    def stop() -> bool:
        looked.append(True)
        return len(looked) > 2

    report = library.add(paths, dry_run=dry_run, stop=stop)
    assert ([file.path for file in report.files], report.new, report.left) == (paths[:2], 2, 1)
    assert len(titles(library, "kites OR maps OR tides")) == (0 if dry_run else 2)
    assert library.add(paths, stop=lambda: True).left == 3
    assert library.add(paths).left == 0
