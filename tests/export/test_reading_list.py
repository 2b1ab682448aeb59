import json
import re
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reader.export import markdown
from reader.papers import Mark, Sighting, Status, clean_line

from .entries import entry

WHOLE_LIST = r"""---
title: "Attention: \"a\" list"
query: "tag:nlp is:unread"
papers: 3
to_read: 1
read: 1
skipped: 1
generator: "reader"
seal: "a231c7eda8f3"
---

# Attention: \"a\" list

## To read (1)

- [ ] **A\* Search** <!-- reader:2403.00001 d70afc-461743-4b2277-7f0831-7c3a25 -->

  - By Ada Lovelace, C. Babbage
  - reading · ★ bookmarked · rated ★★★★☆
  - Tags: #cplusplus #nlp/llm <!-- c++ -->
  - Links: <https://github.com/a_b/c>
  - Seen in day_1.txt (record 3, Mar 14); b.txt (record 12)

  > *Good* idea.
  >
  > Read again.

  Code at <https://github.com/a_b/c>. It is $5\$.

## Read (1)

- [x] **Two** <!-- reader:2403.00002 f1ea8f-0-0-0-0 -->

  - read 2024-03-15
  - Seen in day.txt (record 3, Mar 14)

## Skipped (1)

- [ ] **Three** <!-- reader:2403.00003 389595-0-0-0-0 -->

  - skipped
  - Seen in day.txt (record 3, Mar 14)
""".replace("$5", r"\$5")


def test_a_reading_list_from_head_to_foot() -> None:
    """Front matter, sections, and for each paper its facts, its note and its abstract."""
    reading = Mark(
        Status.READING,
        bookmarked=True,
        rating=4,
        tags=frozenset({"nlp/llm", "c++"}),
        note="*Good* idea.\n\nRead again.",
    )
    first = entry(
        "A* Search",
        "Code at https://github.com/a_b/c. It is $5$.",
        authors=("Ada Lovelace", "C. Babbage"),
        mark=reading,
        sightings=(Sighting("day_1.txt", 3, "Mar 14"), Sighting("b.txt", 12, "")),
    )
    second = entry(
        "Two", paper_id="2403.00002", mark=Mark(Status.READ, read_at=datetime(2024, 3, 15, 23, 59, tzinfo=UTC))
    )
    third = entry("Three", paper_id="2403.00003", mark=Mark(Status.SKIPPED))
    text = markdown([second, third, first], title='Attention: "a" list', query="tag:nlp is:unread")
    assert text == WHOLE_LIST


def test_an_empty_list_says_so() -> None:
    """No papers, no sections."""
    text = markdown([])
    assert text.endswith("# Reading list\n\nNothing here yet.\n")
    assert "##" not in text


def test_the_order_is_the_callers() -> None:
    """Within a section papers stand as they are given."""
    text = markdown([entry(title) for title in ("B", "C", "A")])
    assert re.findall(r"\*\*(.)\*\*", text) == ["B", "C", "A"]


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [("full", "First one. Second one."), ("short", "First one."), ("none", None)],
)
def test_abstracts_are_full_short_or_none(abstract: str, expected: str | None) -> None:
    """Short is the first sentence."""
    text = markdown([entry(abstract="First one. Second one.")], abstract=abstract)  # type: ignore[arg-type]
    assert text.splitlines()[-1] == (f"  {expected}" if expected else "  - Seen in day.txt (record 3, Mar 14)")


@given(title=st.text(), query=st.text())
def test_front_matter_is_yaml(title: str, query: str) -> None:
    """Whatever the title and the query hold, YAML reads them back as cleaned lines."""
    front = yaml.safe_load(markdown([], title=title, query=query).split("---\n")[1])
    nowhere_in_yaml = str.maketrans("\ufffe\uffff", "\ufffd\ufffd")
    assert front["title"] == clean_line(title).translate(nowhere_in_yaml)
    assert front["query"] == clean_line(query).translate(nowhere_in_yaml)
    assert front["papers"] == 0


@given(paper_id=st.text(st.characters(codec="utf-8"), min_size=1) | st.text("->!<%", min_size=1))
def test_an_id_cannot_end_its_comment(paper_id: str) -> None:
    """Any id stands in one comment without `--` and `>`, and is read back from it."""
    line = r"^- \[ \] \*\*A Title\*\* <!-- reader:(\S+) 0-0-0-0-0 -->$"
    found = re.findall(line, markdown([entry(paper_id=paper_id)]), re.M)
    assert [unquote(comment) for comment in found] == [paper_id]
    assert not re.search("--|>", found[0])


def test_usual_ids_are_readable() -> None:
    """Those of arXiv and DOIs stand as they are."""
    text = markdown([entry(paper_id="2403.00001"), entry(paper_id="10.18653/v1/W19-5207")])
    assert "<!-- reader:2403.00001 0-0-0-0-0 -->" in text
    assert "<!-- reader:10.18653/v1/W19-5207 0-0-0-0-0 -->" in text


def test_the_same_papers_give_the_same_bytes() -> None:
    """Nothing depends on the order of a set or on the clock."""
    tags = [f"tag{n}" for n in range(20)]
    one = markdown([entry(mark=Mark(tags=frozenset(tags)))])
    other = markdown([entry(mark=Mark(tags=frozenset(reversed(tags))))])
    assert one == other
    assert json.dumps(one)
