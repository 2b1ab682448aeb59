"""Rising terms: what the newest papers speak of more than those before, each with a plot."""

from reader.tui.screens.rising.screen import Chosen, RisingScreen

__all__ = ["Chosen", "RisingScreen"]
