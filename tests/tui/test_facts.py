"""What sources tell of a paper, in its text."""

from dataclasses import replace

from reader.papers import Facts
from reader.tui.widgets.paper_detail import MOST_AUTHORS, paper_content

from .test_copying import BARE, FULL, entry


def shown(paper: object) -> str:
    """Return what the pane shows of a paper."""
    return paper_content(entry(paper), lambda _text, _field: ()).plain  # type: ignore[arg-type]


def test_facts_stand_above_the_status() -> None:
    """Each on a line with its name, as far as it is known."""
    facts = replace(FULL.facts, doi="10.1/kites", upvotes=1, stars=1234, keywords=("cs.CL", "cs.AI"))
    text = shown(replace(FULL, facts=facts))
    assert text.split("\n")[2:11] == [
        "Ann Ash, Bo Birch, Cy Cedar",
        "",
        "date    2024-04-18",
        "venue   Journal of Kites",
        "arXiv   2404.12345",
        "DOI     10.1/kites",
        "liked   1 upvote · 1,234 stars on GitHub",
        "topics  cs.CL, cs.AI",
        "status  unread",
    ]
    assert "liked   0 upvotes" in shown(replace(BARE, facts=Facts(upvotes=0)))


def test_nothing_told_takes_no_room() -> None:
    """A paper of a plain dump has its status first, as ever."""
    assert shown(BARE).split("\n")[1:3] == ["", "status  unread"]


def test_great_collaborations_are_cut() -> None:
    """A paper of thousands shows the first of them and how many others; one of a few all."""
    names = tuple(f"Author {number}" for number in range(3000))
    text = shown(replace(BARE, authors=names))
    assert f"Author {MOST_AUTHORS - 2} and {3000 - MOST_AUTHORS + 1:,} others" in text
    assert "others" not in shown(replace(BARE, authors=names[:MOST_AUTHORS]))
