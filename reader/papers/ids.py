"""The names by which the world knows a paper: arXiv ids and DOIs, however a source writes them."""

import re
from urllib.parse import unquote

from reader.papers.text import clean_line

_NEW = r"(?:[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5})"
_OLD = r"(?:[a-z][a-z-]*(?:\.[A-Z]{2})?/[0-9]{7})"
_ARXIV = re.compile(
    rf"""
    (?: arxiv: | 10\.48550/arxiv\. | https?://(?:[a-z.]*\.)?arxiv\.org/(?:abs|pdf|html|format|ps|src)/
      | https?://(?:huggingface\.co|hf\.co)/papers/ )?
    \s* ({_NEW}|{_OLD}) (?:v[0-9]+)? (?:\.pdf)? (?:\s*\[[\w.-]+\])? [/?\#]?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_RESOLVER = re.compile(
    r"\A\s*(?:https?://(?:dx\.)?doi\.org/|https?://[\w.-]+/doi/(?:abs/|full/|pdf/)?|doi:)\s*", re.IGNORECASE
)
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")


def arxiv_id(text: str) -> str:
    """Return the arXiv id that `text` consists of, without its version; empty where it is none.

    `arXiv:2404.12345v2 [cs.CL]`, an address on arxiv.org and `10.48550/arXiv.2404.12345` are all `2404.12345`;
    `math.GT/0309136` is `math/0309136`, as its subject class has long been dropped.
    """
    match = _ARXIV.fullmatch(text.strip())
    if not match:
        return ""
    archive, slash, number = match[1].lower().rpartition("/")
    return f"{archive.partition('.')[0]}{slash}{number}"


def doi_of(text: str) -> str:
    """Return the DOI that `text` consists of, case-folded, without any resolver before it; empty where it is none.

    arXiv's own DOIs are none here: they say what the arXiv id says.
    """
    resolver = _RESOLVER.match(text)
    doi = text[resolver.end() :] if resolver else text
    if (
        resolver and "//" in resolver[0]
    ):  # in an address alone %2F is a slash; it may be a control character just as well
        doi = unquote(doi)
    doi = clean_line(doi).rstrip(".,;").casefold()
    return doi if _DOI.fullmatch(doi) and not _ARXIV_DOI.match(doi) else ""
