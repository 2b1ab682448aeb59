from pathlib import Path

from reader.changes import AddTag, SetStatus
from reader.library import Library, TagNode, near_tag, offered_tags
from reader.papers import Status
from tests.clock import Clock

from .pairs import CLOCKS, KITES, MAPS, TIDES, add

COUNTS = {"nlp": 3, "nlp/llm": 9, "nlp/llm/agents": 2, "cv": 5, "vision/llm-eval": 1, "small": 4}


def test_the_tree(library: Library, tmp_path: Path, clock: Clock) -> None:
    """Each tag before those below it; a level counts what is below it, each paper once, even if none has it itself."""
    add(library, tmp_path, "a.txt", KITES, MAPS, TIDES, CLOCKS)
    library.change([1, 2], [AddTag("sky")])
    library.change([2, 3], [AddTag("sky/wind")])
    library.change([4], [AddTag("sky-blue"), AddTag("sea/deep/dark")])
    library.change([2], [SetStatus(Status.READ, clock())])
    tree = library.tag_tree()
    assert tree == [
        TagNode("sea", 1, 1, 0, is_branch=True),
        TagNode("sea/deep", 1, 1, 0, is_branch=True),
        TagNode("sea/deep/dark", 1, 1, 1, is_branch=False),
        TagNode("sky", 3, 2, 2, is_branch=True),
        TagNode("sky/wind", 2, 1, 2, is_branch=False),
        TagNode("sky-blue", 1, 1, 1, is_branch=False),
    ]
    assert [node.depth for node in tree] == [0, 1, 2, 0, 1, 0]
    for node in tree:
        count = library.count(node.query)
        assert (count.papers, count.unread) == (node.papers, node.unread)
    assert str(tree[3].query) == "tag:sky OR tag:sky/*"
    assert str(tree[0].query) == "tag:sea/*"


def test_what_is_offered() -> None:
    """What begins so, then what a level of does, then what holds it; after a slash, children; else what is like it."""
    assert offered_tags("", COUNTS, 3) == ["nlp/llm", "cv", "small"]
    assert offered_tags("nlp/", COUNTS, 9) == ["nlp/llm", "nlp/llm/agents"]
    assert offered_tags("ll", COUNTS, 9) == ["nlp/llm", "nlp/llm/agents", "vision/llm-eval", "small"]
    assert offered_tags("CV", COUNTS, 9) == ["cv"]
    assert offered_tags("smlal", COUNTS, 1) == ["small"]
    assert offered_tags("zebra", COUNTS, 9) == []


def test_what_a_new_tag_is_too_near_to() -> None:
    """One edit away, or the same word below another tag; short ones are near nothing."""
    assert near_tag("smal", COUNTS) == "small"
    assert near_tag("nlp/lm", COUNTS) == "nlp/llm"
    assert near_tag("agents", COUNTS) == "nlp/llm/agents"
    assert near_tag("cw", COUNTS) is None
    assert near_tag("zebra", COUNTS) is None
