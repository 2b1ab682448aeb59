"""A note, which is Markdown -> styled text. Whatever it holds, it is text: never markup, never HTML."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.content import Content

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_STYLES = {"strong": "bold", "em": "italic", "s": "strike", "link": "underline", "heading": "bold underline"}
_CODE = "$text-secondary"
_RULE = "─" * 12


def note_content(note: str) -> Content:
    """Return a note as it is read: headings, emphasis, lists, quotes, code and links."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    parser = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")
    return Content("\n").join(_blocks(SyntaxTreeNode(parser.parse(note)).children, apart=True))


def _blocks(nodes: Iterable["SyntaxTreeNode"], *, apart: bool) -> Iterator[Content]:
    """Yield the lines of blocks, with an empty one between them where they stand `apart`."""
    for number, node in enumerate(nodes):
        if number and apart:
            yield Content("")
        yield from _lines(node)


def _lines(node: "SyntaxTreeNode") -> Iterator[Content]:
    match node.type:
        case "bullet_list" | "ordered_list":
            first = int(node.attrs.get("start", 1))
            loose = any(
                not child.hidden for item in node.children for child in item.children if child.type == "paragraph"
            )
            for number, item in enumerate(node.children, start=first):
                sign = "• " if node.type == "bullet_list" else f"{number}. "
                yield from _within(sign, " " * len(sign), _blocks(item.children, apart=loose))
        case "blockquote":
            yield from _within("│ ", "│ ", _blocks(node.children, apart=True))
        case "fence" | "code_block":
            for line in node.content.rstrip("\n").split("\n"):
                yield Content.styled(f"    {line}", _CODE)
        case "hr":
            yield Content(_RULE)
        case kind:
            yield from _inline(node).stylize(_STYLES.get(kind, "")).split("\n", allow_blank=True)


def _within(first: str, other: str, lines: Iterable[Content]) -> Iterator[Content]:
    """Yield lines with a sign before the first and another before the others; the sign also where there are none."""
    sign = first
    for line in lines:
        yield Content(sign) + line
        sign = other
    if sign == first and first != other:
        yield Content(first)


def _inline(node: "SyntaxTreeNode") -> Content:
    """Return the text of a node with its emphasis; the address of a link that is not its own text stands behind it."""
    match node.type:
        case "text":
            return Content(node.content)
        case "code_inline":
            return Content.styled(node.content, _CODE)
        case "softbreak" | "hardbreak":
            return Content("\n")
    text = Content("").join(_inline(child) for child in node.children).stylize(_STYLES.get(node.type, ""))
    address = str(node.attrs.get("href" if node.type == "link" else "src", ""))
    return text + f" ({address})" if address and address != text.plain else text
