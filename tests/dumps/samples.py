"""Records of invented papers in the formats that sources have."""

import json
from typing import Any

API_ITEM: dict[str, Any] = {
    "paper": {
        "id": "2503.02130",
        "authors": [{"_id": "1", "name": "Ada Kite", "hidden": False}, {"_id": "2", "name": "Bo  Lantern"}],
        "publishedAt": "2025-03-03T00:00:00.000Z",
        "submittedOnDailyAt": "2025-03-14T00:00:00.000Z",
        "title": "Counting Kites\n  in Rain",
        "summary": "We count kites.\nIt rains.",
        "upvotes": 101,
        "projectPage": "https://kites.example",
        "githubRepo": "https://github.com/kites/rain",
        "githubStars": 7,
        "ai_keywords": ["kites", "rain"],
    },
    "publishedAt": "2025-03-13T20:00:00.000Z",
    "title": "Counting Kites\n  in Rain",
    "summary": "We count kites.\nIt rains.",
    "numComments": 2,
    "submittedBy": {"name": "someone"},
}
BARE_ITEM: dict[str, Any] = {
    "paper": {"id": "2503.00010", "title": "Weighing Kettles", "submittedOnDailyAt": "2025-03-14T00:00:00.000Z"}
}
"""Fields come and go: nothing in it that is not needed."""

SNAPSHOT: dict[str, Any] = {
    "id": "math.GT/0309136",
    "submitter": "A. Kite",
    "authors": "Ada Kite (Rain University (East)), Bo Lantern and Cy Turnip",
    "title": "Sorting\n  Lanterns",
    "comments": "12 pages",
    "journal-ref": "J. Lanterns 3 (2004) 1-12",
    "doi": "10.1234/LAN.5 10.1234/other",
    "categories": "math.GT cs.DS",
    "abstract": "  We sort lanterns\nby their light.\n",
    "versions": [{"version": "v1", "created": "Mon, 8 Sep 2003 20:31:27 GMT"}],
    "update_date": "2009-11-07",
}

ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>Query: kites</title>
  <id>http://arxiv.org/api/kites</id>
  <entry>
    <id>http://arxiv.org/abs/2503.02130v2</id>
    <published>2025-03-03T18:00:00Z</published>
    <updated>2025-03-09T18:00:00Z</updated>
    <title>Counting Kites
      in Rain &amp; Snow</title>
    <summary>  We count kites. </summary>
    <author><name>Ada Kite</name><arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">East</arxiv:affiliation>
    </author>
    <author><name>Bo Lantern</name></author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1234/KITE.1</arxiv:doi>
    <arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">J. Kites 4</arxiv:journal_ref>
    <link href="http://arxiv.org/abs/2503.02130v2" rel="alternate" type="text/html"/>
    <link title="pdf" href="http://arxiv.org/pdf/2503.02130v2" rel="related" type="application/pdf"/>
    <category term="cs.CV" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
  <entry>
    <id>http://arxiv.org/abs/2503.00010v1</id>
    <title>Weighing Kettles</title>
  </entry>
</feed>
"""


def lines_of(objects: list[Any]) -> str:
    """Return one object a line."""
    return "".join(json.dumps(value) + "\n" for value in objects)
