"""How mail is sent, as `mail:` of config.yaml says it: never with the password, which is kept elsewhere."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from reader.errors import SettingsError

Tls = Literal["starttls", "tls", "none"]
_PORTS: Mapping[Tls, int] = {"starttls": 587, "tls": 465, "none": 25}
_NAMES = ("from", "to", "server", "port", "tls", "user", "password_command", "keyring")
_SECRETS = frozenset({"password", "passwd", "pass", "passphrase", "secret", "token"})
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
_SERVER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]+")
EXAMPLE = (
    "Such as: mail: {from: me@example.org, to: me@example.org, server: smtp.example.org, "
    "password_command: pass show mail}"
)


@dataclass(frozen=True, slots=True)
class MailAccount:
    """From whom to whom, and through which server."""

    sender: str
    """As a header has it: `Ada <ada@example.org>`."""
    to: tuple[str, ...]
    server: str
    port: int
    tls: Tls
    """`none` is for this machine alone."""
    user: str
    """Empty where the server wants no name."""
    password_command: str
    """Its first line of output is the password; run without a shell. Empty where there is none."""
    keyring: bool
    """Whether the system's keyring has the password."""

    def as_dict(self) -> dict[str, Any]:
        """Return it as config.yaml has it."""
        values = (
            self.sender,
            self.to,
            self.server,
            self.port,
            self.tls,
            self.user,
            self.password_command,
            self.keyring,
        )
        return dict(zip(_NAMES, values, strict=True))


def read_account(value: Any, where: str) -> MailAccount:
    """Read what stands under `mail:`; `where` names the place in errors, which quote nothing that may be a secret.

    Raises:
        SettingsError: it holds a password, or no account.
    """
    if not isinstance(value, dict):
        raise SettingsError(f"{where}: mail is no mapping", EXAMPLE)
    for name in value:
        _check_name(str(name), where)
    for name in ("from", "to", "server"):
        if not value.get(name):
            raise SettingsError(f"{where}: mail has no “{name}”", EXAMPLE)
    to = value["to"] if isinstance(value["to"], list) else [value["to"]]
    if not all(map(_is_mailbox, (value["from"], *to))):
        hint = "An address is in ASCII, with or without a name before it: Ada <ada@example.org>"
        raise SettingsError(f"{where}: mail names an address that is none", hint)
    return MailAccount(value["from"], tuple(to), *_server(value, where), *_login(value, where))


def _server(value: Mapping[str, Any], where: str) -> tuple[str, int, Tls]:
    server, tls = value["server"], value.get("tls", "starttls")
    if not isinstance(tls, str) or tls not in _PORTS:
        hint = "It is starttls, tls or, on this machine alone, none."
        raise SettingsError(f"{where}: tls of mail cannot be that", hint)
    known = cast("Tls", tls)
    port = value.get("port", _PORTS[known])
    if not isinstance(server, str) or not _SERVER.fullmatch(server):
        raise SettingsError(f"{where}: server of mail is no name of a server", "Such as: server: smtp.example.org")
    if type(port) is not int or not 0 < port < 1 << 16:
        raise SettingsError(f"{where}: port of mail is no port", "It is a number such as 587.")
    if tls == "none" and not is_loopback(server):
        hint = "tls: none is for a server on this machine."
        raise SettingsError(f"{where}: mail would go to {server} for all to read", hint)
    return server, port, known


def _login(value: Mapping[str, Any], where: str) -> tuple[str, str, bool]:
    user, command, keyring = value.get("user", ""), value.get("password_command", ""), value.get("keyring", False)
    if not (isinstance(user, str) and isinstance(command, str) and isinstance(keyring, bool)):
        raise SettingsError(f"{where}: mail says who you are in a way that cannot be", EXAMPLE)
    if command and keyring:
        raise SettingsError(f"{where}: mail has a password_command and a keyring", "Keep one of them.")
    if user and not (command or keyring):
        raise SettingsError(f"{where}: mail has a user and no password", "password_command: or keyring: true tells it.")
    if (command or keyring) and not user:
        user = address_of(value["from"])
    return user, command, keyring


def address_of(mailbox: str) -> str:
    """Return the address alone of `Ada <ada@example.org>`."""
    from email.utils import parseaddr

    return parseaddr(mailbox)[1]


def is_loopback(server: str) -> bool:
    """Say whether a server is on this machine, by its name."""
    from ipaddress import ip_address  # late, as the others here: who sends no mail pays for none of it

    try:
        return ip_address(server).is_loopback
    except ValueError:
        return server.casefold() in {"localhost", "ip6-localhost"}


def _check_name(name: str, where: str) -> None:
    if name in _NAMES:
        return
    if name.casefold() in _SECRETS:
        raise SettingsError(
            f"{where}: mail holds a password, and Reader keeps none in files",
            "Take it out, and change it where it counts; `password_command: pass show mail`, or `keyring: true`.",
        )
    from difflib import get_close_matches

    near = get_close_matches(name, _NAMES, 1)
    raise SettingsError(
        f"{where}: mail knows no such line", f"Did you mean {near[0]}?" if near else f"There are: {', '.join(_NAMES)}."
    )


def _is_mailbox(value: object) -> bool:
    """Say whether it is one address, with or without a name before it, that headers can hold."""
    if not isinstance(value, str) or not value.isprintable():
        return False
    from email.utils import parseaddr

    name, address = parseaddr(value)
    rest = value.replace(address, "", 1).strip().removesuffix("<>").strip().strip('"')
    return bool(_ADDRESS.fullmatch(address)) and rest == name and "," not in name
