"""From words to papers: the index on disk, ranking, highlights and snippets. The only home of whoosh and numpy.

Importing this package loads neither: a start without a query need not pay for them.
"""

from reader.search.highlight import highlights, is_in
from reader.search.index import Index
from reader.search.pulls import Pull, term_of, words_meant
from reader.search.snippet import Snippet, snippet
from reader.search.written import Stemmed

__all__ = ["Index", "Pull", "Snippet", "Stemmed", "highlights", "is_in", "snippet", "term_of", "words_meant"]
