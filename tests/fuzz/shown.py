"""What papers and notes look like: formulas, sentences, Markdown, links and ids in any text."""

from contextlib import suppress

from reader.display.reading import read
from reader.display.sentences import find, sentences
from reader.display.shown import Shown
from reader.errors import QueryError
from reader.papers import arxiv_id, clean_line, clean_text, doi_of, find_links, first_sentence, normal_title
from reader.papers.text import fold, like
from reader.query import parse
from reader.tui.notes import note_content

from .drawing import Draw

_MOST_SHOWN = 3
"""Characters shown for one that is written: a fraction gets brackets."""


def formulas(data: bytes) -> None:
    """Any line can be shown: not much longer, and each character of what is shown stands somewhere in it."""
    text = clean_line(data.decode("utf-8", "replace"))
    seen = read(text)
    _check(text, seen)
    assert read(text) == seen


def _check(text: str, seen: Shown) -> None:
    assert len(seen.text) <= _MOST_SHOWN * len(text) + 2, (text, seen.text)
    assert "\n" not in seen.text
    assert clean_line(seen.text) == " ".join(seen.text.split()), f"something invisible came in: {seen.text!r}"
    if seen.offsets is not None:
        assert len(seen.offsets) == len(seen.text)
        assert all(0 <= start <= end <= len(text) for start, end in seen.offsets)
        starts = [start for start, _ in seen.offsets]
        assert starts == sorted(starts), (text, seen)
    for start, end in seen.spans([(at, at + 1) for at in range(0, len(text), 7)]):
        assert 0 <= start < end <= len(seen.text)


def key_sentences(data: bytes) -> None:
    """Sentences stand in the text, in order, each with something in it, and nothing but space between them."""
    text = clean_line(data.decode("utf-8", "replace"))
    at = 0
    for start, end in sentences(text):
        assert at <= start < end <= len(text), (text, start, end)
        assert not text[at:start].strip(), (text, at, start)
        at = end
    assert not text[at:].strip()
    assert all(0 <= one.start < one.end <= len(text) for one in find(text))
    assert text.startswith(first_sentence(text))


def notes(data: bytes) -> None:
    """Any note can be read as Markdown."""
    note = clean_text(data.decode("utf-8", "replace"))
    assert clean_text(note) == note
    plain = note_content(note).plain
    assert clean_line(plain) == " ".join(plain.split()), f"something invisible came in: {plain!r}"


def names(data: bytes) -> None:
    """Links, ids and titles are taken from any text, and are then themselves."""
    text = data.decode("utf-8", "replace")
    line = clean_line(text)
    assert clean_line(line) == line
    assert arxiv_id(arxiv_id(text)) == arxiv_id(text)
    assert doi_of(doi_of(text)) == doi_of(text)
    for link in find_links(line):
        bare = link.url.removeprefix("https://")
        assert bare in line, (link, line)
        assert link in find_links(link.url), link
    assert normal_title(normal_title(line)) == normal_title(line), line
    assert fold(fold(line)) == fold(line), line


def patterns(data: bytes) -> None:
    """A text is like itself, and like any of its pieces between stars."""
    draw = Draw(data)
    text, at, to = draw.line(), draw.number(255), draw.number(255)
    at, to = sorted((min(at, len(text)), min(to, len(text))))
    if "*" not in text:
        assert like(text, text)
    piece = text[at:to]
    assert like(text, f"*{piece.replace('*', '')}*") or "*" in piece
    like(draw.line(), draw.line())


def long_text(data: bytes) -> None:
    """Show a text in which a piece is repeated very often: only time and memory can be wrong here."""
    draw = Draw(data)
    head, piece = draw.text(63), draw.text(63) or "$"
    text = f"{head}{piece * (20_000 // len(piece))}{draw.text(63)}"
    line = clean_line(text)
    read(line)
    find(line)
    first_sentence(line)
    find_links(line)
    with suppress(QueryError):
        parse(line)
    note_content(clean_text(text))
