"""The screen: topics made or counted in a thread, one of them chosen."""

import asyncio
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.errors import ReaderError
from reader.library import FEWEST, Library, TopicCount, TopicCounts, without_topics
from reader.library.telling import plural
from reader.query import InTopic, Query, leaves_of, narrowed
from reader.tui.explaining import explained
from reader.tui.screens.topics.map import TopicsMap
from reader.tui.screens.topics.rows import lines
from reader.tui.steadfast import Steadfast
from reader.tui.widgets.key_bar import KeyBar

_LOOK_EVERY_S = 0.2
_BESIDE_CELLS = 76
"""From this width on the map stands beside the list."""
_BELOW_ROWS = 30
"""From this height on, where it is narrower, the map stands below the list."""
_LIST_SHARE = 0.5
_MOST_LIST_CELLS = 70
_TALL_ROWS = 18
"""From this height on all is told of a topic; below, its terms."""
_MARGIN_CELLS = 4
"""Left and right of the list, its scrollbar among them."""
_KEYS = (("Enter", "narrow to it"), ("j k", "move"), ("Esc", "back"), ("●○", "unread, handled"))


class _LeftError(ReaderError):
    """Nobody waits for the topics any more."""


class TopicsScreen(Steadfast, Screen[str | None]):
    """What the listed papers are about; gives back the query that narrows them to a topic, or None."""

    BINDINGS = [
        Binding("escape,q", "dismiss(None)", show=False),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        Binding("ctrl+d,ctrl+f,space", "page(1)", show=False),
        Binding("ctrl+u,ctrl+b", "page(-1)", show=False),
        Binding("g", "end(-1)", show=False),
        Binding("G", "end(1)", show=False),
    ]

    def __init__(self, library: Library, query: Query) -> None:
        """Take the library, and what is listed of it; the cursor goes to the topic that it is narrowed to, if it is."""
        super().__init__()
        self._library = library
        self._query = without_topics(query)
        self._from = [leaf.name for leaf in leaves_of(query.where) if isinstance(leaf, InTopic)]
        self._counts: TopicCounts | None = None
        self._stage = ""
        self._has_left = False

    def compose(self) -> ComposeResult:
        """What is asked, the list and the map, what is known of a topic, the keys."""
        yield Static(id="topics-title")
        yield Static("Looking…", id="topics-message")
        with Horizontal(id="topics-body"):
            with Vertical(id="topics-left"):
                yield Static(id="topics-head")
                yield OptionList(id="topics-list", markup=False)
            yield TopicsMap(id="topics-map")
        yield Static(id="topics-told")
        yield KeyBar(id="key-bar")

    def on_mount(self) -> None:
        """Begin."""
        self.query_one("#key-bar", KeyBar).show(_KEYS)
        self._show()
        self.run_worker(self._count())
        self._look = self.set_interval(_LOOK_EVERY_S, self._tell_stage)

    def on_unmount(self) -> None:
        """Let who makes topics stop at the next opportunity."""
        self._has_left = True

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._show()

    async def _count(self) -> None:
        try:
            self._counts = await asyncio.to_thread(self._library.shape.topics, self._query, self._tell)
        except _LeftError:
            return
        except ReaderError as error:
            self._look.stop()
            self.query_one("#topics-message", Static).update(Content(explained(error)))
            return
        self._look.stop()
        if self.is_mounted:
            self._show()
            self._list.highlighted = self._start()
            self._list.focus()

    def _start(self) -> int | None:
        """Return where the cursor begins: on the topic that is listed."""
        names = [each.topic and (str(each.topic.number), each.topic.slug) for each in self._shown]
        rows = (row for row, known in enumerate(names) if known and set(known) & set(self._from))
        return next(rows, 0 if self._shown else None)

    def _tell(self, what: str, done: int, total: int) -> None:
        """Take note, in the thread that makes topics, of how far it is."""
        if self._has_left:
            raise _LeftError("Nobody waits for it")
        self._stage = f"{what}, {done / max(total, 1):.0%}"

    def _tell_stage(self) -> None:
        if self._stage:
            papers = plural(len(self._library), "paper")
            text = f"Putting {papers} into groups: {self._stage}. The next time they are there at once."
            self.query_one("#topics-message", Static).update(Content(text))

    @property
    def _list(self) -> OptionList:
        return self.query_one("#topics-list", OptionList)

    @property
    def _shown(self) -> tuple[TopicCount, ...]:
        return self._counts.topics if self._counts else ()

    def _show(self) -> None:
        """Draw all for the size that there is."""
        width, height = self.app.size
        beside, below = width >= _BESIDE_CELLS, width < _BESIDE_CELLS and height >= _BELOW_ROWS
        self.set_class(beside, "-beside")
        self.set_class(beside or below, "-mapped")
        self.query_one("#topics-title", Static).update(self._title())
        self.query_one("#topics-message").display = not self._shown
        self.query_one("#topics-body").display = bool(self._shown)
        self.query_one("#topics-told").display = bool(self._shown)
        if self._counts and not self._shown:
            self.query_one("#topics-message", Static).update(Content(_nothing(self._counts, len(self._library))))
        if self._shown:
            cells = min(round(width * _LIST_SHARE), _MOST_LIST_CELLS) if beside else width
            self.query_one("#topics-left").styles.width = cells if beside else "100%"
            head, rows = lines(self._shown, cells - _MARGIN_CELLS)
            self.query_one("#topics-head", Static).update(head)
            row = self._list.highlighted
            self._list.clear_options()
            self._list.add_options([Option(each) for each in rows])
            self._list.highlighted = row
            self._tell_topic()

    def _title(self) -> Content:
        asked = str(self._query)
        number = sum(bool(each.topic) for each in self._shown)
        of = f" · {plural(number, 'topic')} of {plural(self._counts.papers, 'paper')}" if self._counts else ""
        return Content.assemble((" Topics ", "bold $text-accent"), asked or "of the library", (of, "dim"))

    @on(OptionList.OptionHighlighted)
    def _tell_topic(self) -> None:
        """Mark the topic on the map, and say what is known of it."""
        row = self._list.highlighted
        self.query_one(TopicsMap).show(self._shown, row)
        if row is not None:
            told = _told(self._shown[row])[: None if self.app.size.height >= _TALL_ROWS else 1]
            self.query_one("#topics-told", Static).update(Content("\n").join(told))

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        chosen = self._shown[event.option_index].condition
        self.dismiss(str(replace(narrowed(self._query, chosen), limit=None)))

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self.action_to((self._list.highlighted or 0) + rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by half the list's height."""
        self.action_move(pages * max(1, self._list.size.height // 2))

    def action_end(self, direction: int) -> None:
        """Move the cursor to the first topic, or the last."""
        self.action_to(direction * len(self._shown))

    def action_to(self, row: int) -> None:
        """Put the cursor on a row, or the nearest there is."""
        if self._shown:
            self._list.highlighted = max(0, min(row, len(self._shown) - 1))


def _told(count: TopicCount) -> list[Content]:
    """Return what is known of a topic, line by line: its terms, its numbers, a paper."""
    if not count.topic:
        return [Content("Papers that fit into no topic."), _numbers(count), Content("")]
    typical = Content.assemble(("such as  ", "dim"), count.typical)
    return [Content(", ".join(count.topic.terms)), _numbers(count), typical]


def _numbers(count: TopicCount) -> Content:
    numbers = f"{plural(count.papers, 'paper')}, {count.unread:,} unread, {count.recent:,} added in the last 30 days"
    return Content.assemble((numbers, "dim"), (f"  {count.query}", "dim italic"))


def _nothing(counts: TopicCounts, papers: int) -> str:
    if counts.made:
        return "No paper is like that; Esc goes back."
    return f"Topics are made of {FEWEST} papers or more; there are {plural(papers, 'paper')}."
