"""Small files that unfold without end, and texts nested without end: refused, told, within bounds."""

import bz2
import gzip
import io
import json
import lzma
import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.dumps import compression
from reader.dumps.compression import Unpacked
from reader.dumps.opening import open_dump
from reader.errors import DumpError, ReadBackError
from reader.export import FORMATS, Layout
from reader.export.reading_back import read_back
from reader.export.reading_data import read_json, read_json_lines, read_yaml
from reader.export.reading_notes import read_note
from reader.library import Library
from reader.papers import Mark, clean_line, clean_text

from ..export.entries import entry


def zstd(data: bytes) -> bytes:
    """Pack as zstd, by whichever module there is."""
    try:
        from compression.zstd import compress  # type: ignore[import-not-found] # from Python 3.14 on
    except ImportError:
        from zstandard import compress
    packed: bytes = compress(data)
    return packed


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": zstd,
}


@pytest.mark.parametrize("packer", PACKERS)
def test_what_unfolds_without_end_is_left(monkeypatch: pytest.MonkeyPatch, packer: str) -> None:
    """Beyond what is free for all, so many times its size and no more."""
    monkeypatch.setattr(compression, "FREE_BYTES", 1 << 20)
    monkeypatch.setattr(compression, "MOST_TIMES", 10)
    packed = PACKERS[packer](b" " * (8 << 20))
    unpacked = Unpacked(io.BytesIO(packed), "bomb")
    given = sum(map(len, iter(lambda: unpacked.read(1 << 16), b"")))
    assert given <= 1 << 20
    assert "10 times its size" in unpacked.damage


@pytest.mark.parametrize("packer", PACKERS)
def test_what_is_text_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch, packer: str) -> None:
    """Letters by chance have no more than three times their size in them."""
    monkeypatch.setattr(compression, "FREE_BYTES", 1 << 10)
    monkeypatch.setattr(compression, "MOST_TIMES", 10)
    text = "".join(random.Random(3).choices("abcdefgh ", k=1 << 18)).encode()  # noqa: S311 - the same ones each time
    unpacked = Unpacked(io.BytesIO(PACKERS[packer](text)), "text")
    assert b"".join(iter(lambda: unpacked.read(1 << 16), b"")) == text
    assert not unpacked.damage


def _wants_memory() -> bytes:
    """Return xz of a few bytes whose header says that unpacking takes a dictionary of 1 GB."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 4096}]
    packed = bytearray(lzma.compress(b"title" * 9, filters=filters))
    at = packed.index(b"\x21\x01") + 2  # the filter's id and the length of its properties
    packed[at] = 36  # (2 | 0) << (36 // 2 + 11), which is 1 GB
    header = packed[12 : 12 + (packed[12] + 1) * 4]
    packed[12 + len(header) - 4 : 12 + len(header)] = zlib.crc32(header[:-4]).to_bytes(4, "little")
    return bytes(packed)


def test_xz_that_wants_all_memory_is_refused(tmp_path: Path) -> None:
    """By what its header says, before anything is unpacked."""
    (tmp_path / "a.txt.xz").write_bytes(_wants_memory())
    assert lzma.decompress(_wants_memory()) == b"title" * 9, "the test's own file is right"
    with pytest.raises(DumpError, match="more memory than any text needs"), open_dump(tmp_path / "a.txt.xz"):
        pass


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=4), st.integers(0, 3), st.binary(max_size=9))
def test_xz_is_read_as_python_reads_it(parts: list[bytes], zeros: int, behind: bytes) -> None:
    """Stream after stream, with zeros between them; what is no stream is left."""
    packed = (bytes(4 * zeros)).join(map(lzma.compress, parts)) + bytes(4 * zeros) + behind
    unpacked = Unpacked(io.BytesIO(packed), "a")
    assert b"".join(iter(lambda: unpacked.read(100), b"")) == b"".join(parts)


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
DEEP = 100_000


@pytest.mark.parametrize("text", [LAUGHS, "- id: 1\n  tags: &a [*a]\n", "[" * DEEP, "- " * DEEP, "{a: " * DEEP])
def test_yaml_that_unfolds_is_not_read_back(text: str) -> None:
    """Aliases and nesting are refused before anything is built, in data and in a note's properties."""
    with pytest.raises(ReadBackError, match=r"aliases|nested|broken"):
        read_yaml(text)
    with pytest.raises(ReadBackError, match=r"aliases|nested|broken"):
        read_note(f"---\nreader-id: x\n{text}\n---\n")


@pytest.mark.parametrize("text", ["[" * DEEP, "[" * DEEP + "]" * DEEP, '[{"id":' * DEEP, f'[{{"id": {"9" * DEEP}}}]'])
def test_json_that_is_nested_is_not_read_back(text: str) -> None:
    """It is no JSON to us."""
    with pytest.raises(ReadBackError):
        read_json(text)
    with pytest.raises(ReadBackError):
        read_json_lines(text)


NESTED = {
    "json": '[{"title": "A kite", "abstract": "x", "authors": ' + "[" * DEEP + "]" * DEEP + "}]",
    "lines": '{"title": "A kite", "abstract": "x", "more": ' + "[" * DEEP + "]" * DEEP + '}\n{"title": "B"}\n',
    "yaml": "- title: A kite\n  abstract: x\n  authors: " + "[" * DEEP,
    "bibtex": "@article{a,\n  title = {" + "{" * DEEP + "}" * DEEP + "},\n  year = 2024\n}\n",
    "bibtex-concatenation": "@article{a,\n  title = " + '"a" # ' * DEEP + '"b",\n  year = 2024\n}\n',
    "html": "<!doctype html><html><body>" + "<div>" * DEEP + "</html>",
    "html-cards": "<!doctype html><html><body>" + "<article><h3>" * DEEP + "</html>",
    "html-props": '<!doctype html><div data-props=\'{"dailyPapers":[' + "[" * DEEP + "'>",
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom">' + "<entry>" * DEEP,
    "latex": "[DAILY PAPERS]\n\nA kite\n\n" + "$" + "\\frac{" * 1_000 + "$\n",
    "csv": 'title,abstract\n"' + "a" * (1 << 20) + '","b"\n',
    "ris": "TY  - JOUR\nTI  - " + "{" * DEEP + "\nER  - \n",
    "parentheses": "Title: " + "(" * DEEP + "\nAbstract: " + "[" * DEEP,
}


@pytest.mark.parametrize("name", NESTED)
def test_nesting_without_end_is_no_crash(library: Library, tmp_path: Path, name: str) -> None:
    """Whatever comes of it, adding it ends, says so, and another dump comes in."""
    (tmp_path / "deep.txt").write_text(NESTED[name])
    (tmp_path / "fine.json").write_text(json.dumps([{"title": "A kite of paper", "abstract": "It flies."}]))
    library.add([tmp_path / "deep.txt", tmp_path / "fine.json"])
    assert any(entry.paper.title == "A kite of paper" for entry in library.entries(range(1, 20)))


LONG = 50_000


@pytest.mark.parametrize("piece", [" ", "> ", "  -", "`", "_"])
def test_long_runs_are_read_and_written_in_one_pass(piece: str) -> None:
    """In an abstract and a note, and from the list back: what looked again from each place took minutes."""
    run = (piece * LONG)[:LONG] + "**\\[x]"
    papers = [entry("On kites", clean_line(f"They fly. {run}"), mark=Mark(note=clean_text(f"a{run}")))]
    for name in ("list", "pandoc", "biblatex"):
        assert FORMATS[name].text(papers, Layout())
    assert read_back("a.md", FORMATS["list"].text(papers, Layout()))
