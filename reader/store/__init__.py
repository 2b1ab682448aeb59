"""The precious file: papers as imported, where each was seen, marks, history, queries. The only home of sqlite3."""

from reader.store.access import Obstacle
from reader.store.activity import TagCount
from reader.store.database import Database
from reader.store.dumps import AddedDump, Seen, SourceCount
from reader.store.groups import Opinion
from reader.store.less import LessOf
from reader.store.searches import Search
from reader.store.splits import Reason
from reader.store.store import Store

__all__ = [
    "AddedDump",
    "Database",
    "LessOf",
    "Obstacle",
    "Opinion",
    "Reason",
    "Search",
    "Seen",
    "SourceCount",
    "Store",
    "TagCount",
]
