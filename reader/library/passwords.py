"""The password of a mail account, from where the user keeps it; it goes nowhere but to the server."""

import shlex
import subprocess

from reader.errors import SendError
from reader.mail_account import MailAccount

_PATIENCE_S = 120
"""A command may ask its user for something."""


def password_of(account: MailAccount) -> str:
    """Return an account's password; empty where it has none.

    Raises:
        SendError: it cannot be had.
    """
    if account.password_command:
        return _told_by(account.password_command)
    return _in_keyring(account) if account.keyring else ""


def _told_by(command: str) -> str:
    hint = "Run it by itself to see what it says; the digest waits."
    try:
        done = subprocess.run(  # noqa: S603 - the user's own command, without a shell
            shlex.split(command), stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise SendError(f"password_command took more than {_PATIENCE_S} s", hint, for_all=True) from error
    except (OSError, ValueError) as error:  # no such program, no closing quote
        raise SendError(f"password_command cannot be run: {_why(error)}", hint, for_all=True) from error
    first = done.stdout.decode(errors="replace").partition("\n")[0].rstrip("\r")
    if done.returncode or not first:
        raise SendError(f"password_command told no password (it ended with {done.returncode})", hint, for_all=True)
    return first


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _in_keyring(account: MailAccount) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError as error:
        raise SendError(
            "The system's keyring needs one more package",
            "pip install 'daily-papers-reader[mail]'; the digest waits.",
            for_all=True,
        ) from error
    try:
        password = keyring.get_password(account.server, account.user)
    except KeyringError as error:
        raise SendError(
            f"The keyring cannot be asked: {error}", "Unlock it; the digest waits.", for_all=True
        ) from error
    if not password:
        raise SendError(
            f"The keyring has no password for {account.user} at {account.server}",
            f"`keyring set {account.server} {account.user}` puts it there; the digest waits.",
            for_all=True,
        )
    return password
