"""What the Daily Papers API tells: a list of `{"paper": {...}, ...}`, or the paper alone.

Fields come and go over the years, and what is missing is not zero.
"""

import ast
import re
import warnings
from collections import Counter
from collections.abc import Iterable
from typing import Any

from reader.dumps.dump import Record
from reader.dumps.fields import (
    count_of,
    day_in_name,
    day_of,
    heading_of,
    id_of,
    keywords_of,
    line_of,
    names_of,
    urls_of,
)
from reader.papers import Facts, arxiv_id, doi_of

_IN_HEAD = re.compile(r"[\"']paper[\"']\s*:\s*\{|[\"']dailyPapers[\"']\s*:\s*\[")
_LONGEST_QUOTED = 1 << 20


def looks_like_api(head: str) -> bool:
    """Tell by the papers within items, as no other JSON has them."""
    return head.lstrip("\ufeff \t\r\n")[:1] in {"[", "{"} and bool(_IN_HEAD.search(head))


def is_api_item(value: dict[str, Any]) -> bool:
    """Tell an item of the API, or a paper of it alone, from other objects."""
    return isinstance(value.get("paper"), dict) or (
        "summary" in value and bool({"publishedAt", "upvotes"} & set(value))
    )


def unquoted(value: Any) -> Any:
    """Return the object that a text holds, where an archive has items as Python prints them; else `value` itself."""
    if not isinstance(value, str) or not value.startswith("{") or len(value) > _LONGEST_QUOTED:
        return value
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd escapes in text that is not ours
            return ast.literal_eval(value)
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return value


def api_record(value: dict[str, Any], line: int) -> Record:
    """Return an item as a record; its title is empty where it tells none."""
    inner = value.get("paper")
    paper: dict[str, Any] = inner if isinstance(inner, dict) else value

    def told(key: str) -> Any:
        return paper[key] if paper.get(key) is not None else value.get(key)

    facts = Facts(
        arxiv=arxiv_id(id_of(paper.get("id"))),
        doi=doi_of(id_of(paper.get("doi"))),
        urls=urls_of([told("projectPage"), told("githubRepo")]),
        published=day_of(told("publishedAt")),
        keywords=keywords_of(told("ai_keywords")),
        upvotes=count_of(told("upvotes")),
        stars=count_of(told("githubStars")),
    )
    abstract = line_of(told("summary")) or line_of(told("abstract"))
    return Record(line_of(told("title")), abstract, line, names_of(_seen(told("authors"))), facts)


def api_heading(values: Iterable[Any], name: str) -> str:
    """Return the day of a page: the one on which most of its items were submitted, else that in the file's name."""
    objects = [value for value in values if isinstance(value, dict) and is_api_item(value)]
    submitted = _usual(day_of(_paper(value).get("submittedOnDailyAt")) for value in objects)
    published = _usual(day_of(value.get("publishedAt")) for value in objects if "paper" in value)
    return heading_of(submitted or day_in_name(name) or published)


def _seen(authors: Any) -> Any:
    """Return the authors whom the page shows."""
    if not isinstance(authors, list):
        return authors
    return [each for each in authors if not (isinstance(each, dict) and each.get("hidden") is True)]


def _paper(value: dict[str, Any]) -> dict[str, Any]:
    inner = value.get("paper")
    return inner if isinstance(inner, dict) else value


def _usual(days: Iterable[str]) -> str:
    """Return the day that more than half of `days` are; empty where none is."""
    counts = Counter(days)
    day, count = max(counts.items(), key=lambda pair: pair[1], default=("", 0))
    return day if 2 * count > counts.total() else ""
