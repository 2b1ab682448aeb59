"""How long work tells how far it is."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told what is being done (`reading`, `indexing`), how much of it is done and how much there is in all."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""
