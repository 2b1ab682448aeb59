"""The search that fills the panes."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from textual import on

from reader.errors import QueryError, ReaderError
from reader.library import Library, Results
from reader.query import Is, Query, TextField, asks_index, parse
from reader.settings import Settings
from reader.tui.explaining import explained
from reader.tui.footer import TYPING_KEYS, keys_of_pane, keys_of_selection, keys_that_follow
from reader.tui.keys import Key
from reader.tui.place import Place
from reader.tui.resolver import Pending
from reader.tui.screens.paned import Paned
from reader.tui.searching import LatestSearch
from reader.tui.widgets.paper_list import PaperList

_NONE = "No paper is like that; Esc leaves the search."
_NOTHING_NEW = "Nothing is new since your last visit."
_NO_PAPERS = "There is no paper. i adds dumps; U brings back what was undone."


class Catalogue(Paned):
    """A screen that shows what a query finds, and explains one that cannot be meant."""

    def __init__(self, library: Library, settings: Settings, keys: Sequence[Key], *, label: str) -> None:
        """Take the library to ask; `label` stands before the query."""
        super().__init__(library, settings, keys, label=label)
        self.results: Results | None = None
        """What is listed."""
        self.suggestion: Query | None = None
        """What was perhaps meant, where nothing is listed."""
        self._search = LatestSearch(library.find)
        self._text = ""
        self._trouble = ""

    def ask(self, text: str, *, typing: bool = False, finished: bool = False, place: Place | None = None) -> None:
        """Show what `text` finds, at `place`; what cannot be meant is explained, and the list stays.

        While `typing` the last word is also a beginning; when `finished`, only if as a word it finds nothing.
        """
        self._search.overtake()
        self._trouble = ""
        try:
            query = parse(text, typing=typing)
            meant = self.library.meaning(query)
            if asks_index(meant) or (meant.sort and meant.sort.key == "trending"):
                self.run_worker(self._answer(text, query, place, finished=finished), group="search")
            else:
                self._show(text, self.library.find(query), place)
                if finished:
                    self.remember(query)
        except ReaderError as error:
            self._explain(error)

    def ask_again(self) -> None:
        """Ask for the list again; the cursor stays on its paper, or on its row where that left."""
        self.ask(self.bar.text, place=self.place)

    def breadcrumbs(self, text: str) -> list[str]:  # noqa: ARG002 - whoever has a way tells it
        """Return the titles of the papers that led to a list."""
        return []

    def meanings_learned(self) -> None:
        """Ask again what was asked by meaning before anything was known of that."""
        if self.results and self.results.remark:
            self.ask_again()

    def go(self, text: str, place: Place | None = None) -> None:
        """Ask for a query that an action made, and go to the list."""
        self.bar.set_text(text)
        self.ask(text, place=place)
        self.show_reading(on=False)

    async def _answer(self, text: str, query: Query, place: Place | None, *, finished: bool) -> None:
        try:
            results = await self._search.run(query)
        except ReaderError as error:
            self._explain(error)
            return
        if results is None:
            return
        if finished and not results.total and text[-1].isalnum():
            with suppress(QueryError):  # the last word is the value of a field: `is:read*`
                begun = await self._search.run(parse(f"{text}*"))
                if begun and begun.total:
                    text, results = f"{text}*", begun
                    self.bar.set_text(text)
        self._show(text, results, place)
        if finished:
            self.remember(results.query)
        if not results.total:
            await self._suggest(results)

    async def _suggest(self, results: Results) -> None:
        """Say in the empty list what was perhaps meant."""
        with suppress(ReaderError):  # it is an offer; what is wrong with the index, the search has said
            asked = replace(results, query=parse(self.bar.text))  # without the beginnings that typing adds
            suggestion = await asyncio.to_thread(self.library.suggestion, asked)
            if suggestion and self.results is results:
                self.suggestion = suggestion
                offer = self._by_meaning(asked.query)
                by_meaning = f" {offer}." if offer else ""
                self.papers.say_empty(f"Did you mean {suggestion}? Enter asks for it.{by_meaning}")

    def remember(self, query: Query) -> None:
        """Put a query into the history; in a thread, as it is written to disk."""

        def write() -> None:
            with suppress(ReaderError):  # a library that is read-only, or being written to, is read all the same
                self.library.remember(query)

        self.run_worker(asyncio.to_thread(write), group="remember")

    def _show(self, text: str, results: Results, place: Place | None, *, trouble: str = "") -> None:
        self._text, self.results, self._trouble = text, results, trouble
        self.show_pending(None)
        self.panel.show_asked(str(results.query))
        listed, total = len(results.numbers), results.total
        papers = f"{listed:,} of {total:,} papers" if listed < total else f"{total:,} paper{'' if total == 1 else 's'}"
        told = [papers, results.remark, f"{results.took_ms:.0f} ms"]
        self.bar.set_answer(" · ".join(part for part in told if part))
        if results.query.mode == "meaning":
            self.reader.learning.start()
        self.show_trail(self.breadcrumbs(text))
        self.suggestion = None
        self.papers.say_empty(next(iter(results.query.hints), self._nothing(results.query)))
        self.papers.show(
            results.numbers,
            cursor=place.row_in(results.numbers, self.library) if place else 0,
            top=place.top if place else 0,
            spans=lambda title: self.spans(title, "title"),
        )

    def _nothing(self, query: Query) -> str:
        """Return what an empty list says."""
        if query.where == Is("new"):
            return _NOTHING_NEW
        if offer := self._by_meaning(query):
            return f"No paper is like that; {offer}."
        return _NONE if str(query) else _NO_PAPERS

    def _by_meaning(self, query: Query) -> str:
        """Return, for an empty list, that the same can be asked by meaning, and with which key, where it can."""
        offer = self.library.meanings.offer(query)
        key = next((key.shown for key in self._keys if key.id == "search.meaning" and key.shown), "")
        return f"{key} {offer}" if offer and key else ""

    def spans(self, text: str, field: TextField) -> Sequence[tuple[int, int]]:
        """Return where the words that were searched stand in a text."""
        return self.library.highlights(text, field, self.results.meant) if self.results else ()

    @on(PaperList.Highlighted)
    def _show_paper(self) -> None:
        entry = self.entry
        self.detail.show(entry, self.spans, self.library.trends.why(entry))

    def _explain(self, error: ReaderError) -> None:
        """Say what is wrong with the query, on the line below; the list stays as it is."""
        at = f"cannot be meant, at {error.column + 1}" if isinstance(error, QueryError) else "cannot be searched"
        self.bar.set_answer(at, wrong=True)
        self._trouble = explained(error)
        self._key_bar.say(self._trouble, wrong=True)

    @on(PaperList.Selected)
    def _on_selected(self) -> None:
        self.show_pending(None)

    def show_pending(self, pending: Pending | None) -> None:
        """Show what may follow what was begun; else what is wrong, or what keys there are."""
        if pending:
            self._key_bar.show(keys_that_follow(pending), before=pending.typed)
        elif self._trouble:
            self._key_bar.say(self._trouble, wrong=True)
        elif not self.bar.typing and (selected := self.papers.selection.count):
            self._key_bar.show(keys_of_selection(self._keys), before=f"{selected:,} selected")
        elif not self.bar.typing:
            self._key_bar.show(keys_of_pane(self._keys, self.pane))
        elif self.results and self.results.query.hints:
            self._key_bar.say(self.results.query.hints[0])
        else:
            self._key_bar.show(TYPING_KEYS)
