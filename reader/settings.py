"""`config.yaml` as frozen values, checked and explained."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from reader.errors import SettingsError
from reader.mail_account import EXAMPLE, MailAccount, read_account

MEASURE_CELLS = range(40, 161)
LONGEST_READING_S = 3600
BACKUPS = 3
MOST_BACKUPS = 31
LIMIT_BYTES = 1 << 20
"""Of config.yaml."""
_SHOWN_CHARS = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set; every field has a default that needs no file."""

    theme: str = "reader-dark"
    """A theme's name; `^P` in the app lists and tries them."""
    measure_cells: int = 74
    """How wide an abstract is set, in cells."""
    reading_after_s: float = 0
    """After how many seconds with its text an unread paper counts as being read; 0 is never."""
    ascii: bool = False
    """Whether signs and lines are letters that every font has."""
    editor: str = ""
    """The command that edits notes; empty is $VISUAL, else $EDITOR, else the app's own."""
    watch: Sequence[str] = ()
    """Folders that the app looks through for new dumps when it starts, and `reader add` where nothing is named."""
    backups: int = BACKUPS
    """Of how many days a copy of the library is kept, beside one of each of the last weeks; 0 takes none."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """An action's id to the keys that do it, `paper.bookmark: "b B"`; `reader keys` lists the ids."""
    meaning: Mapping[str, str] = field(default_factory=dict)
    """`model`: the folder of a model of static embeddings, by which `mode:meaning` finds; none is ever fetched."""
    queries: Mapping[str, str] = field(default_factory=dict)
    """Names to the queries that they stand for; the library, which knows the language, checks them."""
    mail: MailAccount | None = None
    """How digests are sent; None where they are not."""

    @property
    def watched(self) -> list[Path]:
        """The folders to `watch` as paths; the home of a user who is not there stays as it is written."""
        return [_expanded(folder) for folder in self.watch]

    @property
    def model(self) -> Path | None:
        """The folder of the user's own model."""
        return _expanded(self.meaning["model"]) if "model" in self.meaning else None

    def as_dict(self) -> dict[str, Any]:
        """Return the effective values by name."""
        return asdict(self) | {"mail": self.mail and self.mail.as_dict()}


def load_settings(path: Path) -> tuple[Settings, list[SettingsError]]:
    """Read `path`: what can be used of it, and what is wrong with the rest; no file is all defaults.

    Raises:
        SettingsError: the file cannot be read, is no YAML, or holds no settings.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT_BYTES + 1)
    except FileNotFoundError:
        return Settings(), []
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}", "Mend it or move it away.") from error
    if len(data) > LIMIT_BYTES:
        raise SettingsError(
            f"{path} is larger than {LIMIT_BYTES >> 20} MB", "It is made of lines such as `theme: nord`."
        )
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SettingsError(
            f"{path} cannot be read: line {line} is no text in UTF-8", "Mend it or move it away."
        ) from error
    return parse_settings(text, str(path))


def parse_settings(text: str, where: str) -> tuple[Settings, list[SettingsError]]:
    """Read the text of a configuration as `load_settings` does; `where` names it in errors.

    Raises:
        SettingsError: as `load_settings`.
    """
    from reader.plain_yaml import YamlError, load  # late: 29 ms that a library without config.yaml need not pay

    try:
        values = load(text, by_hand=True)
    except YamlError as error:
        line = f", line {error.line}" if error.line else ""
        raise SettingsError(f"{where}{line} is no YAML that is read", _line(error.why)) from error
    if values is None:
        return Settings(), []
    if not isinstance(values, dict):
        raise SettingsError(f"{where} holds no settings", "It is made of lines such as `theme: nord`.")
    checked: dict[str, Any] = {}
    wrong: list[SettingsError] = []
    for name, value in values.items():
        here = f"{where}{_place(text, name)}"
        if name not in _CHECKS:
            wrong.append(SettingsError(f"{here}: there is no setting “{_line(name)}”", _nearest(str(name))))
        elif value is None and name in {
            "watch",
            "keys",
            "queries",
            "mail",
            "meaning",
        }:  # all its lines are commented out
            continue
        elif name == "mail":
            try:
                checked[name] = read_account(value, here)
            except SettingsError as error:
                wrong.append(error)
        elif not _CHECKS[name](value):
            wrong.append(SettingsError(f"{here}: {name} cannot be {_odd(value)}", _EXPLAINED[name]))
        else:
            checked[name] = value
    return Settings(**checked), wrong


def as_yaml(value: Any) -> str:
    """Return a value as a line of config.yaml has it; a text as it is, without quotes."""
    import json  # whose values are YAML's; late: only who shows settings needs it

    if isinstance(value, str) and value:
        return value
    if isinstance(value, Mapping):
        value = dict(value)
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _place(text: str, name: object) -> str:
    """Say in which line a setting stands, where that can be seen."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.partition(":")[0].strip("{'\" ") == str(name):
            return f", line {number}"
    return ""


def _line(value: Any) -> str:
    """Return what a message can quote: on one line, without anything that a terminal obeys."""
    return " ".join("".join(each if each.isprintable() else " " for each in str(value)).split())


def _odd(value: Any) -> str:
    """Return what is wrong with a value: of a mapping, the first entry that is not made of texts."""
    if isinstance(value, dict):
        value = next(({k: v} for k, v in value.items() if not _is_of_texts({k: v})), value)
    shown = repr(value)
    return shown if len(shown) <= _SHOWN_CHARS else f"{shown[:_SHOWN_CHARS]}…"


def _is_of_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(k, str) and isinstance(v, str) for k, v in value.items())


def _are_folders(value: Any) -> bool:
    """Say whether it is a list of paths that mean the same wherever Reader is started."""
    return isinstance(value, list) and all(isinstance(each, str) and _is_absolute(each) for each in value)


def _names_a_model(value: Any) -> bool:
    return _is_of_texts(value) and set(value) <= {"model"} and all(map(_is_absolute, value.values()))


def _is_absolute(folder: str) -> bool:
    return "\0" not in folder and (folder.startswith("~") or Path(folder).is_absolute())


def _expanded(folder: str) -> Path:
    path = Path(folder)
    try:
        return path.expanduser()
    except RuntimeError:
        return path


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "theme": lambda value: isinstance(value, str) and bool(value),
    "measure_cells": lambda value: isinstance(value, int) and value in MEASURE_CELLS,
    "reading_after_s": lambda value: type(value) in (int, float) and 0 <= value <= LONGEST_READING_S,
    "ascii": lambda value: isinstance(value, bool),
    "editor": lambda value: isinstance(value, str),
    "watch": _are_folders,
    "backups": lambda value: type(value) is int and 0 <= value <= MOST_BACKUPS,
    "keys": _is_of_texts,
    "meaning": _names_a_model,
    "queries": _is_of_texts,
    "mail": lambda value: isinstance(value, dict),
}
_EXPLAINED = {
    "theme": "It is the name of a theme, such as nord.",
    "measure_cells": f"It is a whole number from {MEASURE_CELLS[0]} to {MEASURE_CELLS[-1]}.",
    "reading_after_s": f"It is a number of seconds up to {LONGEST_READING_S}; 0 is never.",
    "ascii": "It is true or false.",
    "editor": "It is a command, such as `vim -f`.",
    "watch": "It lists folders from / or ~ on: `watch: [~/dumps]`.",
    "backups": f"It is a number of days up to {MOST_BACKUPS}; 0 keeps no copies.",
    "keys": "It maps an action to keys: `keys: {paper.bookmark: B}`; `reader keys` lists the actions.",
    "meaning": "It names the folder of a model, from / or ~ on: `meaning: {model: ~/models/potion}`.",
    "queries": "It maps a name to a query: `queries: {to read: 'is:unread rating:>=3'}`.",
    "mail": f"It says how digests are sent. {EXAMPLE}",
}


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    names = [each.name for each in fields(Settings)]
    near = get_close_matches(name, names, 1)
    return f"Did you mean {near[0]}?" if near else f"There are: {', '.join(names)}."
