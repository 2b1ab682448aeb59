"""What a page tells of its papers beside their texts: ids, votes, stars, dates, addresses.

A page prints it around the texts, so it goes to the paper whose text it follows; what names a paper by its
address goes to that one. In doubt it goes to nobody: a wrong date is worse than none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from reader.dumps.addresses import arxiv_id, is_code, is_of_page, paper_id, voted_id
from reader.dumps.chrome import card_date
from reader.dumps.layout import Block, Line
from reader.papers import Facts

_COUNT = r"(?P<count>[-–]|\d[\d,.]*k?)"
_VOTES = re.compile(rf"(?:\[[-–x ]\] ?)?{_COUNT}", re.IGNORECASE)
_MOST = 10**12
_UPVOTE = re.compile(rf"upvote {_COUNT}", re.IGNORECASE)
_STARS = re.compile(rf"\[?(?:link: )?github {_COUNT}\]?(?: arxiv page)?", re.IGNORECASE)
_IN_CARD = re.compile(r"(?:[-–·•*] )?\d+ authors?|[·•]|published on .*|[·•] .*", re.IGNORECASE)
"""What stands right before a date that is a paper's."""
_DATE = re.compile(r"([a-z]{3})[a-z]*\.? (\d{1,2})(?:, (\d{4}))?", re.IGNORECASE)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}


@dataclass(slots=True)
class _Told:
    """What is known of one paper so far; the first that is told counts."""

    arxiv: str = ""
    published: str = ""
    upvotes: int | None = None
    stars: int | None = None
    urls: dict[str, None] = field(default_factory=dict)

    def facts(self, day_saved: str) -> Facts:
        day = _iso(self.published, day_saved, self.arxiv)
        return Facts(self.arxiv, "", tuple(self.urls), day, upvotes=self.upvotes, stars=self.stars)


@dataclass(frozen=True, slots=True)
class Place:
    """A block of the page, and whose it is."""

    block: Block
    paper: int
    """The number of its record, from 0; -1 where it is nobody's."""
    is_title: bool
    is_last: bool


def told(places: Sequence[Place], chrome: Iterable[Line], papers: int, day_saved: str) -> list[Facts]:
    """Return what is told of each of `papers` by the page's lines around `places`."""
    known = [_Told() for _ in range(papers)]
    gaps = list(_gaps(places, chrome))
    votes = dict(chain.from_iterable(map(_named_votes, gaps)))
    before_first = next((gap for gap, place in zip(gaps, places, strict=False) if place.is_title), [])
    votes_first = _last_count(before_first) is not None
    for place, before, after in zip(places, gaps, gaps[1:], strict=False):
        if place.paper < 0:
            continue
        one = known[place.paper]
        one.arxiv = one.arxiv or next(filter(None, map(paper_id, place.block.links)), "")
        if votes_first and place.is_title and one.upvotes is None:
            one.upvotes = _last_count(before)
        _hear(one, after, is_last=place.is_last)
    for one in known:
        one.upvotes = votes.get(one.arxiv, one.upvotes)
    return [one.facts(day_saved) for one in known]


def _gaps(places: Sequence[Place], chrome: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield the lines before the first place, and after each one up to the next."""
    lines = [line for line in chrome if line.text or line.links]
    at = 0
    for place in places:
        gap = []
        while at < len(lines) and lines[at].number < place.block.number:
            gap.append(lines[at])
            at += 1
        yield gap
    yield lines[at:]


def _hear(one: _Told, lines: Sequence[Line], *, is_last: bool) -> None:
    """Note what `lines`, which follow a text of a paper, tell of it; they end where another paper is named."""
    before = ""
    for number, line in enumerate(lines):
        for paper in filter(None, map(paper_id, line.links)):
            if not one.arxiv and (number == 0 or not is_last):
                one.arxiv = paper
            elif paper != one.arxiv:
                return
        _hear_line(one, line, before)
        before = line.text or before


def _hear_line(one: _Told, line: Line, before: str) -> None:
    text = line.text
    if (upvotes := _UPVOTE.fullmatch(text)) or (before.casefold() == "upvote" and (upvotes := _VOTES.fullmatch(text))):
        one.upvotes = _number(upvotes["count"]) if one.upvotes is None else one.upvotes
    elif stars := _STARS.fullmatch(text):
        one.stars = _number(stars["count"]) if one.stars is None else one.stars
    elif (day := card_date(text)) and (day != text or _IN_CARD.fullmatch(before)):
        one.published = one.published or day
    for address in line.links:
        if paper := arxiv_id(address):
            one.arxiv = one.arxiv or paper
        elif address.startswith(("http://", "https://")) and (is_code(address) or not is_of_page(address)):
            one.urls[address] = None


def _named_votes(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """Yield the counts of `lines` that stand with the address where one votes for a paper."""
    for line, following in zip(lines, [*lines[1:], Line(0, "")], strict=False):
        if count := _VOTES.fullmatch(line.text):
            near = following.links if following.text in {"", *following.links} else ()
            for paper in filter(None, map(voted_id, (*line.links, *near))):
                yield paper, _number(count["count"])


def _last_count(lines: Sequence[Line]) -> int | None:
    """Return the count in the last line of `lines` that has a text, if it is one."""
    text = next((line.text for line in reversed(lines) if line.text), "")
    count = _VOTES.fullmatch(text)
    return _number(count["count"]) if count else None


def _number(count: str) -> int:
    """Return what a page prints of a number: `-`, `1,204`, `11.3k`; 0 for one that no counter reaches."""
    if count in "-–":
        return 0
    digits = count.replace(",", "").casefold()
    thousand = digits.endswith("k")
    try:
        number = float(digits.rstrip("k.")) * (1000 if thousand else 1)
    except ValueError:  # 1.2.3
        return 0
    return round(number) if number < _MOST else 0


def _iso(day: str, day_saved: str, arxiv: str) -> str:
    """Return `day` (`Oct 14, 2024`) as `2024-10-14`.

    Pages leave out the year in which they are shown; then it is the last such day before the page was saved,
    or that of the paper's arXiv id where the months agree; else nothing.
    """
    match = _DATE.fullmatch(day)
    if not match:
        return ""
    month, in_month = _MONTHS[match[1].casefold()], int(match[2])
    year = int(match[3] or 0)
    if not year and day_saved:
        year = int(day_saved[:4]) - (f"{month:02}-{in_month:02}" > day_saved[5:])
    elif not year and arxiv:
        months = (2000 + int(arxiv[:2])) * 12 + int(arxiv[2:4])
        year = next((at // 12 for at in (months, months - 1, months + 1) if (at - month) % 12 == 0), 0)
        year -= month == 12 and year > 0
    try:
        return date(year, month, in_month).isoformat()
    except ValueError:  # 31 February, or no year
        return ""
