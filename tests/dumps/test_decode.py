import codecs
import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.dumps.decode import decode, is_text

TEXT = "Gödel’s kites: a naïve “map” of 汉字\nSecond line"
WESTERN = "Gödel’s kites: a naïve “map”\nSecond line"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
    ],
)
def test_unicode_comes_out_whole(data: bytes) -> None:
    """UTF-8, UTF-16 and UTF-32 with their marks are read, and the mark is gone."""
    assert decode(data) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1252"])
def test_unmarked_text_is_recognised(encoding: str) -> None:
    """UTF-16 without a mark and cp1252 are told by their bytes."""
    assert decode(WESTERN.encode(encoding)) == WESTERN


def test_one_broken_byte_spoils_one_letter() -> None:
    """A UTF-8 file cut inside a letter stays UTF-8; the half letter shows as U+FFFD."""
    assert decode("naïve “map”".encode()[:-1]) == "naïve “map\ufffd"


def test_nul_bytes_in_text_are_no_utf16() -> None:
    """A few NULs in plain text stay for the cleaner to remove."""
    assert decode(b"a title\x00 and its \x00rest") == "a title\x00 and its \x00rest"


@given(st.binary(max_size=300))
def test_decoding_never_fails(data: bytes) -> None:
    """Whatever the bytes, a text comes out."""
    assert isinstance(decode(data), str)
    assert is_text(data) in {True, False}


def test_a_replacement_character_is_a_character() -> None:
    """One that stands in the file, because a program before could not read a letter, breaks no UTF-8."""
    assert decode("caf\ufffd au lait".encode()) == "caf\ufffd au lait"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_utf8_is_exact(text: str) -> None:
    """What was saved as UTF-8 with a mark is read back letter for letter."""
    assert decode(codecs.BOM_UTF8 + text.encode()) == text


def archive(form: int) -> bytes:
    """Return an archive that holds a text."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=form) as made:
        made.addfile(tarfile.TarInfo("a.txt"), io.BytesIO(b""))
    return file.getvalue()[:512] + b"only text" * 9000


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00",
        b"\x7fELF\x02\x01\x01" + bytes(60),
        b"SQLite format 3\x00" + bytes(range(32)) * 4,
        b"%PDF-1.7\nlooks like text",
        bytes(range(256)) * 8,
        archive(tarfile.GNU_FORMAT),
        archive(tarfile.PAX_FORMAT),
    ],
)
def test_binary_files_are_no_text(data: bytes) -> None:
    """Pictures, programs, databases, PDF, archives and packed data are refused."""
    assert not is_text(data)


@pytest.mark.parametrize(
    "data", [b"", TEXT.encode(), TEXT.encode("utf-16"), WESTERN.encode("utf-16-le"), b"a" * 256 + b"mustard"]
)
def test_text_is_text(data: bytes) -> None:
    """No encoding of a text looks binary, nor does an empty file."""
    assert is_text(data)
