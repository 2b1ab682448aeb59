"""What a reference file tells of one work -> a record: the same cleaning for BibTeX, RIS, CSL-JSON and tables."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reader.dumps.dump import Record, Reject
from reader.dumps.fields import small_scheme
from reader.papers import Facts, clean_line
from reader.papers.ids import arxiv_id, doi_of

_SHOWN_CHARS = 80
_TAG = re.compile(
    r"</?(?:jats:)?(?:i|b|u|p|em|strong|sub|sup|sc|span|div|br|scp|italic|bold|title|sec|list|list-item|h[1-6]|ul|ol|li"
    r"|inf|tt|small|font|label|x|bold-italic)(?:\s[^<>]{0,200})?/?>",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(r"(?:jats:)?(?:p|div|br|title|sec|list|list-item|h[1-6]|ul|ol|li|label)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_NUMBERED = frozenset(
    {"report", "patent", "standard", "book", "collection", "chapter", "thesis", "pamphlet", "software"}
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(r"(?<![0-9])([0-9]{4})(?![0-9])")
_ISO_DATE = re.compile(r"\s*([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?(?![0-9])")
_MONTH_NAME = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\b", re.IGNORECASE)
_DAY = re.compile(r"(?<![0-9])(0?[1-9]|[12][0-9]|3[01])(?![0-9])")
_DASHES = re.compile(r"\s*[-–—]+\s*")
_AFTER_NAMES = frozenset({"inc", "ltd", "llc", "gmbh", "corp", "co", "jr", "sr", "ii", "iii", "iv"})
_COMMA = re.compile(r",(?![^()]{0,200}\))")
_SPLIT_KEYWORDS = re.compile(r"[;\n]")


@dataclass(frozen=True, slots=True)
class Reference:
    """One work in a reference file's own words: texts may still hold markup, line breaks and controls."""

    title: str
    line: int
    key: str = ""
    excerpt: str = ""
    """How it begins in the file, shown where it is rejected; without it, its key is."""
    abstract: str = ""
    authors: Sequence[str] = ()
    """Given name first, as people read them."""
    kind: str = ""
    published: str = ""
    venue: str = ""
    keywords: Sequence[str] = ()
    ids: Sequence[str] = ()
    """Whatever may be an arXiv id or a DOI: ids, addresses, notes."""
    urls: Sequence[str] = ()
    upvotes: int | None = None
    stars: int | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    markup: bool = True
    """Whether texts may hold tags and entities; Reader's own exports hold none but those that are the text."""


def record_of(reference: Reference) -> Record | Reject:
    """Return `reference` as a record; as a reject where it has no title."""
    clean = plain if reference.markup else clean_line
    title = clean(reference.title)
    key = clean_line(reference.key)
    if not title:
        shown = f"“{key[:_SHOWN_CHARS]}”" if key else "a reference"
        return unreadable(reference.line, reference.excerpt or key, f"{shown} has no title")
    urls = _unique(_addresses(reference.urls))
    ids = [clean_line(each) for each in (*reference.ids, *urls)]
    arxiv = next(filter(None, map(arxiv_id, ids)), "")
    details = {clean_line(name): clean(value) for name, value in reference.details.items()}
    details.pop("", None)
    details["page"] = _DASHES.sub("-", details.get("page", ""))
    facts = Facts(
        arxiv=arxiv,
        doi=next(filter(None, map(doi_of, ids)), ""),
        urls=tuple(url for url in urls if url != f"https://arxiv.org/abs/{arxiv}"),  # the id says as much
        published=reference.published,
        venue=clean(reference.venue),
        keywords=_unique(map(clean, reference.keywords)),
        upvotes=reference.upvotes,
        stars=reference.stars,
        kind=clean_line(reference.kind),
        citation_key=key,
        details=tuple(sorted((name, value) for name, value in details.items() if value)),
    )
    return Record(
        title, clean(reference.abstract), reference.line, tuple(filter(None, map(clean, reference.authors))), facts
    )


def unreadable(line: int, text: str, reason: str) -> Reject:
    """Return a piece of a reference file that cannot be read, or the whole of it."""
    return Reject(max(line, 1), clean_line(text[:1000])[:_SHOWN_CHARS], reason)


def plain(text: str) -> str:
    """Return `text` as a clean line without the tags and entities that databases put into titles and abstracts."""
    if "<" in text or "&" in text:
        text = _ENTITY.sub(lambda place: html.unescape(place[0]), _without_tags(text))
        text = _without_tags(text)  # some are escaped: `&lt;i&gt;`
    return clean_line(text)


def date_of(text: str) -> str:
    """Return the first date in `text` as far as it says it: `2024`, `2024-03` or `2024-03-14`; empty where none is.

    Reads `2024/03/14/`, `2024-03-14T10:00Z/2025`, `14 March 2024` and `Mar 2024`; never guesses between day and month.
    """
    text = text[:100]
    if match := _ISO_DATE.match(text):
        return dashed(match[1], match[2] or month_number(text), match[3] or "")
    year = _YEAR.search(text)
    if not year:
        return ""
    month = month_number(text)
    day = _DAY.search(text[: year.start()]) if month else None
    return dashed(year[1], month, day[1] if day else "")


def dashed(year: str, month: str = "", day: str = "") -> str:
    """Return a date as precisely as its parts make sense."""
    if not re.fullmatch(r"[0-9]{4}", year) or year == "0000":
        return ""
    if not re.fullmatch(r"0?[1-9]|1[0-2]", month):
        return year
    if not re.fullmatch(r"0?[1-9]|[12][0-9]|3[01]", day):
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"


def month_number(text: str) -> str:
    """Return the number of the month that `text` names or is, empty where it is none."""
    if match := _MONTH_NAME.search(text):
        return str(_MONTHS.index(match[1].lower()) + 1)
    number = text.strip()
    return number if re.fullmatch(r"0?[1-9]|1[0-2]", number) else ""


def split_keywords(text: str) -> list[str]:
    """Split at semicolons and line breaks where there are any, else at commas outside of parentheses."""
    parts = _SPLIT_KEYWORDS.split(text.strip())
    return parts if len(parts) > 1 else _COMMA.split(text.strip())


def whole_number(text: str) -> int | None:
    """Return the number that `text` is; None where it is none, or one that no counter reaches."""
    digits = text.strip()
    return int(digits) if re.fullmatch(r"[0-9]{1,9}", digits) else None


def number_name(kind: str) -> str:
    """Return what CSL calls the number of a work of that kind within its volume, series or house."""
    return "number" if kind in _NUMBERED else "issue"


def turned(name: str) -> str:
    """Return `Family, Given` and `Family, Given, Jr.` as `Given Family Jr.`; others, as `Kites, Inc.`, as they are."""
    family, comma, rest = name.partition(",")
    if not comma or rest.strip().rstrip(".").lower() in _AFTER_NAMES:
        return name
    given, _, suffix = rest.partition(",")
    return " ".join(part for part in (given.strip(), family.strip(), suffix.strip()) if part)


def _without_tags(text: str) -> str:
    return _TAG.sub(lambda tag: " " if _BLOCK_TAG.match(tag[0].lstrip("</")) else "", text)


def _addresses(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for match in _URL.finditer(clean_line(text)):
            yield small_scheme(match[0].rstrip(".,;"))


def _unique(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
