import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from reader.export import paper_json
from reader.papers import Facts, Mark, Sighting, Status

from .entries import entry


def test_a_paper_as_plain_data() -> None:
    """Every fact and every mark is there, in a fixed order, with times in UTC to the second."""
    berlin = timezone(timedelta(hours=1))
    mark = Mark(
        Status.READ,
        bookmarked=True,
        rating=5,
        tags=frozenset({"nlp", "c++"}),
        note="*Good*",
        read_at=datetime(2024, 3, 15, 0, 30, tzinfo=berlin),
    )
    paper = entry(
        "Title", "At github.com/a/b.", authors=("Ada",), mark=mark, sightings=(Sighting("day.txt", 3, "Mar 14"),)
    )
    paper = replace(paper, paper=replace(paper.paper, facts=Facts(published="2024", details=(("volume", "7"),))))
    expected = {
        "id": "2403.00001",
        "title": "Title",
        "abstract": "At github.com/a/b.",
        "authors": ["Ada"],
        "links": [{"kind": "code", "url": "https://github.com/a/b"}],
        "status": "read",
        "bookmarked": True,
        "rating": 5,
        "tags": ["c++", "nlp"],
        "note": "*Good*",
        "added": "2024-03-14T09:26:53Z",
        "read_at": "2024-03-14T23:30:00Z",
        "sources": [{"file": "day.txt", "position": 3, "page_date": "Mar 14", "day": None, "certain": False}],
        "facts": {
            "arxiv": "",
            "doi": "",
            "urls": [],
            "published": "2024",
            "venue": "",
            "keywords": [],
            "upvotes": None,
            "stars": None,
            "kind": "",
            "citation_key": "",
            "details": {"volume": "7"},
        },
    }
    assert json.dumps(paper_json(paper)) == json.dumps(expected)


def test_an_unmarked_paper_has_every_key() -> None:
    """Nothing is left out for being empty."""
    data = paper_json(entry())
    assert (data["status"], data["rating"], data["tags"], data["note"]) == ("unread", 0, [], "")
    assert data["read_at"] is None


def test_the_score_is_there_only_where_papers_were_ranked() -> None:
    """A score of zero is a score; none is no key."""
    assert "score" not in paper_json(entry())
    assert paper_json(entry(), 0.0)["score"] == 0.0
    assert list(paper_json(entry(), 1.5))[-1] == "score"


def test_added_has_no_fractions() -> None:
    """The time of adding is cut to the second."""
    assert entry().added.microsecond
    assert datetime.fromisoformat(paper_json(entry())["added"]) == datetime(2024, 3, 14, 9, 26, 53, tzinfo=UTC)
