"""Everything the program can do, behind one door; both front ends call only this."""

from reader.dumps import NAMES as INPUT_NAMES
from reader.library.activity import Activity
from reader.library.adding import AddReport, FileReport
from reader.library.budget import Budget
from reader.library.completing import Offer, Vocabulary, offers
from reader.library.doctor import Finding, damage_of
from reader.library.editions import BYS, By, Span
from reader.library.facets import Facet, FacetValue
from reader.library.foryou import reasons_line
from reader.library.history import Detail
from reader.library.library import Library
from reader.library.likeness import nearest
from reader.library.periods import Period, Unit, last_weeks, weeks
from reader.library.progress import Progress
from reader.library.results import Count, Results
from reader.library.retagging import Retagging
from reader.library.rising import Rising, RisingTerm
from reader.library.saving import SavedQuery, check_queries, usable_queries
from reader.library.shape import TopicCount, TopicCounts, without_topics
from reader.library.shelves import Shelf, dump_name
from reader.library.spans import SpanUnit
from reader.library.stats import Stats
from reader.library.streaks import Streak
from reader.library.tag_tree import TagNode
from reader.library.tag_words import near_tag, offered_tags
from reader.library.telling import budget_lines, plural, streak_lines
from reader.library.trending import Trending
from reader.library.watched import WATCHED
from reader.library.watching import News
from reader.search import Pull
from reader.search.topics import FEWEST, Topic
from reader.store import LessOf, Obstacle, Reason

__all__ = [
    "BYS",
    "FEWEST",
    "INPUT_NAMES",
    "WATCHED",
    "Activity",
    "AddReport",
    "Budget",
    "By",
    "Count",
    "Detail",
    "Facet",
    "FacetValue",
    "FileReport",
    "Finding",
    "LessOf",
    "Library",
    "News",
    "Obstacle",
    "Offer",
    "Period",
    "Progress",
    "Pull",
    "Reason",
    "Results",
    "Retagging",
    "Rising",
    "RisingTerm",
    "SavedQuery",
    "Shelf",
    "Span",
    "SpanUnit",
    "Stats",
    "Streak",
    "TagNode",
    "Topic",
    "TopicCount",
    "TopicCounts",
    "Trending",
    "Unit",
    "Vocabulary",
    "budget_lines",
    "check_queries",
    "damage_of",
    "dump_name",
    "last_weeks",
    "near_tag",
    "nearest",
    "offered_tags",
    "offers",
    "plural",
    "reasons_line",
    "streak_lines",
    "usable_queries",
    "weeks",
    "without_topics",
]
