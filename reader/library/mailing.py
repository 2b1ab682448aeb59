"""A message to an SMTP server: the one place from which Reader sends anything anywhere."""

import smtplib
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress

from reader.errors import SendError
from reader.mail_account import MailAccount, address_of, is_loopback
from reader.papers import clean_line

TIMEOUT_S = 30
_WAITS = "The digest waits: `reader digest --retry` tries again, and so does --due."


def send(message: str, to: Sequence[str], account: MailAccount, password: Callable[[], str]) -> list[str]:
    """Give a message to the account's server, for some addresses; return those that it refused.

    `password` is asked when the server is there. Once the server has said that it has the message, it is sent,
    whatever happens afterwards.

    Raises:
        SendError: there is no server, none that can be trusted, or it lets us not in.
        SendError: it refuses the message, or was cut off while it took it: then it may have it, or not.
    """
    server = _open(account)
    try:
        if account.user:
            _log_in(server, account, password())
        return _give(server, message, to, account)
    finally:
        with suppress(smtplib.SMTPException, OSError):  # it has been said by now whether the message is sent
            server.quit()
        server.close()


def _open(account: MailAccount) -> smtplib.SMTP:
    if account.tls == "none" and not is_loopback(account.server):
        raise SendError(f"mail would go to {account.server} for all to read", _WAITS, for_all=True)
    context = ssl.create_default_context()
    where = f"{account.server}, port {account.port}"
    try:
        if account.tls == "tls":
            return smtplib.SMTP_SSL(account.server, account.port, timeout=TIMEOUT_S, context=context)
        server = smtplib.SMTP(account.server, account.port, timeout=TIMEOUT_S)
    except (smtplib.SMTPException, OSError) as error:
        raise SendError(f"The mail server at {where} cannot be reached: {_why(error)}", _WAITS, for_all=True) from error
    if account.tls == "starttls":
        try:
            server.starttls(context=context)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            server.close()
            raise SendError(f"The mail server at {where} offers no TLS to trust: {_why(error)}", _WAITS) from error
    return server


def _log_in(server: smtplib.SMTP, account: MailAccount, password: str) -> None:
    try:
        server.login(account.user, password)
    except (smtplib.SMTPException, OSError, ValueError) as error:  # a password beyond ASCII is a ValueError
        code = getattr(error, "smtp_code", "")  # what the server says may hold what it was told
        told = f"it says {code}" if code else type(error).__name__
        raise SendError(f"The mail server {account.server} does not let {account.user} in: {told}", _WAITS) from error


def _give(server: smtplib.SMTP, message: str, to: Sequence[str], account: MailAccount) -> list[str]:
    try:
        refused = server.sendmail(address_of(account.sender), list(to), message)
    except smtplib.SMTPRecipientsRefused as error:
        _, answer = next(iter(error.recipients.values()))
        raise SendError(f"{account.server} refuses all addresses: {_line(answer)}", _WAITS) from error
    except smtplib.SMTPResponseException as error:
        raise SendError(
            f"{account.server} refuses the message: {error.smtp_code} {_line(error.smtp_error)}", _WAITS
        ) from error
    except (smtplib.SMTPException, OSError) as error:
        raise SendError(
            f"{account.server} was cut off while it took the message: {_why(error)}",
            f"It may have it or not; sent again it has the same Message-ID. {_WAITS}",
            for_all=True,
        ) from error
    return list(refused)


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return _line(error.verify_message)
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_line(error.smtp_error)}"
    return _line(getattr(error, "strerror", None) or str(error) or type(error).__name__)


def _line(text: object) -> str:
    return clean_line(text.decode(errors="replace") if isinstance(text, bytes) else str(text))[:200]
