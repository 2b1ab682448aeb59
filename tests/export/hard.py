"""Papers that are hard to export: what every format must bring through whole."""

from dataclasses import replace
from datetime import UTC, datetime

from reader.papers import Entry, Facts, Mark, Sighting, Status

from .entries import entry

TITLES = [
    "Costs of $5 and $10 in US$: a 100% {Survey} & More",
    "snake_case __init__ _x_ and C# #1 in F#",
    "Back\\slash \\textbf{bold} \\ and {un}balanced } braces {",
    "A* Search, ~Tilde~, ^Caret^ and `Code` with | pipes | and || more",
    "\"Double\" 'single' “curly” ‘quotes’: it's the '90s",
    "p < 0.05 <b>bold</b> </script><script>alert(1)</script> <!-- comment --> -->",
    "AT&T &amp; R&D &lt;tags&gt; &#35;",
    "深度学习用于图像识别：综述",
    "التعلم العميق للجميع",
    "למידה עמוקה (Deep) לכולם",
    "Straße, naïve café, Łódź, Ærø, İstanbul, ﬁne",
    "😀 Emoji and ∑ maths ≤ 𝒪(n²) – dashes — and … dots",
    "=SUM(A1:A9)",
    "+1 for -1 @all",
    "@misc{key, title = {Evil}} and [@cite]",
    "--- title: evil",
    "- [ ] a task: #tag [[link]] [text](https://example.org)",
    "* TODO heading :tag:",
    "#+TITLE: evil",
    "1. one: a list? id:: 5",
    "En -- em --- dash ''quoted'' ``there''",
    "key: value # comment, \"quoted\", 'x': [a, b] {c: d}",
    "TODO DONE /slanted/ *bold* =verbatim= ~code~ +struck+ [1] <2024-01-01>",
    "See https://example.org/a_b?x=1&y=2#z for more",
    "CON",
    "Semi;colons; and, commas; and \\; both",
    "null",
    "A very long title " + "that goes on and on " * 30 + "to its end",
]
FORMULA_TITLE = "Sorting in $O(n \\log n)$ time"
"""The formula comes out as a formula where the format has any."""

_KINDS = ["", "article-journal", "paper-conference", "chapter", "book", "thesis", "report", "dataset", "webpage"]
_KINDS += ["manuscript", "patent", "software", "speech", "article"]
_AUTHORS: tuple[str, ...] = (
    "Ada Lovelace",
    "Vincent van der Gogh",
    "O'Neil, Ann-Marie",
    "Martin L. King Jr.",
    "Research & Co, Inc.",
)
_AUTHORS += ("李明", "Łukasz Øster", "Müller", "{Brace} D. \\slash")
_DETAILS: tuple[tuple[str, str], ...] = (
    ("ISSN", "2049-3630"),
    ("edition", "2"),
    ("editor", "Ed Itor; C. O. Editor"),
    ("issue", "3"),
)
_DETAILS += (("page", "10-20"), ("publisher", "Press & Sons_1"), ("volume", "12"))


def hard_entries() -> list[Entry]:
    """Return one entry for each title, with facts of every kind in turn, the first with none at all."""
    return [_entry(number, title) for number, title in enumerate(TITLES)]


def _entry(number: int, title: str) -> Entry:
    authors = tuple(_AUTHORS[(number + each) % len(_AUTHORS)] for each in range(number % 4))
    mark = Mark(
        status=list(Status)[number % 4],
        bookmarked=number % 3 == 0,
        rating=number % 6,
        tags=frozenset({"nlp/llm", "c++"} if number % 2 else ()),
        note=f"*Mine*: {title}\n\nSecond paragraph." if number % 3 else "",
        read_at=datetime(2024, 3, 15, tzinfo=UTC) if number % 4 == 2 else None,
    )
    plain = entry(
        title,
        f"On this: {title}. And a second sentence." if number % 5 else "",
        paper_id=f"2403.{number:05}",
        authors=authors,
        mark=mark,
        sightings=(Sighting("day_1.txt", number + 1, "Mar 14"), Sighting("=cmd.txt", 1, "")),
    )
    return replace(plain, paper=replace(plain.paper, facts=_facts(number)))


def _facts(number: int) -> Facts:
    if number == 0:
        return Facts()
    return Facts(
        arxiv=f"2403.{number:05}" if number % 2 else "",
        doi=f"10.1000/a_b<{number}>#%25" if number % 3 == 0 else "",
        urls=(f"https://example.org/a_{number}?x=1&y=%20#z",) if number % 4 == 0 else (),
        published=("", "2024", "2024-03", "2024-03-14")[number % 4],
        venue="Journal of A & B_C #1" if number % 5 else "",
        keywords=("cs.CL", "100% & more") if number % 2 else (),
        upvotes=number,
        kind=_KINDS[number % len(_KINDS)],
        citation_key="Own_Key:2024" if number in {6, 7} else "",
        details=_DETAILS if number % 3 else (),
    )
