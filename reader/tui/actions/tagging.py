"""The tags of the library: shown, renamed, merged and removed."""

from typing import TYPE_CHECKING

from reader.library import Retagging
from reader.query import Query, Tag
from reader.tui.screens.prompt import PromptScreen
from reader.tui.screens.tag_list import TagListScreen

if TYPE_CHECKING:
    from reader.tui.screens.reading_room import ReadingRoom


def _to_tags(room: "ReadingRoom", _count: int | None) -> None:
    tree = room.library.tag_tree()
    queries = {node.tag: node.query for node in tree}
    screen = TagListScreen(tree, room.size.width)

    def grant(tag: str) -> None:
        match screen.wish:
            case "rename":
                _rename(room, tag)
            case "remove":
                _tell(room, room.library.remove_tag(tag))
            case "show":
                room.go(str(queries.get(tag, Query(Tag(tag)))))
            case "show itself":
                room.go(str(Query(Tag(tag))))

    room.pick(screen, grant)


def _rename(room: "ReadingRoom", tag: str) -> None:
    """Ask for the new name; one that is in use merges the two."""
    room.library.require_writable()  # before a name is typed that could not be given
    done: list[Retagging] = []

    def rename(new: str) -> str:
        done.append(room.library.rename_tag(tag, new))
        return done[0].message

    remark = "Tags below it come along; a name that is in use merges the two."
    screen = PromptScreen(f"Rename {tag} on all papers", rename, start=tag, remark=remark)
    room.pick(screen, lambda _message: _tell(room, done[0]))


def _tell(room: "ReadingRoom", done: Retagging) -> None:
    room.redraw(room.library.touched(done.step))
    room.reader.say(f"{done.message[0].upper()}{done.message[1:]}; u undoes it.")


ACTIONS = {"go.tags": _to_tags}
"""Renaming and removing have keys in the list of tags, as they are about one that is chosen there."""
