"""The encodings of BibTeX files: older than Unicode, and often named in a comment at the top."""

import codecs
import re

from reader.dumps.decode import decode

_DECLARED = re.compile(
    rb"%[^\n]{0,80}?(?:coding|Encoding)\s*[:=]\s*([A-Za-z0-9][\w.-]{1,30})|JabRef[^\n]{0,80}Encoding:\s*([\w.-]{2,30})"
)
_LOOKED_AT = 4096
_HIGH_RUNS = re.compile(rb"[\x80-\xff]+")
_GB2312 = re.compile(rb"(?:[\xa1-\xa9\xb0-\xf7][\xa1-\xfe])+")
"""Its punctuation and its characters; in western text high bytes come alone, or in pairs that are seldom these."""


def decode_bibtex(data: bytes) -> str:
    """Return BibTeX as text: as `decode` does, but for bytes that are no UTF-8 in what its first comment names, or GBK.

    Never fails.
    """
    if b"\0" in data:  # UTF-16
        return decode(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if declared := _declared(data[:_LOOKED_AT]):
        return data.decode(declared, "replace")
    if _is_gbk(data):
        return data.decode("gb18030", "replace")
    return decode(data)


def _declared(head: bytes) -> str:
    """Return the Python name of the one-byte or East Asian encoding that a comment names."""
    match = _DECLARED.search(head)
    if not match:
        return ""
    name = re.sub(r"-(?:unix|dos|mac)$", "", (match[1] or match[2]).decode("ascii", "replace").lower())
    try:
        found = codecs.lookup(re.sub(r"^latin-", "latin", name))  # as Emacs calls them
    except (LookupError, ValueError):
        return ""
    is_text = getattr(found, "_is_text_encoding", True)
    return found.name if is_text and not found.name.startswith(("utf", "idna", "punycode", "unicode", "raw")) else ""


def _is_gbk(data: bytes) -> bool:
    runs = _HIGH_RUNS.findall(data)
    return bool(runs) and all(_GB2312.fullmatch(run) for run in runs)
