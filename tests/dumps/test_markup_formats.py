import html
import io
import json
from pathlib import Path

import pytest

from reader.dumps import STDIN, read
from reader.papers import Facts

from ..patience import patience
from .samples import API_ITEM, ATOM, BARE_ITEM

CARD = """<div><article class="card">
<h3 class="big"><a href="/papers/2503.02130" class="x">Counting <i>Kites</i> &amp; Rain</a></h3>
<p>1</p><p>We count kites.</p></article></div>
"""


def test_a_feed(tmp_path: Path) -> None:
    """All that arXiv tells of a paper; an entry may be nearly empty."""
    (tmp_path / "a").write_text(ATOM)
    dump = read(tmp_path / "a").dump
    kites, kettles = dump.records
    assert (kites.title, kites.abstract, kites.line) == ("Counting Kites in Rain & Snow", "We count kites.", 5)
    assert kites.authors == ("Ada Kite", "Bo Lantern")
    assert kites.facts == Facts(
        arxiv="2503.02130",
        doi="10.1234/kite.1",
        urls=("http://arxiv.org/abs/2503.02130v2",),
        published="2025-03-03",
        venue="J. Kites 4",
        keywords=("cs.CV", "cs.LG"),
    )
    assert (kettles.title, kettles.line, kettles.facts) == ("Weighing Kettles", 22, Facts(arxiv="2503.00010"))
    assert dump.rejects == ()


def test_a_cut_feed_keeps_what_is_whole(tmp_path: Path) -> None:
    """Entries before the damage are taken in, and the report says where it is."""
    (tmp_path / "a").write_text("\n".join(ATOM.split("\n")[:-4]))
    dump = read(tmp_path / "a").dump
    assert [record.title for record in dump.records] == ["Counting Kites in Rain & Snow"]
    (reject,) = dump.rejects
    assert reject.line == 23
    assert reject.reason.startswith("damaged XML: no element found")


def test_entities_are_refused(tmp_path: Path) -> None:
    """A feed that defines entities, which may grow without end or read files, is not read."""
    bomb = '<!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    (tmp_path / "a").write_text(ATOM.replace("<feed", bomb + "<feed", 1).replace("Kettles", "&a;&b;"))
    dump = read(tmp_path / "a").dump
    assert dump.records == ()
    assert "entities" in dump.rejects[0].reason


def test_a_feed_without_titles(tmp_path: Path) -> None:
    """An entry without a title is told by its id."""
    (tmp_path / "a").write_text(ATOM.replace("<title>Weighing Kettles</title>", ""))
    (reject,) = read(tmp_path / "a").dump.rejects
    assert (reject.line, reject.text, reject.reason) == (22, "http://arxiv.org/abs/2503.00010v1", "no title")


@pytest.mark.parametrize("date", ["2025-03-15", ""])
def test_the_json_within_a_page(tmp_path: Path, date: str) -> None:
    """It has all that the API tells, and the page's day; the cards are not needed."""
    props = {"date": f"{date}T00:00:00.000Z"} if date else {}
    written = json.dumps(props | {"dailyPapers": [API_ITEM, BARE_ITEM, {"paper": {}}]}, separators=(",", ":"))
    head = '<!doctype html>\n<html><body>\n<div data-target="X" data-props="{}"></div>\n'
    (tmp_path / "a.html").write_text(f'{head}<div data-props="{html.escape(written)}">{CARD}')
    dump = read(tmp_path / "a.html").dump
    assert [(record.line, record.facts.arxiv) for record in dump.records] == [(4, "2503.02130"), (4, "2503.00010")]
    assert dump.records[0].facts.upvotes == 101
    assert dump.heading == ("Mar 15, 2025" if date else "Mar 14, 2025")
    assert [(reject.line, reject.reason) for reject in dump.rejects] == [(4, "no title")]


def test_the_cards_of_a_page(tmp_path: Path) -> None:
    """Without its JSON a page still shows titles that lead to papers, and the file's name may tell its day."""
    (tmp_path / "2025-03-14.html").write_text(f"<html>\n{CARD}<article><h3>No link</h3></article>\n")
    dump = read(tmp_path / "2025-03-14.html").dump
    (record,) = dump.records
    assert (record.title, record.abstract, record.line) == ("Counting Kites & Rain", "We count kites.", 2)
    assert (record.facts, dump.heading) == (Facts(arxiv="2503.02130"), "Mar 14, 2025")
    assert [(reject.line, reject.text) for reject in dump.rejects] == [(5, "No link")]


@pytest.mark.parametrize(
    "text", ["<!DOCTYPE html><title>Kites</title>", '<?xml version="1.0"?>\n<html>', "<Set>\n<Article>\nA\n\nWe ask.\n"]
)
def test_a_page_about_something_else(tmp_path: Path, text: str) -> None:
    """Any other page, and other markup, is told to hold no papers."""
    (tmp_path / "a.html").write_text(text)
    (reject,) = read(tmp_path / "a.html").dump.rejects
    assert reject.reason in {"no papers found: there are none in it", "no papers found: this is XML of another kind"}


@pytest.mark.parametrize(
    "tag", ["<article>", "<article><h3>", "<p>", "<article><h3><a href='/papers/1'", "data-props='\""]
)
def test_pages_take_linear_time(tag: str) -> None:
    """Tags that are never closed, a hundred thousand of them, take no time to speak of."""
    with patience():
        read(STDIN, stdin=io.BytesIO(f"<html><article><h3>{tag * 100_000}".encode()))


def test_a_real_page(shared: Path, tmp_path: Path) -> None:
    """All its papers with abstracts and votes; its cards alone give the same titles."""
    text = (shared / "captures/daily_papers_2024-08-01.html").read_text()
    (tmp_path / "with.html").write_text(text)
    (tmp_path / "without.html").write_text(text.replace("data-props", "data-gone"))
    dump = read(tmp_path / "with.html").dump
    assert (len(dump.records), dump.heading, dump.rejects) == (text.count("<article"), "Aug 1, 2024", ())
    assert all(record.abstract and record.facts.upvotes is not None for record in dump.records)
    cards = read(tmp_path / "without.html").dump.records
    assert [(c.title, c.facts.arxiv) for c in cards] == [(r.title, r.facts.arxiv) for r in dump.records]
