"""`reader trending`."""

from dataclasses import replace

import click

from reader.cli.asking import QueryCommand, ask
from reader.cli.printing import MOST, format_option, print_json, print_table, short_id, tell
from reader.cli.session import Session, pass_session
from reader.export import paper_json
from reader.library import Trending
from reader.query import Sort


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option("--limit", type=click.IntRange(1, MOST), default=20, show_default=True, help="At most so many papers.")
@format_option("table", "json", "ids")
@pass_session
def trending(session: Session, query: tuple[str, ...], limit: int, form: str) -> None:
    """List the papers that are talked about, and why.

    Of those that a query finds, or of all. The formula, that of sort:trending too, gives points; one more is twice as
    much talk:

    \b
      log2 of the dumps that show the paper, each counting half as much a week
      + 1/2 log2((1 + upvotes) / (1 + the usual upvotes))
      + 1/4 log2((1 + stars) / (1 + the usual stars)), where that is above 0

    The weeks are counted back from the newest dump, not from today, so that an old library has its order too. A
    dump without a day counts as of the oldest page. Usual is
    the median of the papers whose upvotes, or stars of their code on GitHub, some dump tells; what no dump tells counts
    as usual, not as none. Of equal papers the one added last comes first.

    \b
    Examples:
      reader trending
      reader trending is:unread diffusion --limit 5
      reader trending --format json | jq -r '.papers[].trending.why'
    """
    library = session.library
    results = library.find(replace(ask(" ".join(query)), sort=Sort("trending"), limit=limit))
    entries, trends = library.entries(results.numbers), library.trends.of(results.numbers)
    match form:
        case "json":
            print_json(
                {
                    "papers": [
                        paper_json(entry) | {"trending": _as_dict(trends[entry.number])}
                        for entry in entries
                        if entry.number in trends
                    ]
                }
            )
        case "ids":
            for entry in entries:
                tell(entry.paper.id)
        case _:
            whys = ((entry, trends[entry.number].why if entry.number in trends else "") for entry in entries)
            rows = ((short_id(entry.paper.id), entry.paper.title, why) for entry, why in whys)
            print_table(("id", "title", "why"), rows, cut=("title",))


def _as_dict(each: Trending) -> dict[str, object]:
    trend, showing = each.trend, each.showing
    return {
        "score": round(trend.score, 3),
        "points": {"dumps": round(trend.seen, 3), "upvotes": round(trend.upvotes, 3), "stars": round(trend.stars, 3)},
        "dumps": len(showing.days),
        "first": min(showing.known).isoformat() if showing.known else None,
        "last": max(showing.known).isoformat() if showing.known else None,
        "upvotes": showing.upvotes,
        "stars": showing.stars,
        "why": each.why,
    }
