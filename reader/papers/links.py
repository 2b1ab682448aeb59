"""Links that stand in a text. None is invented: each is in the text, letter for letter, but for `https://`."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

LinkKind = Literal["code", "arxiv", "doi", "project", "web"]

_HOSTS_WITHOUT_SCHEME = r"www\.|(?:github|gitlab)\.com/|huggingface\.co/|arxiv\.org/|(?:dx\.)?doi\.org/"
_URL = re.compile(
    rf"(?<![a-z0-9_@/.-])(?:https?://|(?={_HOSTS_WITHOUT_SCHEME}))"
    r"(?:(?!\]\(|[,;]https?://)[^\s<>\"“”|\\^`{}。，、；：！？（）「」『』【】《》])+",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'’*_…"
_PAIRS = {")": "(", "]": "["}
_CODE_HOSTS = {"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gist.github.com", "gitee.com"}
_PROJECT_HOSTS = (".github.io", ".gitlab.io", ".netlify.app", ".vercel.app")
LONGEST_CHARS = 2_000
"""Browsers and programs' arguments end somewhere; no paper has a longer address."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address found in a paper's text."""

    kind: LinkKind
    """What is behind it, as far as the host tells."""
    url: str
    """Absolute, http or https."""


def find_links(text: str) -> tuple[Link, ...]:
    """Return the links of `text` in order, each once, without the punctuation that follows them."""
    links: dict[str, Link] = {}
    for match in _URL.finditer(text):
        url = _without_tail(match[0])
        if not url.lower().startswith(("http://", "https://")):
            url = f"https://{url}"
        if host := _host(url):
            links.setdefault(url.rstrip("/"), Link(_kind(host), url))
    return tuple(links.values())


def _without_tail(url: str) -> str:
    """Drop punctuation of the sentence, and closing brackets that nothing in the URL opened."""
    while url:
        last = url[-1]
        unopened = last in _PAIRS and url.count(last) > url.count(_PAIRS[last])
        if last not in _TRAILING and not unopened:
            break
        url = url[:-1]
    return url


def _host(url: str) -> str:
    """Return the host of `url` in lower case, or nothing where it names none that could be reached.

    A user before the host is no part of a paper's address: `https://arxiv.org@evil.example` looks like another host's.
    """
    try:
        parts = urlsplit(url)
        host, user, _ = parts.hostname or "", parts.username, parts.port
    except ValueError:  # an unclosed bracket of an IPv6 address, a port that is no number
        return ""
    return host if "." in host.strip(".") and user is None and len(url) <= LONGEST_CHARS else ""


def _kind(host: str) -> LinkKind:
    host = host.removeprefix("www.")
    if host in _CODE_HOSTS:
        return "code"
    if host == "arxiv.org":
        return "arxiv"
    if host in {"doi.org", "dx.doi.org"}:
        return "doi"
    return "project" if host.endswith(_PROJECT_HOSTS) else "web"
