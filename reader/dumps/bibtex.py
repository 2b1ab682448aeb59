"""BibTeX and BibLaTeX: `@string`, `crossref` and `xdata` resolved, LaTeX read, what is broken told."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reader.dumps.fields import Piece, day, details, ids, lines, piece, reject, web
from reader.dumps.latex_fields import address_of, unicode_of
from reader.dumps.source import Source
from reader.papers import Facts, clean_line

Fields = Mapping[str, str]

_KINDS = {
    **dict.fromkeys(("article", "periodical", "suppperiodical"), "article-journal"),
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings"), "book"),
    **dict.fromkeys(("inbook", "incollection", "bookinbook", "suppbook", "suppcollection"), "chapter"),
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    **dict.fromkeys(("thesis", "phdthesis", "mastersthesis"), "thesis"),
    **dict.fromkeys(("report", "techreport", "manual"), "report"),
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
    "booklet": "pamphlet",
    "unpublished": "manuscript",
    "patent": "patent",
    "dataset": "dataset",
    "software": "software",
    "inreference": "entry-encyclopedia",
    "misc": "document",
}
_VENUES = ("journaltitle", "journal", "booktitle", "maintitle")
_DETAILS = {
    "volume": "volume",
    "number": "issue",
    "issue": "issue",
    "pages": "page",
    "edition": "edition",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "series": "collection-title",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "chapter": "chapter-number",
    "language": "language",
    "langid": "language",
    "note": "note",
    "type": "genre",
    "eventtitle": "event-title",
    "pagetotal": "number-of-pages",
    "version": "version",
    "howpublished": "medium",
}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_PIECE = re.compile(r"\s*(?:#\s*)?(\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\}|\"[^\"]*\"|[^\s#\"{}]+)")
_NOT_LENT = {
    "ids",
    "crossref",
    "xref",
    "xdata",
    "entryset",
    "keywords",
    "label",
    "options",
    "abstract",
    "doi",
    "url",
}
_DEEPEST = 8


def read(source: Source) -> Iterator[Piece]:
    """Yield the entries in the order of the file; those that only lend their fields (`@xdata`) are no papers."""
    library = _parsed(source.whole().replace("\r\n", "\n").replace("\r", "\n"))
    strings = {one.key.casefold(): str(one.value) for one in library.strings}
    entries: dict[str, tuple[str, Fields]] = {}
    for block in _entry_blocks(library):
        fields = {one.key.casefold(): _value(str(one.value), strings) for one in reversed(block.fields)}
        entries.setdefault(block.key.casefold(), (block.entry_type.casefold(), fields))
    for block in library.blocks:
        at = block.start_line + 1
        entry = _entry_of(block)
        if entry is None:
            if hasattr(block, "error"):
                yield reject(at, block.raw or "", "damaged entry")
            continue
        if (kind := entry.entry_type.casefold()) in ("xdata", "set"):
            continue
        fields = {one.key.casefold(): _value(str(one.value), strings) for one in reversed(entry.fields)}
        yield _piece(kind, entry.key, _with_lent(fields, entries, _DEEPEST), at)


def _parsed(text: str) -> Any:
    import logging

    from bibtexparser.entrypoint import parse_string

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it warns of is in the rejects
    return parse_string(text, parse_stack=[])


def _entry_of(block: Any) -> Any:
    """Return the entry that a block is, or that it would be if its key or a field did not stand twice, or None."""
    from bibtexparser.model import Entry

    block = getattr(block, "ignore_error_block", None) or block
    return block if isinstance(block, Entry) else None


def _entry_blocks(library: Any) -> Iterator[Any]:
    return (entry for block in library.blocks if (entry := _entry_of(block)) is not None)


def _value(raw: str, strings: Mapping[str, str], depth: int = _DEEPEST) -> str:
    """Return a field's value without its delimiters, with the strings that it names and joins."""
    raw = raw.strip()
    if "#" not in raw or (raw[:1] == "{" and _closes_at_end(raw)):
        return _bare(raw, strings, depth)
    return "".join(_bare(part, strings, depth) for part in _PIECE.findall(raw))


def _bare(part: str, strings: Mapping[str, str], depth: int) -> str:
    if len(part) > 1 and part[0] + part[-1] in ("{}", '""'):
        return part[1:-1]
    named = strings.get(part.casefold())
    return part if named is None or not depth else _value(named, strings, depth - 1)


def _closes_at_end(raw: str) -> bool:
    """Tell whether the brace that opens `raw` is closed by its last character."""
    depth = 0
    for place in re.finditer(r"(?<!\\)[{}]", raw):
        depth += 1 if place[0] == "{" else -1
        if not depth:
            return place.end() == len(raw)
    return False


def _with_lent(fields: Fields, entries: Mapping[str, tuple[str, Fields]], depth: int) -> Fields:
    """Return `fields` with what `xdata` and `crossref` lend them; a parent's title is the child's book title."""
    if not depth:
        return fields
    result = dict(fields)
    for key in fields.get("xdata", "").split(","):
        if lender := entries.get(key.strip().casefold()):
            result = {**_with_lent(lender[1], entries, depth - 1), **result}
    if parent := entries.get(fields.get("crossref", "").strip().casefold()):
        lent = dict(_with_lent(parent[1], entries, depth - 1))
        if title := lent.pop("title", ""):
            lent.setdefault("booktitle", title)
        for name in ("author", "subtitle", "titleaddon", "shorttitle", *_NOT_LENT):
            lent.pop(name, None)
        result = {**lent, **result}
    return result


def _piece(kind: str, key: str, fields: Fields, at: int) -> Piece:
    def text(name: str) -> str:
        return unicode_of(fields.get(name, ""))

    def address(name: str) -> str:
        return address_of(fields.get(name, ""))

    preprint = address("archiveprefix") or address("eprinttype")
    eprint = address("eprint") if preprint.casefold() in ("arxiv", "") else ""
    arxiv, doi = ids([eprint, address("arxivid"), address("url")], [address("doi")])
    links = [address(name) for name in ("url", "howpublished", "pdf")]
    people = "; ".join(_people(fields.get("editor", "")))
    facts = Facts(
        arxiv=arxiv,
        doi=doi,
        urls=web(*links),
        published=_published(fields),
        venue=next((venue for name in _VENUES if (venue := text(name))), ""),
        keywords=lines([unicode_of(word) for word in re.split(r"[;,]", fields.get("keywords", ""))]),
        kind=_KINDS.get(kind, ""),
        citation_key=clean_line(key),
        details=details([("editor", people), *((csl, _detail(name, text(name))) for name, csl in _DETAILS.items())]),
    )
    title = text("title")
    subtitle = text("subtitle")
    full = f"{title}: {subtitle}" if title and subtitle else title
    return piece(full, text("abstract"), at, _people(fields.get("author", "")), facts, f"@{kind}{{{key}")


def _detail(name: str, text: str) -> str:
    return re.sub(r"\s*[–—-]+\s*", "-", text) if name == "pages" else text


def _people(raw: str) -> tuple[str, ...]:
    """Return the names of a list in BibTeX's manner, each as it is said: given names first."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

    found = []
    for name in split_multiple_persons_names(clean_line(raw)):
        if name.strip().casefold() in ("others", ""):
            continue
        if re.search(r"\b(?:family|given)\s*=", name):
            parts = dict(re.findall(r"\b(given|prefix|family|suffix)\s*=\s*\{?([^,{}]*)", name))
            said = " ".join(parts.get(part, "") for part in ("given", "prefix", "family", "suffix"))
        elif name.startswith("{") and _closes_at_end(name):
            said = name
        else:
            parts_of = parse_single_name_into_parts(name, strict=False)
            said = " ".join([*parts_of.first, *parts_of.von, *parts_of.last, *parts_of.jr])
        if clean := unicode_of(said):
            found.append(clean)
    return tuple(found)


def _published(fields: Fields) -> str:
    date = day(fields.get("date", "").partition("/")[0])
    if date:
        return date
    year = day(fields.get("year", "").strip("{} "))
    month = fields.get("month", "").strip("{}. ").casefold()
    number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else 0
    if re.fullmatch("0?[1-9]|1[0-2]", month):
        number = int(month)
    if not (year and number):
        return year
    the_day = fields.get("day", "").strip("{} ")
    return day(f"{year[:4]}-{number:02}" + (f"-{the_day}" if the_day.isdecimal() else ""))
