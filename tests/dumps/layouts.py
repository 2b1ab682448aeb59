"""Pages of invented papers as other programs save them; each line knows whose it is."""

import random
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .pages import HEAD, papers

Owned = tuple[str, int | None]
"""A line, and the number of the paper whose title or abstract it is or is a part of."""
SITE = "https://huggingface.co"


@dataclass(frozen=True, slots=True)
class Card:
    """A paper with what a page tells of it."""

    title: str
    abstract: str
    arxiv: str
    votes: int
    authors: int
    day: date
    stars: str
    code: str

    @property
    def page(self) -> str:
        """The address of its page."""
        return f"{SITE}/papers/{self.arxiv}"

    @property
    def vote(self) -> str:
        """The address where one votes for it."""
        return f"{SITE}/login?next=%2Fpapers%2F{self.arxiv}"

    @property
    def votes_shown(self) -> str:
        """As on the page."""
        return str(self.votes) if self.votes else "-"

    @property
    def day_shown(self) -> str:
        """As on a page of another year."""
        return f"{self.day:%b} {self.day.day}, {self.day.year}"


def cards(count: int, seed: int, pairs: Sequence[tuple[str, str]] = ()) -> list[Card]:
    """Return `count` cards, of invented papers or of `pairs`."""
    rng = random.Random(seed)  # noqa: S311 -- papers, not secrets
    return [
        Card(
            title,
            abstract,
            f"24{rng.randint(1, 12):02}.{number:05}",
            rng.choice((0, 3, 117)),
            rng.randint(1, 30),
            date(2024, 1, 1) + timedelta(days=rng.randrange(365)),
            rng.choice(("812", "11.3k")),
            f"https://github.com/kites/case{number}",
        )
        for number, (title, abstract) in enumerate(pairs or papers(count, seed))
    ]


def plain_cards(cards: Sequence[Card]) -> list[Owned]:
    """The text of a day's page with its cards' lines: who sent it, votes, authors, comments."""
    lines = _own(*(part for line in HEAD for part in (line, "")))
    for number, card in enumerate(cards):
        lines += _own("Submitted by", "", "kite-flyer", "", card.votes_shown, "")
        lines += [(card.title, number), ("", None), (card.abstract, number), ("", None)]
        lines += _own(f"{card.authors} authors", "", "·", "", card.day_shown, "")
    return [*lines, *_own("Previous", "", "Next", "", "System theme", "", "TOS", "", "Privacy")]


def reader_markdown(cards: Sequence[Card]) -> list[Owned]:
    """Headings and abstracts are links; line ends and underscores are escaped; pictures of authors."""
    lines = _own("---", f"url: {SITE}/papers?q=kites", "retrieved: 2026-10-02", "completeness: full", "---", "new", "")
    lines += _own("Get trending papers in your email inbox!", "", f"[Subscribe]({SITE}/login?next=%2Fpapers)", "")
    lines += _own("# Daily Papers", "", f"## by [![]({SITE}/ak.png)AK]({SITE}/akhaliq) and the research community", "")
    lines += _own("- Daily", "- Weekly", "", f"[Trending Papers]({SITE}/papers/trending)", "", "Oct 2", "")
    for number, card in enumerate(cards):
        *start, end = textwrap.wrap(_escaped(card.abstract), 79)
        lines += _own(f"[{card.votes_shown}]({card.vote})", "")
        lines += [(f"### [{_escaped(card.title)}]({card.page})", number), ("", None)]
        texts = [*(f"{line}\\\\" for line in start), f"{end}]({card.page})"]
        lines += [(f"[{line}" if line is texts[0] else line, number) for line in texts]
        lines += _own(
            "", f"[- ![]({SITE}/a.svg)\\\\", f"- ![]({SITE}/b.svg)\\\\", f"- {card.authors} authors]({card.page})"
        )
        lines += _own("", "·", "", card.day_shown, "")
    return [
        *lines,
        *_own(f"[Previous]({SITE}/papers/date/2026-10-01)", "", "Trending Papers ranked by GitHub stars activity"),
    ]


def notebook(cards: Sequence[Card]) -> list[Owned]:
    """No marks but for one: every address stands on a line of its own below its text."""
    lines = _own(
        "---", 'title: "Daily Papers - Hugging Face"', f"url: {SITE}/papers?q=Turnip%20Bash", "exported: 2026-07-28"
    )
    lines += _own("---", "", "# Daily Papers - Hugging Face", "", " Hugging Face", "", f"{SITE}/", "", "Models", "")
    lines += _own(f"{SITE}/models", "", "Get trending papers in your email inbox!", "", "by ", "", "AK", "")
    lines += _own(
        f"{SITE}/akhaliq", "", " and the research community", "", "Turnip Bash", "", "Daily", "", "Mar 25", ""
    )
    for number, card in enumerate(cards):
        lines += _own(f" [-] {card.votes_shown}", "", card.vote, "")
        lines += [(card.title, number), *_own("", card.page, ""), (card.abstract, number)]
        lines += _own(
            "", card.page, "", "[", "", f"{card.authors} authors]({card.page})", "", "·", "", card.day_shown, ""
        )
    return [*lines, *_own("Previous", "", "System theme", "", "Careers", "", "https://apply.workable.com/huggingface/")]


def numbered_links(cards: Sequence[Card]) -> list[Owned]:
    """Addresses are numbered and stand at the end; texts are wrapped; a fence around it all."""
    addresses = [f"{SITE}/"]

    def link(address: str) -> int:
        addresses.append(address)
        return len(addresses)

    lines = _own("# Web source", "", f"- URL: {SITE}/papers?q=kites", "- Captured (UTC): 2026-06-29T16:31:22+00:00", "")
    lines += _own("```text", "* [ Models ][1]", "* * Website", "    * [ Tasks][1]", "new", "", "[Subscribe][1]", "")
    lines += _own("# Daily Papers", "", "## by[AK][1] and the research community", "* Daily", "", "Jun 29")
    for number, card in enumerate(cards):
        lines += _own("[", card.votes_shown, f"][{link(card.vote)}]", "")
        lines += [(f"### [{card.title}][{link(card.page)}]", number), *_own("", "[", "")]
        lines += [(line, number) for line in textwrap.wrap(card.abstract, 120)]
        lines += _own("", f"][{link(card.page)}]", "[", f"* {card.authors} authors", f"][{link(card.page)}]", "·")
        lines += _own(card.day_shown)
    lines += _own("[", "65", f"][{link(f'{SITE}/login')}]", "", "[Content truncated]", "")
    return [*lines, *_own(*(f"[{number}]: {address}" for number, address in enumerate(addresses, 1)), "```")]


def trending_doubled(cards: Sequence[Card]) -> list[Owned]:
    """Headings without links, wrapped with an indent; each card stands twice."""
    lines = _own(
        "# What are turnips?", "**URL:** https://turnips.example", "**Page Title:** Trending Papers - Hugging Face"
    )
    lines += _own("-" * 20, "", "Get trending papers in your email inbox!", "", "## Trending Papers", "")
    lines += _own("## by AK and the research community", "")
    for number, card in enumerate(cards):
        first, *rest = textwrap.wrap(card.title, 70)
        for _ in range(2):
            lines += [(f"### {first}", number), *((f"  {line}", number) for line in rest), ("", None)]
            lines += [(card.abstract, number)]
            lines += _own(f"- {card.authors} authors", f"[LINK: GitHub {card.stars}]({card.code})", "")
    return lines


def trending_structured(cards: Sequence[Card]) -> list[Owned]:
    """Anchors, pictures as words in brackets, several empty lines, links of code and arXiv in one line."""
    lines = _own('<a id="source-section-0"></a>', "", "new", "", "", "Get trending papers in your email inbox!", "")
    lines += _own(
        "# Trending Papers",
        "",
        f"## by[[图片：无] AK]({SITE}/akhaliq) and the research community",
        "",
        "-",
        "",
        "-",
        "",
    )
    for number, card in enumerate(cards):
        first, *rest = textwrap.wrap(card.title, 70)
        title = [f"### [{first}", *rest]
        title[-1] += f"]({card.page})"
        lines += _own(f"[[图片：无]]({card.page})", "", "Submitted by", "", "[图片：无]", "", "kite-flyer", "")
        lines += _own(f'<a id="source-section-{number}"></a>', "", *())
        lines += [(line, number) for line in title]
        lines += [*_own("", ""), (card.abstract, number), *_own("", "", "-", "", "- [图片：无]", "")]
        lines += _own(f"- {card.authors} authors", "", f"· Published on {card.day_shown}", "", "[Upvote", "")
        lines += _own(f"{card.votes}]({card.vote})", "")
        lines += _own(f"[GitHub {card.stars}]({card.code}) [arXiv Page](https://arxiv.org/abs/{card.arxiv})", "", "")
    return lines


LAYOUTS: dict[str, Callable[[Sequence[Card]], list[Owned]]] = {
    layout.__name__: layout
    for layout in (plain_cards, reader_markdown, notebook, numbered_links, trending_doubled, trending_structured)
}


def _own(*lines: str) -> list[Owned]:
    """Lines of the page itself."""
    return [(line, None) for line in lines]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("_", "\\_").replace("*", "\\*")
