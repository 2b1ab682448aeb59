"""From words to papers: the index on disk, ranking and highlights. The only home of whoosh and numpy.

Importing this package loads neither: a start without a query need not pay for them.
"""

from reader.search.highlight import highlights
from reader.search.index import Index

__all__ = ["Index", "highlights"]
