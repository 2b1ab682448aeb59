"""A digest as JSON."""

import json
from typing import Any

from reader.export.digest.digest import Digest, link_of
from reader.export.papers_json import paper_json, utc_text


def write(digest: Digest) -> str:
    """Return a digest as one JSON document."""
    return json.dumps(as_dict(digest), ensure_ascii=False, indent=2) + "\n"


def as_dict(digest: Digest) -> dict[str, Any]:
    """Return a digest as plain data: each paper as in every JSON of Reader, with `reason` and `link`."""
    return {
        "title": digest.title,
        "subscription": digest.name or None,
        "query": digest.query,
        "made": utc_text(digest.made),
        "since": utc_text(digest.since),
        "left": digest.left,
        "told_elsewhere": digest.told,
        "groups": [
            {
                "name": group.name,
                "papers": [
                    {**paper_json(item.entry), "reason": item.reason, "link": link_of(item.entry.paper)}
                    for item in group.items
                ],
            }
            for group in digest.groups
        ],
    }
