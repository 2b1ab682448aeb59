"""What of the settings cannot be used: none of it keeps anyone from reading."""

from reader.errors import SettingsError
from reader.library import usable_queries
from reader.settings import Settings
from reader.tui.rebinding import usable_keys
from reader.tui.themes import check_theme


def slips(settings: Settings) -> list[SettingsError]:
    """Return what is wrong with the keys, the queries and the theme."""
    _, wrong_keys = usable_keys(settings.keys)
    _, wrong_queries = usable_queries(settings.queries)
    wrong_theme = []
    try:
        check_theme(settings.theme)
    except SettingsError as error:
        wrong_theme.append(error)
    return [*wrong_keys, *wrong_queries, *wrong_theme]
