"""The command line: parse arguments, call Library, print."""

import errno
import os
import sys

EXIT_UNWRITTEN = 5
EXIT_INTERRUPTED = 130
EXIT_CLOSED_PIPE = 141
"""128 + SIGINT and 128 + SIGPIPE, as a shell counts them."""
COMPLETE_VARIABLE = "_READER_COMPLETE"
"""Set by the completion scripts when they ask for the possible next words."""
_UNWRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}
"""What stdout says when it is at fault; the library's own troubles are ReaderErrors by the time they get here."""


def main() -> None:
    """Run `reader` with the arguments of the process, and exit as documented in `reader --help`."""
    from reader.cli.streams import prepare_streams, print_bug

    sys.excepthook = print_bug
    prepare_streams()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run `reader` with `arguments`; return the exit code. The one place where the command line catches errors."""
    try:
        import click

        from reader.cli.streams import abandon_streams
        from reader.errors import ReaderError

        outcome = _invoke(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:  # first: it may come before the names below are there
        return EXIT_INTERRUPTED
    except ReaderError as error:
        _complain(error.message, error.hint)
        return error.exit_code
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        asked = error.ctx.command_path if error.ctx else "reader"
        _complain(error.format_message(), f"`{asked} --help` shows how, with examples.")
        return error.exit_code
    except BrokenPipeError:
        abandon_streams()
        return EXIT_CLOSED_PIPE
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            raise
        _complain(f"Cannot write the output: {error.strerror}", "Free some space, or send it elsewhere.")
        abandon_streams()
        return EXIT_UNWRITTEN
    return outcome if isinstance(outcome, int) else 0


def _complain(message: str, hint: str) -> None:
    from reader.cli.printing import complain  # late: nothing is printed before the app shows its first pixels

    complain(message, hint)


def _invoke(arguments: list[str]) -> object:
    """Do what click's own `main` does, but leave closed pipes to `run`: click would exit with 1."""
    import click

    from reader.cli.root import root
    from reader.cli.session import Session
    from reader.errors import ReaderError

    if instruction := os.environ.get(COMPLETE_VARIABLE):
        from click.shell_completion import shell_complete

        return shell_complete(root, {}, "reader", COMPLETE_VARIABLE, instruction)
    with root.make_context("reader", list(arguments)) as context:
        try:
            return root.invoke(context)
        except (ReaderError, click.ClickException, click.exceptions.Exit, click.Abort, OSError):
            raise
        except Exception as bug:
            if isinstance(context.obj, Session) and (damage := context.obj.damage()):
                raise damage from bug
            raise
