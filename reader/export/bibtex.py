"""References -> BibTeX for the classic program, and BibLaTeX for biber."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from reader.export.latex_escaping import escape_latex
from reader.export.layout import Layout
from reader.export.names import Name
from reader.export.references import Reference, references
from reader.papers import Entry, clean_line

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLASSIC_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "paper-conference": "inproceedings",
    "chapter": "incollection",
    "book": "book",
    "thesis": "phdthesis",
    "report": "techreport",
}
_NEEDED = {
    "article": ("author", "journal", "year"),
    "inproceedings": ("author", "booktitle", "year"),
    "incollection": ("author", "booktitle", "publisher", "year"),
    "book": ("author", "publisher", "year"),
    "phdthesis": ("author", "school", "year"),
    "mastersthesis": ("author", "school", "year"),
    "techreport": ("author", "institution", "year"),
}
"""What BibTeX's styles warn about where it is missing; such an entry is `@misc`."""
_MODERN_TYPES = _CLASSIC_TYPES | {
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
    "software": "software",
    "webpage": "online",
    "post": "online",
    "post-weblog": "online",
    "article": "online",
    "collection": "collection",
    "manuscript": "unpublished",
    "patent": "patent",
}
_MODERN_NEEDED = {
    "article": ("author", "journaltitle", "date"),
    "inproceedings": ("author", "booktitle", "date"),
    "incollection": ("author", "booktitle", "date"),
    "book": ("author", "date"),
    "thesis": ("author", "type", "institution", "date"),
    "report": ("author", "type", "institution", "date"),
    "collection": ("editor", "date"),
    "unpublished": ("author", "date"),
    "patent": ("author", "number", "date"),
}
_OF_VENUE = {"inproceedings": "booktitle", "incollection": "booktitle", "book": "series", "collection": "series"}
_OF_VENUE |= {"techreport": "series", "report": "series"}
_OF_PUBLISHER = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}
_OF_PUBLISHER |= {"thesis": "institution", "report": "institution", "misc": "howpublished", "online": "organization"}
_DETAILS = {
    "volume": "volume",
    "issue": "number",
    "number": "number",
    "page": "pages",
    "edition": "edition",
    "chapter-number": "chapter",
    "collection-title": "series",
    "ISBN": "isbn",
    "ISSN": "issn",
}
_RANGE = re.compile(r"\s*(?:-(?:\{\})?|–|—|\{\\text(?:en|em)dash\})+\s*")
_VERBATIM = frozenset({"doi", "url", "eprint", "year", "date"})


@dataclass(frozen=True, slots=True)
class _Dialect:
    """Where the two differ."""

    types: Mapping[str, str]
    needed: Mapping[str, Sequence[str]]
    journal: str
    address: str
    archive: str
    category: str
    is_classic: bool


_CLASSIC = _Dialect(_CLASSIC_TYPES, _NEEDED, "journal", "address", "archiveprefix", "primaryclass", is_classic=True)
_MODERN = _Dialect(
    _MODERN_TYPES, _MODERN_NEEDED, "journaltitle", "location", "eprinttype", "eprintclass", is_classic=False
)


def bibtex(entries: Sequence[Entry], layout: Layout) -> str:
    """Return `entries` as a `.bib` for BibTeX: ASCII but for letters that LaTeX has no command for."""
    return _bib(entries, layout, _CLASSIC)


def biblatex(entries: Sequence[Entry], layout: Layout) -> str:
    """Return `entries` as a `.bib` for BibLaTeX and biber: UTF-8."""
    return _bib(entries, layout, _MODERN)


def _bib(entries: Sequence[Entry], layout: Layout, dialect: _Dialect) -> str:
    return "\n".join(_entry(reference, dialect) for reference in references(entries, layout))


def _entry(reference: Reference, dialect: _Dialect) -> str:
    """Return one entry: of its own type where nothing is missing that this type must have, else `@misc`."""
    kind = dialect.types.get(reference.kind, "misc")
    if dialect.is_classic and kind == "phdthesis" and "master" in reference.details.get("genre", "").lower():
        kind = "mastersthesis"
    fields = dict(_fields(reference, kind, dialect))
    if kind == "online" and not {"doi", "eprint", "url"} & fields.keys():
        kind = "misc"
    if not all(name in fields for name in dialect.needed.get(kind, ())):
        kind = "misc"
        fields = dict(_fields(reference, kind, dialect))
    lines = (f"  {name} = {value},\n" for name, value in fields.items())
    return f"@{kind}{{{reference.key},\n{''.join(lines)}}}\n"


def _fields(reference: Reference, kind: str, dialect: _Dialect) -> Iterator[tuple[str, str]]:
    """Yield the fields with their values as they stand in the file, braces and all."""

    def escaped(text: str) -> str:
        return escape_latex(clean_line(text), ascii_only=dialect.is_classic)

    # In two pairs of braces no style changes the case of its letters
    yield "title", f"{{{{{escaped(reference.title)}}}}}"
    for role, people in (("author", reference.authors), ("editor", reference.editors)):
        if people:
            yield role, f"{{{_names(people, ascii_only=dialect.is_classic)}}}"
    if dialect.is_classic and not reference.authors:
        yield "key", f"{{{reference.key}}}"  # what it is sorted by
    if dialect.is_classic and len(reference.date) > 1 and 1 <= int(reference.date[1]) <= len(_MONTHS):
        yield "month", _MONTHS[int(reference.date[1]) - 1]
    for name, value in _texts(reference, kind, dialect):
        text = _verbatim(value) if name in _VERBATIM else escaped(value)
        yield name, f"{{{_RANGE.sub('--', text) if name == 'pages' else text}}}"


def _texts(reference: Reference, kind: str, dialect: _Dialect) -> Iterator[tuple[str, str]]:
    details = reference.details
    found: dict[str, str] = {}
    if reference.date:
        found |= {"year": reference.date[0]} if dialect.is_classic else {"date": "-".join(reference.date)}
    if reference.venue:
        found[_venue_field(kind, dialect)] = reference.venue
    if publisher := details.get("publisher"):
        found.setdefault(_OF_PUBLISHER.get(kind, "publisher"), publisher)
    found[dialect.address] = details.get("publisher-place", "")
    if kind in {"thesis", "report", "phdthesis", "mastersthesis", "techreport"}:
        found["type"] = details.get("genre", "") or ("" if dialect.is_classic else kind)
    for csl, name in _DETAILS.items():
        if csl in details:
            taken = name in found or (name == "number" and "volume" in found and kind in _OF_VENUE)
            found[csl.lower() if taken else name] = details[csl]
    found |= {"doi": reference.doi, "eprint": reference.arxiv}
    if reference.arxiv:
        found |= {dialect.archive: "arXiv" if dialect.is_classic else "arxiv", dialect.category: reference.category}
    found |= {"url": reference.url, "keywords": ", ".join(word.replace(",", " ") for word in reference.keywords)}
    found |= {"abstract": reference.abstract, "note": details.get("note", ""), "annotation": reference.note}
    yield from ((name, value) for name, value in found.items() if value)


def _venue_field(kind: str, dialect: _Dialect) -> str:
    return dialect.journal if kind == "article" else _OF_VENUE.get(kind, "howpublished")


def _verbatim(text: str) -> str:
    """Percent-encode what ends a field or an address."""
    return re.sub(r"[{}\\\s]", lambda place: quote(place[0]), text)


def _names(people: Iterable[Name], *, ascii_only: bool) -> str:
    return " and ".join(_name(person, ascii_only=ascii_only) for person in people)


def _name(person: Name, *, ascii_only: bool) -> str:
    family, suffix, given = (
        escape_latex(part, ascii_only=ascii_only) for part in (person.family, person.suffix, person.given)
    )
    if re.search(r"[\s,]" if not given else r"\band\b|,", person.family):
        family = f"{{{family}}}"  # a group, or what BibTeX would part
    return ", ".join(filter(None, (family, suffix, given)))
