"""How list and text share the screen. Pure."""

from dataclasses import dataclass, replace
from typing import Literal

Arrangement = Literal["wide", "stacked", "single"]
"""Side by side, one above the other, one at a time."""
Layout = Literal["fitting", "side by side", "stacked", "one at a time"]
"""What the user wants; `fitting` goes by the width."""

ARRANGEMENTS: tuple[Arrangement, ...] = ("wide", "stacked", "single")
LAYOUTS: tuple[Layout, ...] = ("fitting", "side by side", "stacked", "one at a time")
_CHOSEN: dict[Layout, Arrangement] = {"side by side": "wide", "stacked": "stacked", "one at a time": "single"}
WIDE_CELLS, STACKED_CELLS = 100, 60
"""The widths from which both panes fit, beside each other and above each other."""
LEAST_SHARE, MOST_SHARE = 0.2, 0.8
_SHARES: dict[Arrangement, float] = {"wide": 11 / 21, "stacked": 9 / 20, "single": 1.0}


@dataclass(frozen=True, slots=True)
class Panes:
    """The user's choice of layout, and how much of the screen the list has where the border was moved."""

    layout: Layout = "fitting"
    list_share: float | None = None

    def arrangement(self, width_cells: int) -> Arrangement:
        """Return how the panes stand on a screen of this width."""
        if self.layout != "fitting":
            return _CHOSEN[self.layout]
        return "wide" if width_cells >= WIDE_CELLS else "stacked" if width_cells >= STACKED_CELLS else "single"

    def is_roomy(self, width_cells: int) -> bool:
        """Say whether the side panel fits beside the panes, however they stand."""
        return width_cells >= WIDE_CELLS or self.arrangement(width_cells) == "wide"

    def share(self, arrangement: Arrangement) -> float:
        """Return how much of both panes is the list's, from 0 to 1."""
        return _SHARES[arrangement] if self.list_share is None or arrangement == "single" else self.list_share

    def other(self) -> "Panes":
        """Return the next layout, the border where it stands by itself."""
        return Panes(LAYOUTS[(LAYOUTS.index(self.layout) + 1) % len(LAYOUTS)])

    def divided(self, share: float) -> "Panes":
        """Return the same layout with the border elsewhere; neither pane vanishes."""
        return replace(self, list_share=max(LEAST_SHARE, min(MOST_SHARE, share)))

    def as_session(self) -> dict[str, str]:
        """Return it as it is saved."""
        moved = {"list_share": f"{self.list_share:.3f}"} if self.list_share is not None else {}
        return {"layout": self.layout, **moved}


def panes_of_session(session: dict[str, str]) -> Panes:
    """Return what the last session had; what it lacks or garbles is as at first."""
    layout: Layout = next((each for each in LAYOUTS if each == session.get("layout")), "fitting")
    try:
        return Panes(layout).divided(float(session["list_share"]))
    except (KeyError, ValueError):
        return Panes(layout)
