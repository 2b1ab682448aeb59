"""Adding dumps: ask for a path, take it in, tell what became of it, show what was rejected where it stands."""

from reader.tui.screens.importing.asking import ImportScreen
from reader.tui.screens.importing.running import ADDED_FROM, Import
from reader.tui.screens.importing.telling import summary

__all__ = ["ADDED_FROM", "Import", "ImportScreen", "summary"]
