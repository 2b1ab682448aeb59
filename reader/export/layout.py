"""How a list is set out, whatever its format."""

from dataclasses import dataclass
from typing import Literal

Abstracts = Literal["full", "short", "none"]
GroupBy = Literal["status", "tag", "source", "date", "none"]


@dataclass(frozen=True, slots=True)
class Layout:
    """What of the papers is written, and in which groups; formats that are data take no notice of groups."""

    title: str = "Reading list"
    query: str = ""
    """The one that found the papers, as it prints."""
    abstracts: Abstracts = "full"
    notes: bool = True
    group_by: GroupBy = "status"
    name: str = "reading-list"
    """What its files are called, before their endings: where one of them names another."""
