"""Why a paper stands where it stands in what is for you: its terms and authors, and what each does to it."""

from collections.abc import Collection, Sequence

from textual import on
from textual.widgets import OptionList

from reader.library import Pull
from reader.tui.screens.pick import Choice, PickScreen

MOST = 30
"""What moves a paper less than these is noise."""
_BAR_CELLS = 12


class WhyScreen(PickScreen):
    """What moved one paper, the strongest first; gives back the term of one of them, or None."""

    HINT = "Enter or < wants less of it · Esc leaves"
    CLASSES = "dialog broad"
    _HINT_BACK = "Enter or < takes it back · Esc leaves"

    def __init__(self, title: str, pulls: Sequence[Pull], less: Collection[str]) -> None:
        """Take the paper's title, what moved it, and the terms of which less is wanted already."""
        self._less = less
        strongest = max((abs(pull.adds) for pull in pulls), default=1.0)
        super().__init__(
            f"Why: {title}",
            [
                Choice(
                    pull.term,
                    f"{'+' if pull.adds > 0 else '−'} {pull.word}",
                    _remark(pull, strongest, wanted_less=pull.term in less),
                    "$text-success" if pull.adds > 0 else "$text-error",
                )
                for pull in pulls[:MOST]
            ],
        )

    def narrow(self, typed: str) -> None:
        """Show the terms that hold all the words typed; at < give back the one under the cursor, as Enter does."""
        if typed.endswith("<"):  # no key of a screen's own: a line that is typed in takes all characters
            self._choose()
        else:
            super().narrow(typed)

    @on(OptionList.OptionHighlighted)
    def _tell_keys(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the keys do to the term under the cursor."""
        rows = self._shown[event.option_index : event.option_index + 1]  # none where it was narrowed meanwhile
        is_less = any(row.value in self._less for row in rows)
        self.query_one(".dialog").border_subtitle = self._HINT_BACK if is_less else self.HINT


def _remark(pull: Pull, strongest: float, *, wanted_less: bool) -> str:
    bar = "━" * max(1, round(_BAR_CELLS * abs(pull.adds) / strongest))
    what = "less of it is wanted; Enter takes that back" if wanted_less else "wrote it" if pull.is_author else ""
    return f"{bar:{_BAR_CELLS}}  {what}".rstrip()
