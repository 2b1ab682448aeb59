"""Tables of papers as programs and people write them."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.dumps.csv_table import looks_like_csv, read_csv
from reader.dumps.decode import decode
from reader.dumps.dump import Record, Reject
from reader.papers import Facts
from tests.dumps.pages import shared

OWN = (
    "id,title,authors,abstract,status,bookmarked,rating,tags,note,added,read_at,links,sources,arxiv,doi,urls,published,"
    "venue,keywords,upvotes,stars,kind,citation_key,details\r\n"
    'p1,\'=Kites,Ada Moon; Bo de la Tour,"We fly, quietly.",unread,false,0,,,2024-03-15T00:00:00Z,,,,2403.01234,'
    "10.1234/5,https://example.org/a; https://example.org/b,2024-03-14,Kites,"
    'cs.CL; wind,12,,article,moon2024,"{""volume"": ""9""}"\r\n'
)


def test_readers_own_table_comes_back() -> None:
    """Lists, numbers, details, and texts that looked like formulas."""
    (record,) = read_csv(OWN)
    assert record == Record(
        "=Kites",
        "We fly, quietly.",
        2,
        ("Ada Moon", "Bo de la Tour"),
        Facts(
            arxiv="2403.01234",
            doi="10.1234/5",
            urls=("https://example.org/a", "https://example.org/b"),
            published="2024-03-14",
            venue="Kites",
            keywords=("cs.CL", "wind"),
            upvotes=12,
            kind="article",
            citation_key="moon2024",
            details=(("volume", "9"),),
        ),
    )


@pytest.mark.parametrize(
    ("cell", "authors"),
    [
        ("Moon, Ada; Sail, Cleo", ("Ada Moon", "Cleo Sail")),
        ("Ada Moon, Cleo Sail", ("Ada Moon", "Cleo Sail")),
        ("Moon, Ada", ("Ada Moon",)),
        ("Moon, Ada and Sail, Cleo", ("Ada Moon", "Cleo Sail")),
        ("['Moon, Ada', 'O\\'Sail, Cleo']", ("Ada Moon", "Cleo O'Sail")),
        ("", ()),
    ],
)
def test_people_of_other_tables(cell: str, authors: tuple[str, ...]) -> None:
    """However they are parted and turned."""
    (record,) = read_csv(f'Title\tAuthors\nA kite\t"{cell}"\n')
    assert isinstance(record, Record)
    assert record.authors == authors


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_line_ends_and_names_of_columns(delimiter: str, end: str) -> None:
    """Comma, semicolon and tab; names in any case, with spaces or underscores; rows are counted by lines."""
    rows = [
        ["\ufeffArticle Title", "Abstract_Note", "Publication Year"],
        ["One", "Of one.", "2024"],
        ["", "", ""],
        ["Two", "", ""],
    ]
    found = list(read_csv(end.join(delimiter.join(row) for row in rows)))
    assert [(each.title, each.line, each.facts.published) for each in found if isinstance(each, Record)] == [
        ("One", 2, "2024"),
        ("Two", 4, ""),
    ]


def test_what_is_broken_is_told() -> None:
    """A row without a title, a table without its column, a cell without end; the rest is read."""
    found = list(read_csv('title,abstract\n"",Of nothing.\nOne,"Of\none."\nTwo\n'))
    assert [each.title for each in found if isinstance(each, Record)] == ["One", "Two"]
    assert [(each.line, each.text) for each in found if isinstance(each, Reject)] == [(2, ",Of nothing.")]
    (reject,) = read_csv("abstract,authors,doi,year\nx,y,z,2024\n")
    assert isinstance(reject, Reject)
    assert reject.reason == "no papers found: no column is called “title”"
    (empty,) = read_csv("title,abstract\n")
    assert isinstance(empty, Reject)
    huge = f'title,abstract\n"{"x" * (csv.field_size_limit() + 1)}",a\nOne,b\n'
    assert [each.title for each in read_csv(huge) if isinstance(each, Record)][-1:] == ["One"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (OWN, True),
        ("abstract,authors,doi,year,title_x\n", True),
        ("Title, abstract and all: a page of prose\n\nMore of it, in lines.\n", False),
        ("title\nOne\n", False),
        ("name,age,town\nAda,3,X\n", False),
        ("| title | abstract |\n|---|---|\n", False),
        ('{"title": "A kite", "abstract": "It flies"}', False),
    ],
)
def test_a_table_is_known_by_its_first_row(head: str, expected: bool) -> None:
    """Prose, other tables and other formats are not taken for it."""
    assert looks_like_csv(head) is expected


def test_real_tables_are_read_row_by_row() -> None:
    """As many pieces come out as rows that are not empty; where no column holds titles, one that says so."""
    for path in sorted(shared("interop/csv").glob("*.csv")):
        text = decode(path.read_bytes())
        found = list(read_csv(text))
        head = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=head.count)
        rows = [
            row for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter) if any(map(str.strip, row))
        ]
        assert looks_like_csv(text[: 1 << 16]), path.name
        assert len(found) == (1 if "no_title" in path.name else len(rows) - 1), path.name


@given(st.text() | st.text(alphabet="\",;\n\r\ta[]{}'").map(lambda rest: "title,authors,details\n" + rest))
def test_no_text_raises(text: str) -> None:
    """Whatever it is."""
    looks_like_csv(text)
    assert list(read_csv(text))
