"""A digest as an e-mail (RFC 5322, MIME): plain text and HTML, all of it ASCII on the way."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from reader.export.digest import page, plain
from reader.export.digest.digest import Digest, excerpt, stable_id
from reader.papers import clean_line

MOST_BYTES = 100_000
"""Of a message: some mail readers cut off what is larger."""
_ABSTRACTS_CHARS = (plain.ABSTRACT_CHARS, 120, 0)
"""How long abstracts may be; shorter ones where a message would be too large."""
_SUBJECT_CHARS = 68
"""One line, which inboxes show whole."""
_NAME_CHARS = 24
_POLICY = SMTP.clone(linesep="\n")
"""As files have it; on its way to a server each line gets its CR."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """From whom to whom, each as headers have it: `Ada <ada@example.org>`."""

    sender: str = "Reader <reader@localhost>"
    to: tuple[str, ...] = ("reader@localhost",)


def write(digest: Digest) -> str:
    """Return the message from Reader to its reader on this machine."""
    return message(digest, Envelope())[0]


def message(digest: Digest, envelope: Envelope) -> tuple[str, Digest]:
    """Return a message under `MOST_BYTES`, and the digest that it holds: as much as there is room for.

    A digest has the same Message-ID whenever it is written: who gets it twice can tell.
    """
    while True:
        for chars in _ABSTRACTS_CHARS:
            text = _message(digest, envelope, chars)
            size, papers = len(text) + text.count("\n"), len(digest.items)
            if size < MOST_BYTES or papers <= 1:
                return text, digest
        digest = digest.first(max(1, papers * MOST_BYTES * 9 // (size * 10)))


def _message(digest: Digest, envelope: Envelope, abstract_chars: int) -> str:
    host = parseaddr(envelope.sender)[1].rpartition("@")[2] or "localhost"
    mail = EmailMessage(_POLICY)
    mail["From"] = clean_line(envelope.sender)
    mail["To"] = clean_line(", ".join(envelope.to))
    mail["Subject"] = clean_line(_subject(digest))
    mail["Date"] = format_datetime(digest.made)
    mail["Message-ID"] = f"<digest.{digest.key}@{host}>"
    list_id = stable_id(digest.library, digest.list_name).hex
    mail["List-Id"] = f"<{list_id}.reader.localhost>"  # RFC 2919: what nobody registered is of localhost
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence note answers it
    mail.set_content(plain.write(digest, abstract_chars), cte="quoted-printable")
    mail.add_alternative(page.write(digest, abstract_chars), subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_{digest.key}")  # else it would be another one each time
    return mail.as_string()


def _subject(digest: Digest) -> str:
    """Return what an inbox shows: whose digest it is, the best paper, and how many more there are."""
    name = excerpt(digest.name or "New papers", _NAME_CHARS)
    best, *more = [clean_line(item.title) for item in digest.items] or ["nothing is new"]
    rest = f" and {len(more):,} more" if more else ""
    return f"{name}: {excerpt(best, _SUBJECT_CHARS - len(name) - len(rest) - 2)}{rest}"
