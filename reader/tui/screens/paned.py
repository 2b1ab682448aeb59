"""Bar, panel, list and paper: where they stand, and which of them has the focus."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from reader.errors import ReaderError
from reader.library import Library
from reader.papers import Entry
from reader.settings import Settings
from reader.tui.arranging import ARRANGEMENTS, Panes
from reader.tui.completing import Completing
from reader.tui.explaining import explained
from reader.tui.footer import Pane
from reader.tui.keys import Key
from reader.tui.place import Place
from reader.tui.screens.desk import Desk
from reader.tui.trail import breadcrumb
from reader.tui.widgets.key_bar import KeyBar
from reader.tui.widgets.pane_border import PaneBorder
from reader.tui.widgets.paper_detail import PaperDetail
from reader.tui.widgets.paper_list import PaperList
from reader.tui.widgets.search_bar import SearchBar
from reader.tui.widgets.side_panel import SidePanel

FOCUS = "-focus"
"""Class of the screen: the paper is shown alone."""


ROOMY = "-roomy"
"""Class of the screen: there is room for the side panel beside the panes."""


class Paned(Desk):
    """A desk with a list of papers beside the one under the cursor."""

    def __init__(self, library: Library, settings: Settings, keys: Sequence[Key], *, label: str) -> None:
        """Take what a desk takes; `label` stands before the query."""
        super().__init__(library, settings, keys)
        self._label = label
        self._arrangement = Panes()

    def compose(self) -> ComposeResult:
        """Bar, panes, footer."""
        yield SearchBar(self._label, Completing(self.library), id="search-bar")
        yield Static(id="trail")
        with Container(id="panes"):
            yield SidePanel(id="side-panel")
            yield PaperList(self._fetch, id="papers")
            yield PaneBorder(id="border")
            yield PaperDetail(self.settings.measure_cells, id="paper")
        yield KeyBar(id="key-bar")

    def on_mount(self) -> None:
        """Show from the start where nothing can be changed."""
        self.show_sign(self.reader.sign)

    def show_sign(self, sign: str) -> None:
        """Show it at the name of the app."""
        self.bar.set_sign(sign)

    @property
    def bar(self) -> SearchBar:
        """The search bar."""
        return self.query_one("#search-bar", SearchBar)

    def show_trail(self, titles: Sequence[str]) -> None:
        """Show above the list from which paper to which one came; nothing where one did not come so."""
        trail = self.query_one("#trail", Static)
        trail.display = bool(titles)
        if titles:
            trail.update(Content(f"Like {breadcrumb(titles, self.app.size.width - 7)}"))

    @property
    def papers(self) -> PaperList:
        """The list."""
        return self.query_one("#papers", PaperList)

    @property
    def panel(self) -> SidePanel:
        """The ways into the library; not always there to be seen."""
        return self.query_one("#side-panel", SidePanel)

    @property
    def detail(self) -> PaperDetail:
        """The paper under the cursor."""
        return self.query_one("#paper", PaperDetail)

    @property
    def entry(self) -> Entry | None:
        """The paper under the cursor."""
        number = self.papers.current
        return next(iter(self.library.entries([number])), None) if number else None

    @property
    def targets(self) -> Sequence[int]:
        """The selected papers, else the one under the cursor."""
        return self.papers.selection.numbers or super().targets

    @property
    def arrangement(self) -> Panes:
        """How list and text share the screen."""
        return self._arrangement

    @arrangement.setter
    def arrangement(self, panes: Panes) -> None:
        """Let them share it otherwise."""
        self._arrangement = panes
        self._arrange()

    @property
    def reading(self) -> bool:
        """Whether the paper has the focus, not the list."""
        return self.detail.has_focus

    @property
    def pane(self) -> Pane:
        """Where the focus is."""
        return "text" if self.reading else "panel" if self.panel.has_focus else "list"

    @property
    def place(self) -> Place:
        """Where one is in the list."""
        entry = self.entry
        return Place(entry.paper.id if entry else "", self.papers.cursor, self.papers.top)

    def show_reading(self, *, on: bool) -> None:
        """Go to the paper, if there is one, or back to the list; where there is room for one only, show that."""
        on = on and self.papers.current is not None
        self.set_class(on, "-reading")
        self.set_class(on and self.has_class(FOCUS), FOCUS)  # what is hidden cannot have the focus
        (self.detail if on else self.papers).focus()

    def _fetch(self, numbers: Sequence[int]) -> list[Entry] | None:
        """Return papers to be listed; None, having said why, where they cannot be read."""
        try:
            return self.library.entries(numbers)
        except ReaderError as error:
            self.reader.say(explained(error), wrong=True)
            return None

    @property
    def _key_bar(self) -> KeyBar:
        return self.query_one("#key-bar", KeyBar)

    @on(events.Resize)
    @on(events.ScreenResume)
    def _arrange(self) -> None:
        """Place the panes by the width there is, and what the user wants."""
        arranged = self._arrangement.arrangement(self.app.size.width)
        for each in ARRANGEMENTS:
            self.set_class(each == arranged, f"-{each}")
        self.set_class(self._arrangement.is_roomy(self.app.size.width), ROOMY)
        share = self._arrangement.share(arranged)
        for pane, part in ((self.papers, share), (self.detail, 1 - share)):
            pane.styles.width = f"{part:.3f}fr" if arranged == "wide" else "1fr"
            pane.styles.height = f"{part:.3f}fr" if arranged == "stacked" else "1fr"

    @on(PaneBorder.Dragged)
    def _divide(self, event: PaneBorder.Dragged) -> None:
        """Move the border to where the mouse has it."""
        both = self.papers.region.union(self.detail.region)
        beside = self.has_class("-wide")
        share = (event.x - both.x) / both.width if beside else (event.y - both.y) / both.height
        self.arrangement = self._arrangement.divided(share)
