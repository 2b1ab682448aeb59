"""What a digest can be written as; each format's module is loaded when it is asked for."""

from collections.abc import Callable, Mapping
from importlib import import_module

from reader.export.digest.digest import Digest

DIGEST_FORMATS: Mapping[str, str] = {
    "text": "plain text, 78 columns wide",
    "markdown": "for notes and wikis",
    "html": "one page for the browser, without scripts and pictures",
    "atom": "a feed for newsboat and other feed readers",
    "eml": "an e-mail, plain and HTML, under 100 KB",
    "json": "for programs",
}
"""By name, with what each is good for."""
_MODULES = {"text": "plain", "markdown": "prose", "html": "page", "atom": "feed", "eml": "mail", "json": "data"}


def digest_text(digest: Digest, form: str) -> str:
    """Return a digest in one of `DIGEST_FORMATS`; an e-mail is from Reader to nobody but its reader."""
    write: Callable[[Digest], str] = import_module(f"reader.export.digest.{_MODULES[form]}").write
    return write(digest)
