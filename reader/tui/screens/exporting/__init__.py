"""Papers to a file: which, in what format and groups, with a look at how it begins, and where to."""

from reader.tui.screens.exporting.choice import EXPORTED
from reader.tui.screens.exporting.scope import Scope
from reader.tui.screens.exporting.screen import ExportScreen

__all__ = ["EXPORTED", "ExportScreen", "Scope"]
