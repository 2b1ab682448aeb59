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
    "[hugging face's logo] hugging face",
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

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(rf"{_MONTH}\.? \d{{1,2}}(?:, \d{{4}})?", re.IGNORECASE)
_CARD_DATE = re.compile(rf"(?:[-–·•*] )?(?:published on )?({_DATE.pattern})", re.IGNORECASE)
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
            r"\[[-–x ]\] ?(?:[-–]|\d[\d.,]*k?)",  # votes with their box
            r"submitted by [\w.-]+",
            r"\[?(?:link: )?github \d[\d.,]*k?\]?(?: arxiv page)?",
            r"https?://(?:huggingface\.co|hf\.co|apply\.workable\.com)\S*",
        )
    ),
    re.IGNORECASE,
)
_CERTAIN = re.compile(
    rf"\d+ authors?|·? ?published on {_DATE.pattern}|· {_DATE.pattern}|\[(?:link: )?github \d[\d.,]*k?\]"
    r"|https?://huggingface\.co/(?:papers|login)\b\S*",
    re.IGNORECASE,
)
"""What else cannot be a line of a wrapped sentence."""
_BULLET = re.compile(r"(?:[-–·•*] +){1,3}(?=\S)")
_USER = re.compile(r"[\w.-]{2,40}")
_LONGEST = 200
"""Characters of the longest line of chrome: addresses."""


def is_chrome(line: str) -> bool:
    """Tell whether `line`, clean and standing for itself, is part of the page and of no paper."""
    if len(line) > _LONGEST:
        return False
    line = _without_bullet(line)
    return not line or line.casefold() in _WORDS or _PATTERNS.fullmatch(line) is not None


def is_certain_chrome(line: str) -> bool:
    """Tell whether `line` is chrome even inside a wrapped text, where `models` is just the last word."""
    if len(line) > _LONGEST:
        return False
    bare = _without_bullet(line)
    return not bare or bare.casefold() in _BANNER or any(map(_CERTAIN.fullmatch, (line, bare)))


def card_date(line: str) -> str:
    """Return the date that `line` tells of a paper (`· Published on May 29`), as it stands there, or nothing."""
    match = _CARD_DATE.fullmatch(line)
    return match[1] if match else ""


def page_date(line: str) -> str:
    """Return the date that `line` consists of, as it stands there, or nothing."""
    line = _without_bullet(line)
    return line if _DATE.fullmatch(line) else ""


def is_page_heading(line: str) -> bool:
    """Tell whether `line`, a heading, is the page's own."""
    return line.casefold() in _WORDS or ends_banner(line)


def ends_banner(line: str) -> bool:
    """Tell whether `line` is the banner's last: on a search page the words searched for come next."""
    return line.casefold().endswith("and the research community")


def names_next(line: str, following: str) -> bool:
    """Tell whether `following` is the user whom `line` announces (`Submitted by`)."""
    return line.casefold() == "submitted by" and _USER.fullmatch(following) is not None


def _without_bullet(line: str) -> str:
    return _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
