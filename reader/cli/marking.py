"""`reader mark`."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import click

from reader.changes import AddTag, Bookmark, Change, Rate, RemoveTag, SetNote, SetStatus
from reader.cli.asking import ask
from reader.cli.printing import format_option, plural, print_json, tell
from reader.cli.session import Session, pass_session
from reader.errors import TextError
from reader.papers import Status, clean_line, clean_tag, clean_text


@click.command()
@click.argument("paper_ids", nargs=-1, metavar="[ID]...")
@click.option("--query", help="Mark all papers that this query finds.")
@click.option("--read", "status", flag_value="read", help="Set the status.")
@click.option("--unread", "status", flag_value="unread", help="Set the status.")
@click.option("--reading", "status", flag_value="reading", help="Set the status.")
@click.option("--skip", "status", flag_value="skipped", help="Not interested: out of the unread papers, never deleted.")
@click.option("--bookmark/--no-bookmark", default=None, help="Set or remove the bookmark.")
@click.option("--rating", type=click.IntRange(0, 5), help="1 to 5 stars; 0 removes them.")
@click.option("--tag", "tags", multiple=True, help="Add a tag, such as nlp or nlp/llm; may be repeated.")
@click.option("--untag", "untags", multiple=True, help="Remove a tag; may be repeated.")
@click.option("--note", help="Write a note, in Markdown; '' removes it.")
@format_option("text", "json")
@pass_session
def mark(
    session: Session,
    paper_ids: tuple[str, ...],
    query: str | None,
    status: str | None,
    bookmark: bool | None,
    rating: int | None,
    tags: tuple[str, ...],
    untags: tuple[str, ...],
    note: str | None,
    form: str,
) -> None:
    """Mark papers: status, bookmark, rating, tags, note.

    Which ones is said by ids or by a query. One command is one step for `reader undo`.

    \b
    Examples:
      reader mark 1228 --read --rating 4 --tag nlp/llm
      reader mark --query 'source:mar_14 is:unread' --skip
      reader search 'tag:nlp' --format ids | xargs reader mark --bookmark
    """
    if bool(paper_ids) == (query is not None):
        raise click.UsageError("Say which papers: either ids, or --query.")
    changes = list(_changes(session.library.now, status, bookmark, rating, tags, untags, note))
    if not changes:
        raise click.UsageError("Say what to mark: --read, --bookmark, --tag TAG ... `reader mark --help` lists it.")
    library = session.library
    numbers: Sequence[int]
    if query is None:
        numbers = [library.entry(clean_line(paper_id)).number for paper_id in paper_ids]
    else:
        asked = ask(query)
        if query and asked.where is None and asked.limit is None:  # `-`, `tag:`: half a query is every paper
            raise click.UsageError(f"“{clean_line(query)}” says nothing yet. --query '' is all papers.")
        results = library.find(asked)
        if results.says_nothing:
            raise click.UsageError(f"“{clean_line(query)}” tells no papers from others. --query '' is all papers.")
        numbers = results.numbers
    step = library.change(numbers, changes)
    if form == "json":
        print_json({"papers": len(numbers), "changed": step.papers if step else 0, "what": step.what if step else ""})
    elif step is None:
        tell("Nothing to change." if numbers else "No paper is like that.")
    else:
        tell(f"{plural(step.papers, 'paper')}: {step.what}")


def _changes(
    now: datetime,
    status: str | None,
    bookmark: bool | None,
    rating: int | None,
    tags: tuple[str, ...],
    untags: tuple[str, ...],
    note: str | None,
) -> Iterator[Change]:
    if status is not None:
        yield SetStatus(Status(status), now)
    if bookmark is not None:
        yield Bookmark(bookmark)
    if rating is not None:
        yield Rate(rating)
    for tag in tags:
        yield AddTag(clean_tag(tag))
    for tag in untags:
        yield RemoveTag(clean_tag(tag))
    if note is not None:
        if note and not clean_text(note):
            raise TextError("There is nothing in that note that could be read", "--note '' removes the note.")
        yield SetNote(clean_text(note))
