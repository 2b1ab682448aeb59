"""Make text literal in Markdown: what GitHub, Obsidian and Pandoc show is the text, letter for letter."""

import re
from urllib.parse import quote

from reader.papers import find_links

_SPECIAL = re.compile(
    r"""
    (?=[!-/:-@\[-`{-~])                   # only ASCII punctuation: with this check first, four times as fast
    (?:
        [\\`*\[\]<{$~^\#@"']              # code, emphasis, links, HTML, math, tags, citations, curly quotes
      | (?<![^\W_])_ | _(?![^\W_])        # an underscore inside a word stands for itself
      | &(?=\#?\w+;)                      # entities
      | -{2,} | ={2,} | %{2,} | \.{3,}    # dashes, highlights, comments, an ellipsis
      | (?<=<)%                           # commands of Obsidian's Templater, which reads no backslash before <
      | :(?=[\w+-]+:)                     # emoji shortcodes
      | :(?=//) | (?<=www)\.              # addresses that only GitHub takes for links
      | \A[-+=:>|%]                       # lists, headings, definitions, quotes, line blocks, titles
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LIST_MARKER = re.compile(r"\A(\(?(?:\d+|[^\W\d_]|[ivxlcdm]+))([.)])(?=\s|\Z)", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
# Readers disagree about entities within <...>, and some look for their own links and comments there, too
_PLAIN_URL = re.compile(r"[a-z]+://(?:(?!&#?\w+(?:;|\Z)|\[\[|\(\(|%%)[^\s<>\"\\^`{|}])+", re.IGNORECASE)


def escape_markdown(text: str) -> str:
    """Return one line of Markdown that shows `text` as it stands, its web addresses as links.

    It may stand at the start of a line or within one, in a heading or in bold. White space comes out as
    on any page: a run of it is one space. GitHub alone keeps turning `:smile:` into a picture, because it
    looks for those after it has read the Markdown.
    """
    line = " ".join(text.split())
    urls = [link.url for link in find_links(line) if _PLAIN_URL.fullmatch(link.url)]
    if not urls:
        return _escape(line)
    longest_first = sorted(urls, key=len, reverse=True)
    parts = re.split(f"({'|'.join(map(re.escape, longest_first))})", line)
    return "".join(f"<{part}>" if i % 2 else _escape(part) for i, part in enumerate(parts))


def escape_prose(text: str) -> str:
    """Return `text` as `escape_markdown` does, but with quotes and apostrophes plain: Pandoc may curl them.

    An abstract is read as Markdown too, by people: a backslash before each apostrophe would be in their way.
    """
    return escape_markdown(text).replace("\\'", "'").replace('\\"', '"')


def escape_words(text: str) -> str:
    """Return one line as `escape_markdown` does, but with no address a link: for what stands in a link itself."""
    return _escape(" ".join(text.split()))


def escape_cell(text: str) -> str:
    """Return one line for the cell of a table; bars are entities, for programs disagree on backslashes before them."""
    return "&#124;".join(map(_escape, " ".join(text.split()).split("|")))


def linked(url: str) -> str:
    """Return a link to `url` that shows `url`."""
    if _PLAIN_URL.fullmatch(url):
        return f"<{url}>"
    return f"[{_escape(url)}](<{address(url)}>)"


def address(url: str) -> str:
    """Return `url` as it can stand between `(<` and `>)`."""
    quoted = quote(url, safe="!#$%&'()*+,/:;=?@[]~").replace("&", "&amp;")
    return quoted.replace("[[", "%5B%5B").replace("((", "%28%28").replace("%%", "%25%25")


def hashtag(tag: str) -> str:
    """Return `tag` as Obsidian reads tags: letters, digits, `-`, `_` and `/`, and not digits alone.

    `c++` becomes `#cplusplus`, `gpt-3.5` becomes `#gpt-3-5`, `2024` becomes `#y2024`.
    """
    levels = [_hyphenate(level.replace("+", "plus")) for level in tag.split("/")]
    name = "/".join(filter(None, levels))
    return f"#y{name}" if name.replace("/", "").isdigit() else f"#{name}"


def is_plain(tag: str) -> bool:
    """Say whether the hashtag of `tag` spells it."""
    return hashtag(tag) == f"#{tag}"


def _hyphenate(level: str) -> str:
    """Keep single `-` and `_` within words: elsewhere Markdown could take them for dashes and emphasis."""
    return re.sub(r"[\W_]{2,}|[^\w-]", "-", level).strip("-_")


def _escape(text: str) -> str:
    escaped = _SPECIAL.sub(lambda special: _PUNCTUATION.sub(r"\\\g<0>", special[0]), text)
    return _LIST_MARKER.sub(r"\1\\\2", escaped)
