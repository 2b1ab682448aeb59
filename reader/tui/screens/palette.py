"""Actions by their names."""

from contextlib import suppress

from textual.command import CommandPalette


class Palette(CommandPalette):
    """Textual's palette, which pages through a list that has no lines yet as through any other."""

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):  # no line is in sight to page from
            super()._action_command_list(action)
