"""Which of the reference formats takes which file."""

from collections.abc import Callable, Iterator

import pytest

from reader.dumps.bibtex import looks_like_bibtex, read_bibtex
from reader.dumps.bibtex_encoding import decode_bibtex
from reader.dumps.csl_json import looks_like_csl_json, read_csl_json
from reader.dumps.csv_table import looks_like_csv, read_csv
from reader.dumps.dump import Record, Reject
from reader.dumps.ris import looks_like_ris, read_ris
from reader.dumps.yaml_papers import looks_like_yaml, read_yaml
from tests.dumps.pages import page, papers, shared

FORMATS: dict[str, tuple[Callable[[str], bool], Callable[[str], Iterator[Record | Reject]]]] = {
    "bib": (looks_like_bibtex, read_bibtex),
    "ris": (looks_like_ris, read_ris),
    "json": (looks_like_csl_json, read_csl_json),
    "csv": (looks_like_csv, read_csv),
    "yaml": (looks_like_yaml, read_yaml),
}


def takers(text: str) -> list[str]:
    """Return the formats that take a text for theirs."""
    return [name for name, (looks_like, _) in FORMATS.items() if looks_like(text[: 1 << 16])]


def test_a_page_of_papers_is_taken_by_none() -> None:
    """A text dump stays one."""
    assert takers(page(papers(60, seed=3))) == []


@pytest.mark.parametrize("folder", ["dumps", "captures", "api_daily_papers"])
def test_real_pages_are_taken_by_none(folder: str) -> None:
    """Neither dumps nor what else a page is saved as."""
    for path in sorted(shared(folder).rglob("*")):
        if path.is_file() and path.stat().st_size < 5 << 20:
            assert takers(decode_bibtex(path.read_bytes())) == [], path.name


def test_each_interoperable_file_is_taken_by_its_own_format_alone() -> None:
    """By its ending, or by none; and whatever reads a file, it ends in records and reasons."""
    for path in sorted(shared("interop").rglob("*")):
        if not path.is_file():
            continue
        text = decode_bibtex(path.read_bytes())
        assert takers(text) in ([], [path.suffix[1:]]), path.name
        for _, read in FORMATS.values():
            assert all(each.reason for each in read(text) if isinstance(each, Reject)), path.name
