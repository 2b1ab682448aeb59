"""The page around the papers: what every line that belongs to no paper looks like.

All is matched against whole lines, in any case, without a bullet before it.
"""

import re

_BANNER = {
    "get trending papers in your email inbox!",
    "get trending papers in your email inbox once a day!",
    "byak and the research community",
    "by ak and the research community",
    "and the research community",
    "trending papers ranked by github stars activity",
    "your daily dose of ai research from ak",
    "[content truncated]",
    "content truncated",
    "arxiv page",
    "submitted by",
    "system theme",
}
"""No sentence is broken so that one of these fills a line."""

_NAVIGATION = {
    *("new", "subscribe", "daily papers", "daily papers - hugging face", "trending papers", "by", "ak"),
    *("daily", "weekly", "monthly", "trending", "hugging face", "models", "datasets", "spaces", "buckets"),
    *("buckets new", "posts", "tasks", "collections", "languages", "organizations", "community", "blog"),
    *("papers", "learn", "discord", "forum", "github", "huggingchat", "solutions", "enterprise", "log in"),
    *("sign up", "search", "all", "today"),
}
_CARD = {"upvote", "view all", "project page", "view pdf", "pdf", "code"}
_FOOTER = {
    *("previous", "next", "company", "tos", "privacy", "about", "careers", "jobs", "website", "docs"),
    *("pricing", "terms of service", "© hugging face"),
}
_WORDS = frozenset(_BANNER | _NAVIGATION | _CARD | _FOOTER)

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
_DATE = re.compile(rf"{_MONTH}\.? \d{{1,2}}(?:, \d{{4}})?", re.IGNORECASE)
_PATTERNS = re.compile(
    "|".join(
        (
            _DATE.pattern,
            rf"published on {_DATE.pattern}",
            r"[-–·•*|\[\]\s]+",  # no votes, separators
            r"\+?\d{1,3}(?:,?\d{3})*",  # votes, comments
            r"\d+(?:\.\d+)?k",
            r"upvote \d[\d.,]*k?",
            r"\d+ (?:authors?|comments?)",
            r"submitted by [\w.-]+",
            r"\[?(?:link: )?github \d[\d.,]*k?\]?",
            r"https?://(?:huggingface\.co|hf\.co|apply\.workable\.com)\S*",
        )
    ),
    re.IGNORECASE,
)
_BULLET = re.compile(r"[-–·•*] +(?=\S)")
_USER = re.compile(r"[\w.-]{2,40}")
_LONGEST = 200
"""Characters of the longest line of chrome: addresses."""


def is_chrome(line: str) -> bool:
    """Tell whether `line`, clean and standing for itself, is part of the page and of no paper."""
    if len(line) > _LONGEST:
        return False
    line = _without_bullet(line)
    return line.casefold() in _WORDS or _PATTERNS.fullmatch(line) is not None


def is_certain_chrome(line: str) -> bool:
    """Tell whether `line` is chrome even inside a wrapped text, where `models` is just the last word."""
    return len(line) <= _LONGEST and _without_bullet(line).casefold() in _BANNER


def page_date(line: str) -> str:
    """Return the date that `line` consists of, as it stands there, or nothing."""
    line = _without_bullet(line)
    return line if _DATE.fullmatch(line) else ""


def ends_banner(line: str) -> bool:
    """Tell whether `line` is the banner's last: on a search page the words searched for come next."""
    return line.casefold().endswith("and the research community")


def names_next(line: str, following: str) -> bool:
    """Tell whether `following` is the user whom `line` announces (`Submitted by`)."""
    return line.casefold() == "submitted by" and _USER.fullmatch(following) is not None


def _without_bullet(line: str) -> str:
    return _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
