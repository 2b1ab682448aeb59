"""YAML: a list of papers as Reader writes it, or one below `papers:`."""

from collections.abc import Iterator
from typing import Any

from reader.dumps.fields import Piece, reject
from reader.dumps.own_papers import own_piece
from reader.dumps.source import Source

_HOLDERS = ("papers", "references")


def read(source: Source) -> Iterator[Piece]:
    """Yield the papers of the list. Values are taken as they are written: `2503.02130` does not lose its zero."""
    import yaml

    base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        loader = base(source.whole())
        try:
            node = loader.get_single_node()
            for child in _children(node):
                value = loader.construct_object(child, deep=True)
                at = child.start_mark.line + 1
                if isinstance(value, dict) and child is node and "title" not in value:
                    yield reject(at, " ".join(map(str, value)), "no papers found: this YAML is no list of papers")
                elif isinstance(value, dict):
                    yield own_piece(value, at)
                else:
                    yield reject(at, str(value)[:400], "not a mapping with a title")
        finally:
            loader.dispose()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or "it cannot be read"
        yield reject(mark.line + 1 if mark else 1, "", f"damaged YAML, nothing read from here on: {why}")


def _children(node: Any) -> list[Any]:
    """Return the nodes of the papers: the items of the list, or of the list below a name that promises one."""
    if node is None:
        return []
    if node.id == "sequence":
        return list(node.value)
    if node.id == "mapping":
        for key, value in node.value:
            if key.id == "scalar" and key.value in _HOLDERS and value.id == "sequence":
                return list(value.value)
    return [node]
