"""A catalogue with the panel at its side: when it is seen, where it leads, who counts."""

from collections.abc import Sequence

from textual import on

from reader.errors import ReaderError
from reader.library import By, Library
from reader.query import Query, narrowed
from reader.settings import Settings
from reader.tui.counting import ShelfCounter
from reader.tui.explaining import explained
from reader.tui.footer import Pane
from reader.tui.keys import Key
from reader.tui.screens.catalogue import Catalogue
from reader.tui.screens.paned import FOCUS
from reader.tui.widgets.side_panel import SidePanel

OPEN, CHOOSING = "-panel", "-choosing"
"""Classes of the screen: the panel is open, and it has the focus. Where there is room, open is enough to be seen."""


class Panelled(Catalogue):
    """A catalogue that is entered by its panel, too."""

    def __init__(self, library: Library, settings: Settings, keys: Sequence[Key], *, label: str) -> None:
        """Take what a catalogue takes."""
        super().__init__(library, settings, keys, label=label)
        self._counter = ShelfCounter(library)
        self._before_focus: Pane = "list"

    @property
    def panes(self) -> Sequence[Pane]:
        """The panes that one can go to, from left to right."""
        return ("panel", "list", "text") if self.has_class(OPEN) else ("list", "text")

    def go_to(self, pane: Pane) -> None:
        """Put the focus in a pane; an empty text leaves it in the list."""
        if pane == "panel":
            self.remove_class(FOCUS)
            self.add_class(OPEN, CHOOSING)  # what cannot be seen cannot have the focus
            self.panel.focus()
        else:
            self.show_reading(on=pane == "text")

    def toggle_focus(self) -> None:
        """Show the paper alone, if there is one; or all panes again, and go to where one was."""
        if self.has_class(FOCUS):
            self.remove_class(FOCUS)
            self.go_to(self._before_focus)
        elif self.papers.current is not None:
            self._before_focus = self.pane
            self.add_class(FOCUS)
            self.go_to("text")

    def toggle_panel(self) -> None:
        """Open the panel and go there; or close it, if it is in sight."""
        if not self.panel.display:
            self.go_to("panel")
            return
        if self.pane == "panel":
            self.go_to("list")
        self.remove_class(OPEN, CHOOSING)

    @property
    def panel_by(self) -> By:
        """How the panel lists the editions."""
        return self._counter.by

    def show_editions(self, by: By) -> None:
        """Let the panel list the editions so; open it where it is closed."""
        self._counter.by = by
        if self.panel.display:
            self.count_again()
        else:
            self.go_to("panel")

    def count_again(self) -> None:
        """Count anew what stands in the panel, off the event loop, if it can be seen."""
        if self.panel.display:
            self.run_worker(self._count(), group="count")

    def ask_again(self) -> None:
        """Ask for the list again, and count again."""
        super().ask_again()
        self.count_again()

    async def _count(self) -> None:
        try:
            async for shelves in self._counter.count():
                self.panel.show(shelves)
        except ReaderError as error:
            self._key_bar.say(explained(error), wrong=True)

    @on(SidePanel.Shown)
    def _on_panel_shown(self) -> None:
        self.count_again()

    @on(SidePanel.Asked)
    def _on_panel_asked(self, event: SidePanel.Asked) -> None:
        query = self.results.query if self.results else Query()
        condition = event.shelf.condition
        if not event.narrowing:
            self.go(event.shelf.query)
        elif condition:
            self.go(str(narrowed(query, condition)))
        else:
            self._key_bar.say("All papers are all papers; N narrows by the other lines.")
