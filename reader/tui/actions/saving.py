"""Saved queries: choosing, saving, removing."""

from typing import TYPE_CHECKING

from reader.papers import clean_line
from reader.query import parse, suggested_name
from reader.tui.screens.pick import Choice, PickScreen
from reader.tui.screens.prompt import PromptScreen
from reader.tui.screens.saved import SavedScreen

if TYPE_CHECKING:
    from reader.tui.screens.reading_room import ReadingRoom


def _choose(room: "ReadingRoom", _count: int | None) -> None:
    texts = {saved.name: saved.text for saved in room.library.saved()}
    if texts:
        room.pick(SavedScreen(room.library.saved(), room.library), lambda name: room.go(texts[name]))
    else:
        room.reader.say("No query is saved yet. Search for something, then save that search with F.")


def _save(room: "ReadingRoom", _count: int | None) -> None:
    query = parse(room.bar.text)
    text = str(query)
    if not text:
        room.reader.say("There is no query to save. Search for something first.", wrong=True)
        return
    room.library.require_writable()  # before a name is typed that could not be kept
    own = (saved.name for saved in room.library.saved() if saved.text == text and not saved.configured)

    def save(name: str) -> str:
        before = room.library.save_query(name, text)
        replaced = f", in place of: {before.text}" if before and before.text != text else ""
        return f"Saved as “{clean_line(name)}”{replaced}; u undoes it."

    def saved(message: str) -> None:
        room.reader.say(message)
        room.count_again()

    start = next(own, suggested_name(query))
    room.pick(PromptScreen("Save this query as", save, start=start, remark=text, select=True), saved)


def _forget(room: "ReadingRoom", _count: int | None) -> None:
    own = [Choice(saved.name, saved.name, saved.text) for saved in room.library.saved() if not saved.configured]

    def forget(name: str) -> None:
        removed = room.library.forget_query(name)
        room.reader.say(f"Removed “{removed.name}”, which was: {removed.text}; u undoes it.")
        room.count_again()

    if own:
        room.library.require_writable()
        room.pick(PickScreen("Remove a saved query", own), forget)
    else:
        room.reader.say("There is no saved query to remove; those of config.yaml are changed there.")


ACTIONS = {"search.saved": _choose, "search.save": _save, "search.forget": _forget}
