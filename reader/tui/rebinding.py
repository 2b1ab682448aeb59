"""The user's keys in the table, and what is wrong with them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.errors import SettingsError
from reader.tui.keys import KEYS, Key, show

_LIKE_A_NAME = re.compile(r"[A-Za-z]{2,}\+.+")
"""What somebody took for the name of a key, and would be read as letters."""
_RESERVED = {f"ctrl+{letter}" for letter in "chijmqsz["}
"""Keys that terminals send for others, or keep for themselves; ctrl+c, which copies; and ctrl+q, which always quits."""


def bound_keys(remapped: Mapping[str, str]) -> tuple[Key, ...]:
    """Return the table with the user's keys in place of those of the table.

    Raises:
        SettingsError: an action that is not there, a key that cannot be used, or a clash, with both names.
    """
    bound, wrong = usable_keys(remapped)
    if wrong:
        raise wrong[0]
    return bound


def usable_keys(remapped: Mapping[str, str]) -> tuple[tuple[Key, ...], list[SettingsError]]:
    """Return the table with those of the user's keys that can be used, and what is wrong with the others.

    The actions of the others keep the keys of the table: a slip leaves no action without its key.
    """
    known = {key.id for key in KEYS}
    wrong = [
        SettingsError(f"config.yaml: there is no action “{name}”", _nearest(name, known))
        for name in remapped
        if name not in known
    ]
    used = {name: keys for name, keys in remapped.items() if name in known}
    while True:
        bound = tuple(replace(key, keys=used.get(key.id, key.keys)) for key in KEYS)
        fault = _fault(bound)
        if fault is None:
            return bound, wrong
        wrong.append(fault.error)
        del used[next(action for action in fault.actions if action in used)]


@dataclass(frozen=True, slots=True)
class _Fault:
    """Something that keeps a table from being used."""

    error: SettingsError
    actions: tuple[str, ...]
    """Those concerned; the table itself is without fault, so one of them is remapped."""


def _fault(bound: Sequence[Key]) -> _Fault | None:
    """Return the first fault of a table."""
    taken: dict[tuple[str, ...], Key] = {}
    for key in bound:
        for sequence in key.sequences:
            if error := _unusable(key, sequence):
                return _Fault(error, (key.id,))
            for other, owner in taken.items():
                shorter = min(len(sequence), len(other))
                if sequence[:shorter] == other[:shorter]:
                    message = f"config.yaml: {key.id} and {owner.id} clash on {''.join(map(show, sequence))}"
                    hint = f"Give one of them another key; {owner.id} has {owner.shown}."
                    return _Fault(SettingsError(message, hint), (key.id, owner.id))
            taken[sequence] = key
    return None


def _unusable(key: Key, sequence: Sequence[str]) -> SettingsError | None:
    """Return why no action can have a sequence."""
    typed = "".join(sequence)
    if len(sequence) > 1 and _LIKE_A_NAME.fullmatch(typed):
        return SettingsError(f"config.yaml: {key.id} cannot have {typed}: there is no such key", "Such as: ctrl+e, f5.")
    if sequence[0] in _RESERVED:
        return SettingsError(
            f"config.yaml: {key.id} cannot have {show(sequence[0])}",
            "Terminals keep that key for themselves; take a letter, a digit, an F-key or another Ctrl+letter.",
        )
    if sequence[0].isdigit():
        return SettingsError(f"config.yaml: {key.id} cannot begin with a digit", "Digits are counts: 5j.")
    return None


def _nearest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    return f"Did you mean {near[0]}? `reader keys` lists them." if near else "`reader keys` lists them."
