"""The shape of a library: its papers in groups, each with the terms that tell it from the others.

Importing this package loads neither numpy nor scikit-learn.
"""

from reader.search.topics.topic import FEWEST, OTHER, Topic, matching

__all__ = ["FEWEST", "OTHER", "Topic", "matching"]
