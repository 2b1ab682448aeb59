"""Everything the program can do, behind one door; both front ends call only this."""

from reader.library.adding import AddReport, FileReport
from reader.library.completing import Offer, Vocabulary, offers
from reader.library.doctor import Finding
from reader.library.facets import Facet, FacetValue
from reader.library.library import Library
from reader.library.likeness import nearest
from reader.library.progress import Progress
from reader.library.results import Count, Results
from reader.library.saving import SavedQuery, check_queries
from reader.library.shelves import Shelf
from reader.library.stats import Stats

__all__ = [
    "AddReport",
    "Count",
    "Facet",
    "FacetValue",
    "FileReport",
    "Finding",
    "Library",
    "Offer",
    "Progress",
    "Results",
    "SavedQuery",
    "Shelf",
    "Stats",
    "Vocabulary",
    "check_queries",
    "nearest",
    "offers",
]
