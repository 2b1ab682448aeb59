import gc
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader.errors import SearchError
from reader.library import Library, News
from reader.library.adding import add_files
from reader.library.progress import silent
from reader.paths import Paths
from reader.query import parse
from reader.search import schema
from tests.clock import Clock
from tests.dumps.pages import papers, save_page

pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # whoosh leaves open what it chokes on
QUERIES = ["kites", '"northern maps"', "riv*", "sparse OR violins", "labels -kites", "title:lanterns", "xyz"]
Found = list[tuple[list[int], dict[int, float]]]


def search(library: Library) -> Found:
    """Return what each query finds, with scores."""
    results = [library.find(parse(text)) for text in QUERIES]
    return [(list(result.numbers), result.scores) for result in results]


@pytest.fixture(autouse=True)
def _swept_up() -> Iterator[None]:
    """Let what whoosh left open be closed here, not in another test."""
    yield
    gc.collect()


@pytest.fixture
def expected(library: Library, tmp_path: Path) -> Found:
    """What is found in a sound library, which is then closed; its index has two segments."""
    library.add([save_page(tmp_path / "a.txt", papers(30, seed=3))])
    library.add([save_page(tmp_path / "b.txt", papers(40, seed=4))])
    found = search(library)
    assert len(found[0][0]) > 10
    library.close()
    return found


def noise(content: bytes) -> bytes:
    """Return as many bytes that mean nothing."""
    return random.Random(len(content)).randbytes(len(content))  # noqa: S311 - noise, not secrets


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _: b"",
    "halved": lambda content: content[: len(content) // 2],
    "short of one byte": lambda content: content[:-1],
    "longer": lambda content: content + b"\0" * 100,
    "zeroed": lambda content: bytes(len(content)),
    "noise": noise,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file(expected: Found, home: Paths, damage: str) -> None:
    """Whichever file of the index is damaged, everything is found as before, and the index is sound again."""
    shutil.copytree(home.index, home.cache / "sound")
    files = sorted(path.name for path in home.index.iterdir() if path.stat().st_size)
    assert len(files) >= 4
    for name in files:
        shutil.rmtree(home.index)
        shutil.copytree(home.cache / "sound", home.index)
        (home.index / name).write_bytes(DAMAGES[damage]((home.index / name).read_bytes()))
        with Library(home) as library:
            assert search(library) == expected, name
            assert all(finding.well for finding in library.examine()), name


def test_postings_that_someone_touched(expected: Found, home: Paths) -> None:
    """A file with a hole in it is not read: the index is made anew, and finds what it found before."""
    shutil.copytree(home.index, home.cache / "sound")
    rng = random.Random(1)  # noqa: S311 - noise, not secrets
    for name in [path.name for path in home.index.glob("MAIN_*.*")]:
        shutil.rmtree(home.index)
        shutil.copytree(home.cache / "sound", home.index)
        content = bytearray((home.index / name).read_bytes())
        hole = slice(at := rng.randrange(len(content) // 2), at + len(content) // 3)
        content[hole] = rng.randbytes(len(content[hole]))
        (home.index / name).write_bytes(content)
        with Library(home) as library:
            assert search(library) == expected
        assert not (home.index / name).exists()


def test_each_file_missing(expected: Found, home: Paths) -> None:
    """The folder as a whole, or any file of it, may be deleted at any time."""
    for name in ["", *sorted(path.name for path in home.index.iterdir())]:
        names = {path.name for path in home.index.iterdir()}
        if name and name not in names:
            continue  # the names of segments are new in an index made anew
        shutil.rmtree(home.index) if not name else (home.index / name).unlink()
        with Library(home) as library:
            assert search(library) == expected
    shutil.rmtree(home.cache)
    with Library(home) as library:
        assert search(library) == expected


def test_a_file_in_the_place_of_the_folder(expected: Found, home: Paths) -> None:
    """An index for this run is made elsewhere; whoever wants it where it belongs is told what is in the way."""
    shutil.rmtree(home.cache)
    home.cache.touch()
    with Library(home) as library:
        assert search(library) == expected
        with pytest.raises(SearchError, match="cannot be written") as caught:
            library.reindex()
        assert "in the way" in caught.value.hint
        assert [finding.what for finding in library.examine() if not finding.well] == ["index"]
        assert len(library.find(parse("")).numbers) == len(library)


def test_an_index_of_an_older_version(expected: Found, home: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an upgrade that finds words in another way, the index is made anew by itself."""
    before = (home.index / "state.json").read_bytes()
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with Library(home) as library:
        assert search(library) == expected
    assert (home.index / "state.json").read_bytes() != before


def test_the_index_of_another_library(expected: Found, home: Paths, tmp_path: Path, clock: Clock) -> None:
    """An index that came with a copied cache, of the same age but of other papers, is not believed."""
    with Library(Paths.under(tmp_path / "other"), now=clock) as other:
        other.add([save_page(tmp_path / "c.txt", papers(30, seed=8))])
        other.add([save_page(tmp_path / "d.txt", papers(40, seed=9))])
        foreign = other.paths.index
    shutil.rmtree(home.index)
    shutil.copytree(foreign, home.index)
    with Library(home) as library:
        assert search(library) == expected


def test_a_library_restored_from_a_copy(expected: Found, home: Paths, tmp_path: Path) -> None:
    """When the library goes back in time, the index does too."""
    shutil.copy(home.library, tmp_path / "copy.db")
    with Library(home) as library:
        library.add([save_page(tmp_path / "c.txt", papers(50, seed=11))])
        assert search(library) != expected
    shutil.copy(tmp_path / "copy.db", home.library)
    with Library(home) as library:
        assert search(library) == expected


def test_a_rebuild_changes_nothing(expected: Found, home: Paths) -> None:
    """Making the index anew by hand gives the same papers with the same scores, and tells how far it is."""
    told: list[tuple[str, int, int]] = []
    with Library(home) as library:
        library.reindex(lambda *step: told.append(step))
        assert search(library) == expected
        assert told[-1] == ("indexing", len(library), len(library))


def test_several_programs_make_one_index(expected: Found, home: Paths) -> None:
    """When the index is missing and several ask at once, each gets the right answer."""
    shutil.rmtree(home.cache)

    def ask(_: int) -> Found:
        with Library(home) as library:
            return search(library)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, range(4))) == [expected] * 4


def test_threads_of_one_program(expected: Found, home: Paths) -> None:
    """One library may be asked from several threads, the first question making the index."""
    shutil.rmtree(home.cache)
    with Library(home) as library, ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda _: search(library), range(6))) == [expected] * 6


def test_nothing_is_needed_of_a_level_index_but_reading(expected: Found, home: Paths) -> None:
    """A search with a level index writes nothing into the cache."""
    before = {path: path.stat().st_mtime_ns for path in home.cache.rglob("*")}
    with Library(home) as library:
        assert search(library) == expected
    assert {path: path.stat().st_mtime_ns for path in home.cache.rglob("*")} == before


@pytest.mark.parametrize("at_work", ["locked", "awaiting"])
def test_nobody_waits_for_another_who_writes(expected: Found, home: Paths, tmp_path: Path, at_work: str) -> None:
    """Meanwhile what is there is found; once the other has finished that is news, and then all is found."""
    save_page(tmp_path / "c.txt", papers(50, seed=11))
    with Library(home) as library, Library(home) as other:
        with getattr(other._index._index, at_work)():
            _add_unindexed(library, tmp_path / "c.txt")
            library.news()
            assert search(library) == expected
            assert library.news() is None
        assert library.news() == News(0)
        assert library.news() is None
        assert search(library) != expected
        assert search(library) == search(other)


def test_who_has_no_index_waits_for_who_writes(expected: Found, home: Paths) -> None:
    """The first index is made by one; there is nothing to find before."""
    shutil.rmtree(home.cache)
    with Library(home) as library, Library(home) as other, ThreadPoolExecutor(1) as thread:
        with other._index._index.locked():
            asked = thread.submit(search, library)
            assert not asked.done()
            other._index._follow(silent)
        assert asked.result() == expected


def _add_unindexed(library: Library, path: Path) -> None:
    """Add a dump as another program does before it comes to the index."""
    with path.open("rb") as nothing:
        add_files(
            library._store,
            [path],
            nothing,
            library.now,
            source=None,
            dry_run=False,
            progress=silent,
            stop=lambda: False,
        )


def test_bytes_that_rot(expected: Found, home: Paths) -> None:
    """Bytes that change while size and time stay are found when every file is read: by `doctor`, and by the app."""
    for file in [path for path in home.index.iterdir() if path.stat().st_size and path.suffix != ".json"]:
        if not file.exists():
            continue  # an index made anew has other names
        stat, content = file.stat(), bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        with Library(home) as library:
            assert all(finding.well for finding in library.examine())
            assert search(library) == expected


CUT = """
import sys
from pathlib import Path
from reader.library import Library
from reader.paths import Paths
from reader.query import parse
with Library(Paths.under(Path(sys.argv[1]))) as library:
    print(len(library.find(parse("kites")).numbers), flush=True)
    for line in sys.stdin:
        print(len(library.find(parse(line.strip())).numbers), flush=True)
"""


def test_files_that_are_cut_while_they_are_open(expected: Found, home: Paths) -> None:
    """Who has a file mapped that somebody else cuts does not die of it at the next question, and finds all."""
    with subprocess.Popen(
        [sys.executable, "-c", CUT, str(home.data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdin
        assert program.stdout
        assert int(program.stdout.readline()) == len(expected[0][0])
        for number, text in enumerate(QUERIES[1:], start=1):
            for file in [path for path in home.index.iterdir() if path.suffix != ".json"]:
                os.truncate(file, 0)
            program.stdin.write(f"{text}\n")
            program.stdin.flush()
            assert program.stdout.readline() == f"{len(expected[number][0])}\n"
        program.stdin.close()
        assert program.wait(60) == 0
