"""Where a digest goes, as options say it: a file, a Maildir, mail, or else standard output."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from reader.export.digest import DIGEST_FORMATS
from reader.library.post import ENDINGS, Target


def target_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say where a digest goes, and as what."""
    path = click.Path(path_type=Path)
    for option in (
        click.option("--smtp", is_flag=True, help="Send it, as `mail:` of config.yaml says."),
        click.option("--maildir", type=path, metavar="DIR", help="Put it into a Maildir, which may be new."),
        click.option("-o", "--out", type=path, metavar="FILE", help="Write it to a file."),
        click.option(
            "--format",
            "form",
            type=click.Choice(list(DIGEST_FORMATS)),
            help="How to write; without it a file's ending says, mail is eml, and else it is text.",
        ),
    ):
        command = option(command)
    return command


def target_of(form: str | None, out: Path | None, maildir: Path | None, *, smtp: bool) -> Target:
    """Return what the options say.

    Raises:
        click.UsageError: they name several places, a file of no format, or a format that is no mail for mail.
    """
    if sum((out is not None, maildir is not None, smtp)) > 1:
        raise click.UsageError("--out, --maildir and --smtp exclude each other.")
    if maildir is not None or smtp:
        if form not in (None, "eml"):
            raise click.UsageError("Mail is written as eml, which is plain text and HTML.")
        return Target("smtp", "", "eml") if maildir is None else Target("maildir", _absolute(maildir), "eml")
    if out is not None:
        known = form or ENDINGS.get(out.suffix.lower())
        if known is None:
            raise click.UsageError(f"{out.name} ends as no digest does: {', '.join(ENDINGS)}; or say --format.")
        return Target("file", _absolute(out), known)
    return Target("print", "", form or "text")


def _absolute(path: Path) -> str:
    try:
        path = path.expanduser()
    except RuntimeError as error:
        raise click.UsageError(f"{path} names somebody who is not here.") from error
    return str(path.absolute())
