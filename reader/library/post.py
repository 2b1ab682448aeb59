"""Digests that go somewhere: kept until they are there, then never sent again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from reader.errors import ExportError, ReaderError, SendError, SettingsError
from reader.export import write_whole
from reader.export.digest import Digest, digest_text
from reader.library import maildir
from reader.mail_account import EXAMPLE, MailAccount, address_of
from reader.papers import clean_line
from reader.store import Store
from reader.store.digests import Made
from reader.store.sending import sole_sender

if TYPE_CHECKING:
    from reader.library.digests import Digests

Kind = Literal["print", "file", "maildir", "smtp"]
ENDINGS: Mapping[str, str] = {
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xml": "atom",
    ".atom": "atom",
    ".eml": "eml",
    ".json": "json",
    ".txt": "text",
}
"""Of the files that digests are written to, with the formats that they stand for."""
PATIENCE_S = 120
"""For another process that sends."""
FEED_DIGESTS = 30
"""Earlier ones of a subscription whose papers stay in its feed, for who looks into it seldom."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a digest goes, and as what."""

    kind: Kind = "print"
    path: str = ""
    """Absolute; of a file or a Maildir."""
    form: str = "text"
    """One of `DIGEST_FORMATS`; `eml` for all that is mail."""

    def __str__(self) -> str:
        return {"print": "standard output", "smtp": "mail"}.get(self.kind, self.path)


def check_file(path: Path) -> None:
    """Refuse a file that no digest would be in: a library may come from anybody, and is not to write programs.

    Raises:
        ExportError: its ending is none of a document's, or it is hidden.
    """
    if path.suffix.lower() not in ENDINGS or any(part.startswith(".") for part in path.parts):
        raise ExportError(
            f"{clean_line(str(path))} is no file for a subscription",
            f"It is not hidden, and ends in one of {', '.join(ENDINGS)}.",
        )


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one digest that was to go somewhere."""

    number: int
    subscription: str
    """Its name, or empty."""
    papers: int
    where: str
    error: ReaderError | None
    """Why it waits; None where it is there."""


class Post:
    """Takes digests where they are to go. Several processes may: one at a time does."""

    def __init__(
        self, store: Store, digests: "Digests", account: MailAccount | None, refuse: Callable[[Path], None]
    ) -> None:
        """Take also what refuses the library's own files."""
        self._store = store
        self._refuse = refuse
        self._digests = digests
        self._account = account

    def packed(self, digest: Digest, target: Target) -> tuple[Digest, Mapping[str, Any] | None]:
        """Return as much of a digest as there is room for, and what is to wait of it until it is there.

        Raises:
            SettingsError: it is to be sent, and config.yaml does not say how.
            ExportError: an earlier digest still waits for the file of a subscription, and would be lost.
        """
        where = {"kind": target.kind, "path": target.path}
        match target.kind:
            case "print":
                return digest, None
            case "file":
                self._refuse_before_another(digest, target)
                return digest, {**where, "text": self._text(digest, target.form)}
            case _:
                from reader.export.digest.mail import Envelope, message  # late

                account = self._need_account() if target.kind == "smtp" else self._account
                envelope = Envelope(account.sender, account.to) if account else Envelope()
                text, held = message(digest, envelope)
                name = f"{int(held.made.timestamp())}.{held.key}.reader"
                return held, {**where, "text": text, "name": name, "to": list(map(address_of, envelope.to))}

    def _refuse_before_another(self, digest: Digest, target: Target) -> None:
        if not digest.name or target.form == "atom":  # a feed keeps the papers of earlier ones
            return
        if any(made.waiting and made.waiting["path"] == target.path for made in self._store.digests.waiting()):
            raise ExportError(
                f"A digest waits for {clean_line(target.path)}", "`reader digest --retry` takes it there first."
            )

    def held(self, digest: Digest, target: Target) -> tuple[Digest, None]:
        """Return as much of a digest as there is room for, with nothing that waits: `bring` takes it there."""
        return self.packed(digest, target)[0], None

    def bring(self, digest: Digest, target: Target) -> None:
        """Take a digest into a file or a Maildir that the user has just named.

        Raises:
            ExportError: it cannot be written.
        """
        waiting = self.packed(digest, target)[1] or {}
        if target.kind == "maildir":
            maildir.put(Path(target.path), waiting["name"], waiting["text"])
        else:
            self._refuse(Path(target.path))
            write_whole(Path(target.path), waiting["text"], force=True)

    def deliver(self, only: int | None = None, *, patience_s: float = PATIENCE_S) -> list[Delivery]:
        """Take what waits to where it is to go, oldest first, or `only` one digest; return what became of each.

        Raises:
            SendError: another process has been sending all the time.
        """
        done: list[Delivery] = []
        with sole_sender(self._store.path.parent, patience_s) as alone:
            if not alone:
                raise SendError("Another Reader is sending just now", "What waits is sent by it, or the next time.")
            closed: ReaderError | None = None
            for made in self._store.digests.waiting():  # as it is by now
                if only is None or made.number == only:
                    error = self._take(made, closed)
                    closed = error if isinstance(error, SettingsError) or getattr(error, "for_all", False) else closed
                    done.append(self._told(made, error))
        return done

    def _take(self, made: Made, closed: ReaderError | None) -> ReaderError | None:
        waiting = made.waiting or {}
        try:
            match waiting["kind"]:
                case "smtp":
                    if closed:
                        return closed
                    self._send(made.number, waiting)
                case "maildir":
                    maildir.put(Path(waiting["path"]), waiting["name"], waiting["text"])
                case _:
                    check_file(path := Path(waiting["path"]))
                    self._refuse(path)
                    write_whole(path, waiting["text"], force=True)
        except ReaderError as error:
            return error
        self._store.digests.wait(made.number, None)
        return None

    def _send(self, number: int, waiting: Mapping[str, Any]) -> None:
        from reader.library.mailing import send  # late: it brings TLS

        account = self._need_account()
        refused = send(waiting["text"], waiting["to"], account, lambda: self._password)
        if refused:
            self._store.digests.wait(number, {**waiting, "to": refused})
            raise SendError(
                f"{account.server} refuses {', '.join(refused)}; the others have it",
                "It waits for those: mend `to` in config.yaml for the next ones, or let it go with --drop.",
            )

    @cached_property
    def _password(self) -> str:
        """Asked for once, however much is sent."""
        from reader.library.passwords import password_of  # late: it can start programs

        return password_of(self._need_account())

    def _told(self, made: Made, error: ReaderError | None) -> Delivery:
        waiting = made.waiting or {}
        where = str(Target(waiting["kind"], waiting["path"]))
        papers = sum(len(group["reasons"]) for group in made.about["groups"])
        return Delivery(made.number, made.about["name"], papers, where, error)

    def _text(self, digest: Digest, form: str) -> str:
        if form != "atom" or not digest.name:
            return digest_text(digest, form)
        from reader.export.digest.feed import feed  # late

        earlier = map(self._digests.of, self._digests.made(FEED_DIGESTS, digest.name))
        return feed([digest, *(replace(each, left=0) for each in earlier if each.groups)])

    def _need_account(self) -> MailAccount:
        if self._account is None:
            raise SettingsError("config.yaml does not say how to send mail, under `mail:`", EXAMPLE)
        return self._account
