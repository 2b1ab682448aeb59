"""CSL-JSON as Zotero, Pandoc and citation processors write it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.dumps.csl_json import looks_like_csl_json, read_csl_json
from reader.dumps.dump import Record, Reject
from reader.papers import Facts
from tests.dumps.pages import shared

KITES: dict[str, Any] = {
    "id": "moon2024",
    "type": "article-journal",
    "title": "Kites over <i>quiet</i> harbours",
    "author": [
        {"family": "Tour", "given": "Bo", "non-dropping-particle": "de la", "suffix": "Jr."},
        {"literal": "The Kite Team"},
    ],
    "editor": [{"family": "Sail", "given": "Cleo"}],
    "issued": {"date-parts": [["2024", 3, 14]]},
    "abstract": "<jats:p>We fly kites &amp; balloons.</jats:p>",
    "container-title": "Journal of Kites",
    "DOI": "10.1234/KITE.5",
    "URL": "https://example.org/kites",
    "volume": 9,
    "page": "12-19",
    "keyword": "wind, string",
    "custom": {"arxiv": "2403.01234"},
}


def test_all_that_an_item_tells_arrives() -> None:
    """People, dates in parts, ids, and every other variable by its name."""
    (record,) = read_csl_json(json.dumps([KITES], indent=1))
    assert record == Record(
        "Kites over quiet harbours",
        "We fly kites & balloons.",
        5,
        ("Bo de la Tour Jr.", "The Kite Team"),
        Facts(
            arxiv="2403.01234",
            doi="10.1234/kite.5",
            urls=("https://example.org/kites",),
            published="2024-03-14",
            venue="Journal of Kites",
            keywords=("wind", "string"),
            kind="article-journal",
            citation_key="moon2024",
            details=(("editor", "Cleo Sail"), ("page", "12-19"), ("volume", "9")),
        ),
    )


@pytest.mark.parametrize(
    "issued",
    [{"date-parts": [[2024]]}, {"date-parts": [["2024"]]}, {"raw": "2024"}, {"literal": "c. 2024"}, "2024"],
)
def test_dates(issued: Any) -> None:
    """In every shape that processors take."""
    (record,) = read_csl_json(json.dumps([{**KITES, "issued": issued}]))
    assert isinstance(record, Record)
    assert record.facts.published == "2024"


def test_an_array_an_object_with_items_and_one_item_are_read() -> None:
    """All three are about."""
    for value in ([KITES, KITES], {"items": [KITES, KITES]}, KITES):
        text = json.dumps(value)
        assert looks_like_csl_json(text)
        assert {each.title for each in read_csl_json(text) if isinstance(each, Record)} == {"Kites over quiet harbours"}


def test_what_is_broken_is_told_and_what_came_before_stays() -> None:
    """An item without a title by its key; broken JSON by its line."""
    text = f'[\n{json.dumps(KITES)},\n{{"id": "nameless", "type": "book"}},\n"odd",\n{{"id": oops}}\n]'
    record, nameless, odd, broken = read_csl_json(text)
    assert isinstance(record, Record)
    assert isinstance(nameless, Reject)
    assert (nameless.line, nameless.reason) == (3, "“nameless” has no title")
    assert isinstance(odd, Reject)
    assert isinstance(broken, Reject)
    assert (broken.line, broken.reason) == (5, "broken JSON: Expecting value")
    *_, cut = read_csl_json(json.dumps([KITES])[:-1])
    assert isinstance(cut, Reject)
    assert cut.reason == "broken JSON: the array does not end"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (json.dumps([KITES, KITES])[:900], True),
        (json.dumps([KITES])[:500], True),
        (json.dumps([{"paper": {"id": "2403.01234", "title": "A kite"}, "title": "A kite"}]), False),
        (json.dumps([{"id": "1", "title": "A kite", "abstract": "It flies.", "facts": {"kind": "article"}}]), False),
        (json.dumps({"10.1234/5": KITES}), False),
        ("[Kites] and other things", False),
        ("[]", False),
    ],
)
def test_csl_is_known_by_its_items(head: str, expected: bool) -> None:
    """Other JSON is not taken for it."""
    assert looks_like_csl_json(head) is expected


@pytest.mark.parametrize("name", ["biblatex-csl", "bibtex-csl"])
def test_real_files_are_read_item_by_item(name: str) -> None:
    """Every item is a record."""
    text = (shared("interop/citation-js") / f"citation-js__{name}.json").read_text(encoding="utf-8")
    assert looks_like_csl_json(text[: 1 << 16])
    found = list(read_csl_json(text))
    assert [each.title != "" for each in found if isinstance(each, Record)] == [True] * len(json.loads(text))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*KITES, "x"]), inner),
    max_leaves=20,
)


@given(st.text() | _JSON.map(json.dumps) | st.lists(_JSON).map(json.dumps))
def test_no_text_raises(text: str) -> None:
    """Whatever it is."""
    looks_like_csl_json(text)
    list(read_csl_json(text))


def test_deep_nesting_is_refused() -> None:
    """And does not end the program."""
    text = '[{"a":' + "[" * 200_000
    assert not looks_like_csl_json(text)
    assert all(isinstance(each, Reject) for each in read_csl_json(text))
