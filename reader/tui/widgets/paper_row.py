"""One paper as one or two lines of the list."""

from collections.abc import Callable, Sequence
from typing import Literal

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from reader.display import shown
from reader.papers import SIGNS, Entry, Status

Density = Literal["compact", "roomy"]
LINES: dict[Density, int] = {"compact": 1, "roomy": 2}
"""How many lines a paper has in the list."""

Spans = Callable[[str], Sequence[tuple[int, int]]]
"""Where the words that were searched stand in a title, in characters."""
Styles = Callable[[str], Style]
"""The foreground of a part of a row, or of a tag (`#nlp`); the row's own background shows through."""

NEW = "N"
"""The badge of a paper that came since the last visit."""
_LEAST_TITLE_CELLS = 30
_INDENT = "    "
_OPENING_CHARS = 300
"""Of an abstract: more than any terminal shows on a line."""


def title_line(
    entry: Entry, width: int, spans: Spans, style: Styles, *, selected: bool, tagged: bool, new: bool = False
) -> Text:
    """Return signs, title and, where wanted, tags, the last as far as they leave the title room.

    The badge of what is new stands where the selection has its sign, so that it takes no room.
    """
    mark = entry.mark
    text = _line()
    badge = NEW if new and not selected else ""
    text.append(badge or ("▌" if selected else " "), style("new" if badge else "selected"))
    text.append(SIGNS[mark.status], style("dot"))
    text.append("★ " if mark.bookmarked else "  ", style("star"))
    room = width - text.cell_len - 1
    seen = shown(entry.paper.title)
    least = min(cell_len(seen.text), _LEAST_TITLE_CELLS)
    tags = _fitting(sorted(mark.tags), room - least - 2) if tagged else ""
    tags_cells = cell_len(tags) + 2 if tags else 0
    title = Text(seen.text, style=style("read") if _quiet(entry) else Style(), no_wrap=True)
    for start, end in seen.spans(spans(entry.paper.title)):
        title.stylize(style("match"), start, end)
    title.truncate(room - tags_cells, overflow="ellipsis", pad=True)
    text.append_text(title)
    if tags:
        text.append("  ").append_text(_coloured(tags, style))
    return text


def about_line(entry: Entry, width: int, style: Styles, *, selected: bool) -> Text:
    """Return what stands under the title: stars, tags, and how the abstract begins."""
    mark = entry.mark
    text = _line()
    text.append("▌" if selected else " ", style("selected"))
    text.append(_INDENT[1:])
    if mark.rating:
        text.append("★" * mark.rating + "  ", style("star"))
    if tags := _fitting(sorted(mark.tags), (width - text.cell_len) // 2):
        text.append_text(_coloured(tags, style)).append("  ")
    text.append(shown(entry.paper.abstract).text[:_OPENING_CHARS], style("read"))
    text.truncate(width - 1, overflow="ellipsis")
    return text


def _line() -> Text:
    return Text(no_wrap=True, end="")


def _quiet(entry: Entry) -> bool:
    return entry.mark.status in (Status.READ, Status.SKIPPED)


def _coloured(tags: str, style: Styles) -> Text:
    words = tags.split(" ")
    return Text(" ").join(Text(word, style(word) if word.startswith("#") else Style()) for word in words)


def _fitting(tags: Sequence[str], cells: int) -> str:
    """Return as many tags as go into so many cells, the last an ellipsis where some do not."""
    fit = ""
    for count, tag in enumerate(tags):
        more = f"{fit} #{tag}".strip()
        if cell_len(more) + (2 if count < len(tags) - 1 else 0) > cells:
            return f"{fit} …" if fit else ""
        fit = more
    return fit
