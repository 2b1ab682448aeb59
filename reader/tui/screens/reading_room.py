"""The reading room: search bar, list and paper, and what keys do there."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen

from reader.changes import Change
from reader.errors import QueryError, ReaderError
from reader.library import Library, Results
from reader.papers import Entry
from reader.query import Query, parse, words
from reader.settings import Settings
from reader.tui.actions import perform
from reader.tui.keys import Key, show
from reader.tui.resolver import Meant, Pending, Resolver
from reader.tui.searching import LatestSearch
from reader.tui.widgets.key_bar import KeyBar
from reader.tui.widgets.paper_detail import PaperDetail
from reader.tui.widgets.paper_list import PaperList
from reader.tui.widgets.search_bar import SearchBar

Answer = TypeVar("Answer")
LISTING_KEYS = (
    "app.help",
    "search.start",
    "pane.open",
    "paper.read",
    "paper.bookmark",
    "paper.tags",
    "paper.note",
    "move.next_unread",
    "history.undo",
    "search.sort",
    "list.export",
    "app.quit",
)
READING_KEYS = (
    "app.help",
    "pane.back",
    "move.read_on",
    "paper.read",
    "paper.bookmark",
    "paper.tags",
    "paper.note",
    "paper.open_link",
    "paper.copy",
    "history.undo",
    "app.quit",
)

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is in a list."""

    paper_id: str | None
    """The paper under the cursor."""
    top: int = 0
    """The first row in sight, from 0."""


class ReadingRoom(Screen[None]):
    """Where one reads. Actions (`tui.actions`) work through its public methods."""

    def __init__(
        self, library: Library, settings: Settings, keys: Sequence[Key], *, query: str | None, sample: bool
    ) -> None:
        """Take the library; `query` None opens where the last session ended."""
        super().__init__()
        self.library = library
        self.settings = settings
        self.results: Results | None = None
        """What is listed."""
        self._keys = keys
        self._resolver = Resolver(keys)
        self._search = LatestSearch(library.find)
        self._asked_for = query
        self._sample = sample
        self._text = ""
        self._before_typing = ("", Place(None))

    def compose(self) -> ComposeResult:
        """Bar, panes, footer."""
        yield SearchBar("Reader · sample, kept nowhere" if self._sample else "Reader", id="search-bar")
        with Container(id="panes"):
            yield PaperList(self.library.entries, id="papers")
            yield PaperDetail(self.settings.measure_cells, id="paper")
        yield KeyBar(id="key-bar")

    def on_mount(self) -> None:
        """Show what was asked for, or what was left."""
        self.papers.focus()
        left = {} if self._asked_for is not None else self.library.load_session()
        text = self._asked_for or left.get("query", "")
        self.bar.set_text(text)
        place = Place(left.get("paper"), int(left.get("top", "0"))) if left else None
        self.ask(text, place=place)
        self._show_keys()

    # Parts

    @property
    def reader(self) -> "ReaderApp":
        """The app."""
        from reader.tui.app import reader_of  # late: the app imports this screen

        return reader_of(self)

    @property
    def bar(self) -> SearchBar:
        """The search bar."""
        return self.query_one("#search-bar", SearchBar)

    @property
    def papers(self) -> PaperList:
        """The list."""
        return self.query_one("#papers", PaperList)

    @property
    def detail(self) -> PaperDetail:
        """The paper under the cursor."""
        return self.query_one("#paper", PaperDetail)

    @property
    def entry(self) -> Entry | None:
        """The paper under the cursor."""
        number = self.papers.current
        return None if number is None else next(iter(self.library.entries([number])), None)

    # What actions use

    @property
    def reading(self) -> bool:
        """Whether the paper has the focus, not the list."""
        return self.detail.has_focus

    def ask(self, text: str, *, typing: bool = False, place: Place | None = None) -> None:
        """Show what `text` finds, at `place`; what cannot be meant is explained, and the list stays."""
        self._search.overtake()
        try:
            query = parse(text, typing=typing)
        except QueryError as error:
            self._explain(error, at=error.column + 1)
            return
        if words(query):
            self.run_worker(self._answer(text, query, place), group="search", exit_on_error=True)
        else:
            self._show(text, self.library.find(query), place)

    def ask_again(self) -> None:
        """Ask for the list again; the cursor stays on its paper, or on its row where that left."""
        self.ask(self._text, place=self.place)

    def go(self, text: str, place: Place | None = None) -> None:
        """Ask for a query that an action made, and go to the list."""
        self.bar.set_text(text)
        self.ask(text, place=place)
        self.papers.focus()

    @property
    def place(self) -> Place:
        """Where one is in the list."""
        entry = self.entry
        return Place(entry.paper.id if entry else None, round(self.papers.scroll_offset.y))

    def mark(self, *changes: Change) -> None:
        """Change the mark of the paper under the cursor, as one step."""
        if self.papers.current is not None:
            step = self.library.change([self.papers.current], changes)
            self.redraw(self.library.touched(step) if step else ())

    def redraw(self, numbers: Iterable[int]) -> None:
        """Show papers anew whose marks have changed; nothing moves, nothing leaves the list."""
        changed = set(numbers)
        self.papers.repaint_papers(changed)
        if self.papers.current in changed:
            self._show_paper()

    def start_typing(self) -> None:
        """Let the user type a query."""
        self._before_typing = (self._text, self.place)
        self.bar.start()

    def show_reading(self, *, on: bool) -> None:
        """Go to the paper, or back to the list; where there is room for one only, that one is shown."""
        self.set_class(on, "-reading")
        (self.detail if on else self.papers).focus()

    def act(self, action: str, count: int | None = None) -> None:
        """Perform an action of the table of keys."""
        self._guarded(lambda: perform(self, action, count))

    def edit(self, screen: Screen[Answer | None], changes: Callable[[Answer], Sequence[Change]]) -> None:
        """Open `screen`; change the mark of the paper under the cursor by what it gives back."""
        self.pick(screen, lambda answer: self.mark(*changes(answer)))

    def pick(self, screen: Screen[Answer | None], then: Callable[[Answer], object]) -> None:
        """Open `screen`; do something with what it gives back."""

        def take(answer: Answer | None) -> None:
            if answer is not None:
                self._guarded(lambda: then(answer))

        self.app.push_screen(screen, take)

    def save_session(self) -> None:
        """Remember where one is, for the next start."""
        place = self.place
        self.library.save_session({"query": self._text, "paper": place.paper_id or "", "top": str(place.top)})

    # Events

    def on_key(self, event: events.Key) -> None:
        """Collect keys until they mean an action."""
        if self.bar.typing:
            return
        began = self._resolver.pending
        character = event.character if event.is_printable and event.character != " " else None
        outcome = self._resolver.feed(character or event.key)
        if outcome is None and not began:
            return
        event.stop()
        event.prevent_default()
        self._show_keys(outcome if isinstance(outcome, Pending) else None)
        if isinstance(outcome, Meant):
            self.act(outcome.action, outcome.count)

    @on(SearchBar.Typed)
    def _on_typed(self, event: SearchBar.Typed) -> None:
        self.ask(event.text, typing=True)

    @on(SearchBar.Submitted)
    def _on_submitted(self, event: SearchBar.Submitted) -> None:
        self.ask(event.text)
        self.papers.focus()

    @on(SearchBar.Abandoned)
    def _on_abandoned(self) -> None:
        text, place = self._before_typing
        self.go(text, place)

    @on(PaperList.Highlighted)
    def _on_highlighted(self) -> None:
        self._show_paper()

    @on(PaperList.Opened)
    def _on_opened(self) -> None:
        self.show_reading(on=True)

    def on_descendant_focus(self) -> None:
        """Another pane has other keys."""
        self._resolver.reset()
        self._show_keys()

    def _guarded(self, work: Callable[[], object]) -> None:
        try:
            work()
        except ReaderError as error:
            self.reader.say(f"{error.message}. {error.hint}", wrong=True)

    # Showing

    async def _answer(self, text: str, query: Query, place: Place | None) -> None:
        try:
            results = await self._search.run(query)
        except ReaderError as error:
            self._explain(error)
            return
        if results is not None:
            self._show(text, results, place)

    def _show(self, text: str, results: Results, place: Place | None) -> None:
        self._text, self.results = text, results
        self._show_keys()
        papers = "1 paper" if results.total == 1 else f"{results.total:,} papers"
        self.bar.set_answer(f"{papers} · {results.took_ms:.0f} ms")
        self.papers.empty_text = "No paper is like that. Esc brings back what was there."
        self.papers.show(
            results.numbers,
            cursor=self._row_of(place, results.numbers) if place else 0,
            top=place.top if place else 0,
            spans=lambda title: self.library.highlights(title, "title", results.query),
        )

    def _row_of(self, place: Place, numbers: Sequence[int]) -> int:
        try:
            return numbers.index(self.library.entry(place.paper_id or "").number)
        except (ReaderError, ValueError):  # it left the list, or the library
            return self.papers.cursor

    def _show_paper(self) -> None:
        results = self.results
        self.detail.show(
            self.entry,
            lambda text, field: self.library.highlights(text, field, results.query) if results else (),
        )

    def _explain(self, error: ReaderError, *, at: int | None = None) -> None:
        """Say what is wrong with the query, on the line below; the list stays as it is."""
        self.bar.set_answer(f"cannot be meant, at {at}" if at else "cannot be searched", wrong=True)
        message = error.message.rstrip(".")
        self.query_one("#key-bar", KeyBar).say(f"{message}. {error.hint}", wrong=True)

    def _show_keys(self, pending: Pending | None = None) -> None:
        bar = self.query_one("#key-bar", KeyBar)
        if pending:
            bar.show(
                ((show(key), action.label or action.help) for key, action in pending.next_keys), before=pending.typed
            )
        elif self.bar.typing and self.results and self.results.query.hints:
            bar.say(self.results.query.hints[0])
        elif self.bar.typing:
            bar.show([("Enter", "to the list"), ("Esc", "as it was"), ('tag: is: title: "…" -not OR', "narrow")])
        else:
            wanted = READING_KEYS if self.reading else LISTING_KEYS
            by_id = {key.id: key for key in self._keys}
            shown = (by_id[action] for action in wanted)
            bar.show((key.shown.split()[0], key.label) for key in shown if key.keys)
