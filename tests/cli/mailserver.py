"""A real SMTP server on this machine that refuses, or is cut off, when a test wants it to."""

import shutil
import ssl
import subprocess
from asyncio import Server, WriteTransport
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

PASSWORD = "kites & lanterns"  # noqa: S105 - of a server of the test
OK = "250 OK"


@dataclass
class MailServer:
    """What a server does and has got."""

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    """By command (EHLO, AUTH, MAIL, RCPT, DATA): what it answers instead of OK, or `cut`."""
    refused: frozenset[str] = frozenset()
    """Addresses that it takes nothing for."""
    messages: list[tuple[list[str], bytes]] = field(default_factory=list)
    """For whom, and what, in the order in which they came."""
    logins: int = 0
    """How often somebody said who it is."""
    before_data: Callable[[], None] = lambda: None
    """Called when it has a message, before it says so; not in the thread of the test."""

    def _answer(self, command: str, server: SMTP, usual: str = OK) -> str:
        answer = self.answers.get(command, usual)
        if answer == "cut" and isinstance(server.transport, WriteTransport):
            server.transport.abort()
        return "421 gone" if answer == "cut" else answer

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Greet."""
        session.host_name = hostname
        answer = self._answer("EHLO", server)
        return responses if answer == OK else [answer]

    async def handle_HELO(  # noqa: N802
        self, server: SMTP, session: Session, _envelope: Envelope, hostname: str
    ) -> str:
        """Greet who knows the old greeting only."""
        session.host_name = hostname
        return self._answer("EHLO", server)

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take a sender."""
        envelope.mail_from = address
        return self._answer("MAIL", server)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take an address."""
        if address in self.refused:
            return "550 nobody of this name"
        answer = self._answer("RCPT", server)
        if answer == OK:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take a message; it has it before it says so."""
        content = envelope.content
        assert isinstance(content, bytes)
        self.before_data()
        if "DATA" not in self.answers or self.answers["DATA"] == "cut":
            self.messages.append((list(envelope.rcpt_tos), content))
        return self._answer("DATA", server)

    def authenticate(self, server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: Any) -> AuthResult:
        """Let in who knows the password."""
        if self._answer("AUTH", server) != OK:
            return AuthResult(success=False)
        self.logins += 1
        right = isinstance(given, LoginPassword) and given.password == PASSWORD.encode()
        return AuthResult(success=right, handled=False)


class _OnFreePort(Controller):
    """Listens where there is room, and knows where that is before it looks whether it does."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call] # aiosmtpd's own


@contextmanager
def serving(
    certificate: Path | None = None, *, tls: str = "none", kind: type[MailServer] = MailServer
) -> Iterator[MailServer]:
    """Run a server on a free port; with `tls`, which is as in config.yaml, it lets in who knows the password."""
    server = kind()
    options: dict[str, Any] = {}
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        options = {"tls_context": context, "require_starttls": True} if tls == "starttls" else {}
        options |= {"authenticator": server.authenticate, "auth_required": tls == "starttls"}
        options |= {"ssl_context": context, "auth_require_tls": False} if tls == "tls" else {}  # it is TLS, all of it
    controller = _OnFreePort(server, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        server.port = controller.port
        yield server
    finally:
        controller.stop()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate of localhost that nobody trusts unless told to."""
    if not shutil.which("openssl"):
        pytest.skip("no openssl here to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    key, cert, both = (folder / name for name in ("key.pem", "cert.pem", "both.pem"))
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-keyout", str(key), "-out", str(cert), "-days", "30", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(command, check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + cert.read_bytes())
    return both
