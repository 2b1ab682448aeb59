"""`reader split`."""

import click

from reader.cli.printing import format_option, print_json, tell
from reader.cli.session import Session, pass_session
from reader.papers import clean_line


@click.command()
@click.argument("paper_id", metavar="ID")
@format_option("text", "json")
@pass_session
def split(session: Session, paper_id: str, form: str) -> None:
    """Take apart what is not one paper.

    Each of its wordings becomes a paper of its own, for good. Marks stay with the paper that was there
    first. `reader undo` puts all of it together again.

    \b
    Examples:
      reader show --why 1228
      reader split 1228
    """
    step = session.library.split(session.library.entry(clean_line(paper_id)))
    if form == "json":
        print_json({"what": step.what, "papers": step.papers, "title": step.title})
    else:
        tell(f"{step.what[0].upper()}{step.what[1:]}: {step.title}. `reader undo` takes it back.")
