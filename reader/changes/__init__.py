"""State changes as values, and steps that can be taken back. Pure."""

from reader.changes.change import (
    AddNote,
    AddTag,
    Bookmark,
    Change,
    Rate,
    RemoveTag,
    SetNote,
    SetStatus,
    SetTags,
    apply_all,
    describe,
)
from reader.changes.step import MarkChange, Step, StepState

__all__ = [
    "AddNote",
    "AddTag",
    "Bookmark",
    "Change",
    "MarkChange",
    "Rate",
    "RemoveTag",
    "SetNote",
    "SetStatus",
    "SetTags",
    "Step",
    "StepState",
    "apply_all",
    "describe",
]
