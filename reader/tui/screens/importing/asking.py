"""Ask for the path of dumps, completing it; take them in, telling how far that is."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from reader.errors import ReaderError
from reader.library import AddReport
from reader.tui.completing_paths import DumpCount, PathOffer, complete, count_dumps
from reader.tui.explaining import explained
from reader.tui.screens.importing.reporting import ReportScreen
from reader.tui.screens.importing.running import ADDED_FROM, Import
from reader.tui.screens.importing.telling import failure, summary
from reader.tui.steadfast import Steadfast
from reader.tui.widgets.path_offers import PathOfferList

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

REMARK = "A file or a folder; adding it again changes nothing."
DRY_RUN = "Dry run: says what would happen, keeps nothing."
LOOK_S = 0.1
"""How often a running import is looked at."""


class ImportScreen(Steadfast, ModalScreen[str | None]):
    """A path line over what is in the folder; gives back the query to show next, "" for what was shown, or None."""

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+g", "stop", show=False),
        Binding("ctrl+t", "toggle_dry_run", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
        Binding("down,ctrl+n", "choose(1)", show=False, priority=True),
        Binding("up,ctrl+p", "choose(-1)", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._dry_run = False
        self._import: Import | None = None
        self._counts: dict[Path, DumpCount] = {}

    def compose(self) -> ComposeResult:
        """The line, a remark, what is in the folder."""
        with Vertical(classes="dialog tall importing") as dialog:
            dialog.border_title = "Add dumps"
            yield Input(placeholder="~/dumps", compact=True, select_on_focus=False)
            yield Static(classes="remark")
            yield PathOfferList()

    def on_mount(self) -> None:
        """Start in the folder of the last time; or look at the import that is under way."""
        self.set_interval(LOOK_S, self._look)
        line = self.query_one(Input)
        with self.prevent(Input.Changed), suppress(ReaderError):  # where it was is a courtesy
            line.value = self._reader.library.load_session().get(ADDED_FROM, "")
        line.focus()
        self._watch(self._reader.importing)
        self._complete()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._remark()
        self._complete()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if chosen := self._offers.chosen:
            self._take(chosen)
        elif event.value.strip():
            self._start()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._take(self._offers.offers.offers[event.option_index])

    def action_complete(self) -> None:
        """Write what all offers have in common; where that stands there already, choose among them."""
        if self._import:
            return
        offers, line = self._offers.offers, self.query_one(Input)
        if len(offers.offers) == 1:
            self._take(offers.offers[0])
        elif offers.begun != line.value and not self._offers.chosen:
            self._write(offers.begun)
        else:
            self._offers.choose(1)

    def action_choose(self, rows: int) -> None:
        """Choose among the offers."""
        if not self._import:
            self._offers.choose(rows)

    def action_toggle_dry_run(self) -> None:
        """Only say what would happen, or do it."""
        if not self._import:
            self._dry_run = not self._dry_run
            self._remark()

    def action_stop(self) -> None:
        """Take in no further file; without an import, leave."""
        if self._import:
            self._import.stop()
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Let go of what was chosen, or leave; an import goes on, a dry run has nothing to go on for."""
        if self._import and self._import.dry_run:
            self._import.stop()
        elif self._import:
            self._reader.say("The import goes on; i shows how far it is.")
            self.dismiss(None)
        elif self._offers.chosen:
            self._offers.highlighted = None
        else:
            self.dismiss(None)

    def _start(self) -> None:
        self._watch(self._reader.start_import(self.query_one(Input).value.strip(), dry_run=self._dry_run))

    def _watch(self, running: Import | None) -> None:
        """Show how far an import is in place of the offers; or, with none, let the user type."""
        self._import = running
        line = self.query_one(Input)
        line.disabled = bool(running)
        self._offers.display = not running
        if running:
            line.value = running.line
        else:
            line.focus()
        self._remark()

    def _look(self) -> None:
        """Look how far it is; tell what became of it."""
        if not (running := self._import):
            return
        if not running.done:
            self._remark()
            return
        self._watch(None)
        if running.error:
            self._remark(explained(running.error))
        elif running.report and (wrong := failure(running.report)):
            self._remark(wrong)
        elif running.report:
            self._report(running.report)

    def _report(self, report: AddReport) -> None:
        def shown(query: str | None) -> None:
            if not report.dry_run:
                self._reader.say(summary(report))
                self.dismiss(query or "")
            elif query is not None:
                self._dry_run = False
                self._start()

        self.app.push_screen(ReportScreen(report), shown)

    def _remark(self, wrong: str = "") -> None:
        """Say what the line is for, how far an import is, or what was wrong."""
        remark = self.query_one(".remark", Static)
        remark.set_class(bool(wrong), "wrong")
        if self._import:
            remark.update(_progress(self._import, remark.size.width))
            keys = "Esc stops" if self._import.dry_run else "Esc leaves it running · ^G stops"
        else:
            remark.update(Content(wrong or self._offers.offers.trouble or (DRY_RUN if self._dry_run else REMARK)))
            does = "tries" if self._dry_run else "adds"
            keys = f"Tab completes · Enter {does} · ^T dry run · Esc"
        self.query_one(".dialog").border_subtitle = keys

    def _take(self, offer: PathOffer) -> None:
        self._write(offer.line)

    def _write(self, text: str) -> None:
        line = self.query_one(Input)
        line.value = text
        line.cursor_position = len(text)

    def _complete(self) -> None:
        """Offer how the line may go on: read in a thread, as disks may be slow; the newest line wins."""
        self.run_worker(self._offer(self.query_one(Input).value), group="complete", exclusive=True)

    async def _offer(self, line: str) -> None:
        offers = await asyncio.to_thread(complete, line)
        self._offers.show(offers, self._counts)
        if not self.query_one(".remark").has_class("wrong"):
            self._remark()
        for offer in offers.offers:
            if offer.is_folder and offer.path not in self._counts:
                self._counts[offer.path] = await asyncio.to_thread(count_dumps, offer.path)
                self._offers.show(offers, self._counts)

    @property
    def _offers(self) -> PathOfferList:
        return self.query_one(PathOfferList)

    @property
    def _reader(self) -> "ReaderApp":
        from reader.tui.app import reader_of

        return reader_of(self)


def _progress(running: Import, width: int) -> Content:
    """Return a bar of blocks, which is one without colours too, over what is being done."""
    told = f"{'Dry run: ' if running.dry_run else ''}{running}"
    if running.share is None:
        return Content(f"\n{told}")
    done = round(running.share * width)
    return Content.assemble(("█" * done, "$text-accent"), ("·" * (width - done), "dim"), f"\n{told}")
