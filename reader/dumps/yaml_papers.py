"""YAML lists of papers -> records: Reader's own export, and lists written by hand in its fashion."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reader.dumps.dump import Record, Reject
from reader.dumps.references import Reference, date_of, record_of, unreadable, whole_number
from reader.plain_yaml import YamlError, compose

_BEGINS = re.compile(
    r"\A\ufeff?(?:[ \t\r]*(?:#[^\n]*)?\n|---[^\n]*\n|%YAML[^\n]*\n)*-[ ]{1,9}(?:[a-z_]+|\"[a-z_]+\"):(?:\s|\Z)"
)
_HAS_TITLE = re.compile(r'^(?:-[ ]+|[ ]+)"?title"?:\s', re.MULTILINE)
_HAS_MORE = re.compile(r'^(?:-[ ]+|[ ]+)"?(?:abstract|authors|facts|arxiv|doi|links|url)"?:(?:\s|$)', re.MULTILINE)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_YAML_FORBIDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def looks_like_yaml(head: str) -> bool:
    """Tell whether a text that begins with `head` is a YAML list of papers: its items have titles, and more."""
    return bool(_BEGINS.match(head) and _HAS_TITLE.search(head) and _HAS_MORE.search(head))


def read_yaml(text: str) -> Iterator[Record | Reject]:
    """Yield the papers of `text` in order.

    Nothing in it is taken for more than text: no type, no alias, which a short file could unfold without end.
    """
    import yaml

    clean = _YAML_FORBIDS.sub("\ufffd", text)
    try:
        root = compose(clean)
    except YamlError as error:
        line = error.line or 1
        (shown,) = text.split("\n")[line - 1 : line] or [""]  # YAML knows line ends of its own
        yield unreadable(line, shown, f"no papers found: YAML that cannot be read in line {line}: {error.why}")
        return
    if not isinstance(root, yaml.SequenceNode) or not root.value:
        yield unreadable(1, text, "no papers found: this YAML is no list of papers")
        return
    for node in root.value:
        line = int(node.start_mark.line) + 1
        if not isinstance(node, yaml.MappingNode):
            yield unreadable(line, str(node.value), "not a paper: no names with values")
            continue
        titles = (key.start_mark.line + 1 for key, _ in node.value if key.value == "title")
        yield record_of(_reference(_plain(node), next(titles, line)))


def _plain(node: Any) -> Any:
    """Return a node as dictionaries, lists and texts."""
    import yaml

    match node:
        case yaml.MappingNode():
            return {str(_plain(key)): _plain(value) for key, value in node.value}
        case yaml.SequenceNode():
            return [_plain(value) for value in node.value]
    is_nothing = not node.style and node.value in _NOTHING
    return "" if is_nothing else str(node.value)


def _reference(paper: Mapping[str, Any], line: int) -> Reference:
    """Read a paper as Reader's export writes it; by hand, facts may stand beside the title."""
    inner = paper.get("facts")
    facts: Mapping[str, Any] = {**paper, **inner} if isinstance(inner, dict) else paper
    details = facts.get("details")
    return Reference(
        title=_text(paper, "title"),
        line=line,
        key=_text(facts, "citation_key"),
        excerpt=_text(paper, "id") or _text(paper, "abstract"),
        abstract=_text(paper, "abstract"),
        authors=_texts(paper, "authors"),
        kind=_text(facts, "kind"),
        published=date_of(_text(facts, "published", "date", "year")),
        venue=_text(facts, "venue", "journal"),
        keywords=_texts(facts, "keywords"),
        ids=[_text(facts, "arxiv"), _text(facts, "doi")],
        urls=_texts(facts, "urls") or _texts(facts, "url"),
        upvotes=whole_number(_text(facts, "upvotes")),
        stars=whole_number(_text(facts, "stars")),
        markup=False,
        details={name: value for name, value in details.items() if isinstance(value, str)}
        if isinstance(details, dict)
        else {},
    )


def _text(values: Mapping[str, Any], *names: str) -> str:
    found = (values.get(name) for name in names)
    return next((value for value in found if isinstance(value, str) and value), "")


def _texts(values: Mapping[str, Any], name: str) -> list[str]:
    value = values.get(name)
    if isinstance(value, list):
        return [each for each in value if isinstance(each, str)]
    return [value] if isinstance(value, str) else []
