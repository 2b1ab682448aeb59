"""The reading room: search bar, list and paper, and what keys do there."""

from collections.abc import Callable, Iterable, Sequence
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
from reader.tui.explaining import explained
from reader.tui.footer import TYPING_KEYS, keys_of_pane, keys_that_follow
from reader.tui.keys import Key
from reader.tui.place import Place, place_of_session
from reader.tui.resolver import Meant, Pending, Resolver
from reader.tui.searching import LatestSearch
from reader.tui.widgets.key_bar import KeyBar
from reader.tui.widgets.paper_detail import PaperDetail
from reader.tui.widgets.paper_list import PaperList
from reader.tui.widgets.search_bar import SearchBar

Answer = TypeVar("Answer")

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp


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
        self._trouble = ""
        self._before_typing: tuple[str, Place] | None = None

    def compose(self) -> ComposeResult:
        """Bar, panes, footer."""
        yield SearchBar("Reader · sample, kept nowhere" if self._sample else "Reader", id="search-bar")
        with Container(id="panes"):
            yield PaperList(self.library.entries, id="papers")
            yield PaperDetail(self.settings.measure_cells, id="paper")
        yield KeyBar(id="key-bar")

    def on_mount(self) -> None:
        """Show what was asked for, or what was left; where that cannot be meant, all papers and why."""
        self.papers.focus()
        left = {} if self._asked_for is not None else self.library.load_session()
        text = self._asked_for or left.get("query", "")
        self.bar.set_text(text)
        self.ask(text, place=place_of_session(left) if left else None)
        if self._trouble:
            self._show("", self.library.find(Query()), None, trouble=self._trouble)
            self.start_typing()

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
        return next(iter(self.library.entries([number])), None) if number else None

    # What actions use

    @property
    def reading(self) -> bool:
        """Whether the paper has the focus, not the list."""
        return self.detail.has_focus

    def ask(self, text: str, *, typing: bool = False, finished: bool = False, place: Place | None = None) -> None:
        """Show what `text` finds, at `place`; what cannot be meant is explained, and the list stays.

        While `typing` the last word is also a beginning; when `finished`, only if as a word it finds nothing.
        """
        self._search.overtake()
        self._trouble = ""
        try:
            query = parse(text, typing=typing)
            if words(query):
                self.run_worker(self._answer(text, query, place, finished=finished), group="search")
            else:
                self._show(text, self.library.find(query), place)
        except ReaderError as error:
            self._explain(error)

    def ask_again(self) -> None:
        """Ask for the list again; the cursor stays on its paper, or on its row where that left."""
        self.ask(self.bar.text, place=self.place)

    def go(self, text: str, place: Place | None = None) -> None:
        """Ask for a query that an action made, and go to the list."""
        self.bar.set_text(text)
        self.ask(text, place=place)
        self.show_reading(on=False)

    @property
    def place(self) -> Place:
        """Where one is in the list."""
        entry = self.entry
        return Place(entry.paper.id if entry else "", self.papers.cursor, round(self.papers.scroll_offset.y))

    def mark(self, *changes: Change, number: int | None = None) -> None:
        """Change the mark of a paper, of the one under the cursor where no `number` is given, as one step."""
        number = self.papers.current if number is None else number
        if number is not None:
            step = self.library.change([number], changes)
            self.redraw(self.library.touched(step) if step else ())

    def redraw(self, numbers: Iterable[int]) -> None:
        """Show papers anew whose marks have changed; nothing moves, nothing leaves the list."""
        changed = set(numbers)
        self.papers.repaint_papers(changed)
        if self.papers.current in changed:
            self._show_paper()

    def start_typing(self) -> None:
        """Let the user type a query, going on after the one that stands there, or mending it."""
        if self.bar.text and not self._trouble:
            self.bar.set_text(f"{self.bar.text.rstrip()} ")
        self.bar.start()

    def show_reading(self, *, on: bool) -> None:
        """Go to the paper, if there is one, or back to the list; where there is room for one only, show that."""
        on = on and self.papers.current is not None
        self.set_class(on, "-reading")
        (self.detail if on else self.papers).focus()

    def act(self, action: str, count: int | None = None) -> None:
        """Perform an action of the table of keys."""
        self._guarded(lambda: perform(self, action, count))

    def edit(self, screen: Screen[Answer | None], changes: Callable[[Answer], Sequence[Change]]) -> None:
        """Open `screen`; change the mark of the paper that is under the cursor now by what it gives back."""
        number = self.papers.current  # a search still under way may change the list behind the screen
        self.pick(screen, lambda answer: self.mark(*changes(answer), number=number))

    def pick(self, screen: Screen[Answer | None], then: Callable[[Answer], object]) -> None:
        """Open `screen`; do something with what it gives back."""

        def take(answer: Answer | None) -> None:
            if answer is not None:
                self._guarded(lambda: then(answer))

        self.app.push_screen(screen, take)

    def save_session(self) -> None:
        """Remember where one is, for the next start."""
        self.library.save_session({"query": self._text, **self.place.as_session()})

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
        self.ask(event.text, finished=True)
        if not self._trouble:
            self.papers.focus()

    @on(SearchBar.Abandoned)
    def _on_abandoned(self) -> None:
        self.go(*(self._before_typing or ("", None)))

    @on(PaperList.Opened)
    def _on_opened(self) -> None:
        self.show_reading(on=True)

    def on_descendant_focus(self) -> None:
        """Another pane has other keys; to be typing is to have been somewhere before."""
        self._resolver.reset()
        self.set_class(self.reading, "-reading")
        if not self.bar.typing:
            self._before_typing = None
        elif self._before_typing is None:
            self._before_typing = (self._text, self.place)
        self._show_keys()

    def _guarded(self, work: Callable[[], object]) -> None:
        try:
            work()
        except ReaderError as error:
            self.reader.say(explained(error), wrong=True)

    # Showing

    async def _answer(self, text: str, query: Query, place: Place | None, *, finished: bool) -> None:
        try:
            results = await self._search.run(query)
        except ReaderError as error:
            self._explain(error)
            return
        if results is None:
            return
        if finished and not results.total and text[-1].isalnum():
            begun = await self._search.run(parse(f"{text}*"))
            if begun and begun.total:
                text, results = f"{text}*", begun
                self.bar.set_text(text)
        self._show(text, results, place)

    def _show(self, text: str, results: Results, place: Place | None, *, trouble: str = "") -> None:
        self._text, self.results, self._trouble = text, results, trouble
        self._show_keys()
        papers = "1 paper" if results.total == 1 else f"{results.total:,} papers"
        self.bar.set_answer(f"{papers} · {results.took_ms:.0f} ms")
        self.papers.empty_text = "No paper is like that; Esc leaves the search."
        self.papers.show(
            results.numbers,
            cursor=place.row_in(results.numbers, self.library) if place else 0,
            top=place.top if place else 0,
            spans=lambda title: self.library.highlights(title, "title", results.query),
        )

    @on(PaperList.Highlighted)
    def _show_paper(self) -> None:
        results = self.results
        self.detail.show(
            self.entry,
            lambda text, field: self.library.highlights(text, field, results.query) if results else (),
        )

    def _explain(self, error: ReaderError) -> None:
        """Say what is wrong with the query, on the line below; the list stays as it is."""
        at = f"cannot be meant, at {error.column + 1}" if isinstance(error, QueryError) else "cannot be searched"
        self.bar.set_answer(at, wrong=True)
        self._trouble = explained(error)
        self._key_bar.say(self._trouble, wrong=True)

    @property
    def _key_bar(self) -> KeyBar:
        return self.query_one("#key-bar", KeyBar)

    def _show_keys(self, pending: Pending | None = None) -> None:
        if pending:
            self._key_bar.show(keys_that_follow(pending), before=pending.typed)
        elif not self.bar.typing:
            self._key_bar.show(keys_of_pane(self._keys, reading=self.reading))
        elif self._trouble:
            self._key_bar.say(self._trouble, wrong=True)
        elif self.results and self.results.query.hints:
            self._key_bar.say(self.results.query.hints[0])
        else:
            self._key_bar.show(TYPING_KEYS)
