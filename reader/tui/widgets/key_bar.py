"""The footer: the keys that matter now."""

from collections.abc import Iterable, Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget


class KeyBar(Widget):
    """Keys with what they do, as many as fit whole; or a sentence in their place."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - textual's name
        super().__init__(id=id)
        self._parts: Sequence[Content] = ()
        self._shown: tuple[list[tuple[str, str]], str] | None = None

    def show(self, keys: Iterable[tuple[str, str]], *, before: str = "") -> None:
        """Show (keys, label) pairs, after a word on what was begun; nothing is painted where they stand there."""
        shown = (list(keys), before)
        if shown == self._shown:
            return
        self._shown = shown
        parts = [Content.styled(f" {before} ", "bold $text-warning")] if before else []
        parts += [Content.assemble((f" {key}", "bold $text-accent"), f" {label} ") for key, label in shown[0]]
        self._parts = parts
        self.refresh()

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Show a sentence in place of the keys."""
        self._shown = None
        self._parts = (Content.styled(f" {text}", "$text-error" if wrong else "$text-warning"),)
        self.refresh()

    def render(self) -> RenderResult:
        """Put in what fits; one that is too long alone is cut."""
        fitting: list[Content] = []
        room = self.size.width
        for part in self._parts:
            room -= part.cell_length
            if room < 0 and fitting:
                break
            fitting.append(part)
        return Content("").join(fitting)
