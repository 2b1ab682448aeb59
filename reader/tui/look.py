"""How the app looks on this terminal: theme, colours, signs."""

import os
from collections.abc import Sequence

from textual.app import ReturnType
from textual.filter import LineFilter

from reader.settings import Settings
from reader.tui.filters import Ascii, Colourless, Harmless, HarmlessRender
from reader.tui.tag_colours import tag_variables
from reader.tui.themes import ANSI, DARK, THEMES
from reader.tui.typeahead import TypeAhead

_FEW_COLOURS = ("standard", "windows", None)
"""What Rich calls a terminal of sixteen colours, or of none."""


class Look(TypeAhead[ReturnType]):
    """An app in the user's theme; with no colour where `NO_COLOR` is set, in ASCII where the settings say so."""

    def __init__(self, settings: Settings) -> None:
        """Dress as `settings` say; a theme that is not there is left alone."""
        colourless = bool(os.environ.get("NO_COLOR"))
        if not colourless:  # an empty one means nothing; Textual takes it for a wish
            os.environ.pop("NO_COLOR", None)
        super().__init__(ansi_color=True if colourless else None)
        self._ascii = Ascii(enabled=settings.ascii)
        self._last_filters: Sequence[LineFilter] = [Colourless(enabled=colourless), self._ascii, Harmless()]
        for theme in THEMES:
            self.register_theme(theme)
        self.wear(settings.theme)

    def use_ascii(self, *, on: bool) -> None:
        """Draw signs and lines in letters that every font has, or as they are."""
        if on != self._ascii.enabled:
            self._ascii.enabled = on
            self.refresh_css()  # what was painted before is kept until the styles change

    def wear(self, theme: str) -> None:
        """Put a theme on, as far as it fits."""
        self.theme = self.fitting(theme)

    def fitting(self, theme: str) -> str:
        """Return the theme that this terminal shows for one; that which is on, for one that is not there.

        Reader's own dark one, on a terminal that cannot show it, is that of sixteen colours.
        """
        if self.no_color or (theme == DARK.name and self.console.color_system in _FEW_COLOURS):
            return ANSI.name
        return theme if theme in self.available_themes else self.theme

    def get_css_variables(self) -> dict[str, str]:
        """Add the colours of tags to those of the theme."""
        variables = super().get_css_variables()
        variables.update(tag_variables(variables))
        return variables

    def _print_error_renderables(self) -> None:
        self._exit_renderables = list(map(HarmlessRender, self._exit_renderables))
        super()._print_error_renderables()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line goes through on its way to the terminal."""
        return [*super().get_line_filters(), *(each for each in self._last_filters if each.enabled)]
