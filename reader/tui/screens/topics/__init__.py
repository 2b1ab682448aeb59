"""What the library is about: its topics as a list and on a map."""

from reader.tui.screens.topics.screen import TopicsScreen

__all__ = ["TopicsScreen"]
