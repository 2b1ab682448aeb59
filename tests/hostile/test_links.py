"""Addresses from dumps: what is not of the web is no link, wherever it stood, and is opened and exported as none."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.dumps.opening import open_dump
from reader.export import FORMATS, Layout
from reader.library import Library
from reader.papers import find_links
from reader.query import parse

EVIL = [
    "javascript:alert(1)//https-evil",
    "JaVaScRiPt:alert(2)",
    "file:///etc/passwd",
    "data:text/html;base64,PHN2Zz4=",
    "vbscript:msgbox(1)",
    "ftp://files.example/x",
    "-psn_0",
    "--new-window",
    "//evil.example/x",
    "\\\\evil.example\\share",
    "https:/evil.example",
    "https://",
    "mailto:a@evil.example",
]


def _json(url: str) -> str:
    fields = {"url": url, "link": url, "pdf_url": url, "links": [url, {"url": url, "href": url}], "projectPage": url}
    return json.dumps([{"title": "On kites", "abstract": "They fly.", "authors": ["A. B."], **fields}])


def _atom(url: str) -> str:
    entry = f'<entry><title>On kites</title><summary>They fly.</summary><link href="{url}"/></entry>'
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'


DUMPS: dict[str, Callable[[str], str]] = {
    "json": _json,
    "csl": lambda url: json.dumps([{"type": "article-journal", "title": "On kites", "id": "a", "URL": url}]),
    "bibtex": lambda url: (
        f"@misc{{a,\n  title = {{On kites}},\n  url = {{{url}}},\n  howpublished = {{\\url{{{url}}}}}\n}}\n"
    ),
    "ris": lambda url: f"TY  - JOUR\nTI  - On kites\nUR  - {url}\nL1  - {url}\nER  - \n",
    "csv": lambda url: f'title,abstract,url\n"On kites","They fly.","{url}"\n',
    "yaml": lambda url: (
        f"- title: On kites\n  abstract: They fly.\n  url: {json.dumps(url)}\n  urls: [{json.dumps(url)}]\n"
    ),
    "atom": _atom,
    "html": lambda url: (
        f"<!doctype html><html><body><article><h3><a href='/papers/2403.00001'>On kites</a></h3>"
        f"<a href='{url}'>code</a></article></html>"
    ),
}


def _linked(text: str) -> set[str]:
    """Return what stands where formats have the addresses of links."""
    return set(re.findall(r"\([^\s()]+\)|<[^\s<>]+>|href=\"[^\"]*\"", text))


@pytest.mark.parametrize("form", DUMPS)
def test_what_is_not_of_the_web_is_no_link(library: Library, tmp_path: Path, form: str) -> None:
    """Each way to write an address that would run or read something, in each kind of dump."""
    for number, url in enumerate(EVIL):
        (tmp_path / f"{number}.txt").write_text(DUMPS[form](url), encoding="utf-8")
    (tmp_path / "fine.txt").write_text(DUMPS[form]("https://fine.example/x"), encoding="utf-8")
    library.add([tmp_path])
    papers = [entry.paper for entry in library.entries(library.find(parse("")).numbers)]
    assert papers
    urls = {url for paper in papers for url in paper.facts.urls}
    links = {link.url for paper in papers for link in paper.links}
    assert all(url.startswith(("https://", "http://")) for url in urls), urls
    assert all(link.startswith(("https://fine.example/", "https://arxiv.org/abs/2403.")) for link in links), links
    results = library.find(parse(""))
    for name in FORMATS:
        for text in library.write(results, name, Layout()).values():
            assert not {f"({url})" for url in EVIL} & _linked(text), name
            assert not {f"<{url}>" for url in EVIL} & _linked(text), name
            assert not {f'href="{url}"' for url in EVIL} & _linked(text), name


def test_the_dumps_are_read(tmp_path: Path) -> None:
    """An address of the web comes through in each of them that has a place for one."""
    for name, made in DUMPS.items():
        (tmp_path / name).write_text(made("https://fine.example/x"), encoding="utf-8")
        with open_dump(tmp_path / name) as dump:
            records = list(dump.records)
        assert [record.title for record in records] == ["On kites"], (name, dump.form, dump.rejects)
        found = {url for record in records for url in record.facts.urls}
        assert found == {"https://fine.example/x"} or name == "html", name


@pytest.mark.parametrize(
    "url", [*EVIL, "https://arxiv.org@evil.example/", "https://a:b@evil.example", "https://x.org:0x50/"]
)
def test_no_text_makes_a_link_of_it(url: str) -> None:
    """In an abstract neither."""
    for text in (url, f"See {url} for more", f"[here]({url})", f"<{url}>"):
        assert not [link.url for link in find_links(text) if not link.url.startswith("https://www.")]
