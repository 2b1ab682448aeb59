"""Topics as lines of a list: name, how many papers, how many unread, and a bar of both."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from reader.library import TopicCount
from reader.tui.screens.statistics.drawing import BAR, number

_LEAST_NAME_CELLS = 12
_MOST_NAME_CELLS = 30
_LEAST_BAR_CELLS = 4
_MOST_BAR_CELLS = 30
_HEADS = ("papers", "unread")


def lines(counts: Sequence[TopicCount], width: int) -> tuple[Content, list[Content]]:
    """Return the head and a line for each topic, all of one width; bars are left out where there is no room."""
    papers, unread = (
        max(cell_len(head), *(len(number(much)) for much in column))
        for head, column in zip(_HEADS, zip(*((each.papers, each.unread) for each in counts), strict=True), strict=True)
    )
    widest = max((cell_len(each.name) for each in counts), default=0)
    room = max(1, width - papers - unread - 2)
    name = min(max(_LEAST_NAME_CELLS, min(widest, _MOST_NAME_CELLS)), room)
    bar = min(room - name - 2, _MOST_BAR_CELLS)
    most = max((each.papers for each in counts), default=1)
    head = f"{set_cell_size('topic', name)} {_HEADS[0]:>{papers}} {_HEADS[1]:>{unread}}"
    return Content.styled(head, "dim"), [
        Content.assemble(
            (_cut(each.name, name), "" if each.topic else "italic"),
            f" {each.papers:>{papers},} {number(each.unread):>{unread}}",
            _bar(each, most, bar) if bar >= _LEAST_BAR_CELLS else "",
        )
        for each in counts
    ]


def _bar(count: TopicCount, most: int, cells: int) -> Content:
    """Return a bar of the papers, thick as far as they are unread."""
    whole = max(1, round(cells * count.papers / most))
    thick = min(whole, max(bool(count.unread), round(whole * count.unread / count.papers)))
    return Content.assemble("  ", ("━" * thick, BAR), ("─" * (whole - thick), "dim"))


def _cut(text: str, cells: int) -> str:
    return set_cell_size(text, cells) if cell_len(text) <= cells else f"{set_cell_size(text, cells - 1)}…"
