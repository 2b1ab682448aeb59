"""Addresses on a page, and what they lead to."""

import re
from urllib.parse import unquote

from reader.papers import ids

_PAPER = re.compile(
    r"(?:https?://(?:www\.)?(?:huggingface|hf)\.co)?/papers/(?P<id>\d{4}\.\d{4,5})(?:v\d+)?(?:[#?/].*)?", re.IGNORECASE
)
_VOTE = re.compile(
    r"(?:https?://(?:www\.)?(?:huggingface|hf)\.co)?/login\?next=/papers/(?P<id>\d{4}\.\d{4,5}).*", re.IGNORECASE
)
_ARXIV = re.compile(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/(?P<id>\d{4}\.\d{4,5}).*", re.IGNORECASE)
_CODE = re.compile(r"https?://(?:www\.)?github\.com/[\w.-]+/[\w.-]+.*", re.IGNORECASE)
_OF_PAGE = re.compile(
    r"https?://(?:[\w-]+\.)?(?:huggingface|hf)\.co(?:/.*)?|https?://apply\.workable\.com/.*", re.IGNORECASE
)


def paper_id(address: str) -> str:
    """Return the arXiv id of the paper whose page `address` is, or nothing."""
    return _id_in(_PAPER, address)


def voted_id(address: str) -> str:
    """Return the arXiv id of the paper for which one votes at `address`, or nothing."""
    return _id_in(_VOTE, unquote(address))


def arxiv_id(address: str) -> str:
    """Return the arXiv id of the paper that `address` has at arXiv, or nothing."""
    return _id_in(_ARXIV, address)


def is_code(address: str) -> bool:
    """Tell whether `address` is a repository's at GitHub."""
    return _CODE.fullmatch(address) is not None


def is_of_page(address: str) -> bool:
    """Tell whether `address` stays with the page's own site."""
    return _OF_PAGE.fullmatch(address) is not None


def _id_in(pattern: re.Pattern[str], address: str) -> str:
    match = pattern.fullmatch(address)
    return ids.arxiv_id(match["id"]) if match else ""
