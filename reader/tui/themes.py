"""Reader's own themes: paper and ink with one warm accent; high contrast; and one for terminals of few colours."""

from textual.theme import BUILTIN_THEMES, Theme

from reader.errors import SettingsError

DARK = Theme(
    name="reader-dark",
    primary="#7aa2c9",
    secondary="#8fb08c",
    accent="#d9a55b",
    warning="#e0b15f",
    error="#d9736b",
    success="#8fb08c",
    foreground="#d8d4cc",
    background="#17181a",
    surface="#1d1f22",
    panel="#26292d",
    dark=True,
)
LIGHT = Theme(
    name="reader-light",
    primary="#2f5d8a",
    secondary="#48703f",
    accent="#9a5b00",
    warning="#9a5b00",
    error="#a8322a",
    success="#48703f",
    foreground="#2a2926",
    background="#faf8f3",
    surface="#f3f0e8",
    panel="#e8e3d6",
    dark=False,
)
CONTRAST = Theme(
    name="reader-contrast",
    primary="#5cc8ff",
    secondary="#7dff9b",
    accent="#ffd500",
    warning="#ffd500",
    error="#ff8080",
    success="#7dff9b",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#303030",
    dark=True,
    variables={"text-muted": "#ffffff", "text-disabled": "#d0d0d0"},
)
ANSI = Theme(
    name="reader-ansi",
    primary="ansi_blue",
    secondary="ansi_cyan",
    accent="ansi_yellow",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    ansi=True,
    variables=BUILTIN_THEMES["ansi-dark"].variables,
)
"""The terminal's own sixteen colours, on its own background, dark or light."""
THEMES = (DARK, LIGHT, CONTRAST, ANSI)


def check_theme(name: str) -> None:
    """Look whether there is a theme of that name.

    Raises:
        SettingsError: there is none; the hint names the nearest.
    """
    names = [theme.name for theme in THEMES] + list(BUILTIN_THEMES)
    if name not in names:
        from difflib import get_close_matches

        near = get_close_matches(name, names, 1)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(names)}."
        raise SettingsError(f"config.yaml: there is no theme “{name}”", hint)
