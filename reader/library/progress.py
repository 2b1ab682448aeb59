"""How long work tells how far it is."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of that is done and how much there is: bytes of `reading`, papers of `indexing`."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""
