r"""A note out of a list, which people edited there -> the note without the escapes that quoting gave it.

Every line becomes one that would be quoted so. Not all of it can be undone: where somebody wrote the escape
themselves, `\<b>`, nothing tells it from ours; and `---` that became `***` stays so, with the blank line above it.
"""

import re
from collections.abc import Iterator, Mapping

from reader.export.notes import closes, opened, quote_note

_BOX = re.compile(r"\A(?P<containers>(?:[\s>]|[-+*]\s|\(?[\w@#]{1,10}[.)]\s)*)\*\*(?P<box>\\\[[^]]\]|[☐☑☒])\*\*")
_TOKENS = re.compile(
    r"""
      (?P<tamed> (?:\\`)+ | (?:\\~){3,} | \\%\\% | (?:\\<|&lt;)(?=[a-z/!?]) )
    | \\.                                                        # somebody's own
    | (?P<code> (?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`) )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def unquote_note(text: str, known: Mapping[str, str]) -> str:
    """Return what stood in a quote as the note that it was made from; `known` are lines of which that is known."""
    return "\n".join(_lines(text, known))


def _lines(text: str, known: Mapping[str, str]) -> Iterator[str]:
    fence = ""
    for line in text.split("\n"):
        if fence:
            yield line.replace("<! --", "<!--")
            fence = "" if closes(line, fence) else fence
        elif fence := opened(line):
            yield line
        else:
            yield known[line] if line in known else _unquoted(line)


def _unquoted(line: str) -> str:
    """Return the line that is quoted as `line`; where somebody wrote what we never would, as it is."""
    if not ("\\" in line or "&lt;" in line or "<! --" in line or "**" in line):
        return line
    plain = _TOKENS.sub(_wild, _BOX.sub(_box, line).replace("`\\{=", "`{="))
    return plain if quote_note(plain) == quote_note(line) == [f"> {line}".rstrip()] else line


def _box(found: re.Match[str]) -> str:
    return f"{found['containers']}{found['box'].removeprefix(chr(92))}"


def _wild(token: re.Match[str]) -> str:
    if token["code"]:
        return token["code"].replace("<! --", "<!--")
    return token["tamed"].replace("\\", "").replace("&lt;", "<") if token["tamed"] else token[0]
