"""The export dialogue: rows of choices, the path, and how the text begins."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from reader.errors import ReaderError
from reader.library import Library
from reader.tui.completing_paths import complete
from reader.tui.explaining import explained
from reader.tui.screens.exporting.choice import ROWS, Row, choice_of_session
from reader.tui.screens.exporting.destination import foreseen
from reader.tui.screens.exporting.placing import BESIDE_CELLS, HINT, KEYS, LOW_ROWS, PATH_HINT, SMALL_CELLS
from reader.tui.screens.exporting.preview import FIRST_PAPERS, Preview, preview
from reader.tui.screens.exporting.rows import ExportRows
from reader.tui.screens.exporting.scope import Scope
from reader.tui.screens.exporting.writing import Export, run
from reader.tui.screens.pick import Choice as Offered
from reader.tui.screens.pick import PickScreen
from reader.tui.steadfast import Steadfast
from reader.tui.widgets.path_offers import PathOfferList

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp


class ExportScreen(Steadfast, ModalScreen[str | None]):
    """Gives back what was done, in a sentence, once it is; or None."""

    BINDINGS = [*KEYS]

    def __init__(self, library: Library, scopes: Sequence[Scope], prefer: str = "") -> None:
        """Take which papers may be written; those that are to `prefer` are chosen, else those of the last time."""
        super().__init__()
        self._library = library
        self._scopes = {scope.name: scope for scope in scopes}
        self._choice = choice_of_session(library.load_session())
        wanted = prefer or self._choice.scope
        self._choice = replace(self._choice, scope=wanted if wanted in self._scopes else scopes[-1].name)
        self._force = False
        self._writing = False
        self._told = ""

    def compose(self) -> ComposeResult:
        """Rows, the path, what would happen; beside or below them the beginning, or offers for the path."""
        with Container(classes="dialog exporting") as dialog:
            dialog.border_title = "Export"
            with Vertical(id="export-choices"):
                yield ExportRows(list(self._scopes.values()))
                yield Input(self._choice.line, compact=True, select_on_focus=False)
                yield Static(classes="remark")
            with Vertical(id="export-beginning"):
                with VerticalScroll(can_focus=False):
                    yield Static(id="export-preview")
                yield PathOfferList()

    def on_mount(self) -> None:
        """The keys go to the rows."""
        self._offers.display = False
        self._place()
        self._rows.show(self._choice)
        self._rows.focus()
        self._changed()

    # Choosing

    @on(ExportRows.Stepped)
    def _stepped(self, event: ExportRows.Stepped) -> None:
        self._choose(event.row, event.step)

    @on(OptionList.OptionSelected, "ExportRows")
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._choose(ROWS[event.option_index], 1)

    @on(ExportRows.LeftBelow)
    def _to_path(self) -> None:
        self._line.focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._choice = replace(self._choice, line=self._line.value)
        self._foresee()
        self._complete()

    def action_formats(self) -> None:
        """Choose the format of a list that says what each is for."""
        from reader.export import FORMATS

        def take(form: str | None) -> None:
            if form:
                self._take_line(self._choice.in_format(form).line)
                self._choice = replace(self._choice, form=form)
                self._changed()

        self.app.push_screen(PickScreen("Format", [Offered(f.name, f.name, f.what) for f in FORMATS.values()]), take)

    def action_toggle_force(self) -> None:
        """Replace a file that is there, or not."""
        self._force = not self._force
        self._foresee()

    def _choose(self, row: Row, step: int) -> None:
        self._choice = self._choice.stepped(row, step, list(self._scopes))
        self._take_line(self._choice.line)
        self._changed()

    def _changed(self) -> None:
        """Show what is chosen, and look how that begins; the newest choice wins."""
        self._rows.show(self._choice)
        self._foresee()
        self.run_worker(self._look(), group="preview", exclusive=True)

    async def _look(self) -> None:
        scope = self._scopes[self._choice.scope]
        seen = await asyncio.to_thread(preview, self._library, scope, self._choice)
        self._show(seen, scope.papers)

    def _show(self, seen: Preview, papers: int) -> None:
        text = Content.styled(seen.text, "$text-error") if seen.wrong else Content(seen.text)
        self.query_one("#export-preview", Static).update(text)
        self.query_one("#export-beginning VerticalScroll").scroll_home(animate=False, immediate=True)
        first = f"the first {FIRST_PAPERS} of {papers:,} papers" if papers > FIRST_PAPERS else "all of it"
        files = f"; files: {seen.others}" if self._choice.format.is_folder else f"; beside it {seen.others}"
        self._told = f"Preview: {first}{files if seen.others else ''}"
        self._entitle()

    def _entitle(self) -> None:
        """Say what the pane beside or below holds."""
        told = "In that folder" if self._line.has_focus else self._told
        self.query_one("#export-beginning").border_title = Content(told)

    # The path

    def action_tab(self) -> None:
        """To the path; there, write what all offers have in common, or choose among them."""
        if not self._line.has_focus:
            self._line.focus()
            return
        offers = self._offers.offers
        if len(offers.offers) == 1:
            self._take_line(offers.offers[0].line)
        elif offers.begun != self._line.value and not self._offers.chosen:
            self._take_line(offers.begun)
        else:
            self._offers.choose(1)

    def action_offer(self, rows: int) -> None:
        """Choose among the offers; above the first of them are the rows."""
        if not self._line.has_focus:
            return
        if rows < 0 and not self._offers.highlighted:
            if self._offers.chosen:
                self._offers.highlighted = None
            else:
                self.action_to_rows()
        else:
            self._offers.choose(rows)

    @on(OptionList.OptionSelected, "PathOfferList")
    def _offer_clicked(self, event: OptionList.OptionSelected) -> None:
        self._take_line(self._offers.offers.offers[event.option_index].line)

    def action_to_rows(self) -> None:
        """Leave the path."""
        self._rows.focus()

    def on_descendant_focus(self) -> None:
        """Show offers while the path is typed, else the preview."""
        typing = self._line.has_focus
        self._offers.display = typing
        self.query_one("#export-beginning VerticalScroll").display = not typing
        self._entitle()
        self._place()
        if typing:
            self._complete()

    def _take_line(self, text: str) -> None:
        if self._line.value != text:
            self._line.value = text
        self._line.cursor_position = len(text)

    def _complete(self) -> None:
        if self._line.has_focus:
            self.run_worker(self._offer(self._line.value), group="complete", exclusive=True)

    async def _offer(self, line: str) -> None:
        self._offers.show(await asyncio.to_thread(complete, line), {})

    def _foresee(self) -> None:
        self.run_worker(self._say_foreseen(), group="foresee", exclusive=True)

    async def _say_foreseen(self) -> None:
        line, form = self._choice.line, self._choice.format
        told, wrong = await asyncio.to_thread(foreseen, line, form, force=self._force)
        if not self._writing:
            self._remark(told, warn=wrong)

    # Writing

    def action_enter(self) -> None:
        """Take the offer that is chosen; or write."""
        if self._line.has_focus and (chosen := self._offers.chosen):
            self._take_line(chosen.line)
        elif self._choice.line.strip() and not self._writing:
            self._writing = True
            self._remark("Writing…")
            export = Export(self._library, self._scopes[self._choice.scope], self._choice, self._force)
            self.app.run_worker(run(export, self._written, self._failed), group="export")  # it outlives this screen

    def _written(self, message: str) -> None:
        if self.is_current:
            self.dismiss(message)
        else:
            self._reader.say(message)

    def _failed(self, error: ReaderError) -> None:
        self._writing = False
        if self.is_current:
            self._remark(explained(error), wrong=True)
        else:
            self._reader.say(explained(error), wrong=True)

    def action_leave(self) -> None:
        """Let go of an offer, leave the path, or leave; what is being written is written."""
        if self._line.has_focus and self._offers.chosen:
            self._offers.highlighted = None
        elif self._line.has_focus:
            self.action_to_rows()
        else:
            if self._writing:
                self._reader.say("Writing goes on.")
            self.dismiss(None)

    # Showing

    def action_scroll(self, pages: int) -> None:
        """Scroll the preview by half its height."""
        beginning = self.query_one("#export-beginning VerticalScroll")
        beginning.scroll_relative(y=pages * max(1, beginning.size.height // 2), animate=False)

    def on_resize(self, _: events.Resize) -> None:
        """Put the preview where there is room."""
        self._place()

    def _place(self) -> None:
        """Beside the rows, below them, or nowhere; offers for the path are always seen."""
        size = self.app.size
        self.set_class(size.width >= BESIDE_CELLS, "-beside")
        low = size.height < LOW_ROWS and size.width < BESIDE_CELLS
        typing = self._line.has_focus
        self.set_class(low and not typing, "-no-preview")
        self.query_one(".dialog").border_subtitle = (
            PATH_HINT if typing else HINT + " · Esc" * (size.width > SMALL_CELLS)
        )

    def _remark(self, text: str, *, warn: bool = False, wrong: bool = False) -> None:
        remark = self.query_one(".remark", Static)
        remark.set_class(warn or wrong, "wrong")
        remark.update(Content(text))

    @property
    def _rows(self) -> ExportRows:
        return self.query_one(ExportRows)

    @property
    def _line(self) -> Input:
        return self.query_one(Input)

    @property
    def _offers(self) -> PathOfferList:
        return self.query_one(PathOfferList)

    @property
    def _reader(self) -> "ReaderApp":
        from reader.tui.app import reader_of

        return reader_of(self)
