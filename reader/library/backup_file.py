"""A whole library as text: lines of JSON in a fixed order, for people's eyes, `git diff` and `git merge`.

    {"reader": "backup", "version": 1}
    {"source": "<SHA-256>", "name": "mar_14.txt", "heading": "Mar 14", "added": "2024-03-14T09:26:53Z", "dated": "2024"}
    {"query": "to read", "text": "is:unread"}
    {"less": "robot", "word": "Robots", "since": "2024-03-15T08:00:00Z"}
    {"apart": ["<digest of a wording>", "<of another>"]}
    {"subscription": "best", "made": "2024-03-14T09:26:53Z", "terms": {"query": "rating:>=4", "every": "day", ...}}
    {"digest": "2024-03-15T07:30:00Z", "of": "best", "about": {...}, "papers": [["<digest of a wording>"]]}
    {"paper": "2403.00001", "status": "read", "read_at": "2024-03-15T08:00:00Z", "tags": ["nlp"]}
    {"title": "A Title", "abstract": "...", "seen": {"<SHA-256, its first 16 digits>": [3]}}
    {"end": "backup"}

First the dumps by the time when they were added, then saved queries by name, what less is wanted of, what the user
took apart, subscriptions by name, the digests that were made, oldest first, then papers by id: each with its mark on
one line, then its wordings, a line each. What is empty is left out. The same library gives the same bytes.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from reader.export import utc_text
from reader.papers import Mark, Status
from reader.store.whole import Whole

VERSION = 1
_SHORT = 16
_HEAD = {"reader": "backup", "version": VERSION}
END = {"end": "backup"}


def backup_text(whole: Whole) -> str:
    """Return a library as the text of a backup."""
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in _lines(whole))


def _lines(whole: Whole) -> Iterator[Mapping[str, Any]]:
    yield _HEAD
    for source in whole.sources:
        known = {
            "source": source.digest,
            "name": source.name,
            "heading": source.heading,
            "added": utc_text(source.added),
            "dated": source.dated,
            "modified": utc_text(source.modified) if source.modified else "",
        }
        yield _known(known)
    for name in sorted(whole.queries, key=lambda name: (name.casefold(), name)):
        yield {"query": name, "text": whole.queries[name]}
    for less in whole.less:
        yield {"less": less.term, "word": less.word, "since": utc_text(less.since)}
    for pair in whole.apart:
        yield {"apart": pair}
    for wanted in whole.subscriptions:
        yield {"subscription": wanted.name, "made": utc_text(wanted.made), "terms": wanted.terms}
    for made in whole.digests:
        about = {"about": made.about, "papers": made.papers}
        yield {"digest": utc_text(made.made), "of": made.subscription, **about}
    short = short_digests({source.digest for source in whole.sources})
    for paper in whole.papers:
        yield {"paper": paper.id, **_mark(paper.mark)}
        for wording in paper.wordings:
            seen: dict[str, list[int]] = {}
            for digest, position in wording.seen:
                seen.setdefault(digest[:short], []).append(position)
            text = wording.paper
            facts = json.loads(text.facts.to_json())
            told: dict[str, Any] = {
                "title": text.title,
                "abstract": text.abstract,
                "authors": text.authors,
                "facts": facts,
            }
            yield {**_known(told), "seen": seen}
    yield END


def short_digests(digests: set[str]) -> int:
    """Return how much of a digest tells it from the others: as good as always the same."""
    return _SHORT if len({digest[:_SHORT] for digest in digests}) == len(digests) else 64


def _mark(mark: Mark) -> dict[str, Any]:
    return _known(
        {
            "status": mark.status.value if mark.status is not Status.UNREAD else "",
            "read_at": utc_text(mark.read_at) if mark.read_at else "",
            "bookmarked": mark.bookmarked,
            "rating": mark.rating,
            "tags": sorted(mark.tags),
            "note": mark.note,
        }
    )


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
