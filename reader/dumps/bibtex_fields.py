"""The fields of a BibTeX or BibLaTeX entry -> what they say in CSL's words."""

import re
from collections.abc import Iterator, Mapping

from reader.dumps.latex_text import latex_text, verbatim_text
from reader.dumps.references import Reference, dashed, date_of, month_number, number_name, split_keywords

_KINDS = {
    "article": "article-journal",
    "suppperiodical": "article-journal",
    "periodical": "periodical",
    "book": "book",
    "mvbook": "book",
    "booklet": "pamphlet",
    "manual": "book",
    "collection": "collection",
    "mvcollection": "collection",
    "proceedings": "book",
    "mvproceedings": "book",
    "reference": "book",
    "mvreference": "book",
    "bookinbook": "chapter",
    "inbook": "chapter",
    "incollection": "chapter",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "report": "report",
    "techreport": "report",
    "unpublished": "manuscript",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "patent": "patent",
    "dataset": "dataset",
    "data": "dataset",
    "software": "software",
    "softwareversion": "software",
    "review": "review",
}
_WHOLE_BOOKS = frozenset({"book", "collection", "proceedings", "mvbook", "mvcollection", "mvproceedings"})
"""Some say `booktitle` where they mean their title."""
_VENUES = ("journaltitle", "journal", "booktitle", "eventtitle", "maintitle", "issuetitle")
_DETAILS = {
    "volume": ("volume",),
    "issue": ("issue",),
    "number": (),
    "page": ("pages",),
    "number-of-pages": ("pagetotal",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("location", "address"),
    "edition": ("edition",),
    "chapter-number": ("chapter",),
    "collection-title": ("series",),
    "genre": ("type",),
    "language": ("langid", "language"),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "PMID": ("pmid",),
    "version": ("version",),
    "note": ("note", "howpublished"),
    "event-title": ("eventtitle",),
}
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis", "techreport": "Technical report"}
_TERMS = {"mathesis": "Master’s thesis", "phdthesis": "PhD thesis", "techreport": "Technical report"}
_ANY_ARXIV = re.compile(r"\barxiv[:.\s]+(?:preprint\s+arxiv[:.\s]*)?([a-z.-]*/?[0-9][0-9.]{4,9}(?:v[0-9]+)?)", re.I)


def reference(kind: str, key: str, line: int, fields: Mapping[str, str]) -> Reference:
    """Return what an entry says; its fields by their names in lower case."""

    def text(*names: str) -> str:
        return next((latex_text(fields[name]) for name in names if fields.get(name, "").strip()), "")

    eprint_url, eprint_ids = _eprint(fields)
    venue = text(*_VENUES) or ("" if "://" in fields.get("howpublished", "") else text("howpublished"))
    return Reference(
        title=_title(text("title") or (text("booktitle") if kind in _WHOLE_BOOKS else ""), text("subtitle")),
        line=line,
        key=key,
        abstract=text("abstract"),
        authors=names_of(fields.get("author", "")),
        kind=_KINDS.get(kind, "") or ("article" if eprint_ids else ""),
        published=_published(fields),
        venue=venue,
        keywords=split_keywords(text("keywords", "keyword")),
        ids=(*eprint_ids, *_ids(fields), *_arxiv_in(venue), *_arxiv_in(fields.get("note", ""))),
        urls=[verbatim_text(fields.get(name, "")) for name in ("url", "howpublished", "note")] + eprint_url,
        details=dict(_details(kind, fields, venue)),
    )


def names_of(source: str) -> list[str]:
    """Return the people of an author or editor field, given names first; `and others` is nobody."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    names = split_multiple_persons_names(source)
    return [_name(name) for name in names if name.strip().lower() != "others"]


def _name(source: str) -> str:
    from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

    if re.match(r"\s*(?:family|given|prefix|suffix|id|hash)(?:-i|id)?\s*=", source):
        return _name_by_parts(source)
    try:
        parts = parse_single_name_into_parts(source, strict=False)
    except (InvalidNameError, LookupError):
        return latex_text(source)
    return latex_text(" ".join((*parts.first, *parts.von, *parts.last, *parts.jr)))


def _name_by_parts(source: str) -> str:
    """Return a name in BibLaTeX's extended format: `family=Berg, given=Jan, prefix=van der`."""
    parts: dict[str, str] = {}
    for part in re.split(r",(?![^{}]*\})", source):
        name, _, value = part.partition("=")
        parts[name.strip().lower()] = value.strip().strip('"')
    order = (parts.get(name, "") for name in ("given", "prefix", "family", "suffix"))
    return latex_text(" ".join(filter(None, order)))


def _title(title: str, subtitle: str) -> str:
    if not (title and subtitle):
        return title
    return f"{title.rstrip()}{' ' if title.rstrip().endswith((':', '?', '!')) else ': '}{subtitle}"


def _published(fields: Mapping[str, str]) -> str:
    date = date_of(fields.get("date", ""))
    year = date_of(latex_text(fields.get("year", "")))
    if date or len(year) > len("2024"):
        return date or year
    month = latex_text(fields.get("month", ""))
    number = month_number(month)
    day = re.search(r"(?<![0-9])[0-9]{1,2}(?![0-9])", month) if not month.strip().isdigit() else None
    return dashed(year, number, fields.get("day", "").strip() or (day[0] if day else ""))


def _eprint(fields: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the address and the ids that `eprint` stands for."""
    archive = (fields.get("eprinttype") or fields.get("archiveprefix") or "").strip().lower()
    eprint = verbatim_text(fields.get("eprint", ""))
    ids = [verbatim_text(fields.get(name, "")) for name in ("arxiv", "arxivid")]
    if eprint and archive in {"", "arxiv"}:
        ids.insert(0, eprint)
    return ([eprint] if eprint.startswith("http") else []), [each for each in ids if each]


def _ids(fields: Mapping[str, str]) -> Iterator[str]:
    yield verbatim_text(fields.get("doi", ""))
    yield from re.findall(r"\S+", verbatim_text(fields.get("url", "")))


def _arxiv_in(text: str) -> list[str]:
    """Return the ids in what Google Scholar calls a journal: `arXiv preprint arXiv:2404.12345`."""
    return [f"arXiv:{match}" for match in _ANY_ARXIV.findall(text)]


def _details(kind: str, fields: Mapping[str, str], venue: str) -> Iterator[tuple[str, str]]:
    for name, sources in _DETAILS.items():
        value = next((fields[each] for each in sources if fields.get(each, "").strip()), "")
        shown = latex_text(value) if value else ""
        if shown and shown != venue:
            yield name, _TERMS.get(shown, shown)
    if kind in _GENRES and not fields.get("type"):
        yield "genre", _GENRES[kind]
    if number := fields.get("number", ""):
        yield number_name(_KINDS.get(kind, "")) if not fields.get("issue") else "number", latex_text(number)
    if editors := names_of(fields.get("editor", "")):
        yield "editor", "; ".join(editors)
