"""The JSON of the Daily Papers API: a day's list, or one paper."""

from collections.abc import Iterator

from reader.dumps.fields import Piece, day, ids, line, lines, names, piece, web, whole
from reader.dumps.json_items import Item, read_items
from reader.dumps.source import Source
from reader.papers import Facts


def read(source: Source) -> Iterator[Piece]:
    """Yield the papers of the days or of the one paper in `source`."""
    return read_items(source, api_piece)


def api_piece(item: Item, at: int) -> Piece:
    """Return the paper of one item; its text stands in the item, in the item's `paper`, or in both."""
    inner = item.get("paper")
    paper: Item = inner if isinstance(inner, dict) else item
    authors = paper.get("authors")
    seen = [one for one in authors if not _is_hidden(one)] if isinstance(authors, list) else []
    arxiv, _ = ids([line(paper.get("id"))], ())
    facts = Facts(
        arxiv=arxiv,
        urls=web(paper.get("projectPage"), paper.get("githubRepo")),
        published=day(paper.get("publishedAt")) or day(item.get("publishedAt")),
        keywords=lines(paper.get("ai_keywords")),
        upvotes=whole(paper.get("upvotes")),
        stars=whole(paper.get("githubStars")),
    )
    title = line(paper.get("title")) or line(item.get("title"))
    abstract = line(paper.get("summary")) or line(item.get("summary"))
    return piece(title, abstract, at, names(seen), facts, line(paper.get("id")))


def _is_hidden(author: object) -> bool:
    return isinstance(author, dict) and author.get("hidden") is True
