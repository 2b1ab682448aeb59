"""Marks: status, bookmark, rating, tags, note; and taking them back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.changes import AddTag, Bookmark, Change, Rate, RemoveTag, SetNote, SetStatus, SetTags, Step
from reader.papers import Mark, Status
from reader.tui.screens.note import NoteScreen, edit_outside
from reader.tui.screens.pick import Choice, PickScreen
from reader.tui.screens.tags import TagScreen

if TYPE_CHECKING:
    from reader.tui.screens.reading_room import ReadingRoom

_TITLE_CHARS = 40


def _toggling(change: Callable[[Mark, "ReadingRoom"], Change]) -> Callable[["ReadingRoom", int | None], None]:
    """Return an action that changes the mark under the cursor by what it is now."""

    def toggle(room: "ReadingRoom", _count: int | None) -> None:
        if entry := room.entry:
            room.mark(change(entry.mark, room))

    return toggle


def _flip(mark: Mark, room: "ReadingRoom", status: Status) -> Change:
    return SetStatus(Status.UNREAD if mark.status is status else status, room.library.now)


def _rating(stars: int) -> Callable[["ReadingRoom", int | None], None]:
    return _toggling(lambda _mark, _room: Rate(stars))


def _edit_tags(room: "ReadingRoom", _count: int | None) -> None:
    if entry := room.entry:
        room.edit(TagScreen("Tags", room.library.tags(), entry.mark.tags), lambda tags: [SetTags(tags)])


def _add_tags(room: "ReadingRoom", _count: int | None) -> None:
    if room.entry:
        room.edit(TagScreen("Add tags", room.library.tags()), lambda tags: [AddTag(tag) for tag in sorted(tags)])


def _remove_tag(room: "ReadingRoom", _count: int | None) -> None:
    if not (entry := room.entry):
        return
    if not entry.mark.tags:
        room.reader.say("This paper has no tags.")
        return
    choices = [Choice(tag, f"#{tag}") for tag in sorted(entry.mark.tags)]
    room.edit(PickScreen("Remove a tag", choices), lambda tag: [RemoveTag(tag)])


def _note(room: "ReadingRoom", _count: int | None) -> None:
    if not (entry := room.entry):
        return
    outside = edit_outside(room.reader, entry.mark.note, room.settings.editor)
    if outside is None:
        room.edit(NoteScreen(entry.paper.title, entry.mark.note), lambda note: [SetNote(note)])
    else:
        room.mark(SetNote(outside))


def _undo(room: "ReadingRoom", _count: int | None) -> None:
    step = room.library.undo()
    room.redraw(room.library.touched(step))
    room.reader.say(_told("Undone", step))


def _redo(room: "ReadingRoom", _count: int | None) -> None:
    step = room.library.redo()
    room.redraw(room.library.touched(step))
    room.reader.say(_told("Redone", step))


def _told(word: str, step: Step) -> str:
    title = step.title if len(step.title) <= _TITLE_CHARS else f"{step.title[:_TITLE_CHARS]}…"
    more = f" and {step.papers - 1:,} more" if step.papers > 1 else ""
    return f"{word}: {step.what} ({title}{more})"


ACTIONS = {
    "paper.read": _toggling(lambda mark, room: _flip(mark, room, Status.READ)),
    "paper.skip": _toggling(lambda mark, room: _flip(mark, room, Status.SKIPPED)),
    "paper.bookmark": _toggling(lambda mark, _room: Bookmark(not mark.bookmarked)),
    **{f"paper.rate_{stars}": _rating(stars) for stars in range(6)},
    "paper.tags": _edit_tags,
    "paper.add_tag": _add_tags,
    "paper.remove_tag": _remove_tag,
    "paper.note": _note,
    "history.undo": _undo,
    "history.redo": _redo,
}
