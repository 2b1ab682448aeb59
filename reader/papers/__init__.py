"""What a paper is: its facts, the user's mark on it, its identity and its links. Pure values and functions."""

from reader.papers.editions import Edition, Traces, edition
from reader.papers.entry import Entry, Sighting
from reader.papers.facts import NO_FACTS, Facts
from reader.papers.identity import normal_title, title_id
from reader.papers.ids import arxiv_id, doi_of
from reader.papers.links import Link, find_links
from reader.papers.mark import LATER, SIGNS, Mark, Status, clean_tag
from reader.papers.paper import Paper, links_of
from reader.papers.tags import is_within, levels, moved, root_of
from reader.papers.text import clean_line, clean_text, first_sentence

__all__ = [
    "LATER",
    "NO_FACTS",
    "SIGNS",
    "Edition",
    "Entry",
    "Facts",
    "Link",
    "Mark",
    "Paper",
    "Sighting",
    "Status",
    "Traces",
    "arxiv_id",
    "clean_line",
    "clean_tag",
    "clean_text",
    "doi_of",
    "edition",
    "find_links",
    "first_sentence",
    "is_within",
    "levels",
    "links_of",
    "moved",
    "normal_title",
    "root_of",
    "title_id",
]
