"""The command line: parse arguments, call Library, print."""

import os
import sys

EXIT_INTERRUPTED = 130
EXIT_CLOSED_PIPE = 141
"""128 + SIGINT and 128 + SIGPIPE, as a shell counts them."""


def main() -> None:
    """Run `reader` with the arguments of the process, and exit as documented in `reader --help`."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run `reader` with `arguments`; return the exit code. The one place where the command line catches errors."""
    import click

    from reader.cli.root import root
    from reader.errors import ReaderError

    try:
        outcome = root.main(arguments, prog_name="reader", standalone_mode=False)
        sys.stdout.flush()
    except ReaderError as error:
        click.echo(f"reader: {error.message}", err=True)
        if error.hint:
            click.echo(f"        {error.hint}", err=True)
        return error.exit_code
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the flush at exit must not raise again
        return EXIT_CLOSED_PIPE
    return outcome if isinstance(outcome, int) else 0
