"""The paper under the cursor: its facts, marks, links, abstract and note."""

from collections.abc import Callable, Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader.papers import Entry, Sighting, Status
from reader.query import TextField

Spans = Callable[[str, TextField], Sequence[tuple[int, int]]]
"""Where the words that were searched stand: takes a text and which field it is."""


class PaperDetail(VerticalScroll, can_focus=True, inherit_bindings=False):
    """One paper, set to a readable measure."""

    def __init__(self, measure_cells: int, *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        """Make an empty pane; text is set no wider than `measure_cells`."""
        super().__init__(id=id)
        self._measure_cells = measure_cells
        self._number: int | None = None

    def compose(self) -> ComposeResult:
        """One text, as wide as the measure."""
        text = Static(id="paper-text")
        text.styles.max_width = self._measure_cells
        yield text

    def show(self, entry: Entry | None, spans: Spans) -> None:
        """Show a paper; another one starts at its top, the same one stays where it is."""
        self.query_one("#paper-text", Static).update(paper_content(entry, spans) if entry else "")
        number = entry.number if entry else None
        if number != self._number:
            self._number = number
            self.scroll_home(animate=False, immediate=True)

    @property
    def at_end(self) -> bool:
        """Whether the end of the text is in sight."""
        return self.scroll_offset.y >= self.max_scroll_y


def paper_content(entry: Entry, spans: Spans) -> Content:
    """Return a paper as styled text; none of it is markup."""
    paper, mark = entry.paper, entry.mark
    parts = [_highlighted(paper.title, spans(paper.title, "title")).stylize_before("bold"), Content("")]
    if paper.authors:
        parts += [Content(", ".join(paper.authors)), Content("")]
    parts += [_line(*part) for part in _facts(entry)]
    parts += [Content(""), _highlighted(paper.abstract, spans(paper.abstract, "abstract"))]
    if mark.note:
        parts += [Content(""), Content.styled("Note", "bold $text-accent"), Content(mark.note)]
    return Content("\n").join(parts)


def _facts(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield what is known, as (name, value, style)."""
    paper, mark = entry.paper, entry.mark
    status = str(mark.status)
    if mark.status is Status.READ and mark.read_at:
        status += f" on {mark.read_at.astimezone():%Y-%m-%d}"
    yield "status", status + ("  ★ bookmarked" if mark.bookmarked else ""), ""
    if mark.rating:
        yield "rating", "★" * mark.rating, "$text-warning"
    if mark.tags:
        yield "tags", " ".join(f"#{tag}" for tag in sorted(mark.tags)), "$text-secondary"
    if paper.links:
        yield "links", "", ""
    for number, link in enumerate(paper.links, start=1):
        yield f"  {number}", link.url, "$text-primary"
    for number, sighting in enumerate(entry.sightings):
        yield ("" if number else "seen"), _seen(sighting), "dim"
    yield "id", paper.id, "dim"


def _line(name: str, value: str, style: str) -> Content:
    column = f"{name} " if name.startswith(" ") else f"{name:8}"  # links start early: they cannot be broken
    return Content.assemble((column, "dim"), (value, style))


def _seen(sighting: Sighting) -> str:
    date = f" ({sighting.page_date})" if sighting.page_date else ""
    return f"#{sighting.position} of {sighting.file}{date}"


def _highlighted(text: str, spans: Sequence[tuple[int, int]]) -> Content:
    content = Content(text)
    for start, end in spans:
        content = content.stylize("$text-warning underline", start, end)
    return content
