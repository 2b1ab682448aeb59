"""Keys pressed to actions meant: counts (`5j`) and sequences (`gg`). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from reader.tui.keys import Key


@dataclass(frozen=True, slots=True)
class Meant:
    """An action, complete."""

    action: str
    count: int | None
    """The number typed before it; None where none was."""


@dataclass(frozen=True, slots=True)
class Pending:
    """The beginning of something."""

    typed: str
    """What was typed so far."""
    next_keys: tuple[tuple[str, Key], ...]
    """What may follow, with what it does; empty after a count."""


class Resolver:
    """Collects keys until they mean something."""

    def __init__(self, bound: Iterable[Key]) -> None:
        self._actions = {sequence: key for key in bound for sequence in key.sequences}
        self._count = ""
        self._typed: tuple[str, ...] = ()

    def feed(self, key: str) -> Meant | Pending | None:
        """Take one key, a character or a named key; None where it, with those before, means nothing.

        Escape takes back what was begun, and does nothing else then.
        """
        if key == "escape" and self.pending:
            self.reset()
            return None
        if not self._typed and key.isdecimal() and len(key) == 1 and (self._count or key != "0"):
            self._count = (self._count + key)[-6:]
            return Pending(self._count, ())
        typed = (*self._typed, key)
        if action := self._actions.get(typed):
            count = int(self._count) if self._count else None
            self.reset()
            return Meant(action.id, count)
        following = tuple(
            (sequence[len(typed)], action)
            for sequence, action in self._actions.items()
            if sequence[: len(typed)] == typed
        )
        if not following:
            self.reset()
            return None
        self._typed = typed
        return Pending(self._count + "".join(typed), following)

    @property
    def pending(self) -> bool:
        """Whether a count or a sequence has begun."""
        return bool(self._count or self._typed)

    def reset(self) -> None:
        """Forget what was begun."""
        self._count, self._typed = "", ()
