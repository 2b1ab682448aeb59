"""The paper under the cursor: its facts, marks, links, abstract and note."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from reader.display import Span, key_sentences, shown
from reader.papers import Entry, Facts, Sighting, Status
from reader.query import TextField
from reader.tui.notes import note_content
from reader.tui.tag_colours import tags_content

if TYPE_CHECKING:
    from reader.display.sentences import KeySentence

Spans = Callable[[str, TextField], Sequence[tuple[int, int]]]
"""Where the words that were searched stand: takes a text and which field it is."""

MOST_AUTHORS = 40
LABELS = {"contribution": "‣new ", "result": "‣result ", "code": "‣code "}
"""What stands before a key sentence, by its kind."""


class _Text(Static):
    """The text of a paper; its size decides about nobody else's, so that textual need not lay all out a second time."""

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:  # noqa: ARG002, FBT001, FBT002 - textual's signature
        return super()._size_updated(size, virtual_size, container_size, layout=False)


class PaperDetail(VerticalScroll, can_focus=True, inherit_bindings=False):
    """One paper, set to a readable measure."""

    def __init__(self, measure_cells: int, *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        """Make an empty pane; text is set no wider than `measure_cells`."""
        super().__init__(id=id)
        self._measure_cells = measure_cells
        self._entry: Entry | None = None
        self._spans: Spans = lambda _text, _field: ()
        self._trend = ""
        self._marking = False
        self._content = Content()

    def compose(self) -> ComposeResult:
        """One text, as wide as the measure."""
        text = _Text(id="paper-text")
        text.styles.max_width = self._measure_cells
        yield text

    def set_measure(self, cells: int) -> None:
        """Set text no wider than so many cells from now on."""
        self.query_one("#paper-text", Static).styles.max_width = cells

    def show(self, entry: Entry | None, spans: Spans, trend: str = "") -> None:
        """Show a paper, and why it is talked about; another one starts at its top, the same one stays where it is."""
        before, self._entry, self._spans, self._trend = self._entry, entry, spans, trend
        self._paint()
        if (entry.number if entry else None) != (before.number if before else None):
            self.scroll_home(animate=False, immediate=True)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:  # noqa: FBT001, FBT002 - textual's signature
        """Lay all out again only where the frame is another, or the scroll bar comes or goes."""
        barred = virtual_size.height > container_size.height
        other = container_size != self._container_size or barred != self.show_vertical_scrollbar
        return super()._size_updated(size, virtual_size, container_size, layout=layout and other)

    @property
    def marking(self) -> bool:
        """Whether the key sentences of the abstract are marked."""
        return self._marking

    def mark_key_sentences(self, *, on: bool) -> None:
        """Mark the key sentences, or no longer."""
        self._marking = on
        self._paint()

    def _paint(self) -> None:
        entry = self._entry
        content = paper_content(entry, self._spans, self._trend, marking=self._marking) if entry else Content()
        if not content.is_same(self._content):  # else it would be laid out anew for nothing
            self._content = content
            self.query_one("#paper-text", Static).update(content)

    @property
    def at_end(self) -> bool:
        """Whether the end of the text is in sight."""
        return self.scroll_offset.y >= self.max_scroll_y


def paper_content(entry: Entry, spans: Spans, trend: str = "", *, marking: bool = False) -> Content:
    """Return a paper as styled text, on request with its key sentences marked; none of it is markup."""
    paper, mark = entry.paper, entry.mark
    parts = [_displayed(paper.title, spans(paper.title, "title")).stylize_before("bold"), Content("")]
    if paper.authors:
        parts += [Content(_authors(paper.authors)), Content("")]
    parts += [_line(*part) for part in _facts(entry, trend)]
    sentences = key_sentences(paper.abstract) if marking else ()
    parts += [Content(""), _displayed(paper.abstract, spans(paper.abstract, "abstract"), sentences)]
    if mark.note:
        note = note_content(mark.note)
        parts += [Content(""), Content.styled("Note", "bold $text-accent"), _marked(note, spans(note.plain, "note"))]
    return Content("\n").join(parts)


def _authors(names: Sequence[str]) -> str:
    """Return the authors; of a great collaboration the first of them, and how many others."""
    shown = names if len(names) <= MOST_AUTHORS else names[: MOST_AUTHORS - 1]
    others = f" and {len(names) - len(shown):,} others" if len(shown) < len(names) else ""
    return ", ".join(shown) + others


def _told(facts: Facts) -> Iterator[tuple[str, str | Content, str]]:
    """Yield what sources tell beside the text, as far as they do."""
    yield "date", facts.published, ""
    yield "venue", facts.venue, ""
    yield "arXiv", facts.arxiv, ""
    yield "DOI", facts.doi, ""
    liked = [f"{facts.upvotes:,} upvote{'' if facts.upvotes == 1 else 's'}"] if facts.upvotes is not None else []
    liked += [f"{facts.stars:,} star{'' if facts.stars == 1 else 's'} on GitHub"] if facts.stars is not None else []
    yield "liked", " · ".join(liked), ""
    yield "topics", ", ".join(facts.keywords), ""


def _facts(entry: Entry, trend: str) -> Iterator[tuple[str, str | Content, str]]:
    """Yield what is known, as (name, value, style)."""
    paper, mark = entry.paper, entry.mark
    yield from (fact for fact in _told(paper.facts) if fact[1])
    status = str(mark.status)
    if mark.status is Status.READ and mark.read_at:
        status += f" on {mark.read_at.astimezone():%Y-%m-%d}"
    yield "status", status + ("  ★ bookmarked" if mark.bookmarked else ""), ""
    if mark.rating:
        yield "rating", "★" * mark.rating, "$text-warning"
    if mark.tags:
        yield "tags", tags_content(mark.tags), ""
    if paper.links:
        yield "links", "", ""
    for number, link in enumerate(paper.links, start=1):
        yield f"  {number}", link.url, "$text-primary"
    if trend:
        yield "trend", trend, ""
    for number, sighting in enumerate(entry.sightings):
        yield ("" if number else "seen"), _seen(sighting), "dim"
    yield "id", paper.id, "dim"


def _line(name: str, value: str | Content, style: str) -> Content:
    column = f"{name} " if name.startswith(" ") else f"{name:8}"  # links start early: they cannot be broken
    return Content.assemble((column, "dim"), value if isinstance(value, Content) else (value, style))


def _seen(sighting: Sighting) -> str:
    date = f" ({sighting.page})" if sighting.page else ""
    return f"#{sighting.position} of {sighting.file}{date}"


def _displayed(text: str, spans: Sequence[Span], sentences: Sequence["KeySentence"] = ()) -> Content:
    """Return a text of the paper as the eye sees it; spans and sentences are those of the text itself."""
    seen = shown(text)
    content = _marked(Content(seen.text), seen.spans(spans))
    for sentence in reversed(sentences):
        for start, end in seen.spans([(sentence.start, sentence.end)]):
            told = content[start:end].stylize_before("bold")
            content = Content("").join(
                [content[:start], Content.styled(LABELS[sentence.kind], "dim"), told, content[end:]]
            )
    return content


def _marked(content: Content, spans: Iterable[Span]) -> Content:
    for start, end in spans:
        content = content.stylize("$text-warning underline", start, end)
    return content
