"""Conditions on numbers: `words:200..400`, `seen:>1`. What they are, and how they are read."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from reader.query.values import Value, may_begin, refusal

NumberName = Literal["words", "seen", "rating", "upvotes"]
"""What is counted: words of the abstract, dumps that show the paper, the user's stars, the page's votes."""
NUMBERS: tuple[NumberName, ...] = get_args(NumberName)
_MOST: dict[NumberName, int] = {"rating": 5}
_MOST_OF_ALL = 999_999_999
_NUMBER = "0*([0-9]{1,9})"
_RANGE = re.compile(rf"{_NUMBER}(?:\.\.{_NUMBER})?")
_SIGNED = re.compile(rf"([<>]=?){_NUMBER}")
_DIGITS = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Number:
    """Papers of which a number is between two others, both included: `words:200..400`."""

    name: NumberName
    low: int | None
    """At least 0; None where only `high` counts. One of the two is a number, and `low` is not above `high`."""
    high: int | None

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.name}:>={self.low}"
        if self.low is None:
            return f"{self.name}:<={self.high}"
        return f"{self.name}:{self.low}" + (f"..{self.high}" if self.low != self.high else "")


def read_number(name: NumberName, value: Value) -> Number | None:
    """Read what stands after `name:`; None where it is missing or still being typed.

    Raises:
        QueryError: it is no number, or one that no paper can have.
    """
    number = _number(name, value.text)
    if number or not value.text or (value.unfinished and _may_go_on(name, value.text)):
        return number
    most = _MOST.get(name, _MOST_OF_ALL)
    examples = "4, 3..5, >=4, >3 or <3" if name in _MOST else "300, 200..400, >=200, >200 or <50"
    takes = f"{name}: takes {examples}; whole numbers from 0 to {most}."
    raise refusal(name, value, "no number", _nearest(name, value.text), takes)


def _number(name: NumberName, text: str) -> Number | None:
    """Return what `text` says, if it says anything."""
    low: int | None
    high: int | None
    if said := _RANGE.fullmatch(text):
        low, high = int(said[1]), int(said[2] or said[1])
    elif said := _SIGNED.fullmatch(text):
        sign, limit = said[1], int(said[2])
        low = {">": limit + 1, ">=": limit}.get(sign)
        high = {"<": limit - 1, "<=": limit}.get(sign)
    else:
        return None
    most = _MOST.get(name, _MOST_OF_ALL)
    ends = [end for end in (low, high) if end is not None]
    return Number(name, low, high) if 0 <= ends[0] <= ends[-1] <= most else None


def _may_go_on(name: NumberName, text: str) -> bool:
    """Say whether `text` is the beginning of a number: with the right digits it is one."""
    most = str(_MOST.get(name, _MOST_OF_ALL))
    rests = ("1", f".{most}", *(most[at:] for at in range(len(most))))
    return may_begin(text, rests, lambda whole: _number(name, whole))


def _nearest(name: NumberName, text: str) -> Number | None:
    """Return what someone who wrote `text` may have meant."""
    most = _MOST.get(name, _MOST_OF_ALL)
    said = sorted(min(int(digits), most) for digits in _DIGITS.findall(text)[:2])
    if not said:
        return None
    low, high = said[0], said[-1]
    if len(said) == 1 and (">" in text or text.endswith(("..", "+"))):
        return Number(name, low, None)
    if len(said) == 1 and ("<" in text or text.startswith("..")):
        return Number(name, None, high)
    return Number(name, low, high)
