"""`reader rising`."""

import sys
from typing import get_args

import click

from reader.cli.printing import MOST, format_option, print_json, print_table, say
from reader.cli.session import Session, pass_session
from reader.display import sparkline
from reader.library import Rising, SpanUnit

_MEASURES = {"page": "the days of their pages", "published": "the days on which they came out"}


@click.command()
@click.option(
    "--by", type=click.Choice(get_args(SpanUnit)), default="month", show_default=True, help="What to compare."
)
@click.option("--limit", type=click.IntRange(1, MOST), default=20, show_default=True, help="At most so many terms.")
@format_option("table", "json")
@pass_session
def rising(session: Session, by: SpanUnit, limit: int, form: str) -> None:
    """List what the newest papers speak more of.

    Words, and pairs of words. The papers of the newest month, week or year are compared with those of the one before,
    by the days of the pages that show them; a paper that was shown in both counts in both. Where few papers are from
    pages, it is by the days on which they came out. A month of fewer than ten papers is passed over.

    What rose most surely comes first: by the log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and
    Quinn 2008), over how many papers say it in title or abstract, three at least. Words that papers say but once,
    wherever they are said, are no topics and left out. A z with a question mark is no more than chance gives to one of
    all these words: of few papers, most are such hints. The bars are shares of each month's papers, over the last
    twelve months.

    \b
    Examples:
      reader rising
      reader rising --by week --limit 5
      reader search "$(reader rising --format json | jq -r '.terms[0].query')"
    """
    found = session.library.rising(by, limit)
    if form == "json":
        print_json(_as_dict(found))
        return
    rows = (
        (
            term.text,
            term.papers[-1],
            f"{term.shares[-1]:.1%}",
            f"{term.shares[-2]:.1%}",
            f"{term.score:.1f}{'' if term.is_sure else '?'}",
            bars,
        )
        for term in found.terms
        if (bars := sparkline(term.shares))
    )
    if found.remark:
        say(found.remark)
        return
    print_table(("term", "papers", "now", "before", "z", "shares"), rows, cut=("term",))
    if sys.stdout.isatty():
        old, new = found.periods[-2:]
        say(
            f"{new.span.name} ({new.papers:,} papers) against {old.span.name} ({old.papers:,}), "
            f"by {_MEASURES[found.measure]}; bars from {found.periods[0].span.name}"
        )


def _as_dict(found: Rising) -> dict[str, object]:
    return {
        "by": found.unit,
        "days": found.measure,
        "periods": [{"first": period.span.first.isoformat(), "papers": period.papers} for period in found.periods],
        "terms": [
            {
                "term": term.text,
                "score": round(term.score, 3),
                "sure": term.is_sure,
                "papers": list(term.papers),
                "query": str(term.query),
            }
            for term in found.terms
        ],
        "remark": found.remark,
    }
