"""Entries -> one HTML page that needs nothing else: no network, no other file, not even its script."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from reader.export.grouping import group
from reader.export.layout import Layout
from reader.export.references import abstract
from reader.papers import Entry, clean_line

_FILTER = '<input type="search" placeholder="Filter" aria-label="Filter by words"> <output class="count"></output>'


def html_page(entries: Sequence[Entry], layout: Layout) -> str:
    """Return `entries` as a page for phones and desks, in the colours that its reader's system has, dark or light.

    A box at its top filters by words in all that is shown. Every text is escaped, notes are Markdown without HTML and
    pictures, links lead to http and https alone. Its content security policy forbids whatever is not in the page:
    only this style sheet and this script, by their hashes. Without scripts all is there but the filter.
    """
    style, script = _part("page.css"), _part("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    title = escape(clean_line(layout.title))
    count = f"{len(entries):,} {'paper' if len(entries) == 1 else 'papers'}"
    asked = f" · <code>{escape(clean_line(layout.query))}</code>" if layout.query else ""
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="generator" content="reader">',
            f"<title>{title}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            f'<header><h1 dir="auto">{title}</h1>',
            f'<p class="quiet">{count}{asked}</p></header>',
            f'<div class="filter" hidden>{_FILTER}</div>',
            "<main>",
            *_groups(entries, layout),
            "</main>",
            f"<script>{script}</script>",
            "</body>",
            "</html>\n",
        ]
    )


def _groups(entries: Sequence[Entry], layout: Layout) -> Iterator[str]:
    for one in group(entries, layout.group_by):
        yield "<section>"
        if one.name:
            yield f'<h2 dir="auto">{escape(one.name)} <span class="count">({len(one.entries):,})</span></h2>'
        for entry in one.entries:
            yield from _article(entry, layout)
        yield "</section>"
    if not entries:
        yield "<p>Nothing here yet.</p>"


def _article(entry: Entry, layout: Layout) -> Iterator[str]:
    paper = entry.paper
    title = escape(paper.title) or "(untitled)"
    links = [link.url for link in paper.links]
    yield "<article>"
    yield f'<h3 dir="auto">{_link(links[0], title) if links else title}</h3>'
    if paper.authors:
        yield f'<p class="quiet" dir="auto">{escape(", ".join(paper.authors))}</p>'
    yield f'<p class="quiet">{" · ".join(_standing(entry))}</p>'
    if links[1:]:
        yield f'<p class="quiet">{" · ".join(_link(url, escape(url)) for url in links[1:])}</p>'
    if layout.notes and entry.mark.note:
        yield f'<div class="note" dir="auto">{_note(entry.mark.note)}</div>'
    if text := abstract(paper, layout.abstracts):
        yield f'<details><summary>Abstract</summary><p dir="auto">{escape(text)}</p></details>'
    yield "</article>"


def _standing(entry: Entry) -> Iterator[str]:
    mark, facts = entry.mark, entry.paper.facts
    yield f"read {mark.read_at:%Y-%m-%d}" if mark.read_at else mark.status.value
    if mark.bookmarked:
        yield "★ bookmarked"
    if mark.rating:
        yield f"rated {'★' * mark.rating}{'☆' * (5 - mark.rating)}"
    if facts.published or facts.venue:
        yield escape(" ".join(filter(None, (facts.venue, facts.published))))
    if mark.tags:
        yield " ".join(f'<span class="tag">{escape(tag)}</span>' for tag in sorted(mark.tags))


def _link(url: str, shown: str) -> str:
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{shown}</a>'


def _note(note: str) -> str:
    html: str = _markdown().render(note)
    return html.strip()


@cache
def _markdown() -> Any:
    """Return a renderer that lets through neither HTML nor pictures, and links to http and https alone."""
    from markdown_it import MarkdownIt  # late

    renderer = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")

    def link_open(self: Any, tokens: Any, number: int, options: Any, _env: Any) -> str:
        tokens[number].attrSet("rel", "noopener noreferrer")
        return str(self.renderToken(tokens, number, options, _env))

    renderer.validateLink = lambda url: url.lower().startswith(("http://", "https://"))  # type: ignore[method-assign]
    renderer.add_render_rule("link_open", link_open)
    return renderer


@cache
def _part(name: str) -> str:
    return (files("reader.export") / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
