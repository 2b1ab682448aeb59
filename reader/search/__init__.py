"""From words to papers: the index on disk, ranking and highlights. The only home of whoosh.

Importing this package loads no whoosh: it costs 130 ms, and a start without a query need not pay them.
"""

from reader.search.evaluate import Hits, evaluate
from reader.search.highlight import highlights
from reader.search.index import Index

__all__ = ["Hits", "Index", "evaluate", "highlights"]
