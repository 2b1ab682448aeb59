"""`reader tags`, with `rename`, `merge` and `remove`."""

import click

from reader.cli.printing import format_option, print_json, print_table, tell
from reader.cli.session import Session, pass_session
from reader.library import Retagging


@click.group(invoke_without_command=True)
@click.option("--tree", is_flag=True, help="Each tag with those below it, and how many papers are unread.")
@format_option("table", "json")
@pass_session
@click.pass_context
def tags(ctx: click.Context, session: Session, form: str, *, tree: bool) -> None:
    """List the tags with how many papers have each.

    \b
    Examples:
      reader tags
      reader tags | sort -k2 -nr | head
      reader tags --tree
      reader tags rename nlp language/nlp
      reader tags merge llm llms --into nlp/llm
    """
    if ctx.invoked_subcommand is None:
        (_list_tree if tree else _list_flat)(session, form)


@tags.command()
@click.argument("old")
@click.argument("new")
@format_option("text", "json")
@pass_session
def rename(session: Session, old: str, new: str, form: str) -> None:
    """Give a tag another name on all papers; the tags below it come along.

    Where the new name is in use, the two become one. `reader undo` takes it back.

    \b
    Examples:
      reader tags rename nlp language/nlp
      reader tags rename nlp/llm llm
    """
    _print(session.library.rename_tag(old, new), form)


@tags.command()
@click.argument("sources", nargs=-1, required=True, metavar="TAG...")
@click.option("--into", required=True, metavar="TAG", help="What all of them become; it need not be in use yet.")
@format_option("text", "json")
@pass_session
def merge(session: Session, sources: tuple[str, ...], into: str, form: str) -> None:
    """Make one tag of several, on all papers; the tags below them come along.

    It is one step: `reader undo` takes all of it back.

    \b
    Examples:
      reader tags merge llm llms --into nlp/llm
    """
    _print(session.library.merge_tags(sources, into), form)


@tags.command()
@click.argument("tag")
@format_option("text", "json")
@pass_session
def remove(session: Session, tag: str, form: str) -> None:
    """Remove a tag, and those below it, from all papers; no paper is deleted.

    `reader undo` takes it back.

    \b
    Examples:
      reader tags remove nlp
      reader mark --query tag:nlp --untag nlp     only nlp itself, not nlp/llm
    """
    _print(session.library.remove_tag(tag), form)


def _list_flat(session: Session, form: str) -> None:
    counts = session.library.tags()
    if form == "json":
        print_json([{"tag": tag, "papers": papers} for tag, papers in counts.items()])
    else:
        print_table(("tag", "papers"), counts.items())


def _list_tree(session: Session, form: str) -> None:
    nodes = session.library.tag_tree()
    if form == "json":
        print_json([{"tag": n.tag, "papers": n.papers, "unread": n.unread, "own": n.own} for n in nodes])
    else:
        print_table(("tag", "papers", "unread"), (("  " * n.depth + n.tag, n.papers, n.unread) for n in nodes))


def _print(done: Retagging, form: str) -> None:
    if form == "json":
        print_json({"what": done.step.what, "changed": done.step.papers, "message": done.message})
    else:
        tell(f"{done.message[0].upper()}{done.message[1:]}.")
