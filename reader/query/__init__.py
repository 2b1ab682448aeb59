"""Text -> Query: the language that search box, command line, history and saved queries share.

`parse` takes any text. A query prints back as text: `parse(str(query)) == query`.
"""

from reader.query.ast import And, Mode, Node, Not, Or, Query, Sort, SortKey, StateNode, WordNode
from reader.query.canonical import all_of, any_of, asks_index, leaves_of, narrowed, rewritten, words
from reader.query.dates import Date, DateName
from reader.query.expanding import expand
from reader.query.fields import FIELD_NAMES
from reader.query.leaves import (
    FOR_YOU,
    Fuzzy,
    Has,
    Id,
    Is,
    Like,
    Phrase,
    Prefix,
    Saved,
    Source,
    State,
    Tag,
    TextField,
    Thing,
    Url,
    Wildcard,
    Word,
)
from reader.query.meant import asked_meaning, is_sentence
from reader.query.names import clean_name, suggested_name
from reader.query.numbers import Number, NumberName
from reader.query.parser import parse
from reader.query.piece import Piece, piece_at
from reader.query.topics import InTopic, slug

__all__ = [
    "FIELD_NAMES",
    "FOR_YOU",
    "And",
    "Date",
    "DateName",
    "Fuzzy",
    "Has",
    "Id",
    "InTopic",
    "Is",
    "Like",
    "Mode",
    "Node",
    "Not",
    "Number",
    "NumberName",
    "Or",
    "Phrase",
    "Piece",
    "Prefix",
    "Query",
    "Saved",
    "Sort",
    "SortKey",
    "Source",
    "State",
    "StateNode",
    "Tag",
    "TextField",
    "Thing",
    "Url",
    "Wildcard",
    "Word",
    "WordNode",
    "all_of",
    "any_of",
    "asked_meaning",
    "asks_index",
    "clean_name",
    "expand",
    "is_sentence",
    "leaves_of",
    "narrowed",
    "parse",
    "piece_at",
    "rewritten",
    "slug",
    "suggested_name",
    "words",
]
