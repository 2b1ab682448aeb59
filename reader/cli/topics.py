"""`reader topics`."""

import click

from reader.cli.asking import QueryCommand, ask
from reader.cli.printing import MOST, format_option, plural, print_json, print_table, say
from reader.cli.progress import progress_bars
from reader.cli.session import Session, pass_session
from reader.library import FEWEST, TopicCount, TopicCounts


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option("--count", type=click.IntRange(1, MOST), help="At most so many topics, the largest first.")
@format_option("table", "json")
@pass_session
def topics(session: Session, query: tuple[str, ...], count: int | None, form: str) -> None:
    """Tell what the library is about, in groups of papers.

    Each topic with the terms that tell it from the others, how many of its papers there are, are unread, and were added
    in the last thirty days, and its most typical paper. With a QUERY only among the papers that it finds.

    `topic:NAME` in a query finds a topic's papers; so does its number, and any of its terms. Number and name stay as
    long as most of its papers do. Papers that fit into no topic are in `topic:other`.

    \b
    Examples:
      reader topics
      reader topics is:unread --count 5
      reader search 'topic:graph is:unread'
      reader topics --format json | jq -r '.topics[] | [.papers, .name] | @tsv'
    """
    with progress_bars("indexing", "grouping", "naming") as progress:
        counts = session.library.shape.topics(ask(" ".join(query)), progress)
    if form == "json":
        print_json(_as_dict(counts, count))
        return
    shown = counts.topics[:count]
    rows = ((each.name, each.papers, each.unread, each.recent, _terms(each), each.typical) for each in shown)
    print_table(("topic", "papers", "unread", "recent", "terms", "typical paper"), rows, cut=("terms", "typical paper"))
    if not counts.made:
        say(f"Topics are made of {FEWEST} papers or more; there are {plural(len(session.library), 'paper')}.")


def _terms(count: TopicCount) -> str:
    return ", ".join(count.topic.terms) if count.topic else "fit into no topic"


def _as_dict(counts: TopicCounts, most: int | None) -> dict[str, object]:
    return {
        "query": str(counts.query),
        "papers": counts.papers,
        "topics": [
            {
                "number": each.topic.number if each.topic else None,
                "name": each.name,
                "query": each.query,
                "terms": list(each.topic.terms) if each.topic else [],
                "papers": each.papers,
                "unread": each.unread,
                "recent": each.recent,
                "typical": each.typical or None,
            }
            for each in counts.topics[:most]
        ],
    }
