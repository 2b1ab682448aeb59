import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReadBackError
from reader.export import FORMATS, Layout
from reader.export.reading_back import read_back
from reader.papers import Entry, Mark, Status, clean_text
from tests.fuzz.deadline import within

from ..changes.strategies import moments
from .entries import entry, taken_in

NOW = datetime(2024, 5, 1, tzinfo=UTC)
NOTES = (st.text(max_size=12) | st.text("-=+@'\n;,\"\t: |#", max_size=6)).map(clean_text)
MARKS = st.builds(
    lambda status, at, **rest: Mark(status, read_at=at if status is Status.READ else None, **rest),
    st.sampled_from(Status),
    moments,
    bookmarked=st.booleans(),
    rating=st.integers(0, 5),
    tags=st.frozensets(st.sampled_from(["nlp", "c++", "2024", "日本", "a--b", "nlp/llm"])),
    note=NOTES,
)
ENTRIES = st.lists(MARKS, min_size=1, max_size=3).map(
    lambda marks: [
        entry(f"Title {n}", "=An abstract", paper_id=f"2403.0000{n}", mark=mark) for n, mark in enumerate(marks)
    ]
)


def _again(entries: list[Entry], name: str, *, marked: bool) -> tuple[str, str]:
    """Return what a format writes, and what it writes after that was read back, over the marks or over none."""
    form = FORMATS[name]
    text = form.text(entries, Layout())
    told = {one.id: one for one in read_back(f"a{form.suffix}", text)}
    read = taken_in(entries, told, NOW, marked=marked)
    return text, form.text(read, Layout())


@pytest.mark.parametrize("name", ["list", "json", "jsonl", "yaml", "csv"])
@pytest.mark.parametrize("marked", [True, False])
@given(entries=ENTRIES)
def test_export_import_export_gives_the_same_bytes(name: str, marked: bool, entries: list[Entry]) -> None:
    """In every format that carries marks, in the same library and in one where the papers have none yet."""
    first, second = _again(entries, name, marked=marked)
    assert first == second


@pytest.mark.parametrize("name", ["list", "json", "jsonl", "yaml", "csv"])
def test_a_long_note_comes_back(name: str) -> None:
    """Longer than what Python's reader of tables takes by itself."""
    first, second = _again([entry(mark=Mark(note="word " * 40_000 + "end"))], name, marked=False)
    assert first == second


def test_a_table_comes_back_from_a_spreadsheet() -> None:
    """Other separators, capitals, columns that are gone, and rows that are longer than the head."""
    text = '\ufeffid;bookmarked;tags;note;rating\r\n2403.1;TRUE;"c++; nlp";"\'-a\nb";4;;\r\n'
    (told,) = read_back("a.csv", text)
    mark = Mark(Status.READING, note="old")
    assert told.applied(mark, NOW, []) == Mark(
        Status.READING, bookmarked=True, rating=4, tags=frozenset({"c++", "nlp"}), note="-a\nb"
    )


@pytest.mark.parametrize("row", ["x,maybe,4", "x,true,many", ",true,4", '"x'])
def test_a_row_that_says_nothing_sensible_is_refused(row: str) -> None:
    """With its number."""
    with pytest.raises(ReadBackError):
        read_back("a.csv", f"id,bookmarked,rating\n{row}\n")


LAUGHS = "x: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"x{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 10)
)
"""A few lines that would print as gigabytes."""


@pytest.mark.parametrize(
    "text",
    [
        "{" * 100_000,  # libyaml's loader would run out of the machine's stack
        "- id: x\n  " + LAUGHS.replace("\n", "\n  ") + "rating: *a9\n",
        "- id: x\n  rating: !!int '-'\n",
        "- id: x\n  read_at: !!timestamp x\n",
        f"- id: x\n  status: 0x{'F' * 5000}\n",
        f"- id: x\n  status: !!int '0x{'F' * 5000}'\n",
    ],
)
def test_yaml_that_must_not_be_loaded(text: str) -> None:
    """It is refused at once: what nests without end, repeats itself, or claims to be what it is not; in a note too."""
    with within(20), pytest.raises(ReadBackError, match="YAML"):
        read_back("a.yaml", text)
    with within(20), pytest.raises(ReadBackError, match="YAML"):
        read_back("a.md", f"---\nreader-id: x\nfields:\n  {text.strip().replace(chr(10), chr(10) + '  ')}\n---\n")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", f"id,rating\nx,{'9' * 5000}\n"),
        ("a.json", json.dumps([{"id": "x", "rating": "9" * 5000}])),
        ("a.json", json.dumps([{"id": "x", "read_at": "0001-01-01T00:00:00+23:59"}])),
        ("a.csv", "id,read_at\nx,9999-12-31T23:59:00-23:59\n"),
    ],
)
def test_numbers_and_times_that_are_none(name: str, text: str) -> None:
    """What Python cannot reckon with is refused, with its record."""
    with pytest.raises(ReadBackError, match=r"Record 1: .* is no (?:rating|time)"):
        read_back(name, text)
