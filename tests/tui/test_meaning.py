"""Asking by meaning on the screen: learned beside everything else, and the list asked for again."""

import json
from pathlib import Path

import pytest

from reader.library import Library
from reader.search.meaning import latent

from ..search.synonyms import papers, saying
from .story import do, press, reading, room, said, search, shown, until

pytest.importorskip("scipy", reason="meanings are learned by scipy, an optional extra")
PAPERS = papers()


@pytest.fixture
def synonyms(library: Library, tmp_path: Path) -> Library:
    """A library of papers with synonyms."""
    file = tmp_path / "synonyms.jsonl"
    file.write_text("\n".join(json.dumps({"title": p.title, "abstract": p.abstract}) for p in PAPERS.values()))
    library.add([file])
    return library


async def test_words_first_then_meaning_then_words(synonyms: Library) -> None:
    """The key asks the same by meaning, learns what that needs, and shows it when it is there; then words again."""
    only_words = len(saying(PAPERS, "motorcar"))
    async with reading(synonyms) as pilot:
        await search(pilot, "motorcar")
        assert len(shown(pilot).titles) == only_words
        await do(pilot, "search.meaning")
        await until(pilot, lambda: len(shown(pilot).titles) > only_words)
        assert room(pilot).bar.text == "motorcar mode:meaning"
        await until(pilot, lambda: "meanings are learned" in said(pilot))
        assert "by words" not in said(pilot)
        await do(pilot, "search.meaning")
        await until(pilot, lambda: len(shown(pilot).titles) == only_words)
        assert room(pilot).bar.text == "motorcar"
        await press(pilot, "backspace")
        await until(pilot, lambda: room(pilot).bar.text == "motorcar mode:meaning")


async def test_keys_do_not_wait_for_learning(synonyms: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are searched and told to be; one moves, goes elsewhere and leaves meanwhile."""
    from threading import Event

    held, going = Event(), Event()
    learn = latent.learn

    def slow(*args: object) -> object:
        going.set()
        held.wait(30)
        return learn(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(latent, "learn", slow)
    async with reading(synonyms, query="motorcar mode:meaning") as pilot:
        await until(pilot, going.is_set)
        await until(pilot, lambda: "by words: meanings are not learned yet" in said(pilot))
        await press(pilot, "j")
        assert shown(pilot).cursor == 1
        await press(pilot, "g", "a")
        assert len(shown(pilot).titles) == len(PAPERS)
        held.set()
        await until(pilot, lambda: "meanings are learned" in said(pilot))
        assert len(shown(pilot).titles) == len(PAPERS)


async def test_without_the_extra(synonyms: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing is told with the command that brings it, once; the words stay searched."""
    monkeypatch.setitem(__import__("sys").modules, "scipy", None)
    async with reading(synonyms, query="motorcar mode:meaning") as pilot:
        await until(pilot, lambda: "pip install" in said(pilot))
        assert len(shown(pilot).titles) == len(saying(PAPERS, "motorcar"))


async def test_nothing_to_mean(synonyms: Library) -> None:
    """Without words there is nothing to ask by meaning."""
    async with reading(synonyms) as pilot:
        await do(pilot, "search.meaning")
        assert "Search for something first" in said(pilot)
        assert room(pilot).bar.text == ""


async def test_a_sentence_that_finds_nothing(synonyms: Library) -> None:
    """The empty list says that it may be asked by meaning; of fewer words it does not."""
    async with reading(synonyms) as pilot:
        await search(pilot, "motorcar qqqq")
        await until(pilot, lambda: "No paper is like that" in said(pilot))
        assert "by meaning." not in said(pilot)
        await press(pilot, "escape")
        await search(pilot, "motorcar qqqq zzzz")
        await until(pilot, lambda: "M asks by meaning." in said(pilot))
