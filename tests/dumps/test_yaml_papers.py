"""Lists of papers in YAML: Reader's own export, and hands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.dumps.dump import Record, Reject
from reader.dumps.yaml_papers import looks_like_yaml, read_yaml
from reader.papers import Facts

OWN = """- id: "p1"
  title: "Kites: a \\"list\\""
  abstract: "We fly, quietly."
  authors: ["Ada Moon", "Bo de la Tour"]
  links: [{"kind": "web", "url": "https://example.org"}]
  status: "unread"
  note: |2-
    Two lines
      of a note
  facts: {"arxiv": "2403.10000", "doi": "", "urls": ["https://example.org/a"], "published": "2024-03-14",
    "venue": "Kites", "keywords": ["cs.CL"], "upvotes": 12, "stars": null, "kind": "article",
    "citation_key": "moon2024", "details": {"volume": "9"}}
"""


def test_readers_own_list_comes_back() -> None:
    """With all facts."""
    (record,) = read_yaml(OWN)
    assert record == Record(
        'Kites: a "list"',
        "We fly, quietly.",
        2,
        ("Ada Moon", "Bo de la Tour"),
        Facts(
            arxiv="2403.10000",
            urls=("https://example.org/a",),
            published="2024-03-14",
            venue="Kites",
            keywords=("cs.CL",),
            upvotes=12,
            kind="article",
            citation_key="moon2024",
            details=(("volume", "9"),),
        ),
    )


def test_a_list_written_by_hand() -> None:
    """Facts stand beside the title, and numbers keep their zeros."""
    kite = "- title: A kite\n  arxiv: 2403.10000\n  year: 2024\n  authors:\n    - Ada Moon\n"
    text = f"# to read\n{kite}- title: ~\n  url: x\n- odd\n"
    assert looks_like_yaml(text)
    record, nameless, odd = read_yaml(text)
    assert isinstance(record, Record)
    assert (record.facts.arxiv, record.facts.published, record.authors) == ("2403.10000", "2024", ("Ada Moon",))
    assert isinstance(nameless, Reject)
    assert nameless.line == 7
    assert isinstance(odd, Reject)
    assert odd.line == 9


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- &a [x]\n- *a\n", "aliases"),
        ("- " + "[" * 5000, "nested too deep"),
        ("- title: [\n", "broken: "),
        ("- title: 'x\n", "broken: "),
        ("title: A kite\n", "no list of papers"),
        ("", "no list of papers"),
        ("- !!python/object/apply:os.getcwd []\n", "not a paper"),
    ],
)
def test_what_is_not_read_is_told(text: str, reason: str) -> None:
    """Bombs, and what is no list of papers."""
    (reject, *_) = read_yaml(text)
    assert isinstance(reject, Reject)
    assert reason in reject.reason


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (OWN, True),
        ("- title: A kite\n  abstract: It flies.\n", True),
        ("- a list of things\n- title: and more\n", False),
        ("name: CI\non: push\njobs:\n  - title: x\n", False),
        ("A title\n\nAn abstract: it flies.\n", False),
        ("kite:\n  type: article\n  title: A kite\n", False),
    ],
)
def test_yaml_is_known_by_its_first_item(head: str, expected: bool) -> None:
    """Prose and other YAML are not taken for it."""
    assert looks_like_yaml(head) is expected


@given(st.text() | st.text(alphabet="-: &*!|>[]{}'\"\n#%@`,?ab~").map(lambda rest: "- title: x\n" + rest))
def test_no_text_raises(text: str) -> None:
    """Whatever it is."""
    looks_like_yaml(text)
    assert list(read_yaml(text))
