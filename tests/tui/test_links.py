"""Links of several papers, to the browser at once."""

import json
from pathlib import Path

import pytest

from reader.library import Library

from . import shelf as papers
from .story import press, reading, room, screen_text, shown, until


async def test_the_links_of_a_selection(shelf: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of each paper is opened at once, unless they are very many; where there is none, that is said."""
    many = tmp_path / "many.json"
    records = [{"title": f"Linked {n}", "abstract": f"Code is at https://example.org/{n} now."} for n in range(21)]
    many.write_text(json.dumps(records), encoding="utf-8")
    shelf.add([many])
    opened: list[str] = []
    async with reading(shelf, query="source:march") as pilot:
        monkeypatch.setattr(pilot.app, "open_url", opened.append)
        await press(pilot, "*", "o")
        assert opened == [papers.LINKS[0], papers.LINKS[0]]
        assert "Opening 2 links" in screen_text(pilot)
        await press(pilot, "escape", "g", "g", "j", "j", "v", "j", "v", "o")
        assert "The texts of these papers hold no link." in screen_text(pilot)
        await press(pilot, "escape")
        room(pilot).go("source:many")
        await until(pilot, lambda: len(shown(pilot).titles) == 21)
        await press(pilot, "*", "o")
        assert "21 links are too many to open at once; 20 are not." in screen_text(pilot)
    assert len(opened) == 2
