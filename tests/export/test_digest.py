"""A digest as text: whole, stable, and safe whatever the titles say."""

import email
import json
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from reader.export.digest import DIGEST_FORMATS, Digest, digest_text, link_of
from reader.export.digest.digest import excerpt
from reader.export.digest.feed import feed
from reader.export.digest.mail import MOST_BYTES, Envelope, message
from reader.papers import Facts, Paper, clean_line

from ..hostile.attacks import PAYLOADS
from .digests import digest
from .entries import entry
from .hard import TITLES

ATOM = "{http://www.w3.org/2005/Atom}"
HARD = [
    *TITLES,
    *map(clean_line, PAYLOADS.values()),
    "a" * 3000,
    "x\r\nBcc: evil@example.org",
    "]]>" * 3,
    "%0d%0aTo: x",
]


def hard_digest() -> Digest:
    """Return a digest of hard titles, its headings and name as hard."""
    entries = [
        entry(clean_line(title), title, paper_id=f"2403.{n:05}", authors=("Ada <b>", "Ö"))
        for n, title in enumerate(HARD)
    ]
    middle = len(entries) // 2
    return digest((HARD[5], entries[:middle]), (HARD[6], entries[middle:]), name=HARD[1], query=HARD[2])


def parsed(text: str) -> EmailMessage:
    """Return a message as Python's own reader has it."""
    mail = email.message_from_string(text, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


class Page(HTMLParser):
    """The tags, links and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.shown = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        """Note it."""
        self.shown += data


@pytest.mark.parametrize("form", DIGEST_FORMATS)
def test_every_format_tells_all(form: str) -> None:
    """Each paper's title, its reason, its link and its group; the same digest gives the same text."""
    kites = entry("On kites", "They fly.", authors=("Ada L.",))
    known = digest(("Edition of Mar 14", [kites, entry("On tides", paper_id="2403.00002")]), left=9)
    text = digest_text(known, form)
    shown = " ".join(str(part.get_content()) for part in parsed(text).iter_parts()) if form == "eml" else text
    for told in ("On kites", "On tides", "added today; matches kites", "Edition of Mar 14", "arxiv.org/search/"):
        assert told in shown.replace("\\", "")
    assert text == digest_text(known, form)


@pytest.mark.parametrize("form", DIGEST_FORMATS)
def test_an_empty_digest_is_one(form: str) -> None:
    """Nothing new is said so, or an empty list."""
    assert digest_text(digest(), form)


def test_text_stays_within_its_columns() -> None:
    """But for addresses, which stay whole."""
    lines = digest_text(hard_digest(), "text").splitlines()
    assert {len(line) <= 78 or "http" in line for line in lines} == {True}


def test_a_page_holds_nothing_foreign() -> None:
    """Titles are text, links lead to the web, nothing is loaded and nothing runs."""
    page = Page(digest_text(hard_digest(), "html"))
    assert set(page.tags) <= set("html head meta title body h1 h2 h3 p a em".split())  # noqa: SIM905
    assert {urlsplit(link).scheme for link in page.links} <= {"http", "https"}
    assert not [name for name in page.attributes if name.startswith("on")]
    for title in map(clean_line, HARD):
        assert title in page.shown


def test_a_mail_keeps_to_the_rules() -> None:
    """RFC 5322: the headers that there must be, ASCII, lines that are not too long, plain text before HTML."""
    text = digest_text(hard_digest(), "eml")
    mail = parsed(text)
    assert (mail["From"], mail["To"]) == ("Reader <reader@localhost>", "reader@localhost")
    assert mail["Date"].datetime == hard_digest().made
    assert (mail["Auto-Submitted"], mail.get_content_type()) == ("auto-generated", "multipart/alternative")
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= 998
    assert not mail.defects
    assert not [part.defects for part in mail.walk() if part.defects]


@pytest.mark.parametrize("title", HARD)
def test_no_title_makes_a_header(title: str) -> None:
    """Whatever it says, there are the same headers, and the subject shows its beginning."""
    plain = parsed(digest_text(digest(("G", [entry("A title")])), "eml"))
    mail = parsed(digest_text(digest(("G", [entry(clean_line(title))] * 3), name=title), "eml"))
    assert mail.keys() == plain.keys()
    assert mail["To"] == plain["To"]
    assert mail["Subject"].endswith(" and 2 more")
    named = parsed(digest_text(digest(("G", [entry(clean_line(title))] * 3), name="Kites"), "eml"))
    shown = named["Subject"].removeprefix("Kites: ").removesuffix(" and 2 more").removesuffix("…")
    assert shown
    assert (clean_line(title) or "(untitled)").startswith(shown)


@given(st.lists(st.text(), min_size=1, max_size=4), st.text())
def test_any_text_goes_through_the_mail(titles: list[str], name: str) -> None:
    """What the parts say is what the digest says."""
    entries = [entry(clean_line(title), paper_id=f"2403.{n:05}") for n, title in enumerate(titles)]
    known = digest(("G", entries), name=clean_line(name))
    plain, page = parsed(digest_text(known, "eml")).iter_parts()
    assert plain.get_content() == digest_text(known, "text")
    assert page.get_content() == digest_text(known, "html")


@pytest.mark.parametrize("letter", ["a", "深", "😀", "&", "="])
def test_a_mail_is_small(letter: str) -> None:
    """Under 100 KB: shorter abstracts first, then fewer papers, and the digest says how many it holds."""
    entries = [entry(f"{letter * 30} {n}", f"{letter * 80} " * 40, paper_id=f"2403.{n:05}") for n in range(60)]
    text, held = message(digest(("G", entries)), Envelope())
    assert len(text.replace("\n", "\r\n")) < MOST_BYTES
    assert len(held.items) + held.left == 60
    assert held.items[-1].entry.paper.title in digest_text(held, "text").replace("\n    ", " ").replace("\n     ", " ")


def test_a_huge_title_leaves_room_for_others() -> None:
    """What a damaged dump takes for a title is cut in a mail, and no paper is left out for it."""
    titles = ["Kites " * 20_000, *(f"Paper {number}" for number in range(8))]
    entries = [entry(title.strip(), "Strings.", paper_id=f"2403.{n:05}") for n, title in enumerate(titles)]
    text, held = message(digest(("New", entries)), Envelope())
    assert len(held.items) == len(entries)
    assert len(text) < MOST_BYTES


def test_a_message_has_one_id() -> None:
    """The same digest is the same message; another one is another, of the same list."""
    one, again, other = (
        parsed(digest_text(digest(("G", [entry(title, paper_id=title)]), name="best"), "eml"))
        for title in ("a", "a", "b")
    )
    assert one["Message-ID"] == again["Message-ID"] != other["Message-ID"]
    assert one["List-Id"] == other["List-Id"]


def test_a_feed_keeps_to_the_rules() -> None:
    """RFC 4287: every feed and entry with id, title and time, ids that are its own; text that comes out as it is."""
    root = ElementTree.fromstring(digest_text(hard_digest(), "atom"))
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
    ids = [one.findtext(f"{ATOM}id") or "" for one in (root, *entries)]
    assert len(set(ids)) == len(ids) == len(HARD) + 1
    assert {urlsplit(one).scheme for one in ids} == {"urn"}
    titles = [one.findtext(f"{ATOM}title") for one in entries]
    assert titles == [clean_line(title) or "(untitled)" for title in HARD]
    links = [link.get("href") or "" for one in entries for link in one.findall(f"{ATOM}link")]
    assert {urlsplit(link).scheme for link in links} == {"https"}
    for one in entries:
        assert set(Page(one.findtext(f"{ATOM}content") or "").tags) <= {"p", "a", "em"}


def test_a_feed_holds_earlier_digests() -> None:
    """Newest first, under the newest's title."""
    new, old = (digest((title, [entry(title, paper_id=title)]), name="best") for title in ("new", "old"))
    root = ElementTree.fromstring(feed([new, old]))
    assert [one.findtext(f"{ATOM}title") for one in root.findall(f"{ATOM}entry")] == ["new", "old"]


def test_data_is_what_other_commands_print() -> None:
    """Each paper as in every JSON, with its reason and link."""
    data = json.loads(digest_text(digest(("G", [entry("On kites")]), query="kites", left=2), "json"))
    (group,) = data["groups"]
    (paper,) = group["papers"]
    assert (data["query"], data["left"], group["name"], paper["title"]) == ("kites", 2, "G", "On kites")
    assert paper["reason"] == "added today; matches kites"


def links() -> Iterator[tuple[Paper, str]]:
    """Yield papers with where they are."""
    yield Paper("1", "T", "", facts=Facts(arxiv="2404.12345")), "https://arxiv.org/abs/2404.12345"
    yield Paper("1", "T", "Code: https://github.com/a/b."), "https://github.com/a/b"
    yield Paper("1", "T & <x>", ""), "https://arxiv.org/search/?searchtype=title&query=T+%26+%3Cx%3E"


@pytest.mark.parametrize(("paper", "link"), links())
def test_every_paper_has_a_link(paper: Paper, link: str) -> None:
    """Its own where one is known, else one that looks for its title."""
    assert link_of(paper) == link


@pytest.mark.parametrize(
    ("text", "chars", "cut"),
    [
        ("They fly.", 9, "They fly."),
        ("They fly high.", 10, "They fly…"),
        ("They fly high.", 9, "They fly…"),
        ("They fly high.", 8, "They…"),
        ("They, fly", 6, "They…"),
        ("abcdef", 4, "abc…"),
        ("abc", 1, ""),
        ("", 0, ""),
    ],
)
def test_excerpts_end_with_a_word(text: str, chars: int, cut: str) -> None:
    """Or within one that is too long; never longer than was said."""
    assert excerpt(text, chars) == cut


def test_counting_and_cutting() -> None:
    """What does not fit counts as left, group by group."""
    two = [entry("a", paper_id="a"), entry("b", paper_id="b")]
    known = digest(("G", two), ("H", [entry("c", paper_id="c")]), left=1)
    assert known.count == "3 of 4 papers"
    cut = known.first(2)
    assert (cut.count, [group.name for group in cut.groups]) == ("2 of 4 papers", ["G"])
    assert digest(("G", two[:1])).count == "1 paper"


def test_formats_are_loaded_late(tmp_path: Path) -> None:
    """Who asks for help on formats loads no e-mail and no XML."""
    import subprocess
    import sys

    code = "import sys, reader.export.digest; sys.exit(any(m in sys.modules for m in ('email.message', 'xml.etree')))"
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False).returncode == 0


@pytest.mark.parametrize("form", ["text", "markdown", "html", "eml"])
def test_what_other_digests_told_is_counted(form: str) -> None:
    """So that nobody looks for papers which stand in another one; where there are none, nothing is said."""
    assert "1,500 more were told by other digests." in digest_text(replace(digest(), told=1500), form)
    assert "told by" not in digest_text(digest(), form)
