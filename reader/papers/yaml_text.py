"""YAML that papers are told in: what must not be loaded, as a short file could take all memory or all the stack."""

from typing import Any

_DEEPEST = 20
"""Lists and mappings within each other; a paper has four. libyaml's loader follows each with the machine's stack."""


def trouble_in(text: str, loader: Any) -> tuple[int, str] | None:
    """Return the line and the reason for which `loader` must not load `text`, found without building anything.

    An alias may stand for a list of aliases, and that for others: a few lines then print as gigabytes.

    Raises:
        yaml.YAMLError: it is no YAML.
    """
    import yaml  # late

    depth = 0
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.AliasEvent):
            return _line(event), "aliases (`*name`) are not read"
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            return _line(event), "nested too deep"
    return None


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
