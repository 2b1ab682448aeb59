"""The list under a path line: what is in the folder."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reader.tui.completing_paths import DumpCount, PathOffer, PathOffers

_COLUMN_CELLS = 36


class PathOfferList(OptionList, can_focus=False):
    """Folders with how many dumps they hold, dumps with size and date; what is neither is dim."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._offers = PathOffers()

    @property
    def chosen(self) -> PathOffer | None:
        """The offer that is highlighted."""
        return self._offers.offers[self.highlighted] if self.highlighted is not None else None

    @property
    def offers(self) -> PathOffers:
        """What is offered."""
        return self._offers

    def show(self, offers: PathOffers, counts: Mapping[Path, DumpCount]) -> None:
        """Offer something; the same things, counted meanwhile, stay highlighted and where they are."""
        highlighted, top = (self.highlighted, self.scroll_offset.y) if offers == self._offers else (None, 0)
        self._offers = offers
        widest = min(max((cell_len(offer.name) for offer in offers.offers), default=0), _COLUMN_CELLS)
        self.clear_options()
        self.add_options([Option(_prompt(offer, widest, counts.get(offer.path))) for offer in offers.offers])
        if offers.more:
            self.add_option(Option(Content.styled(f"… and {offers.more:,} more", "dim"), disabled=True))
        self.highlighted = highlighted
        self.scroll_to(y=top, animate=False, immediate=True)

    def choose(self, rows: int) -> None:
        """Highlight the next offer, or the one before; past the last comes the first."""
        count = len(self._offers.offers)
        if count:
            at = self.highlighted if self.highlighted is not None else (-1 if rows > 0 else 0)
            self.highlighted = (at + rows) % count


def _prompt(offer: PathOffer, column: int, count: DumpCount | None) -> Content:
    name = offer.name if cell_len(offer.name) > column else set_cell_size(offer.name, column)
    if offer.is_folder:
        return Content.assemble((name, "$text-secondary"), (f"  {count}" if count else "", "dim"))
    if not offer.is_dump:
        return Content.styled(name, "dim")
    return Content.assemble(name, (f"  {_size(offer.size_bytes):>8}  {_day(offer.modified)}", "dim"))


def _size(size_bytes: int) -> str:
    if size_bytes < 1_000:
        return f"{size_bytes} B"
    return f"{size_bytes / 1e3:,.0f} KB" if size_bytes < 1e6 else f"{size_bytes / 1e6:,.1f} MB"


def _day(modified: float) -> str:
    try:
        return f"{datetime.fromtimestamp(modified):%Y-%m-%d}" if modified else ""
    except (OverflowError, ValueError, OSError):  # file systems hold any number
        return ""
