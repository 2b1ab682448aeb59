"""The bar on top: the query, how it may go on, how many papers it found, and what is wrong with it."""

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static

from reader.library import Offer
from reader.tui.completing import Completing
from reader.tui.recall import Recall
from reader.tui.widgets.offers import Offers


class SearchBar(Horizontal):
    """A line to type a query in, with the answer's size beside it and offers below it.

    Offers are never in the way: Enter and ↓ mean the line as it stands, until one of them is chosen.
    """

    BINDINGS = [
        Binding("escape", "abandon", show=False),
        Binding("tab", "complete", show=False),
        Binding("ctrl+@,ctrl+space", "offer", show=False),
        Binding("ctrl+n", "choose(1)", show=False),
        Binding("ctrl+p", "choose(-1)", show=False),
        Binding("down", "walk(1)", show=False),
        Binding("up", "walk(-1)", show=False),
    ]

    class Typed(Message):
        """The text changed under the user's fingers."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Submitted(Message):
        """The query is as the user wants it."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Abandoned(Message):
        """Bring back what was there before."""

    def __init__(self, label: str, completing: Completing, *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        """Make the bar; `label` stands at its left, `completing` knows how a line may go on."""
        super().__init__(id=id)
        self._label = label
        self._completing = completing
        self._recall = Recall()

    def compose(self) -> ComposeResult:
        """Name, query, answer; and the offers, which lie over what is below."""
        yield Static(Content(self._label), id="search-name")
        yield Input(placeholder="press / to search", id="search-input", compact=True, select_on_focus=False)
        yield Static("", id="search-answer")
        yield Offers(id="offers")

    @property
    def text(self) -> str:
        """The query as it stands there."""
        return self._input.value

    def set_text(self, text: str, cursor: int | None = None) -> None:
        """Put a query there without reporting it as typed, the cursor at its end if not told."""
        self._offers.hide()
        with self._input.prevent(Input.Changed):
            self._input.value = text
        self._input.cursor_position = len(text) if cursor is None else cursor

    def set_sign(self, sign: str) -> None:
        """Let a word or two stand at the label."""
        name = Content.assemble(self._label, (f" · {sign}", "$text-warning")) if sign else Content(self._label)
        label = self.query_one("#search-name", Static)
        label.update(name)
        label.set_class(bool(sign), "-signed")

    def set_answer(self, text: str, *, wrong: bool = False) -> None:
        """Say how many were found, or what is wrong."""
        self.query_one("#search-answer", Static).update(Content.styled(text, "$text-error" if wrong else "dim"))

    def start(self) -> None:
        """Let the user type."""
        self._input.focus()

    @property
    def typing(self) -> bool:
        """Whether the user is typing here."""
        return self._input.has_focus

    def on_descendant_focus(self) -> None:
        """Look at what the library has to offer."""
        self._recall.stop()
        self.run_worker(self._begin(), group="completing")

    def on_descendant_blur(self) -> None:
        """Offer nothing to who does not type."""
        self._offers.hide()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Report each change, and offer how to go on."""
        event.stop()
        self._recall.stop()
        self._offer()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the offer that was chosen, if one was; else report the end of typing."""
        event.stop()
        if chosen := self._offers.chosen:
            self._take(chosen)
        else:
            self.action_leave()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._take(self._offers.at(event.option_index))

    def on_click(self, _event: events.Click) -> None:
        """A click anywhere on the bar starts typing."""
        self.start()

    async def action_complete(self) -> None:
        """Take the offer that was chosen, or the best one; where there is none, go to the results."""
        await self._completing.ready()
        if not self._offers.display:
            self._offer()
        if offer := self._offers.chosen or self._offers.first:
            self._take(offer)
        else:
            self.action_leave()

    def action_offer(self) -> None:
        """Choose the next offer, asking for offers where they were let go."""
        if not self._offers.display:
            self._offer()
        if self._offers.display:
            self._offers.choose(1)

    def action_choose(self, rows: int) -> None:
        """Choose among the offers; where there are none, walk through earlier queries."""
        if self._offers.display:
            self._offers.choose(rows)
        else:
            self.action_walk(rows)

    def action_walk(self, rows: int) -> None:
        """Go on among the offers if one was chosen; else to an older query, a newer one, or past it to the results."""
        if self._offers.chosen:
            self._offers.choose(rows)
            return
        line = self._recall.newer() if rows > 0 else self._recall.older(self.text)
        if line is not None:
            self.set_text(line)
            self.post_message(self.Typed(line))
        elif rows > 0:
            self.action_leave()

    def action_leave(self) -> None:
        """Go to the results."""
        self._offers.hide()
        self.post_message(self.Submitted(self.text))

    def action_abandon(self) -> None:
        """Let go of the offer that was chosen; else bring back what was there."""
        if self._offers.chosen:
            self._offers.hide()
        else:
            self.post_message(self.Abandoned())

    async def _begin(self) -> None:
        await self._completing.begin()
        self._recall.learn(self._completing.searches)

    def _offer(self) -> None:
        line, cursor = self.text, self._input.cursor_position
        offers = self._completing.offers(line, cursor)
        column = self._input.region.x - self.region.x - round(self._input.scroll_offset.x)
        self._offers.show(offers, column=max(0, column + cell_len(line[: offers[0].start])) if offers else 0)
        self.run_worker(self._count(line, cursor), group="counting")

    async def _count(self, line: str, cursor: int) -> None:
        """Add what is counted late, where it is still wanted."""
        if await self._completing.counted(line, cursor) and self._offers.display:
            self._offer()

    def _take(self, offer: Offer) -> None:
        self._recall.stop()
        self.set_text(*offer.taken(self.text))
        self._offer()
        self.post_message(self.Typed(self.text))

    @property
    def _input(self) -> Input:
        return self.query_one("#search-input", Input)

    @property
    def _offers(self) -> Offers:
        return self.query_one(Offers)
