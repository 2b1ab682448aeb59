"""The border between list and text; the mouse moves it."""

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class PaneBorder(Widget):
    """One cell wide, or one row high."""

    class Dragged(Message):
        """The border is wanted at a place of the screen, in cells."""

        def __init__(self, x: int, y: int) -> None:
            super().__init__()
            self.x = x
            self.y = y

    def render(self) -> RenderResult:
        """Draw a line along it."""
        width, height = self.size
        return Content("─" * width if width > height else "\n".join("│" * height))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold."""
        self.capture_mouse()
        event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say where it is dragged to."""
        if self.app.mouse_captured is self:
            self.post_message(self.Dragged(event.screen_x, event.screen_y))

    def on_mouse_up(self) -> None:
        """Let go."""
        self.release_mouse()
