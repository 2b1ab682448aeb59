"""Screens of a library whose clock has jumped."""

from pathlib import Path

from reader.library import Library

from ..clock import Clock
from ..library.jumping import jump
from .story import do, press, reading, said, screen_text, shown, until


async def test_history_and_statistics_after_jumps(library: Library, clock: Clock, tmp_path: Path) -> None:
    """Steps stand in the order of their doing, days up to today; undo takes back what was done last."""
    jump(library, clock, tmp_path)
    async with reading(library) as app:
        await do(app, "history.show")
        assert screen_text(app).index("2100") < screen_text(app).index("1970") < screen_text(app).index("2014")
        await press(app, "escape")
        await do(app, "view.statistics")
        await until(app, lambda: "papers from" in said(app))
        for section in "23456":
            await press(app, section)
        await press(app, "2")
        assert "2100" not in screen_text(app)
        await press(app, "escape")
        last = library.history(1)[0]
        await do(app, "history.undo")
        assert last.what in said(app)
        assert shown(app).titles
