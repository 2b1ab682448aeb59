"""What sources say of a paper beside its text: names under which it is known, where it is, how it was received."""

import json
from dataclasses import dataclass, fields
from typing import Any, Self

from reader.papers.text import printable


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts about one paper; everything is empty where no source tells it. Texts are clean lines."""

    arxiv: str = ""
    """The arXiv id without its version: `2404.12345`, `cs/0112017`."""
    doi: str = ""
    """Case-folded, without any resolver before it: `10.18653/v1/w19-5207`."""
    urls: tuple[str, ...] = ()
    """Addresses that a source gives beside the text, each once, http or https."""
    published: str = ""
    """As precisely as it is known: `2024`, `2024-03` or `2024-03-14`."""
    venue: str = ""
    """The journal, proceedings or archive in which it stands."""
    keywords: tuple[str, ...] = ()
    """arXiv categories, keywords, subjects."""
    upvotes: int | None = None
    """None where it is not told, which is not zero."""
    stars: int | None = None
    """Of its code on GitHub."""
    kind: str = ""
    """What it is in CSL's words: `article-journal`, `paper-conference`, `thesis`, `book`."""
    citation_key: str = ""
    """The key that its user cites it by."""
    details: tuple[tuple[str, str], ...] = ()
    """Other bibliographic fields by their CSL names, sorted: `volume`, `issue`, `page`, `publisher`, `editor`."""

    def to_json(self) -> str:
        """Return what is known as one line of JSON, always in the same order; `{}` where nothing is."""
        known = {field.name: value for field in fields(self) if (value := getattr(self, field.name)) != field.default}
        return json.dumps(known, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote, or another program, clean; what a later version may have added is left out."""
        if text == "{}":
            return cls()
        known: dict[str, Any] = json.loads(text)
        names = {field.name for field in fields(cls)}
        return cls(**{name: _frozen(value) for name, value in known.items() if name in names})


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return printable(value) if isinstance(value, str) else value


NO_FACTS = Facts()
