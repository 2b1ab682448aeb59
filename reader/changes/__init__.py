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
from reader.changes.difference import differences
from reader.changes.step import MarkChange, QueryChange, Step, StepKind, StepState

__all__ = [
    "AddNote",
    "AddTag",
    "Bookmark",
    "Change",
    "MarkChange",
    "QueryChange",
    "Rate",
    "RemoveTag",
    "SetNote",
    "SetStatus",
    "SetTags",
    "Step",
    "StepKind",
    "StepState",
    "apply_all",
    "describe",
    "differences",
]
