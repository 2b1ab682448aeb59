"""The tags in use as a tree, each with how many papers it and those below it have."""

from dataclasses import dataclass

from reader.papers import levels
from reader.query import Query, Tag, any_of
from reader.store import Store


@dataclass(frozen=True, slots=True)
class TagNode:
    """One tag, or a level of tags that no paper has itself."""

    tag: str
    """As it is written on papers: `nlp/llm`."""
    papers: int
    """How many papers have it or one below it, each counted once."""
    unread: int
    """How many of these are unread."""
    own: int
    """How many papers have the tag itself."""
    is_branch: bool
    """Whether there are tags below it."""

    @property
    def depth(self) -> int:
        """How many levels are above it."""
        return self.tag.count("/")

    @property
    def query(self) -> Query:
        """What finds its papers, and those of the tags below it."""
        itself = Tag(self.tag) if self.own else None
        return Query(any_of([itself, Tag(f"{self.tag}/*") if self.is_branch else None]))


def tag_tree(store: Store) -> list[TagNode]:
    """Return the tags, each before those below it; in some 0.1 s where 100,000 papers have one."""
    by_tag, by_mark = store.grouping.by_tag(), store.grouping.by_mark()
    papers_of: dict[str, set[int]] = {}
    for tag, papers in by_tag.items():
        for level in levels(tag):
            papers_of.setdefault(level, set()).update(papers)
    handled = set().union(*(papers for status, papers in by_mark.items() if status != "bookmarked"))
    branches = {level for tag in by_tag for level in levels(tag)[:-1]}
    return [
        TagNode(tag, len(papers), len(papers - handled), len(by_tag.get(tag, ())), tag in branches)
        for tag, papers in sorted(papers_of.items(), key=lambda pair: pair[0].split("/"))
    ]
