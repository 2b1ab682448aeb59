"""What other programs keep their papers in and nothing here reads: told by name, so that it is not taken for a page."""

import re
from collections.abc import Iterator

from reader.dumps.dump import Reject
from reader.dumps.json_items import shown

_XML = r"\A\s*(?:<\?xml[^<>]*>\s*)?(?:<!--[\s\S]{0,4000}?-->\s*)?(?:<!DOCTYPE\s[^<>]*>\s*)?"
_YAML = r"\A(?:---[^\n]*\n|#[^\n]*\n|[ \t\r]*\n)*"
_KINDS = (
    ("EndNote’s own format; export as RIS or BibTeX there", r"\A\s*%[0A-Z](?: |\s*$)"),
    ("Web of Science’s own format; export as RIS or BibTeX there", r"\A\s*(?:FN [^\n]*\nVR |PT [A-Z]\nAU )"),
    ("PubMed’s own format; save it as RIS", r"\A\s*PMID- "),
    ("PubMed’s XML; save it as RIS", rf"{_XML}<(?:PubmedArticle|PubmedBookArticle|MedlineCitation)"),
    ("EndNote’s XML; export as RIS or BibTeX there", rf"{_XML}<xml>\s*<records>"),
    ("a MODS collection; convert it to BibTeX", rf"{_XML}<(?:\w+:)?mods"),
    ("XML of another kind", r"\A\s*<\?xml(?![\s\S]{0,4000}?<(?:!doctype\s+)?html\b)"),
    ("XML of another kind", r"\A\s*<(?-i:[A-Z][a-z]\w+)[\s>]"),
    (
        "a Hayagriva bibliography; convert it to BibTeX",
        rf"{_YAML}[\w:./-]+:[ \t]*\n(?:[ \t]+[^\n]*\n){{0,40}}?[ \t]+type:",
    ),
    ("YAML, but no list of papers", rf"{_YAML}(?:(?:papers|references)[ \t]*:[ \t]*\n|[\w:./-]+:[ \t]*\n[ \t]+title:)"),
)
"""Told by the first lines; the more exact come first."""
_TOLD_BY = tuple((name, re.compile(pattern, re.IGNORECASE | re.MULTILINE)) for name, pattern in _KINDS)


def looks_foreign(head: str) -> bool:
    """Tell what none of the formats here is, though it is known whose it is."""
    return bool(_kind(head))


def refuse(text: str) -> Iterator[Reject]:
    """Yield what it is."""
    yield Reject(1, shown(text.lstrip("\ufeff \t\r\n").partition("\n")[0]), f"no papers found: this is {_kind(text)}")


def _kind(text: str) -> str:
    text = text.removeprefix("\ufeff")
    return next((name for name, pattern in _TOLD_BY if pattern.match(text)), "")
