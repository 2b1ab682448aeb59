"""`reader related`."""

import click

from reader.cli.printing import MOST, format_option, print_json, print_table, short_id, tell
from reader.cli.session import Session, pass_session
from reader.export import paper_json
from reader.papers import clean_line
from reader.query import Like, Query


@click.command()
@click.argument("paper_id", metavar="ID")
@click.option("--limit", type=click.IntRange(1, MOST), default=10, show_default=True, help="At most so many papers.")
@format_option("table", "json", "ids")
@pass_session
def related(session: Session, paper_id: str, limit: int, form: str) -> None:
    """List the papers most like one, with the words they share.

    The words that tell this paper from the others are looked for in all of them: `like:ID` in a query does the same.

    \b
    Examples:
      reader related 1228
      reader search 'like:1228 is:unread' --limit 5
    """
    library = session.library
    like = library.entry(clean_line(paper_id)).paper.id
    results = library.find(Query(Like(like), limit=limit))
    found = [(entry, library.shared_words(entry, results)) for entry in library.entries(results.numbers)]
    match form:
        case "json":
            scores = results.scores
            print_json([paper_json(entry, scores[entry.number]) | {"shared": shared} for entry, shared in found])
        case "ids":
            for entry, _ in found:
                tell(entry.paper.id)
        case _:
            rows = ((short_id(entry.paper.id), entry.paper.title, " ".join(shared)) for entry, shared in found)
            print_table(("id", "title", "shared words"), rows, cut=("title", "shared words"))
