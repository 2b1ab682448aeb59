"""The footer: the keys that matter now."""

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Static


class KeyBar(Static):
    """Keys with what they do, as many as fit."""

    def show(self, keys: Iterable[tuple[str, str]], *, before: str = "") -> None:
        """Show (keys, label) pairs, after a word on what was begun."""
        parts = [Content.styled(f" {before} ", "bold $warning")] if before else []
        parts += [Content.assemble((f" {key}", "bold $accent"), f" {label} ") for key, label in keys]
        self.update(Content("").join(parts))

    def say(self, text: str, *, wrong: bool = False) -> None:
        """Show a sentence in place of the keys."""
        self.update(Content.styled(f" {text}", "$text-error" if wrong else "$text-warning"))
