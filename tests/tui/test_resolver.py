import pytest

from reader.tui.keys import KEYS, Key
from reader.tui.resolver import Meant, Pending, Resolver

OTHER = "€"
"""A key that means nothing."""


def feed(*keys: str) -> Meant | Pending | None:
    """Return what the last of `keys` comes to."""
    resolver = Resolver(KEYS)
    outcomes = [resolver.feed(key) for key in keys]
    return outcomes[-1]


@pytest.mark.parametrize("key", KEYS, ids=[key.id for key in KEYS])
def test_each_alternative_means_its_action(key: Key) -> None:
    """All keys of the table mean what stands beside them, with and without a count."""
    for sequence in key.sequences:
        assert feed(*sequence) == Meant(key.id, None)
        assert feed("1", "2", *sequence) == (None if sequence == ("escape",) else Meant(key.id, 12))


@pytest.mark.parametrize(
    ("keys", "meant"),
    [
        (["5", "j"], Meant("move.down", 5)),
        (["1", "0", "j"], Meant("move.down", 10)),
        (["7", "g", "g"], Meant("move.top", 7)),
        (["a", "0"], Meant("paper.rate_0", None)),
        (["3", "a", "5"], Meant("paper.rate_5", 3)),
        (["g", OTHER, "j"], Meant("move.down", None)),
        (["5", OTHER, "j"], Meant("move.down", None)),
        (["g", "escape", "j"], Meant("move.down", None)),
        (["5", "escape", "escape"], Meant("pane.back", None)),
        (["0", "j"], Meant("move.down", None)),
        (["9"] * 50 + ["j"], Meant("move.down", 999999)),
    ],
)
def test_meant(keys: list[str], meant: Meant) -> None:
    """Counts and sequences add up; what leads nowhere is forgotten."""
    assert feed(*keys) == meant


@pytest.mark.parametrize("keys", [[OTHER], ["0"], ["g", OTHER], ["5", "escape"], ["g", "escape"], ["ctrl+y"]])
def test_nothing(keys: list[str]) -> None:
    """Keys that mean nothing leave nothing behind; Escape only takes back what was begun."""
    resolver = Resolver(KEYS)
    assert [resolver.feed(key) for key in keys][-1] is None
    assert not resolver.pending


def test_what_may_follow() -> None:
    """A sequence that has begun says how it may go on; a count says nothing."""
    pending = feed("2", "a")
    assert isinstance(pending, Pending)
    assert pending.typed == "2a"
    assert [(key, action.id) for key, action in pending.next_keys] == [(str(n), f"paper.rate_{n}") for n in range(6)]
    assert feed("2") == Pending("2", ())
