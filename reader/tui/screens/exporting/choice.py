"""What is chosen in the export dialogue: a value, as it is changed and remembered."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, Self, get_args

from reader.export import FORMATS, Abstracts, Format, GroupBy, Layout

EXPORTED = "exported"
"""The name under which a session has the choice of the last time."""
Row = Literal["papers", "format", "groups", "abstracts", "notes"]
ROWS: Sequence[Row] = get_args(Row)
_SHOWN: Mapping[str, str] = {
    "status": "by what is read",
    "tag": "by tag",
    "source": "by dump",
    "date": "by date",
    "none": "none",
}
_HOW_MUCH: Mapping[str, str] = {"full": "in full", "short": "first sentence", "none": "none"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Everything but the papers themselves."""

    scope: str = "listed"
    form: str = "list"
    group_by: GroupBy = "status"
    abstracts: Abstracts = "full"
    notes: bool = True
    line: str = "reading-list.md"
    """Where to, as it is typed."""

    @property
    def format(self) -> Format:
        """The format."""
        return FORMATS[self.form]

    def layout(self, start: Layout) -> Layout:
        """Return `start` as it is chosen."""
        return replace(start, abstracts=self.abstracts, notes=self.notes, group_by=self.group_by)

    def in_format(self, form: str) -> Self:
        """Choose a format; the file's name follows where it ended as the format before has it."""
        return replace(self, form=form, line=_renamed(self.line, self.format.suffix, FORMATS[form].suffix))

    def stepped(self, row: Row, step: int, scopes: Sequence[str]) -> Self:
        """Choose the next value of a row, or the one before; after the last comes the first."""
        values = [value for value, _ in options(row, scopes)]
        at = values.index(self.value(row)) if self.value(row) in values else -step
        return self.chosen(row, values[(at + step) % len(values)])

    def chosen(self, row: Row, value: str) -> Self:
        """Choose a value of a row, one of its `options`."""
        if row == "format":
            return self.in_format(value)
        if row == "notes":
            return replace(self, notes=value == "with")
        changed: dict[str, Any] = {_FIELDS[row]: value}
        return replace(self, **changed)

    def value(self, row: Row) -> str:
        """Return which of its `options` is chosen in a row."""
        if row == "notes":
            return "with" if self.notes else "without"
        return str(getattr(self, _FIELDS[row]))

    def as_session(self) -> dict[str, str]:
        """Return it as it is saved."""
        return {EXPORTED: json.dumps(asdict(self))}


_FIELDS: Mapping[Row, str] = {"papers": "scope", "format": "form", "groups": "group_by", "abstracts": "abstracts"}


def options(row: Row, scopes: Sequence[str]) -> list[tuple[str, str]]:
    """Return what may be chosen in a row, each as it is kept and as it is said."""
    if row == "papers":
        return [(name, name) for name in scopes]
    if row == "format":
        return [(known.name, known.name) for known in FORMATS.values()]
    if row == "notes":
        return [("with", "with"), ("without", "without")]
    known, shown = (get_args(GroupBy), _SHOWN) if row == "groups" else (get_args(Abstracts), _HOW_MUCH)
    return [(value, shown.get(value, value)) for value in known]


def choice_of_session(session: Mapping[str, str]) -> Choice:
    """Return what was chosen the last time; what is garbled, or not known any more, is as at the first time."""
    try:
        saved = json.loads(session.get(EXPORTED, "{}"))
    except (ValueError, RecursionError):
        return Choice()
    if not isinstance(saved, dict):
        return Choice()
    first = Choice()
    known = {field.name: type(getattr(first, field.name)) for field in fields(Choice)}
    kept = {name: value for name, value in saved.items() if type(value) is known.get(name)}
    allowed = {"form": tuple(FORMATS), "group_by": get_args(GroupBy), "abstracts": get_args(Abstracts)}
    return Choice(**{name: value for name, value in kept.items() if value in allowed.get(name, (value,))})


def _renamed(line: str, before: str, after: str) -> str:
    """Give a name another ending, and a folder's name none."""
    if not before:
        bare = line.rstrip("/")
        return f"{bare}{after}" if bare else line
    return f"{line.removesuffix(before)}{after}" if line.endswith(before) and line != before else line
