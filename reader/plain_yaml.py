"""YAML from anywhere -> plain values: no types but YAML's own, nothing that a short text could unfold without end."""

import re
from typing import Any

LONGEST_CHARS = 64 << 20
_HUGE = re.compile(r"[-+]?[0-9a-fA-Fxo_:]{1000,}")
"""A number that takes no end of time, and that Python does not print."""
DEEPEST = 20


class YamlError(ValueError):
    """A text is no YAML, or none that is read; `line` is where, from 1, or 0 where that is not known."""

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.line = line


def load(text: str, *, by_hand: bool = False) -> Any:
    """Return the value that `text` stands for, as lists, dictionaries, texts, numbers, dates and None.

    A short text that people write is read by the slower loader, which tells better where it is wrong.

    Raises:
        YamlError: it is no YAML, longer than `LONGEST_CHARS`, deeper than `DEEPEST`, has aliases, or another document.
    """
    import yaml

    check(text, by_hand=by_hand)
    try:
        return yaml.load(text, _loader(by_hand=by_hand))  # noqa: S506 - safe, both
    except yaml.YAMLError as error:
        raise _told(error) from error
    except (ValueError, LookupError, AttributeError, OverflowError) as error:
        # yaml takes 2001-99-99 for a date, and its makers of values raise what they come across
        raise YamlError(str(error)) from error


def compose(text: str) -> Any:
    """Return the root of PyYAML's nodes for `text`, each value as it is written: `2403.10000` keeps its zeros.

    Raises:
        YamlError: as `load`.
    """
    import yaml

    check(text)
    try:
        return yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as error:  # such as two anchors of one name
        raise _told(error) from error


def check(text: str, *, by_hand: bool = False) -> None:
    """Look through `text` without building anything.

    Raises:
        YamlError: as `load`.
    """
    import yaml

    if len(text) > LONGEST_CHARS:
        raise YamlError(f"longer than {LONGEST_CHARS >> 20} MB")
    depth = documents = 0
    try:
        for event in yaml.parse(text, Loader=_loader(by_hand=by_hand)):
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise YamlError("another document begins", _line(event.start_mark))
            if isinstance(event, yaml.ScalarEvent) and _is_huge(event):
                raise YamlError("a number of too many digits", _line(event.start_mark))
            if isinstance(event, yaml.AliasEvent):
                raise YamlError("aliases (`*name`) are not read", _line(event.start_mark))
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise YamlError("nested too deep", _line(event.start_mark))
    except yaml.YAMLError as error:
        raise _told(error) from error


def _is_huge(scalar: Any) -> bool:
    """Say whether a value that may be a number has more digits than any."""
    return bool(scalar.implicit[0] or scalar.tag) and _HUGE.fullmatch(scalar.value) is not None


def _loader(*, by_hand: bool) -> Any:
    import yaml

    return yaml.SafeLoader if by_hand else getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _told(error: Any) -> YamlError:
    """Return what PyYAML says of a text, in one line."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    why = getattr(error, "problem", None) or getattr(error, "context", None) or str(error)
    return YamlError(f"broken: {' '.join(str(why).split())[:120]}", _line(mark) if mark else 0)


def _line(mark: Any) -> int:
    return int(mark.line) + 1
