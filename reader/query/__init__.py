"""Text -> Query: the language that search box, command line, history and saved queries share.

`parse` takes any text. A query prints back as text: `parse(str(query)) == query`.
"""

from reader.query.ast import (
    And,
    Has,
    Id,
    Is,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Sort,
    SortKey,
    Source,
    State,
    StateNode,
    Tag,
    TextField,
    Thing,
    Word,
    WordNode,
)
from reader.query.canonical import words
from reader.query.parser import parse

__all__ = [
    "And",
    "Has",
    "Id",
    "Is",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "Prefix",
    "Query",
    "Sort",
    "SortKey",
    "Source",
    "State",
    "StateNode",
    "Tag",
    "TextField",
    "Thing",
    "Word",
    "WordNode",
    "parse",
    "words",
]
