"""Choose one of a few things by its number."""

from collections.abc import Sequence
from dataclasses import replace

from textual.widgets import Input

from reader.tui.screens.pick import Choice, PickScreen

_MOST = 9
_DIGITS = tuple("123456789")


class NumberedScreen(PickScreen):
    """A list whose first nine have a digit before them that chooses them at once."""

    HINT = "a digit or Enter chooses · Esc leaves"

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        """Take what is chosen of, in the order of the numbers."""
        super().__init__(
            title,
            [
                replace(choice, label=f"{number if number <= _MOST else ' '}  {choice.label}")
                for number, choice in enumerate(choices, start=1)
            ],
        )
        self._values = [choice.value for choice in choices]

    def narrow(self, typed: str) -> None:
        """Choose at once where the first thing typed is a digit; else narrow."""
        if typed in _DIGITS:
            if int(typed) <= len(self._values):
                self.dismiss(self._values[int(typed) - 1])
            else:
                self.query_one(Input).clear()
        else:
            super().narrow(typed)
