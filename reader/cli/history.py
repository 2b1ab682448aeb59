"""`reader undo`, `redo` and `history`."""

import click

from reader.changes import Step, StepState
from reader.cli.printing import MOST, as_json, format_option, plural, print_json, print_table, tell
from reader.cli.session import Session, pass_session
from reader.export import utc_text

_STATES = {StepState.DONE: "done", StepState.UNDONE: "undone", StepState.DROPPED: "left behind"}


@click.command()
@click.option(
    "--to", type=click.IntRange(0, MOST), help="Go to just after this step of `reader history`; 0 undoes all."
)
@format_option("text", "json")
@pass_session
def undo(session: Session, to: int | None, form: str) -> None:
    """Take back the last step, of the app or of a command.

    Again for the one before; `reader history` lists them. Steps are marks, saved queries and added dumps.
    With --to, go back over several at once; or forward, to one that was undone. A step that was left behind,
    because something else was done after it was undone, cannot be gone to.

    \b
    Examples:
      reader undo
      reader undo --to 12
      reader undo --format json | jq -r .what
    """
    if to is None:
        _print_step("Undone", session.library.undo(), form)
        return
    steps = session.library.go_back_to(to)
    if form == "json":
        print_json([_as_json(step) for step in steps])
    elif not steps:
        tell("Nothing to undo: that is where you are.")
    else:
        way = "back" if steps[0].state is StepState.UNDONE else "forward"
        tell(f"Went {way} {plural(len(steps), 'step')}, the last: {_told(steps[-1])}")


@click.command()
@format_option("text", "json")
@pass_session
def redo(session: Session, form: str) -> None:
    """Do the step again that was taken back last.

    \b
    Examples:
      reader redo
    """
    _print_step("Redone", session.library.redo(), form)


@click.command()
@click.option("--limit", type=click.IntRange(1, MOST), default=50, show_default=True, help="How many steps.")
@format_option("table", "json", "jsonl")
@pass_session
def history(session: Session, limit: int, form: str) -> None:
    """List what was done, newest first.

    Each step changed marks, saved a query or took in dumps, and can be undone. Those left behind were
    undone before something else was done: they are kept for the record.

    \b
    Examples:
      reader history --limit 10
      reader history --format json | jq -r '.[].what'
      reader history --format jsonl | grep '"undone"'
    """
    steps = session.library.history(limit)
    match form:
        case "json":
            print_json([_as_json(step) for step in steps])
        case "jsonl":
            for step in steps:
                click.echo(as_json(_as_json(step)))
        case _:
            rows = (
                (s.number, f"{s.at.astimezone():%Y-%m-%d %H:%M}", s.what, s.title, s.papers, _STATES[s.state])
                for s in steps
            )
            print_table(("number", "when", "what", "title", "papers", "state"), rows, cut=("what", "title"))


def _print_step(word: str, step: Step, form: str) -> None:
    if form == "json":
        print_json(_as_json(step))
    else:
        tell(f"{word}: {_told(step)}")


def _told(step: Step) -> str:
    more = f" and {step.papers - 1:,} more" if step.papers > 1 else ""
    return f"{step.what} ({step.title}{more})" if step.papers else step.what


def _as_json(step: Step) -> dict[str, object]:
    return {
        "number": step.number,
        "at": utc_text(step.at),
        "what": step.what,
        "title": step.title,
        "papers": step.papers,
        "state": step.state.value,
        "kind": step.kind.value,
    }
