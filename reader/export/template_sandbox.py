"""Jinja's sandbox, with bounds: a template cannot take all memory by one expression.

What a template can still take is time, as any program: Ctrl+C ends it.
"""

import re
from collections.abc import Callable, Iterable, Sized
from functools import wraps
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

LIMIT_CHARS = 64 << 20
"""Of a text that a template makes, and of the whole."""
MOST = 1_000_000
"""The largest number that says how often, how wide or how many."""
MOST_BITS = 10_000
_LOADING = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_WIDTH = re.compile(r"[0-9]{7,}|\*")
_WIDENING = frozenset({"center", "ljust", "rjust", "zfill"})
_REFUSED = frozenset({"encode", "expandtabs", "from_bytes", "to_bytes", "translate"})
"""Methods that no list of papers needs, and that make much of little."""


class BoundedSandbox(ImmutableSandboxedEnvironment):
    """An environment for one template, which reaches no file and changes nothing; there is nothing to include."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        # Autoescaping is HTML's alone; the filter `html` is there for those who write that
        super().__init__(
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
        )
        self.concat = bounded_concat  # type: ignore[method-assign] # what Jinja joins pieces of output with
        self.globals.pop("lipsum", None)  # text without end, for nobody
        self.filters = {name: _bounded(name, each) for name, each in self.filters.items()}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse as Jinja does; `a ~ b` becomes `[a, b] | join`, which is bounded."""
        template = super()._parse(source, name, filename)
        if found := next(template.find_all(_LOADING), None):
            raise TemplateSyntaxError("a template reaches no other file: nothing can be included here", found.lineno)
        made: nodes.Template = _Concats().visit(template)
        return made

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse what would grow out of all bounds."""
        _check(_size(operator, left, right))
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Any, __obj: Any, *arguments: Any, **named: Any) -> Any:  # noqa: N805 - Jinja's signature
        """Call a function or method, but not with numbers out of all bounds."""
        owner, name = getattr(__obj, "__self__", None), getattr(__obj, "__name__", "")
        if name in _REFUSED:
            raise SecurityError(f"`{name}` is not for templates")
        if isinstance(owner, str):
            if name == "join":
                _check_joining(owner, *arguments)
            elif name in _WIDENING:
                _check_numbers(arguments)
            elif name == "replace":
                _check_replacing(owner, *arguments)
        return super().call(__context, __obj, *arguments, **named)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Give a text's `format` as Jinja does, if its widths are within bounds."""
        owner = getattr(value, "__self__", None)
        if isinstance(owner, str) and getattr(value, "__name__", "") in {"format", "format_map"}:
            _check_format(owner)
        return super().wrap_str_format(value)


class _Concats(NodeTransformer):
    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        pieces = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(pieces, "join", [], [], None, None, lineno=node.lineno)


def bounded_concat(pieces: Iterable[str]) -> str:
    """Join texts.

    Raises:
        SecurityError: they are longer than `LIMIT_CHARS`.
    """
    kept, length = [], 0
    for piece in pieces:
        length += len(piece)
        _check(length)
        kept.append(piece)
    return "".join(kept)


def _bounded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that refuses numbers, and makes no text, out of all bounds."""
    first = 1 if hasattr(function, "jinja_pass_arg") else 0  # the environment or the like comes before the value

    @wraps(function)
    def bounded(*arguments: Any, **named: Any) -> Any:
        _check_numbers((*arguments[first + 1 :], *named.values()))
        value = arguments[first] if len(arguments) > first else None
        if name == "format":
            _check_format(str(value))
        elif name == "replace":
            _check_replacing(str(value), *arguments[first + 1 :])
        elif name == "join":
            _check_joining(str([*arguments[first + 1 :], ""][0]), value)
        made = function(*arguments, **named)
        _check(len(made) if isinstance(made, str) else 0)
        return made

    return bounded


def _size(operator: str, left: Any, right: Any) -> int:
    """Return how large the outcome of an operation would be, in characters or items; 0 where it does not matter."""
    match operator, left, right:
        case "*", (str() | list() | tuple()), int():
            return len(left) * right
        case "*", int(), (str() | list() | tuple()):
            return left * len(right)
        case "*", int(), int():
            return LIMIT_CHARS * (left.bit_length() + right.bit_length() > MOST_BITS) * 2
        case "**", int(), int():
            return LIMIT_CHARS * (left.bit_length() * right > MOST_BITS) * 2
        case "+", (str() | list() | tuple()), (str() | list() | tuple()):
            return len(left) + len(right)
        case "%", str(), _:
            _check_format(left)
    return 0


def _check(size: int) -> None:
    if size > LIMIT_CHARS:
        raise SecurityError("this grows out of all bounds")


def _check_numbers(values: Iterable[Any]) -> None:
    if any(isinstance(value, int) and value > MOST for value in values):
        raise SecurityError(f"no number here may be larger than {MOST:,}")


def _check_format(text: str) -> None:
    if _WIDTH.search(text):
        raise SecurityError("this format is wider than all bounds")


def _check_joining(between: str, pieces: Any = (), *_: Any) -> None:
    if isinstance(pieces, Sized):
        long = sum(len(piece) for piece in pieces if isinstance(piece, str)) if isinstance(pieces, list | tuple) else 0
        _check(long + len(pieces) * len(between))


def _check_replacing(text: str, old: Any = "", new: Any = "", *_: Any) -> None:
    _check(len(text) + text.count(str(old)) * len(str(new)))
