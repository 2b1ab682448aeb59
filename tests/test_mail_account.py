"""`mail:` of config.yaml: read, checked, and without a password."""

from typing import Any

import pytest

from reader.errors import SettingsError
from reader.mail_account import MailAccount, is_loopback, read_account
from reader.settings import parse_settings

LEAST = {"from": "me@example.org", "to": "me@example.org", "server": "smtp.example.org"}


def account(**more: Any) -> MailAccount:
    """Return the account of the least there must be, and more."""
    return read_account({**LEAST, **more}, "config.yaml")


def test_the_least_there_must_be() -> None:
    """Is STARTTLS on its port, without a name."""
    assert account() == MailAccount(
        "me@example.org", ("me@example.org",), "smtp.example.org", 587, "starttls", "", "", keyring=False
    )
    assert account(tls="tls").port == 465
    assert account(password_command="pass show mail").user == "me@example.org"  # noqa: S106 - a command
    assert account(keyring=True, user="me").as_dict() == {
        **LEAST,
        "to": ("me@example.org",),
        "port": 587,
        "tls": "starttls",
        "user": "me",
        "password_command": "",
        "keyring": True,
    }


@pytest.mark.parametrize("name", ["password", "Password", "passwd", "secret", "token"])
def test_a_password_is_refused(name: str) -> None:
    """And not repeated, not by the settings either; the rest of config.yaml counts."""
    settings, (slip,) = parse_settings(
        f"theme: nord\nmail: {{from: a@b.org, to: a@b.org, server: c.org, {name}: Geh31m}}", "c"
    )
    assert (settings.theme, settings.mail) == ("nord", None)
    assert "holds a password" in slip.message
    assert "password_command" in slip.hint
    assert "Geh31m" not in f"{slip.message} {slip.hint}"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"from": ""}, "no “from”"),
        ({"to": []}, "no “to”"),
        ({"server": None}, "no “server”"),
        ({"from": "me"}, "address that is none"),
        ({"from": "me@ex.org\nBcc: evil@ex.org"}, "address that is none"),
        ({"to": "a@ex.org, b@ex.org"}, "address that is none"),
        ({"to": ["a@ex.org", 5]}, "address that is none"),
        ({"to": "ä@ex.org"}, "address that is none"),
        ({"server": "smtp.example.org:587"}, "no name of a server"),
        ({"server": "a b"}, "no name of a server"),
        ({"port": 0}, "no port"),
        ({"port": True}, "no port"),
        ({"port": "587"}, "no port"),
        ({"tls": "none"}, "for all to read"),
        ({"tls": "ssl"}, "cannot be that"),
        ({"tls": []}, "cannot be that"),
        ({"user": "me"}, "no password"),
        ({"user": 5, "keyring": True}, "in a way that cannot be"),
        ({"keyring": "yes"}, "in a way that cannot be"),
        ({"password_command": "x", "keyring": True}, "Keep one of them"),
        ({"prot": 25}, "Did you mean port?"),
    ],
)
def test_what_is_no_account(more: dict[str, Any], told: str) -> None:
    """Is refused, with what is one."""
    with pytest.raises(SettingsError) as refused:
        account(**more)
    assert told in f"{refused.value.message} {refused.value.hint}"


@pytest.mark.parametrize("value", [None, [], "mail", 5])
def test_what_is_no_mapping(value: object) -> None:
    """Is told with an example."""
    with pytest.raises(SettingsError) as refused:
        read_account(value, "config.yaml")
    assert "server: smtp.example.org" in refused.value.hint


@pytest.mark.parametrize(
    "mailbox", ["ada@example.org", "Ada <ada@example.org>", '"Ada L." <ada@example.org>', "Āda Ļ <a+b@example.org>"]
)
def test_addresses(mailbox: str) -> None:
    """With or without a name."""
    assert account(to=mailbox).to == (mailbox,)


@pytest.mark.parametrize("server", ["localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1"])
def test_this_machine_needs_no_tls(server: str) -> None:
    """By whatever name."""
    assert account(server=server, tls="none").port == 25


def test_what_looks_like_this_machine_is_not() -> None:
    """Names that only begin so."""
    for server in ("localhost.example.org", "127.0.0.1.example.org", "0.0.0.0", "10.0.0.1"):  # noqa: S104 - refused
        assert not is_loopback(server)
