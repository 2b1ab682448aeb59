import bz2
import gzip
import hashlib
import io
import json
import lzma
import os
import tarfile
import threading
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.dumps import NAMES, STDIN, open_dump, read, read_lines
from reader.dumps.json_items import LIMIT_RECORD_CHARS
from reader.dumps.opening import _HEAD_BYTES, MOST_REJECTS
from reader.errors import DumpError

from .pages import page, papers
from .samples import API_ITEM, ATOM, SNAPSHOT, lines_of


def zstd(data: bytes) -> bytes:
    """Pack as the client does."""
    zstandard = pytest.importorskip("zstandard")
    packed: bytes = zstandard.ZstdCompressor().compress(data)
    return packed


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": zstd,
}
TEXTS = {
    "arxiv": lines_of([SNAPSHOT, SNAPSHOT]),
    "jsonl": lines_of([{"title": "T"}, {"title": "U"}]),
    "api": json.dumps([API_ITEM]),
    "json": json.dumps([{"title": "T"}]),
    "atom": ATOM,
    "html": "<html><article><h3><a href='/papers/2503.02130'>Counting Kites</a></h3></article>",
    "csl": '[{"id": "a", "type": "article", "title": "T", "URL": "https://a.example"}]',
    "csv": "title,doi\nT,10.1234/a\n",
    "yaml": "- title: T\n  doi: 10.1234/a\n",
    "bibtex": "@article{a,\n  title = {T},\n}\n",
    "ris": "TY  - JOUR\nTI  - T\nER  - \n",
    "page": page(papers(3, seed=21)),
}


def test_every_format_has_a_sample() -> None:
    """A format that comes is tried below too."""
    assert {*NAMES, "jsonl"} == set(TEXTS)


@pytest.mark.parametrize("packer", PACKERS.values(), ids=PACKERS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_format_may_be_packed(tmp_path: Path, text: str, packer: Callable[[bytes], bytes]) -> None:
    """Packed or not, in one stream or in two, from a file or standard input: the same records."""
    plain, packed = text.encode(), packer(text.encode())
    (tmp_path / "plain").write_bytes(plain)
    (tmp_path / "packed").write_bytes(packed)
    whole = read(tmp_path / "plain")
    assert whole.dump.records
    file = read(tmp_path / "packed")
    assert (file.dump.records, file.digest) == (whole.dump.records, hashlib.sha256(packed).hexdigest())
    in_two = packer(plain[:40]) + packer(plain[40:])
    assert read(STDIN, stdin=io.BytesIO(in_two)).dump.records == whole.dump.records
    assert read_lines(tmp_path / "packed") == text.split("\n")


@pytest.mark.parametrize("packer", PACKERS.values(), ids=PACKERS)
def test_a_packed_file_cut_short(tmp_path: Path, packer: Callable[[bytes], bytes]) -> None:
    """What could be unpacked is taken in, and the report says that the rest is missing."""
    lines = lines_of([{"title": f"Case {os.urandom(30).hex()}"} for _ in range(20_000)])
    packed = packer(lines.encode())
    (tmp_path / "cut").write_bytes(packed[: len(packed) * 3 // 4])
    dump = read(tmp_path / "cut").dump
    assert 5_000 < len(dump.records) < 20_000
    assert "breaks off" in dump.rejects[-1].reason
    (tmp_path / "stub").write_bytes(packed[:7])
    with pytest.raises(DumpError, match="stub"):
        read(tmp_path / "stub")


@pytest.mark.parametrize("packer", PACKERS.values(), ids=PACKERS)
def test_bombs_are_refused(tmp_path: Path, packer: Callable[[bytes], bytes]) -> None:
    """The limit is of what is unpacked, and no more than that is."""
    (tmp_path / "bomb").write_bytes(packer(b" " * (8 << 20)))
    with pytest.raises(DumpError, match="larger than 1 MB"):
        read(tmp_path / "bomb", limit_bytes=1 << 20)


def test_an_archive_of_several_is_refused(tmp_path: Path) -> None:
    """A packed tar is not read as one text with odd lines in it."""
    (tmp_path / "a.txt").write_text(TEXTS["page"])
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "a.txt", "a.txt")
    with pytest.raises(DumpError, match="not a text dump"):
        read(tmp_path / "a.tar.gz")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_streams_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    """Lines of JSON may be in any Unicode encoding."""
    (tmp_path / "a").write_bytes((lines_of([{"title": "T"}]) + '{"title": "Zählen ≤ 2"}\n').encode(encoding))
    assert [record.title for record in read(tmp_path / "a").dump.records] == ["T", "Zählen ≤ 2"]


def test_a_character_in_two_pieces(tmp_path: Path) -> None:
    """Where a file is looked at first does not matter, even if that ends within its only accent."""
    start = lines_of([{"title": "T"}, {"title": "U"}])
    text = start + '{"title": "' + "x" * (_HEAD_BYTES - len(start) - 12) + 'é"}\n'
    assert text.encode().index("é".encode()) == _HEAD_BYTES - 1
    (tmp_path / "a").write_text(text, encoding="utf-8")
    assert read(tmp_path / "a").dump.records[-1].title.endswith("xé")


def test_a_pipe_is_read(tmp_path: Path) -> None:
    """What cannot be read twice is kept first: `reader add <(zcat …)`."""
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_text, args=[TEXTS["jsonl"]])
    writer.start()
    assert len(read(tmp_path / "pipe").dump.records) == 2
    writer.join()


def test_standard_input_has_no_end_for_streams_only() -> None:
    """A stream longer than the limit is read all the same; what is read at once is refused."""
    text = lines_of([{"title": f"Case {n}"} for n in range(5_000)]).encode()
    assert len(read(STDIN, stdin=io.BytesIO(text), limit_bytes=9_999).dump.records) == 5_000
    endless = io.BytesIO(TEXTS["page"].encode() * 1_000)
    with pytest.raises(DumpError, match="larger than"):
        read(STDIN, stdin=endless, limit_bytes=9_999)
    assert endless.tell() <= 10_000


def test_a_record_has_a_limit(tmp_path: Path) -> None:
    """A line without end costs itself only."""
    long = '{"title": "' + "x" * (2 * LIMIT_RECORD_CHARS + 5) + '"}\n'
    (tmp_path / "a").write_text(TEXTS["jsonl"] + long + TEXTS["jsonl"])
    dump = read(tmp_path / "a").dump
    assert [record.line for record in dump.records] == [1, 2, 4, 5]
    assert [(reject.line, len(reject.text), reject.reason) for reject in dump.rejects] == [(3, 80, "longer than 8 MB")]


def test_rejects_beyond_count_are_counted(tmp_path: Path) -> None:
    """So many are kept, the others are a number."""
    (tmp_path / "a").write_text(TEXTS["jsonl"] + "{}\n" * (MOST_REJECTS + 5))
    with open_dump(tmp_path / "a") as dump:
        assert len(list(dump.records)) == 2
        assert (len(dump.rejects), dump.more_rejects) == (MOST_REJECTS, 5)
        assert dump.lines.rejected == MOST_REJECTS + 5


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    """Progress is in bytes of the file, and reaches them all; records are read as they are taken."""
    text = lines_of([{"title": f"Case {n}"} for n in range(20_000)])
    (tmp_path / "a.gz").write_bytes(gzip.compress(text.encode()))
    size = (tmp_path / "a.gz").stat().st_size
    with open_dump(tmp_path / "a.gz") as dump:
        assert next(dump.records).title == "Case 0"
        assert dump.progress[0] < dump.progress[1] == size
        assert dump.lines.papers == 1
        assert sum(1 for _ in dump.records) == 19_999
        assert dump.progress == (size, size)


def test_memory_stays_flat(tmp_path: Path) -> None:
    """Ten times the records take no more memory."""

    def peak(records: int) -> int:
        with (tmp_path / "a").open("w") as file:
            for n in range(records):
                file.write(json.dumps(SNAPSHOT | {"id": f"2101.{n:05}", "abstract": f"We ask {n} times. " * 40}) + "\n")
        tracemalloc.start()
        with open_dump(tmp_path / "a") as dump:
            assert sum(1 for _ in dump.records) == records
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(10_000) < 1.1 * peak(1_000)


JSON_LIKE = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["title", "paper", "papers", "facts", "authors", "id", "versions", "update_date", "url", "links"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
SEEDS = st.sampled_from([text.encode() for text in TEXTS.values()])


@given(st.lists(JSON_LIKE, max_size=4), st.sampled_from([None, *NAMES]))
@settings(max_examples=200)
def test_any_values_give_a_dump(values: list[object], form: str | None) -> None:
    """Whatever types the fields have, the answer is a dump, and every piece of it is accounted for."""
    for text in (json.dumps(values), lines_of(values), json.dumps({"papers": values})):
        dump = read(STDIN, stdin=io.BytesIO(text.encode()), form=form).dump
        lines = dump.lines
        assert lines.read == lines.papers + lines.chrome + lines.repeats + lines.rejected


@given(st.data(), SEEDS, st.sampled_from([bytes, *PACKERS.values()]))
@settings(max_examples=300)
def test_any_bytes_give_a_dump_or_an_error(data: st.DataObject, text: bytes, pack: Callable[[bytes], bytes]) -> None:
    """Damage anywhere, before packing or after, gives a dump or a DumpError, and nothing else."""
    for damage in range(2):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.binary(max_size=6)) + text[at + data.draw(st.integers(0, 40)) :]
        text = text if damage else pack(text)
    form = data.draw(st.sampled_from([None, *NAMES]))
    with suppress(DumpError):
        dump = read(STDIN, stdin=io.BytesIO(text), form=form).dump
        assert dump.records or dump.rejects
