"""The library in numbers: a screen of sections, drawn with signs that need no colour."""

from reader.tui.screens.statistics.screen import StatisticsScreen

__all__ = ["StatisticsScreen"]
