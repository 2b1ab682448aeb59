"""Ask for one line, and say in place what is wrong with it."""

import asyncio
from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.errors import ReaderError
from reader.tui.explaining import explained


class PromptScreen(ModalScreen[str | None]):
    """A line whose text is handed to `submit`; gives back what that returns, or None.

    To leave it meanwhile stops nothing: what comes of it is said.
    """

    BINDINGS = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(
        self, title: str, submit: Callable[[str], str], *, start: str, remark: str, select: bool = False
    ) -> None:
        """Take the work to do: it runs in a thread, returns a message, and may raise ReaderError.

        To `select` what the line starts with lets the first letter typed take its place.
        """
        super().__init__()
        self._heading = title
        self._submit = submit
        self._start = start
        self._select = select
        self._remark = remark

    def compose(self) -> ComposeResult:
        """The line, and a remark under it."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self._heading)
            dialog.border_subtitle = "Enter · Esc leaves"
            yield Input(self._start, compact=True, select_on_focus=self._select)
            yield Static(Content(self._remark), classes="remark")

    @on(Input.Submitted)
    def _work(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.query_one(Input).disabled = True
            self._say("…")
            self.app.run_worker(self._run(event.value.strip()), group="prompt")  # it outlives this screen

    async def _run(self, value: str) -> None:
        try:
            message = await asyncio.to_thread(self._submit, value)
        except ReaderError as error:
            self._failed(explained(error))
        else:
            if self.is_active:
                self.dismiss(message)
            else:
                self._tell(message)

    def _failed(self, why: str) -> None:
        if not self.is_active:
            self._tell(why, wrong=True)
            return
        self._say(why, wrong=True)
        line = self.query_one(Input)
        line.disabled = False
        line.focus()

    def _tell(self, message: str, *, wrong: bool = False) -> None:
        """Say what came of it to who did not wait here."""
        from reader.tui.app import reader_of  # late: the app imports the screens

        reader_of(self).say(message, wrong=wrong)

    def _say(self, text: str, *, wrong: bool = False) -> None:
        remark = self.query_one(".remark", Static)
        remark.set_class(wrong, "wrong")
        remark.update(Content(text))
