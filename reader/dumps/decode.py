"""Bytes to text: whatever encoding a dump was saved in."""

import codecs

_BOMS = (  # UTF-32 before UTF-16, which its little-endian mark begins with
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TAR = (b"ustar\x0000", b"ustar  \0")
"""What stands in an archive of POSIX's and of GNU's; the letters alone may be those of mustard."""
_SAMPLE_BYTES = 1 << 16
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_MOST_CONTROLS = 0.05
"""Of the bytes of a text; in compressed data one in nine is a control."""


def decode(data: bytes) -> str:
    """Return `data` as text, by its byte order mark, else as the UTF-16, UTF-8 or cp1252 that it looks like.

    Never fails. Bytes that mean nothing come out as U+FFFD; NULs and controls are left in.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    return data.decode(encoding_of(data), "replace")


def encoding_of(data: bytes) -> str:
    """Name the encoding of a text that begins with `data`; a byte order mark is then a part of it."""
    if encoding := next((encoding for bom, encoding in _BOMS if data.startswith(bom)), _unmarked_utf16(data)):
        return encoding
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())  # one that stands there is a character like others
    if not broken:
        return "utf-8"
    # A few broken bytes do not make a file cp1252: there, every accent is a byte that UTF-8 cannot read.
    readable = sum(not c.isascii() for c in text) - broken
    return "utf-8" if readable > broken else "cp1252"


def is_text(data: bytes) -> bool:
    """Tell text, in any encoding that `decode` knows, from pictures, programs and archives."""
    if data.startswith(b"%PDF-") or data[257:265] in _TAR:
        return False
    if any(data.startswith(bom) for bom, _ in _BOMS) or _unmarked_utf16(data):
        return True
    sample = data[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls <= _MOST_CONTROLS * len(sample)


def _unmarked_utf16(data: bytes) -> str:
    """Name the byte order in which nearly every second byte is NUL, as in UTF-16 of a western language."""
    sample = data[:_SAMPLE_BYTES]
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""
