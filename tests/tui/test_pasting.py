from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.widgets import Input, TextArea

from reader.library import Library
from reader.tui import pasting
from reader.tui.pasting import LONGEST_LINE, LONGEST_PASTE, PasteFilter, PasteParser, pasted_line

from .story import do, press, reading, room, shown, until

BEGIN, END = "\x1b[200~", "\x1b[201~"
pieces = st.sampled_from(["a", "ü", "\n", "\x1b", "\x1b[31m", "[", "2", "201~", "\x1b[20", "\x07", BEGIN])
pasted = st.lists(pieces, max_size=12).map("".join).filter(lambda text: END not in text + END[:-1])


def chunks(text: str, cuts: list[int]) -> list[str]:
    """Return text cut at some places."""
    places = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    return [text[start:end] for start, end in pairwise(places) if end > start]


@given(pasted, st.lists(st.integers(0, 200), max_size=5))
def test_a_paste_is_one_message_however_it_comes(text: str, cuts: list[int]) -> None:
    """What is typed before and after it are keys, it is not; nothing of it is an escape."""
    parser = PasteParser()
    messages = [each for chunk in chunks(f"x{BEGIN}{text}{END}y", cuts) for each in parser.feed(chunk)]
    assert [type(each) for each in messages] == [events.Key, events.Paste, events.Key]
    assert [each.key for each in messages if isinstance(each, events.Key)] == ["x", "y"]
    assert "\x1b" not in messages[1].text  # type: ignore[attr-defined]


@given(st.text(max_size=40), st.lists(st.integers(0, 200), max_size=5))
def test_what_is_typed_is_left_alone(text: str, cuts: list[int]) -> None:
    """Keys pass at once and unchanged: an Escape is not waited on."""
    if BEGIN not in text:
        keys = PasteFilter()
        for chunk in chunks(text, cuts):
            assert keys.feed(chunk) == chunk


def test_colours_are_no_part_of_what_was_copied() -> None:
    """The output of a terminal is pasted without its colours."""
    assert PasteFilter().feed(f"{BEGIN}a \x1b[1;31mred\x1b[0m word{END}") == f"{BEGIN}a red word{END}"


def test_a_paste_that_is_too_long_is_cut() -> None:
    """Somebody who pastes a book waits for no more than a chapter, and types on after it."""
    keys = PasteFilter()
    given = [keys.feed(part) for part in (BEGIN, *["b" * 4096] * 100, END, "q")]
    assert sum(map(len, given)) == LONGEST_PASTE + len(BEGIN + END) + 1
    assert given[-1] == "q"


def test_a_paste_whose_end_is_lost_is_over_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was pasted arrives, and the next key is a key."""
    time = 100.0
    monkeypatch.setattr(pasting, "monotonic", lambda: time)
    parser = PasteParser()
    assert list(parser.feed(f"{BEGIN}lost")) == []
    assert list(parser.tick()) == []
    time += pasting.PATIENCE_S + 1
    list(parser.tick())
    messages = list(parser.feed("x"))
    assert [type(each) for each in messages][-1] is events.Key


def test_pasted_line() -> None:
    """One printable line, its inner spaces kept; cut where it is too long."""
    assert pasted_line("\n\none\ttwo  three\r\nfour\x00\x07\n") == "one    two  three four"
    assert len(pasted_line("word " * 20_000)) == LONGEST_LINE


async def paste(pilot: object, text: str) -> None:
    """Hand a paste to the app as the terminal does."""
    app = pilot.app  # type: ignore[attr-defined]
    app.post_message(events.Paste(text))
    await pilot.pause()  # type: ignore[attr-defined]
    await pilot.pause()  # type: ignore[attr-defined]


async def test_lines_take_pastes_as_one_line(shelf: Library) -> None:
    """The search bar and the dialogues; the note keeps its lines; a list has no use for it."""
    async with reading(shelf) as pilot:
        await paste(pilot, "jjj")
        assert shown(pilot).cursor == 0
        await press(pilot, "/")
        await paste(pilot, "\nquiet\x1b\n\trobots\n")
        await until(pilot, lambda: shown(pilot).titles == ["Quiet Robots"])
        assert room(pilot).bar.text == "quiet     robots"
        await press(pilot, "enter")
        await do(pilot, "paper.tags")
        await paste(pilot, "nlp\nllm\n")
        assert pilot.app.screen.query_one(Input).value == "nlp llm"
        await press(pilot, "escape")
        await do(pilot, "paper.note")
        await paste(pilot, "one\x1b[2J\r\ntwo\n")
        assert pilot.app.screen.query_one(TextArea).text == "one[2J\ntwo"


async def test_what_was_copied_here_is_pasted_the_same_way(shelf: Library) -> None:
    """Ctrl+V puts a copied text into a line, as one line; elsewhere it is nobody's."""
    async with reading(shelf) as pilot:
        pilot.app.copy_to_clipboard("quiet\nrobots")
        await press(pilot, "ctrl+v", "/", "ctrl+v", "enter")
        await until(pilot, lambda: shown(pilot).titles == ["Quiet Robots"])
        assert room(pilot).bar.text == "quiet robots"


async def test_a_key_and_a_paste_arrive_in_order(shelf: Library) -> None:
    """What is pasted right after `/` is searched for: it waits for the bar to be there."""
    async with reading(shelf) as pilot:
        pilot.app.post_message(events.Key("slash", "/"))
        pilot.app.post_message(events.Paste("robots"))
        pilot.app.post_message(events.Key("enter", "\r"))
        await until(pilot, lambda: shown(pilot).titles == ["Quiet Robots"])
