"""RIS files as databases and programs write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.dumps.bibtex import read_bibtex
from reader.dumps.decode import decode
from reader.dumps.dump import Record, Reject
from reader.dumps.ris import looks_like_ris, read_ris
from reader.papers import Facts
from reader.papers.text import fold
from tests.dumps.pages import shared

KITES = """TY  - JOUR
ID  - moon2024
TI  - Kites over quiet <i>harbours</i>
AU  - Moon, Ada
AU  - de la Tour, Bo, Jr.
PY  - 2024
DA  - 2024/03/14/
AB  - We fly kites
and write down where they land.
JO  - Journal of Kites
VL  - 9
IS  - 3
SP  - 12
EP  - 19
DO  - https://doi.org/10.1234/KITE.5
UR  - https://arxiv.org/abs/2403.01234v2; https://example.org/kites
KW  - wind
KW  - Models, Flying
SN  - 1234-5678
A2  - Sail, Cleo
ER  -
"""


def test_all_that_a_reference_tells_arrives() -> None:
    """Title, people, day, journal, pages, ids, addresses and keywords."""
    (record,) = read_ris(KITES)
    assert isinstance(record, Record)
    facts = record.facts
    assert (record.title, record.line) == ("Kites over quiet harbours", 3)
    assert record.abstract == "We fly kites and write down where they land."
    assert record.authors == ("Ada Moon", "Bo de la Tour Jr.")
    assert (facts.published, facts.venue, facts.kind) == ("2024-03-14", "Journal of Kites", "article-journal")
    assert (facts.arxiv, facts.doi, facts.citation_key) == ("2403.01234", "10.1234/kite.5", "moon2024")
    assert facts.urls == ("https://arxiv.org/abs/2403.01234v2", "https://example.org/kites")
    assert facts.keywords == ("wind", "Models, Flying")
    assert facts.details == (
        ("ISSN", "1234-5678"),
        ("editor", "Cleo Sail"),
        ("issue", "3"),
        ("page", "12-19"),
        ("volume", "9"),
    )


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("TY  - JOUR\r\nTI  - One\r\nER  -\r\n\r\nTY  - JOUR\r\nTI  - Two\r\nER  - \r\n", ["One", "Two"]),
        ("TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two", ["One", "Two"]),
        ("\ufeffProvider: X\n1.\nTY  - BOOK\nBT  - One\nER  -\n2.\n", ["One"]),
        ("TY  - JOUR\nTY  - BOOK\nT1  - One\nER  -", ["One"]),
        ("TY - JOUR\nTI - One\nER -\n", ["One"]),
        ("TY  - JOUR\nTI  -\nT1  - One\nXX  - unknown\nER  -", ["One"]),
    ],
)
def test_where_a_reference_begins_and_ends(text: str, titles: list[str]) -> None:
    """At `TY` and `ER`, whatever stands between two of them; a missing `ER` loses nothing."""
    assert [each.title if isinstance(each, Record) else each.reason for each in read_ris(text)] == titles


@pytest.mark.parametrize(
    ("text", "line", "shown", "reason"),
    [
        ("\ufeff\r\n  FN Clarivate\nVR 1.0", 1, "FN Clarivate VR 1.0", "no line begins a reference with “TY  - ”"),
        (
            "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J",
            1,
            "FN Clarivate Analytics Web of Science VR 1.0 PT J",
            "this is Web of Science’s own format; export as RIS or BibTeX there",
        ),
    ],
)
def test_a_file_without_references(text: str, line: int, shown: str, reason: str) -> None:
    """It says why none is there, and how the file begins."""
    (reject,) = read_ris(text)
    assert isinstance(reject, Reject)
    assert (reject.line, reject.text, reject.reason) == (line, shown, f"no papers found: {reason}")


def test_what_stands_behind_the_end_is_nobodys() -> None:
    """Between `ER` and the next `TY`; a `TY` at the end of the file begins a reference without a title."""
    one, two = read_ris("TY  - JOUR\nTI  - One\nER  -\nAB  - of nobody\nTY  - BOOK")
    assert isinstance(one, Record)
    assert isinstance(two, Reject)
    assert (one.title, one.abstract, two.line) == ("One", "", 5)


@pytest.mark.parametrize(
    ("lines", "abstract", "keywords"),
    [
        ("KW  - wind; sea\nKW  - Models, Flying", "", ("wind", "sea", "Models, Flying")),
        ("N1  - read twice\nN1  -  Abstract: We fly.", "Abstract: We fly.", ()),
        ("N1  - ABSTRACT We fly.", "ABSTRACT We fly.", ()),
        ("N1  - abstracted by hand", "", ()),
        ("N1  - Abstract: We fly.\nAB  - We sail.", "We sail.", ()),
    ],
)
def test_fields_that_hold_several_things(lines: str, abstract: str, keywords: tuple[str, ...]) -> None:
    """Keywords on one line; a note that is the abstract, where there is no other."""
    (record,) = read_ris(f"TY  - JOUR\nTI  - One\n{lines}\nER  -")
    assert isinstance(record, Record)
    assert (record.abstract, record.facts.keywords) == (abstract, keywords)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("TY  - jour\nT1  - One\nN2  - We fly.", Record("One", "We fly.", 2, facts=Facts(kind="article-journal"))),
        ("TY  - KITE\nTI  - One", Record("One", "", 2)),
        ("TY  - BOOK\nT2  - One", Record("One", "", 1, facts=Facts(kind="book"))),
        (
            "TY  - UNPB\nTI  - One\nLB  - moon24",
            Record("One", "", 2, facts=Facts(kind="article", citation_key="moon24")),
        ),
        ("TY  - \nTI  - One\nA1  - Moon, Ada\nAU  - Sail, Bo", Record("One", "", 2, authors=("Bo Sail", "Ada Moon"))),
        ("TY  - \nTI  - One\nPY  - 2025\nY1  - 2024/03/14", Record("One", "", 2, facts=Facts(published="2024-03-14"))),
        ("TY  - \nTI  - One\nJF  - One\nJO  - Kites", Record("One", "", 2, facts=Facts(venue="Kites"))),
        ("TY  - \nTI  - One\nL3  - 10.1234/a", Record("One", "", 2, facts=Facts(doi="10.1234/a"))),
        (
            "TY  - \nTI  - One\nJO  - arXiv:2403.01234",
            Record("One", "", 2, facts=Facts(arxiv="2403.01234", venue="arXiv:2403.01234")),
        ),
        ("TY  - \nTI  - One\nLK  - https://a.example", Record("One", "", 2, facts=Facts(urls=("https://a.example",)))),
        ("TY  - \nTI  - One\nSP  - 12-19\nEP  - 19", Record("One", "", 2, facts=Facts(details=(("page", "12-19"),)))),
        ("TY  - \nTI  - One\nSP  - 12\nEP  - 12", Record("One", "", 2, facts=Facts(details=(("page", "12"),)))),
        ("TY  - \nTI  - One\nEP  - 19", Record("One", "", 2, facts=Facts(details=(("page", "19"),)))),
        (
            "TY  - THES\nTI  - One\nM3  - PhD",
            Record("One", "", 2, facts=Facts(kind="thesis", details=(("genre", "PhD"),))),
        ),
    ],
)
def test_each_tag_has_its_place(lines: str, told: Record) -> None:
    """Whichever of several tags a program uses."""
    assert list(read_ris(f"{lines}\nER  -")) == [told]


def test_a_reference_without_a_title_is_told() -> None:
    """With its key, its line, and its beginning."""
    (reject,) = read_ris("\n\nTY  - JOUR\nID  - nameless\nAU  - Moon, Ada\nER  -\n")
    assert isinstance(reject, Reject)
    assert (reject.line, reject.reason) == (3, "“nameless” has no title")
    assert reject.text.startswith("TY - JOUR")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (KITES, True),
        ("TI  - No type\nAU  - Moon, Ada\nJO  - Kites\nER  -", True),
        ("FN Some database\nVR 1.0\nPT J\nAU Moon, A", True),
        ("TY for reading: a page of prose\n\nIN  - this - line\n", False),
        ("A title\n\nAn abstract that names TY  - JOUR in a line.\n", False),
        ('[{"title": "TY  - JOUR"}]', False),
    ],
)
def test_ris_is_known_by_its_tags(head: str, expected: bool) -> None:
    """Prose and other formats are not taken for it."""
    assert looks_like_ris(head) is expected


@pytest.mark.parametrize("folder", ["ris", "ris_with_expected_bib"])
def test_real_files_are_read_or_refused_with_a_reason(folder: str) -> None:
    """As many pieces come out as `TY` lines stand in the file, but for those in a row; a file without any says so."""
    for path in sorted(shared(f"interop/{folder}").glob("*.ris")):
        text = decode(path.read_bytes())
        found = list(read_ris(text))
        begins = len(re.findall(r"(?m)^\ufeff?TY  -(?!.*\nTY  -)", text))
        assert looks_like_ris(text[: 1 << 16]), path.name
        assert len(found) == max(begins, 1), path.name
        assert all(each.reason for each in found if isinstance(each, Reject))


def test_ris_and_bibtex_of_the_same_works_agree() -> None:
    """Titles that JabRef expects of each RIS file, but for one that it glues together of several fields."""
    compared = 0
    for path in sorted(shared("interop/ris_with_expected_bib").glob("*.bib")):
        if path.stem == "jabref__RisImporterTest1":
            continue
        here = [_title(each) for each in read_ris(decode(path.with_suffix(".ris").read_bytes()))]
        there = [_title(each) for each in read_bibtex(decode(path.read_bytes()))]
        assert here == there, path.name
        compared += 1
    assert compared >= 15


def _title(each: Record | Reject) -> str:
    return fold(each.title).replace("—", "–") if isinstance(each, Record) else ""


@given(
    st.text()
    | st.lists(st.sampled_from(["TY  - JOUR", "ER  - ", "TI  - x", "\ufeffTY  -", "AU  -", " cont", ""])).map("\n".join)
)
def test_no_text_raises(text: str) -> None:
    """Whatever it is."""
    looks_like_ris(text)
    assert list(read_ris(text))
