"""The drop-down under the search bar: how the line may go on."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from reader.library import Offer

_COLUMN_CELLS = 30


class Offers(OptionList, can_focus=False):
    """A few offers, none of them highlighted until someone chooses; not there where there are none."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        super().__init__(id=id, markup=False)
        self._offers: Sequence[Offer] = ()
        self.display = False

    @property
    def chosen(self) -> Offer | None:
        """The offer that is highlighted."""
        return self._offers[self.highlighted] if self.display and self.highlighted is not None else None

    @property
    def first(self) -> Offer | None:
        """The best offer."""
        return self._offers[0] if self.display and self._offers else None

    def at(self, row: int) -> Offer:
        """Return an offer by its row."""
        return self._offers[row]

    def show(self, offers: Sequence[Offer], *, column: int) -> None:
        """Offer something below a column of the line; the same offers, counted meanwhile, stay highlighted."""
        texts = [offer.text for offer in offers]
        highlighted = self.highlighted if texts == [offer.text for offer in self._offers] else None
        self._offers = offers
        self.clear_options()
        self.add_options(_prompts(offers))
        self.highlighted = highlighted
        self.styles.offset = (column, 1)
        self.styles.max_height = max(1, min(len(offers), self.app.size.height - 2))
        self.display = bool(offers)

    def hide(self) -> None:
        """Offer nothing."""
        self._offers = ()
        self.highlighted = None
        self.display = False

    def choose(self, rows: int) -> None:
        """Highlight the next offer, or the one before; before the first comes none."""
        last = len(self._offers) - 1
        if self.highlighted is None:
            self.highlighted = 0 if rows > 0 else last
        elif self.highlighted + rows < 0:
            self.highlighted = None
        else:
            self.highlighted = min(self.highlighted + rows, last)


def _prompts(offers: Sequence[Offer]) -> list[Option]:
    """Return the offers as options, one line each, the counts in a column where the texts are short."""
    widest = min(max((cell_len(offer.text) for offer in offers), default=0), _COLUMN_CELLS)
    return [Option(Content.assemble(_text(offer, widest), (_papers(offer), "dim"))) for offer in offers]


def _text(offer: Offer, column: int) -> str:
    return offer.text if cell_len(offer.text) > column else set_cell_size(offer.text, column)


def _papers(offer: Offer) -> str:
    return "" if offer.papers is None else f"  {offer.papers:>6,}"
