"""State changes as values, and steps that can be taken back. Pure."""

from reader.changes.change import (
    AddNote,
    AddTag,
    Bookmark,
    Change,
    Rate,
    RemoveBranch,
    RemoveTag,
    RenameTag,
    SetNote,
    SetStatus,
    SetTags,
    TagChange,
    apply_all,
    describe,
)
from reader.changes.difference import differences
from reader.changes.joining import Joined, join, join_notes
from reader.changes.step import REPAIRED, LessChange, MarkChange, QueryChange, Step, StepKind, StepState
from reader.changes.tag_line import PlainWords, read_tag_line, tags_changed

__all__ = [
    "REPAIRED",
    "AddNote",
    "AddTag",
    "Bookmark",
    "Change",
    "Joined",
    "LessChange",
    "MarkChange",
    "PlainWords",
    "QueryChange",
    "Rate",
    "RemoveBranch",
    "RemoveTag",
    "RenameTag",
    "SetNote",
    "SetStatus",
    "SetTags",
    "Step",
    "StepKind",
    "StepState",
    "TagChange",
    "apply_all",
    "describe",
    "differences",
    "join",
    "join_notes",
    "read_tag_line",
    "tags_changed",
]
