from dataclasses import replace

import pytest

from reader.export import GroupBy, markdown
from reader.export.grouping import group
from reader.papers import Entry, Facts, Mark, Sighting, Status

from .entries import entry


def published(title: str, day: str) -> Entry:
    """Return an entry of which the day of publication is known, or its month, or its year."""
    plain = entry(title)
    return replace(plain, paper=replace(plain.paper, facts=Facts(published=day)))


TAGGED = [
    entry("A", mark=Mark(tags=frozenset({"vision", "nlp/llm"}))),
    entry("B", mark=Mark(Status.READ)),
    entry("C", mark=Mark(Status.READING, tags=frozenset({"nlp/llm"}))),
]
SEEN = [entry(title, sightings=(Sighting(file, 1, ""),)) for title, file in (("A", "z.txt"), ("B", "a.txt"))]
DATED = [published("A", "2023"), published("B", "2024-05-17"), published("C", ""), published("D", "2024-05")]


@pytest.mark.parametrize(
    ("entries", "by", "expected"),
    [
        (TAGGED, "status", {"To read": "AC", "Read": "B"}),
        (TAGGED, "tag", {"nlp/llm": "AC", "Without tags": "B"}),
        (TAGGED, "none", {"": "ABC"}),
        (SEEN, "source", {"z.txt": "A", "a.txt": "B"}),
        (DATED, "date", {"2024-05": "BD", "2024-03": "C", "2023": "A"}),
        ([], "status", {}),
    ],
)
def test_every_paper_stands_in_one_group(entries: list[Entry], by: GroupBy, expected: dict[str, str]) -> None:
    """Groups come in an order of their own, papers in theirs; no group is empty."""
    found = group(entries, by)
    assert [(one.name, "".join(each.paper.title for each in one.entries)) for one in found] == list(expected.items())


def test_a_list_in_groups() -> None:
    """Each group has a heading that bears how many there are; the front matter counts by status all the same."""
    text = markdown(TAGGED, group_by="tag")
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Reading list",
        "## nlp/llm (2)",
        "## Without tags (1)",
    ]
    assert "to_read: 2\nread: 1\n" in text
    assert "##" not in markdown(TAGGED, group_by="none")


def test_notes_may_stay_at_home() -> None:
    """A list for others can leave them out."""
    noted = [entry(mark=Mark(note="Mine."))]
    assert "> Mine." in markdown(noted)
    assert "Mine." not in markdown(noted, notes=False)
