"""Lines that are typed, as commands. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reader.errors import TextError

Name = Literal[
    "show", "list", "next", "previous", "search", "again", "read", "bookmark", "skip", "tag", "rate", "note", "undo",
    "redo", "open", "related", "export", "help", "quit",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spec:
    """One command: how it is called, and what follows."""

    name: Name
    letter: str
    """As in the app, where a letter means the same there; empty: it has none."""
    follows: str
    """As the help shows it; `N` first means numbers of papers."""
    help: str
    needed: bool = False
    """Whether more than numbers must follow."""


SPECS: tuple[Spec, ...] = (
    Spec("show", "", "N", "The text of paper N; the number alone does it, too"),
    Spec("list", "l", "", "The page again; an empty line does it, too"),
    Spec("next", "n", "", "The next page"),
    Spec("previous", "p", "", "The page before"),
    Spec("search", "/", "QUERY", 'Search: words, "phrases", tag:, is:, -not, OR; without a query, all papers'),
    Spec("again", "g", "", "Ask for the list again: what is read leaves the unread"),
    Spec("read", "r", "N", "Mark read; or unread, where all are read"),
    Spec("bookmark", "b", "N", "Bookmark; or remove the bookmark, where all have one"),
    Spec("skip", "x", "N", "Not interested; or take it back, where all are skipped"),
    Spec("tag", "t", "N TAG -TAG", "Add tags, remove those with a - before them", needed=True),
    Spec("rate", "a", "N STARS", "Rate with 1 to 5 stars; 0 removes them", needed=True),
    Spec("note", "", "N TEXT", "Write a note; without a text, remove it"),
    Spec("undo", "u", "", "Undo the last change, also of an earlier day"),
    Spec("redo", "U", "", "Redo"),
    Spec("open", "o", "N LINK", "Open a link of paper N: the only one, or that of a number"),
    Spec("related", "R", "N", "List the papers most like paper N"),
    Spec("export", "e", "FILE", "Write all that is listed as Markdown; FILE! replaces a file", needed=True),
    Spec("help", "h", "", "This list"),
    Spec("quit", "q", "", "Quit"),
)

_NUMBERS = re.compile(r"\d{1,9}(?:-\d{1,9})?")
_GIVEN = re.compile(r"([a-zA-Z?]+)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Command:
    """What is to be done."""

    name: Name
    papers: tuple[range, ...] = ()
    """Which ones, by their numbers in the list, from 1."""
    rest: str = ""
    """What else was typed."""


def parse_command(line: str) -> Command:
    """Return what a line asks for.

    Raises:
        TextError: there is no such command, or something else must follow it.
    """
    text = line.strip()
    if not text:
        return Command("list")
    if text.startswith("/"):
        return Command("search", rest=text[1:].strip())
    if text[0].isdecimal():
        text = f"show {text}"
    spec, rest = _called(text)
    papers: tuple[range, ...] = ()
    if spec.follows.startswith("N"):
        papers, rest = _numbers(spec, rest)
    takes_more = spec.follows not in {"", "N"}
    if bool(rest) and not takes_more:
        raise TextError(f"{spec.name} takes no “{rest}”", f"It is called so: {usage(spec)}")
    if spec.needed and not rest:
        raise TextError(f"{spec.name} needs more", f"It is called so: {usage(spec)}")
    return Command(spec.name, papers, rest)


def usage(spec: Spec) -> str:
    """Return how a command is called."""
    return f"{spec.letter or spec.name} {spec.follows}".strip()


def _called(text: str) -> tuple[Spec, str]:
    """Return which command `text` calls, and what follows; single letters know their case."""
    given = _GIVEN.fullmatch(text)
    word, rest = (given[1], given[2]) if given else (text, "")
    for spec in SPECS:
        if (
            word == spec.letter
            or (len(word) > 1 and word.casefold() == spec.name)
            or (word, spec.name) == ("?", "help")
        ):
            return spec, rest
    raise TextError(f"There is no command “{word}”", _nearest(word))


def _numbers(spec: Spec, text: str) -> tuple[tuple[range, ...], str]:
    """Take the numbers at the beginning of `text`; where nothing else can follow, all of it is numbers."""
    tokens = re.findall(r"[^\s,]+", text) if spec.follows == "N" else text.split(maxsplit=1)[:1]
    rest = "" if spec.follows == "N" else text[len(tokens[0]) :].strip() if tokens else ""
    given = [part for token in tokens for part in token.split(",") if part]
    if not given:
        raise TextError(f"{spec.name} needs the number of a paper", f"It is called so: {usage(spec)}")
    return tuple(_range(part) for part in given), rest


def _range(text: str) -> range:
    if not _NUMBERS.fullmatch(text):
        raise TextError(f"“{text}” is no number of a paper", "Such as: b 5, b 5-9, b 5 7 9")
    ends = [int(end) for end in text.split("-")]
    return range(min(ends), max(ends) + 1)


def _nearest(word: str) -> str:
    from difflib import get_close_matches

    names: Sequence[str] = [spec.name for spec in SPECS]
    near = get_close_matches(word.casefold(), names, 1)
    return f"Did you mean {near[0]}? h lists all." if near else "h lists them."
