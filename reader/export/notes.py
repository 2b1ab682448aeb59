"""A user's note inside a reading list: still Markdown, but it stays where it is."""

import re
from collections.abc import Iterator
from itertools import pairwise

_CONTAINERS = r"(?P<containers>(?:[\s>]|[-+*]\s|\(?[\w@#]{1,10}[.)]\s)*)"
_RULE = re.compile(rf"{_CONTAINERS}-{{3,}}\s*")
_TASK = re.compile(rf"{_CONTAINERS}(?P<box>\[[ xX/!?>-]\]|[☐☑☒])(?=[\s:]|\Z)")
_FENCE = re.compile(r"(`{3,}|~{3,}) ?[\w+#.-]*")
_LONGEST_ADDRESS = 2_000
_TOKENS = re.compile(
    r"""
      (?P<keep> \\. | (?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)  # escapes, code within the line
        | <(?:https?://|mailto:)[^\s<>]+>                               # addresses
      )
    | `+ | ~{3,} | %%                # would start code or Obsidian's comments and swallow the next lines
    | <(?=[a-z/!?])                  # HTML could close our list, or pose as our comments
    """,
    re.VERBOSE | re.IGNORECASE,
)


def quote_note(note: str) -> list[str]:
    """Return the lines of `note` as a block quote that nothing in it can leave.

    Lists, emphasis, headings, math and code are kept. What would reach beyond the note is shown as text:
    HTML, boxes of tasks (they would count as papers), code fences that are indented.
    """
    return [f"> {line}".rstrip() for line in _contained(note)]


def _contained(note: str) -> Iterator[str]:
    fence = ""
    for above, line in pairwise(["", *note.splitlines()]):
        if fence:
            yield _without_comments(line)
            fence = "" if closes(line, fence) else fence
        elif fence := opened(line):
            yield line
        elif rule := _RULE.fullmatch(line):
            # The same rule, but nothing that Pandoc could take for the start of front matter
            if above:
                yield ""
            yield f"{rule['containers']}***"
        else:
            yield _contained_line(line)
    if fence:
        yield fence


def opened(line: str) -> str:
    """Return the fence of a block of code that a line opens, or nothing."""
    opening = _FENCE.fullmatch(line)
    return opening[1] if opening else ""


def closes(line: str, fence: str) -> bool:
    """Say whether a line ends the code that a fence opened."""
    return line.startswith(fence) and not line.strip(fence[0] + " ")


def _contained_line(line: str) -> str:
    start = ""
    if task := _TASK.match(line):
        # In bold, because a backslash alone does not keep Pandoc from making it a box
        box = task["box"].replace("[", "\\[")
        start = f"{task['containers']}**{box}**"
        line = line[task.end() :]
    rest = _TOKENS.sub(_tame, line)
    return start + rest.replace("`{=", "`\\{=")  # Pandoc's raw HTML and TeX


def _tame(token: re.Match[str]) -> str:
    if token["keep"]:
        return _without_comments(token["keep"])
    if token[0] == "<" and _ends_address(token.string[: token.start()]):
        return "&lt;"  # GitHub takes a backslash there for a part of the address
    return "".join(f"\\{character}" for character in token[0])


def _ends_address(text: str) -> bool:
    """Say whether what stands at the end of `text` may be a link by itself, without <...>."""
    last = text[-_LONGEST_ADDRESS:].rpartition(" ")[2].casefold()
    return "://" in last or "www." in last or len(last) == _LONGEST_ADDRESS


def _without_comments(code: str) -> str:
    return code.replace("<!--", "<! --")
