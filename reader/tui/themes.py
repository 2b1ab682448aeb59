"""Reader's own two themes: paper and ink, one warm accent."""

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
THEMES = (DARK, LIGHT)


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
