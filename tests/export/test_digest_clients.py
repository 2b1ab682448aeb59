"""Digests read by the programs that they are for: mutt, notmuch, newsboat."""

import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, suppress
from pathlib import Path
from select import select

import pytest

from reader.export.digest import Digest, digest_text
from reader.library.maildir import put
from reader.papers import clean_line

from ..cli.running import terminal
from .digests import digest
from .entries import entry
from .hard import TITLES

KNOWN = [clean_line(title) for title in TITLES]


def hard_digest() -> Digest:
    """Return a digest of hard titles."""
    entries = [entry(title, "They fly.", paper_id=f"2403.{number:05}") for number, title in enumerate(KNOWN)]
    return digest(("Edition of Mar 14", entries), name="深 best")


def run(folder: Path, *command: str, **environ: str) -> str:
    """Run a client, which must be installed and succeed, and return what it prints."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", **environ}
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=60, env=env, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    """A Maildir with one digest."""
    put(tmp_path / "Mail", "1710408413.0a1b.reader", digest_text(hard_digest(), "eml"))
    return tmp_path / "Mail"


def flat(text: str) -> str:
    """Return a text as one line."""
    return " ".join(text.split())


def test_notmuch_finds_and_shows_it(maildir: Path, tmp_path: Path) -> None:
    """By a word of a title, whose letters are whole; both parts are there."""
    (tmp_path / "config").write_text(f"[database]\npath={maildir}\n[user]\nname=a\nprimary_email=a@example.org\n")
    config = {"NOTMUCH_CONFIG": str(tmp_path / "config")}
    run(tmp_path, "notmuch", "new", "--quiet", **config)
    (found,) = json.loads(run(tmp_path, "notmuch", "search", "--format=json", "subject:best", **config))
    assert found["authors"] == "Reader"
    ((((shown, _),),),) = (json.loads(run(tmp_path, "notmuch", "show", "--format=json", "Straße", **config)),)
    (body,) = shown["body"]
    assert [part["content-type"] for part in body["content"]] == ["text/plain", "text/html"]
    assert shown["headers"]["Subject"].startswith("深 best: ")
    text = flat(body["content"][0]["content"])
    assert [title for title in KNOWN if flat(title) not in text] == []


def test_mutt_shows_it(maildir: Path, tmp_path: Path) -> None:
    """As plain text, decoded: mutt copies what it shows into a mailbox."""
    if not shutil.which("mutt"):
        pytest.skip("mutt is not installed")
    (tmp_path / "muttrc").write_text(
        "set charset=utf-8 confirmappend=no confirmcreate=no quit=yes\nalternative_order text/plain\nunset mark_old\n"
        f"push <decode-copy>{tmp_path}/copied<enter><quit>\n"
    )
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8", "TERM": "xterm"}
    with terminal() as (ours, theirs):
        command = ["mutt", "-n", "-R", "-F", str(tmp_path / "muttrc"), "-f", str(maildir)]
        program = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True)
        os.close(theirs)
        with suppress(OSError):  # how Linux says that the other end is closed
            while select([ours], [], [], 60)[0] and os.read(ours, 1 << 16):
                pass
        program.kill()
        program.wait()
    text = flat((tmp_path / "copied").read_text(encoding="utf-8"))
    assert [title for title in KNOWN if flat(title) not in text] == []
    assert "Subject: 深 best: " in text


def test_newsboat_reads_the_feed(tmp_path: Path) -> None:
    """Each paper with its title and link; read again, nothing is new."""
    feed = tmp_path / "feed.xml"
    feed.write_text(digest_text(hard_digest(), "atom"), encoding="utf-8")
    (tmp_path / "urls").write_text(f"file://{feed}\n")
    newsboat = ("newsboat", "-u", str(tmp_path / "urls"), "-c", str(tmp_path / "cache"))
    for _ in range(2):
        run(tmp_path, *newsboat, "-x", "reload")
        assert run(tmp_path, *newsboat, "-x", "print-unread").split()[0] == str(len(KNOWN))
    with closing(sqlite3.connect(tmp_path / "cache")) as cache:
        rows = cache.execute("SELECT title, url FROM rss_item").fetchall()
    assert {flat(title) for title, _ in rows} == set(map(flat, KNOWN))
    assert {url.partition("?")[0] for _, url in rows} <= {"https://arxiv.org/search/", "https://example.org/a_b"}
