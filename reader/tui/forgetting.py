"""What textual would remember for too long."""

from functools import lru_cache
from typing import Any

from textual._styles_cache import StylesCache
from textual.app import App


def forget_widgets() -> None:
    """Let go of what widgets painted once they are gone.

    Textual 8 caches a method of what holds a widget's lines by that itself: the lines of a thousand widgets that
    were taken down stay, some 100 MB. Cached by colours alone it gives the same answers.
    """
    by_who_asked = StylesCache.get_inner_outer
    if not hasattr(by_who_asked, "__wrapped__"):  # done already, or mended
        return
    colours = lru_cache(1024)(lambda base, background: by_who_asked.__wrapped__(StylesCache, base, background))

    def get_inner_outer(_cache: StylesCache, base_background: Any, background: Any) -> Any:
        return colours(base_background, background)

    StylesCache.get_inner_outer = get_inner_outer  # type: ignore[assignment, method-assign] # a method in place of a cache


def forget_watchers(app: App[Any]) -> None:
    """Let go of the widgets that are gone among those that watch the app.

    Textual 8 does so only when what they watch changes, the theme, which may be never: all notes written in a day
    would stay, with the fields that they were written in.
    """
    for watching in vars(app).get("__watchers", {}).values():
        watching[:] = [(widget, callback) for widget, callback in watching if not widget._closing]
