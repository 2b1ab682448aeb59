"""Packed files, standard input, and files larger than memory."""

import bz2
import gzip
import hashlib
import io
import json
import lzma
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from reader.dumps import STDIN, open_dump, read
from reader.errors import DumpError

from .pages import page, papers
from .test_formats import SAMPLES

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("name", [*SAMPLES, "page"])
def test_packed_is_as_plain(name: str, packer: str, tmp_path: Path) -> None:
    """Of every format, from a file and from standard input; the digest is of the bytes as they are."""
    text = SAMPLES.get(name) or page(papers(3, seed=4))
    plain = read(STDIN, stdin=io.BytesIO(text.encode())).dump
    packed = PACKERS[packer](text.encode())
    (tmp_path / "a").write_bytes(packed)
    file = read(tmp_path / "a")
    assert file.dump == plain == read(STDIN, stdin=io.BytesIO(packed)).dump
    assert file.digest == hashlib.sha256(packed).hexdigest()


@pytest.mark.parametrize("packer", PACKERS)
def test_packed_and_cut_is_an_error(packer: str, tmp_path: Path) -> None:
    """A download that broke off says so."""
    text = "\n".join(json.dumps({"title": title, "abstract": abstract}) for title, abstract in papers(400, seed=4))
    packed = PACKERS[packer](text.encode())
    (tmp_path / "a").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(DumpError, match="Cannot unpack"):
        read(tmp_path / "a")


def test_what_grows_when_unpacked_is_bounded(tmp_path: Path) -> None:
    """A small file that becomes a large page is refused before it is large."""
    (tmp_path / "a").write_bytes(gzip.compress(b"kites " * 100_000))
    with pytest.raises(DumpError, match="larger than"):
        read(tmp_path / "a", limit_bytes=500_000)


def test_a_line_that_is_too_long_is_told(tmp_path: Path) -> None:
    """And the lines around it are read."""
    line = json.dumps({"title": "Counting Kites"})
    (tmp_path / "a").write_text(f'{line}\n{{"title": "{"x" * (9 << 20)}"}}\n{line}\n')
    with open_dump(tmp_path / "a") as dump:
        assert [record.line for record in dump.records] == [1, 3]
        assert [(reject.line, reject.reason) for reject in dump.rejects] == [(2, "longer than 8 MB")]


def test_progress_is_told(tmp_path: Path) -> None:
    """In bytes of the file as it is, packed or not; all of them at the end."""
    (tmp_path / "a").write_bytes(gzip.compress((SAMPLES["arxiv"] + "\n").encode() * 1000))
    size = (tmp_path / "a").stat().st_size
    with open_dump(tmp_path / "a") as dump:
        assert sum(1 for _ in dump.records) == 1000
        assert dump.progress == (size, size)
        assert dump.lines.papers == dump.lines.read == 1000


def test_rejects_are_counted_where_they_are_too_many(tmp_path: Path) -> None:
    """A thousand are kept, the others are a number."""
    (tmp_path / "a").write_text('{"abstract": "x"}\n' * 1200)
    with open_dump(tmp_path / "a") as dump:
        assert list(dump.records) == []
        assert (len(dump.rejects), dump.more_rejects) == (1000, 200)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Four times the records take as much memory as one time."""
    peaks = []
    line = SAMPLES["arxiv"].replace("We count kites.", "We count kites. " * 300) + "\n"
    for count in (800, 3_200):
        with gzip.open(tmp_path / "a", "wt") as file:
            file.writelines(line for _ in range(count))
        tracemalloc.start()
        with open_dump(tmp_path / "a") as dump:
            assert sum(1 for _ in dump.records) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0]
