"""Somebody at the keyboard: what people do in the app, as keys, in a random order with a fixed seed."""

import random
from collections.abc import Iterator

ESC, ENTER, TAB, BACK = "\x1b", "\r", "\t", "\x7f"
UP, DOWN, LEFT, RIGHT = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C"
PAGE_DOWN, END = "\x1b[6~", "\x1b[F"
SIZES = ((120, 36), (80, 24), (56, 20), (200, 50), (40, 10), (100, 30))
"""Of windows: columns and rows."""
WORDS = ("learn", "model", "graph", "agents", "data", "vision", "speech", "token", "image", "train", "deep", "reward")
TAGS = ("nlp/llm", "cv", "rl", "theory/games", "later", "idea")
QUERIES = (
    *WORDS,
    '"large model"',
    "tag:nlp/*",
    "is:unread -graph",
    "title:mod*",
    "has:code",
    "modle~",
    "rating:>=3",
    "sort:title",
    "(graph OR image) -vision",
    "list:mine",
    "nothing:is:so",
    "limit:7",
    "xyzzyx",
)
_PASTED = "\x1b[200~{}\x1b[201~"
_WHEEL = ("\x1b[<65;30;12M", "\x1b[<64;30;12M", "\x1b[<0;30;9M\x1b[<0;30;9m", "\x1b[<65;100;12M")

Press = str | tuple[int, int]
"""One key as a terminal sends it, a paste, or a window's new size."""


def presses(seed: int) -> Iterator[Press]:
    """Yield what is pressed, without end: all scenes once in a random order, then again in another."""
    rng = random.Random(seed)
    while True:
        for scene in rng.sample(_SCENES, len(_SCENES)):
            yield from scene(rng)
            yield from (ESC, ESC)
            yield from rng.choice(("", "ga", "ga", "gaj"))


def _moving(rng: random.Random) -> Iterator[Press]:
    for keys in rng.choices(("j", "k", "5j", "\x04", "\x15", "\x06", "\x02", "G", "gg", "J", "K", " ", *_WHEEL), k=12):
        yield from [keys] if len(keys) > 2 else keys


def _marking(rng: random.Random) -> Iterator[Press]:
    for keys in rng.choices(("r", "b", "x", "L", "a3", "a0", ".", "u", "U", "j", "k"), k=10):
        yield from keys


def _taking_back(rng: random.Random) -> Iterator[Press]:
    yield from "u" * rng.randint(1, 12)
    yield from "U" * rng.randint(0, 12)


def _selecting(rng: random.Random) -> Iterator[Press]:
    yield from rng.choice(("vjvjv", "V9j", "*", "gv", "V\x04"))
    yield from rng.choice(("b", "r", "a5", "x"))
    yield from rng.choice(("u", "u", ""))


def _tagging(rng: random.Random) -> Iterator[Press]:
    yield rng.choice("t+-")
    tag = rng.choice(TAGS)
    yield from tag[: rng.randint(1, len(tag))]
    yield from rng.choice(([TAB, ENTER], [ENTER], [DOWN, TAB, ENTER], [ESC]))


def _noting(rng: random.Random) -> Iterator[Press]:
    yield "n"
    yield from rng.choice(WORDS)
    yield _PASTED.format("pasted\nin some lines ")
    yield rng.choice((ESC, "\x07"))


def _searching(rng: random.Random) -> Iterator[Press]:
    yield "/"
    yield from rng.choice(QUERIES)
    yield from rng.choice(([ENTER], [ENTER, "j", "k", BACK], [ESC], [DOWN, "j"], [TAB, ENTER], [UP, ENTER]))
    yield from rng.choice(([], ["S"], ["R", "j", BACK]))


def _pasting(rng: random.Random) -> Iterator[Press]:
    yield from rng.choice(([], ["/"]))
    yield _PASTED.format(rng.choice(("graph model", "a [bold]b[/]\nsecond line", "x" * 500, "\x1b[31mred")))


def _going(rng: random.Random) -> Iterator[Press]:
    yield from rng.choice(("gu", "gb", "ga", "gr", "[", "]"))
    yield from rng.choice(("", "jj", "G"))


def _dialogues(rng: random.Random) -> Iterator[Press]:
    """Open what lists things, look around, and leave or choose."""
    opened = rng.choice(("gt", "gs", "gh", "f", "s", "N", "y", "o", "?", ":"))
    yield from opened
    yield from rng.choices((DOWN, UP, DOWN, PAGE_DOWN), k=rng.randint(1, 4))
    if opened in {"gt", "gs", "gh", "f", "s"}:
        yield rng.choice((ESC, ESC, ENTER))


def _typing_in_dialogues(rng: random.Random) -> Iterator[Press]:
    yield from rng.choice(("gt", "gs", "f", "s", "?", ":"))
    yield from rng.choice(WORDS)[:3]
    yield from (BACK, BACK)


def _history(rng: random.Random) -> Iterator[Press]:
    yield from "gh"
    yield from "j" * rng.randint(1, 8)
    yield rng.choice((ENTER, ESC))
    yield from "U" * rng.randint(0, 8)


def _narrowing(rng: random.Random) -> Iterator[Press]:
    yield "N"
    yield rng.choice("abcdABCD")
    yield BACK


def _in_panel(rng: random.Random) -> Iterator[Press]:
    yield "p"
    yield from rng.choices(("j", "k", LEFT, RIGHT, "G", "j", "j"), k=6)
    yield from rng.choice(([ENTER, "j"], ["N"], [TAB, "b", "u"], []))
    yield from rng.choice(([ESC], ["p", "p"]))


def _statistics(rng: random.Random) -> Iterator[Press]:
    yield "D"
    yield from rng.choices(("l", "h", "w", "j", "2", "3", "1"), k=6)


def _triage(rng: random.Random) -> Iterator[Press]:
    yield "T"
    yield from rng.choices(("b", "L", "x", "r", "u", "j", "k", "a4"), k=rng.randint(2, 10))


def _exporting(rng: random.Random) -> Iterator[Press]:
    yield "e"
    yield from rng.choices(("j", "k", "l", "h", "\x04"), k=8)
    yield from rng.choice(([], [], ["\x14", ENTER]))


def _importing(rng: random.Random) -> Iterator[Press]:
    yield "i"
    yield from rng.choice(("pages/", "/no", "~"))
    yield from rng.choice(([TAB], [DOWN, TAB], ["\x14"]))


def _piping(_rng: random.Random) -> Iterator[Press]:
    yield "|"
    yield from "cat >/dev/null"
    yield from (ENTER, ENTER)


def _saving(rng: random.Random) -> Iterator[Press]:
    yield "/"
    yield from rng.choice(WORDS)
    yield from (ENTER, "F")
    yield from rng.choice(("mine", "yours", "theirs"))
    yield from rng.choice(([ENTER], [ENTER, "\x18", DOWN, ENTER], [ESC]))


def _reading(rng: random.Random) -> Iterator[Press]:
    yield ENTER
    yield from rng.choices(("j", "k", "\x04", " ", "m", "Z", "J", "b", *_WHEEL), k=8)


def _arranging(rng: random.Random) -> Iterator[Press]:
    yield from rng.choices(("z", "w", "m", "Z", TAB, "h", "l"), k=6)


def _resizing(rng: random.Random) -> Iterator[Press]:
    for size in rng.sample(SIZES, 3):
        yield size
        yield from rng.choice(("j", "p", "gtj", "D", "e", ""))
        yield from rng.choice(([ESC, ESC], []))
    yield SIZES[0]


_SCENES = (
    *(_moving, _marking, _searching) * 2,
    _taking_back,
    _selecting,
    _tagging,
    _noting,
    _pasting,
    _going,
    _dialogues,
    _typing_in_dialogues,
    _history,
    _narrowing,
    _in_panel,
    _statistics,
    _triage,
    _exporting,
    _importing,
    _piping,
    _saving,
    _reading,
    _arranging,
    _resizing,
)
