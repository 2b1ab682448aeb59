"""`reader digest --smtp` against a real server: refusals, cut connections, two programs at once."""

import email
import json
import stat
import subprocess
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Event

import pytest

from reader.library import Library
from reader.library.post import Target
from reader.library.schedules import schedule
from reader.paths import Paths
from reader.query import parse

from ..clock import Clock
from .mailserver import PASSWORD, MailServer, certificate, serving
from .running import PATIENCE_S, READER, Done, Reader, environ, process

__all__ = ["certificate"]
SEND = ("digest", "--since", "2024-03-01", "--smtp")


def configure(home: Path, server: MailServer, tls: str = "none", to: str = "ada@example.org", more: str = "") -> None:
    """Let mail go to the server."""
    where = f"server: localhost, port: {server.port}, tls: {tls}"
    (home / "config.yaml").write_text(f"mail: {{from: Reader <me@example.org>, to: [{to}], {where}{more}}}\n")


def read(message: bytes) -> EmailMessage:
    """Return a message as Python's reader has it."""
    mail = email.message_from_bytes(message, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def waiting(reader: Reader) -> list[int]:
    """Return the numbers of the digests that wait."""
    return [row["number"] for row in reader("digest", "--list", "--format", "json").json if row["waits"]]


@pytest.fixture
def server(home: Path) -> Iterator[MailServer]:
    """A server to which the library's mail goes."""
    with serving() as server:
        configure(home, server)
        yield server


def test_a_digest_is_sent_once(reader: Reader, server: MailServer) -> None:
    """It arrives whole, from and to whom config.yaml says; what is sent is new no more."""
    done = reader(*SEND, "--limit", "30")
    assert (done.code, done.out, done.err) == (0, "", "Digest 1: 30 papers, as mail\n")
    ((to, content),) = server.messages
    mail = read(content)
    assert (to, mail["From"], mail["To"]) == (["ada@example.org"], "Reader <me@example.org>", "ada@example.org")
    assert mail["Message-ID"].endswith("@example.org>")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert reader("digest", "--retry").out == ""
    assert len(server.messages) == 1
    reader(*SEND, "--limit", "30")
    plain = [str(read(content).get_body(("plain",)).get_content()) for _, content in server.messages]  # type: ignore[union-attr] # there is one
    assert [text.count("Why: ") for text in plain] == [30, 10]
    assert "Nothing is new." in reader(*SEND).err


@pytest.mark.parametrize("command", ["EHLO", "MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("answer", ["451 later", "550 never", "cut"])
def test_a_failed_send_loses_nothing(reader: Reader, server: MailServer, command: str, answer: str) -> None:
    """The message waits, the exit code says so, and the next time sends the same one."""
    server.answers = {command: answer}
    done = reader(*SEND)
    assert (done.code, done.out) == (7, "")
    assert "waits" in done.err
    assert waiting(reader) == [1]
    reached = len(server.messages)
    assert reached == ((command, answer) == ("DATA", "cut"))
    server.answers = {}
    assert reader("digest", "--retry").code == 0
    assert waiting(reader) == []
    assert len(server.messages) == reached + 1
    assert len({read(content)["Message-ID"] for _, content in server.messages}) == 1
    assert "nothing" not in reader("digest", "--retry").err


def test_no_server_is_no_loss(reader: Reader, home: Path) -> None:
    """Where nobody listens it waits, too; of several, one that is refused is in the way of no other."""
    with serving() as gone:
        configure(home, gone)
    assert reader(*SEND, "--limit", "5").code == 7
    assert reader(*SEND, "--limit", "5").code == 7
    assert waiting(reader) == [2, 1]
    with serving() as server:
        configure(home, server)
        assert reader("digest", "--retry").code == 0
        assert len({read(content)["Message-ID"] for _, content in server.messages}) == 2


def test_a_server_that_refuses_one_address(reader: Reader, home: Path, server: MailServer) -> None:
    """The others have it, and do not get it again; it waits for that one until it is let go."""
    configure(home, server, to="ada@example.org, bob@example.org")
    server.refused = frozenset({"bob@example.org"})
    done = reader(*SEND)
    assert done.code == 7
    assert "refuses bob@example.org; the others have it" in done.err
    assert reader("digest", "--retry").code == 7
    assert [to for to, _ in server.messages] == [["ada@example.org"]]
    assert "Nobody sends it any more" in reader("digest", "--drop", "1").err
    assert waiting(reader) == []
    assert reader("digest", "--drop", "1").code == 3


def test_cut_off_after_all_was_said(home: Path) -> None:
    """A server that hangs up instead of saying goodbye has the message."""

    class Rude(MailServer):
        async def handle_QUIT(self, server: object, *_: object) -> str:  # noqa: N802 - aiosmtpd's name
            server.transport.abort()  # type: ignore[attr-defined]
            return "221 bye"

    with serving(kind=Rude) as server:
        configure(home, server)
        assert process(home, *SEND).code == 0
        assert len(server.messages) == 1


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_tls_with_a_password(home: Path, certificate: Path, tmp_path: Path, tls: str) -> None:
    """The password comes from a command, goes over TLS alone, and stands in no file and no message of ours."""
    secret = tmp_path / "secret"
    secret.write_text(f"{PASSWORD}\nuser: me\n")
    trusted = {"SSL_CERT_FILE": str(certificate)}
    with serving(certificate, tls=tls) as server:
        configure(home, server, tls, more=f", password_command: cat {secret}")
        done = process(home, *SEND, env=trusted)
        assert (done.code, done.out, server.logins) == (0, "", 1)
        assert len(server.messages) == 1
        secret.write_text("wrong\n")
        done = process(home, *SEND, "--limit", "1", env=trusted)
        assert done.code == 7
        assert "does not let me@example.org in: it says 535" in done.err
    files = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    assert not [data for data in files if PASSWORD.encode() in data]


def test_a_certificate_that_nobody_trusts(home: Path, certificate: Path) -> None:
    """Nothing is sent, no password either."""
    for tls in ("starttls", "tls"):
        with serving(certificate, tls=tls) as server:
            server.answers = {"AUTH": "cut"}
            configure(home, server, tls, more=", password_command: echo never")
            done = process(home, *SEND, "--limit", "1")
            assert (done.code, server.messages) == (7, [])
            assert "self-signed certificate" in done.err


def test_a_server_without_tls_gets_nothing(home: Path) -> None:
    """Where it is asked for, and not offered."""
    with serving() as server:
        configure(home, server, "starttls")
        done = process(home, *SEND)
        assert (done.code, server.messages) == (7, [])
        assert "offers no TLS to trust" in done.err


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("false", "told no password (it ended with 1)"),
        ("true", "told no password"),
        ("/nowhere/at/all", "cannot be run: No such file or directory"),
        ('echo \\"', "cannot be run: No closing quotation"),
    ],
)
def test_a_command_that_tells_no_password(
    home: Path, certificate: Path, monkeypatch: pytest.MonkeyPatch, reader: Reader, command: str, told: str
) -> None:
    """Is told, and the digest waits."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(certificate, tls="tls") as server:
        configure(home, server, "tls", more=f', password_command: "{command}"')
        done = reader(*SEND)
        assert done.code == 7
        assert told in done.err
        assert waiting(reader) == [1]


def test_mail_that_is_not_configured(reader: Reader) -> None:
    """Is no mail: nothing is made, and an example is given."""
    done = reader(*SEND)
    assert done.code == 6
    assert "mail: {from:" in done.err
    assert reader("digest", "--list").out == ""


def test_two_at_once_send_one(home: Path, server: MailServer) -> None:
    """Both do what is due; while one sends, the other waits, and finds nothing left."""
    with Library(Paths.under(home), now=Clock()) as library:
        library.subscriptions.subscribe(
            "best", parse("sort:title"), schedule("day", "07:30"), 5, Target("smtp", "", "eml")
        )
    arrived, go_on = Event(), Event()

    def hold() -> None:
        arrived.set()
        assert go_on.wait(PATIENCE_S)

    server.before_data = hold
    _touch_added(home)
    command = [*READER, "digest", "--due", "--quiet"]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ(home))
    assert arrived.wait(PATIENCE_S)
    second = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ(home))
    go_on.set()
    done = [_done(program) for program in (first, second)]
    assert [(each.code, each.out, each.err) for each in done] == [(0, "", "")] * 2
    assert len(server.messages) == 1


def test_killed_while_sending(home: Path, server: MailServer, reader: Reader) -> None:
    """It may have arrived or not: it is sent again, as the same message."""
    arrived, go_on = Event(), Event()

    def hold() -> None:
        arrived.set()
        assert go_on.wait(PATIENCE_S)

    server.before_data = hold
    program = subprocess.Popen([*READER, *SEND], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ(home))
    assert arrived.wait(PATIENCE_S)
    program.kill()
    program.communicate()
    go_on.set()
    assert waiting(reader) == [1]
    assert reader("digest", "--retry").code == 0
    assert len({read(content)["Message-ID"] for _, content in server.messages}) == 1


def test_a_keyring_that_has_it(home: Path, certificate: Path, tmp_path: Path) -> None:
    """The system's keyring is asked under the server's name; where it has nothing, that is said."""
    pytest.importorskip("keyring", reason="keyring, of the extra `mail`, is not installed")
    (tmp_path / "ring.py").write_text(
        "from keyring.backend import KeyringBackend\n"
        "class Ring(KeyringBackend):\n"
        "    priority = 9\n"
        "    def get_password(self, service, name):\n"
        f"        return {PASSWORD!r} if (service, name) == ('localhost', 'me') else None\n"
        "    def set_password(self, *_): raise NotImplementedError\n"
    )
    path = f"{tmp_path}:{environ(home).get('PYTHONPATH', '')}"
    env = {"SSL_CERT_FILE": str(certificate), "PYTHON_KEYRING_BACKEND": "ring.Ring", "PYTHONPATH": path}
    with serving(certificate, tls="starttls") as server:
        configure(home, server, "starttls", more=", user: me, keyring: true")
        assert process(home, *SEND, "--limit", "1", env=env).code == 0
        assert len(server.messages) == 1
        configure(home, server, "starttls", more=", user: you, keyring: true")
        done = process(home, *SEND, "--limit", "1", env=env)
        assert done.code == 7
        assert "`keyring set localhost you`" in done.err


def test_the_lock_is_the_users_alone(home: Path, server: MailServer, reader: Reader) -> None:
    """As all that is beside the library."""
    assert reader(*SEND).code == 0
    assert stat.S_IMODE((home / ".library.db.sending").stat().st_mode) == 0o600
    assert json.loads(reader("digest", "--retry", "--format", "json").out) == []


def _touch_added(home: Path) -> None:
    """Let all papers be of today, as the programs' clock has it."""
    import sqlite3
    from contextlib import closing
    from datetime import UTC, datetime

    with closing(sqlite3.connect(home / "library.db")) as db, db:
        db.execute("UPDATE papers SET added = ?", [f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"])


def _done(program: "subprocess.Popen[bytes]") -> Done:
    out, err = program.communicate(timeout=PATIENCE_S)
    return Done(program.returncode, out.decode(), err.decode())
