"""A digest as HTML, for browsers and for mail readers, which know little of style sheets."""

from collections.abc import Iterator
from html import escape

from reader.export.digest.digest import Digest, Item, authors_line, excerpt, link_name, link_of
from reader.export.digest.plain import ABSTRACT_CHARS

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_BODY = "margin:0 auto;padding:1em;max-width:42em;font-family:sans-serif;line-height:1.45"
_QUIET = "margin:.2em 0;font-size:.9em;opacity:.75"
_LINE = "margin:.2em 0"


def write(digest: Digest, abstract_chars: int = ABSTRACT_CHARS) -> str:
    """Return a digest as one page: no script, no picture, nothing from elsewhere; links lead to the web alone."""
    title = escape(digest.title)
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{title}</title>",
            "</head>",
            f'<body style="{_BODY}">',
            f'<h1 dir="auto" style="font-size:1.4em;margin:0">{title}</h1>',
            f'<p style="{_QUIET}">{digest.count}, {digest.period}</p>',
            *([f'<p style="{_QUIET}">{digest.elsewhere}</p>'] if digest.elsewhere else []),
            *_groups(digest, abstract_chars),
            *([f'<p style="{_QUIET};margin-top:2em">{escape(digest.footer)}</p>'] if digest.footer else []),
            "</body>",
            "</html>\n",
        ]
    )


def about(item: Item, abstract_chars: int = ABSTRACT_CHARS) -> Iterator[str]:
    """Yield what stands below a paper's title, as paragraphs."""
    paper = item.entry.paper
    if authors := authors_line(paper):
        yield f'<p dir="auto" style="{_QUIET}">{escape(authors)}</p>'
    if abstract := excerpt(paper.abstract, abstract_chars):
        yield f'<p dir="auto" style="{_LINE}">{escape(abstract)}</p>'
    link = f'<a href="{escape(link_of(paper))}" rel="noopener noreferrer">{link_name(paper)}</a>'
    yield f'<p style="{_QUIET}"><em>{escape(item.reason)}</em> · {link}</p>'


def _groups(digest: Digest, abstract_chars: int) -> Iterator[str]:
    for group in digest.groups:
        yield f'<h2 dir="auto" style="font-size:1.1em;margin:1.5em 0 0">{escape(group.name)}</h2>'
        for item in group.items:
            paper = item.entry.paper
            title = escape(item.title)
            href = escape(link_of(paper))
            yield '<h3 dir="auto" style="font-size:1em;margin:1.1em 0 0">'
            yield f'<a href="{href}" rel="noopener noreferrer">{title}</a></h3>'
            yield from about(item, abstract_chars)
    if not digest.groups:
        yield "<p>Nothing is new.</p>"
