"""Lines in, lines out."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from shutil import get_terminal_size

import click

from reader.cli.plain.commands import parse_command
from reader.cli.plain.reading import PlainReader
from reader.cli.printing import complain
from reader.cli.session import Session
from reader.errors import ReaderError
from reader.papers import clean_text

PROMPT = "> "


def read_plainly(session: Session, query: str | None) -> int:
    """Do what is typed, line by line, until `q` or the end of the input; return the exit code.

    Someone at a keyboard has seen every error; for a script, the first one decides the code.

    Raises:
        ReaderError: the library cannot be used, or `query` cannot be meant.
    """
    asking, wide = sys.stdin.isatty(), sys.stdout.isatty()
    width = min(session.settings.measure_cells, get_terminal_size().columns) if wide else None
    reader = PlainReader(session.library, width)
    _print(reader.search(query or ""))
    with suppress(ReaderError):  # a library that cannot be written can be read all the same
        session.library.visits.look()
    if asking:
        click.echo("h lists the commands.")
    code = 0
    while True:
        if asking:
            click.echo(PROMPT, nl=False)
        line = sys.stdin.readline()
        if not line:
            return code
        try:
            command = parse_command(line)
            if command.name == "quit":
                return code
            _print(reader.do(command))
        except ReaderError as error:
            complain(error.message, error.hint)
            code = code or (0 if asking else error.exit_code)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(clean_text(line))
    sys.stdout.flush()
