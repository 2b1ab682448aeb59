"""People's names in parts, as bibliographies sort and shorten them."""

import re
from dataclasses import dataclass

_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_GROUP = re.compile(r"\b(?:team|group|consortium|collaboration|university|institute|lab|labs|inc|research)\b|&|\band\b")


@dataclass(frozen=True, slots=True)
class Name:
    """A person, or a group where `given` is empty and the whole name is `family`."""

    family: str
    """With the particles before it: `van der Berg`."""
    given: str = ""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """The name as lists have it: `Lovelace, Ada`; with a suffix `King, Jr., Martin Luther`."""
        return ", ".join(filter(None, (self.family, self.suffix, self.given)))


def read_name(text: str) -> Name:
    """Return the parts of a name, in either order: `Ada Lovelace`, `Lovelace, Ada`, `Vincent van Gogh`, `OpenAI`.

    The family name is the last word, with the words in lower case that lead to it. What is a group's name, or one
    word, is not parted.
    """
    if _GROUP.search(text.lower()):
        return Name(text)
    parts = [part.strip() for part in text.split(",")]
    match parts:
        case [family, given] if _SUFFIX.fullmatch(given):
            return Name(*_parted(family), given)
        case [family, given] if family and given:
            return Name(family, given)
        case [family, suffix, given] if _SUFFIX.fullmatch(suffix):
            return Name(family, given, suffix)
        case [one]:
            *rest, last = one.split() or [""]
            suffix = last if len(rest) > 1 and _SUFFIX.fullmatch(last) else ""
            return Name(*_parted(" ".join(rest) if suffix else one), suffix)
    return Name(text)


def _parted(text: str) -> tuple[str, str]:
    """Return the family and the given names of `text`, which has them in the order of speech."""
    words = text.split()
    start = max(len(words) - 1, 0)
    while start > 1 and words[start - 1].islower():
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start])
