from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export import GroupBy, markdown
from reader.export.reading_lists import read_list
from reader.export.told import Told
from reader.papers import Entry, Mark, Status

from ..changes.strategies import moments
from .entries import entry, taken_in

NOW = datetime(2024, 5, 1, tzinfo=UTC)
LINES = st.sampled_from(
    ["", "plain", "<b>bold</b>", "- [ ] box", "- [x] y", "---", "```", "``` py", "~~~", "> cited", "## h", "`a`", "``"]
) | st.text("a#<>`~%*-_[]x!\\ {=:", max_size=8)
NOTES = st.lists(LINES, max_size=6).map(lambda lines: "\n".join(line.rstrip() for line in lines).strip("\n"))
TAGS = st.frozensets(st.sampled_from(["nlp", "nlp/llm", "c++", "cplusplus", "gpt-3.5", "2024", "日本", "a--b"]))
MARKS = st.builds(
    lambda status, at, **rest: Mark(status, read_at=at if status is Status.READ else None, **rest),
    st.sampled_from(Status),
    moments,
    bookmarked=st.booleans(),
    rating=st.integers(0, 5),
    tags=TAGS,
    note=NOTES,
)
ENTRIES = st.lists(st.tuples(MARKS, st.text(max_size=12)), max_size=3).map(
    lambda made: [
        entry(title, "An abstract. #no <!-- reader:x -->", paper_id=f"2403.0000{number}", mark=mark)
        for number, (mark, title) in enumerate(made)
    ]
)
BY = st.sampled_from(["status", "tag", "source", "date", "none"])


def _read_into(entries: list[Entry], text: str, *, marked: bool) -> list[Entry]:
    """Return `entries` with the marks that a list tells, over those that they have or over none."""
    told = {one.id: one for one in read_list(text)}
    assert len(told) == len(entries)
    return taken_in(entries, told, NOW, marked=marked)


@given(ENTRIES, BY)
def test_a_list_that_nobody_changed_changes_nothing(entries: list[Entry], by: GroupBy) -> None:
    """Every mark stays, to the second and to the letter."""
    assert _read_into(entries, markdown(entries, group_by=by), marked=True) == entries


@given(ENTRIES, BY)
def test_export_import_export_gives_the_same_bytes(entries: list[Entry], by: GroupBy) -> None:
    """In a library where the papers have no marks yet."""
    text = markdown(entries, group_by=by)
    assert markdown(_read_into(entries, text, marked=False), group_by=by) == text


@given(ENTRIES, BY, MARKS)
def test_what_nobody_edited_says_nothing(entries: list[Entry], by: GroupBy, since: Mark) -> None:
    """Whatever was marked in the library since the list was written."""
    for one in read_list(markdown(entries, group_by=by)):
        assert one.seal == one.sealed
        assert one.edited().applied(since, NOW, []) == since


@given(TAGS, NOTES, MARKS)
def test_what_was_edited_comes_in_alone(tags: frozenset[str], note: str, since: Mark) -> None:
    """Its rating; the rest is as the library has it by now, wherever the task stands."""
    _, line, below = markdown([entry(mark=Mark(tags=tags, note=note))]).partition("- [")
    edited = f"# Mine\n\n{line}{below}".replace("\n\n  - ", "\n\n  - rated ★★\n  - ", 1)
    (told,) = read_list(edited)
    assert told.edited().applied(since, NOW, []) == replace(since, rating=2)


@given(ENTRIES)
def test_editors_may_change_the_white_space(entries: list[Entry]) -> None:
    """Tabs for spaces, other line ends, a mark of the byte order, another bullet."""
    text = markdown(entries)
    changed = "\ufeff" + "\r\n".join(
        ("\t" + line[2:] if line.startswith("  ") else f"*{line[1:]}" if line.startswith("- [") else line)
        for line in text.split("\n")
    )
    assert [one.applied(Mark(), NOW, []) for one in read_list(changed)] == [
        one.applied(Mark(), NOW, []) for one in read_list(text)
    ]


@given(ENTRIES)
def test_a_list_without_notes_takes_none_away(entries: list[Entry]) -> None:
    """What was not written out is not missing."""
    assert _read_into(entries, markdown(entries, notes=False), marked=True) == entries


BEFORE = Mark(Status.READING, bookmarked=True, rating=3, tags=frozenset({"nlp", "c++"}), note="One.\n\n<b>Two</b>.")
WAS_READ = Mark(Status.READ, read_at=datetime(2024, 3, 1, 8, tzinfo=UTC))
SKIPPED = Mark(Status.SKIPPED)


@pytest.mark.parametrize(
    ("mark", "old", "new", "after"),
    [
        (BEFORE, "- [ ]", "- [x]", {"status": Status.READ, "read_at": NOW}),
        (BEFORE, "- [ ]", "- [X]", {"status": Status.READ, "read_at": NOW}),
        (Mark(), "- [ ]", "- [/]", {"status": Status.READING}),
        (Mark(), "- [ ]", "- [-]", {"status": Status.SKIPPED}),
        (BEFORE, "- [ ]", "- [?]", {}),
        (BEFORE, "- [ ] ", "- ", {}),
        (BEFORE, "reading · ", "", {}),
        (WAS_READ, "- [x]", "- [ ]", {"status": Status.UNREAD, "read_at": None}),
        (WAS_READ, "## Read (1)", "## To read", {}),
        (WAS_READ, "read 2024-03-01", "read 2024-03-02", {"read_at": datetime(2024, 3, 2, tzinfo=UTC)}),
        (SKIPPED, "## Skipped (1)", "## To read (1)", {"status": Status.UNREAD}),
        (SKIPPED, "## Skipped (1)", "## Mine", {}),
        (SKIPPED, "- [ ]", "- [x]", {"status": Status.READ, "read_at": NOW}),
        (Mark(), "## To read (1)", "# Skipped", {"status": Status.SKIPPED}),
        (Mark(), "## To read (1)", "## Skipped\n\n### In May", {"status": Status.SKIPPED}),
        (
            Mark(),
            "- [ ] **A Title** <!-- reader:2403.00001 0-0-0-0-0 -->",
            "- [x] **A Title** <!-- reader:2403.00001 0-0-0-0-0 --> #good ✅ 2024-04-02",
            {"status": Status.READ, "read_at": datetime(2024, 4, 2, tzinfo=UTC), "tags": frozenset({"good"})},
        ),
        (BEFORE, "#nlp", "#nlp #cs.CL, later", {"tags": frozenset({"nlp", "c++", "cs.cl", "later"})}),
        (BEFORE, "#cplusplus ", "", {"tags": frozenset({"nlp"})}),
        (BEFORE, "  - Tags: #cplusplus #nlp <!-- c++ -->\n", "", {"tags": frozenset()}),
        (BEFORE, " · ★ bookmarked", "", {"bookmarked": False}),
        (BEFORE, "rated ★★★☆☆", "rated ★★★★", {"rating": 4}),
        (BEFORE, "> One.", "> 1.\n  > More.", {"note": "1.\nMore.\n\n<b>Two</b>."}),
        (BEFORE, "  > One.\n  >\n  > \\<b>Two\\</b>.\n", "", {"note": ""}),
        (Mark(), "\n  - Seen", "\n  > New\n\n  - Seen", {"note": "New"}),
        (BEFORE, "**A Title**", "**Another title**", {}),
        (BEFORE, '\ngenerator: "reader"', "\ngenerator: reader\naliases: [mine]", {}),
    ],
)
def test_what_people_change_in_a_list(mark: Mark, old: str, new: str, after: dict[str, object]) -> None:
    """One thing is changed, and that alone is another mark."""
    text = markdown([entry(mark=mark)])
    assert old in text
    (told,) = read_list(text.replace(old, new, 1))
    changed = {
        name: value
        for name in Mark.__slots__
        if (value := getattr(told.applied(mark, NOW, []), name)) != getattr(mark, name)
    }
    assert changed == after


def test_a_piece_of_a_list_takes_nothing_away() -> None:
    """Put into another page without front matter, what is missing says nothing."""
    text = "My page\n\n1. [x] **A Title** <!-- reader:2403.00001 -->\n"
    (told,) = read_list(text)
    assert told.applied(BEFORE, NOW, []) == Mark(
        Status.READ, BEFORE.bookmarked, BEFORE.rating, BEFORE.tags, BEFORE.note, NOW
    )


def test_tasks_that_are_not_ours_are_nobodys_papers() -> None:
    """Tasks without our comment, and what stands in code."""
    text = "- [x] Milk\n\n```\n- [x] **A** <!-- reader:1 -->\n```\n\n- [x] **B** <!-- reader:2 -->\n  - [x] Milk\n"
    assert [told.id for told in read_list(text)] == ["2"]


def test_tasks_stand_within_others() -> None:
    """A task that somebody moved below another is a paper of its own."""
    text = "- [x] **A** <!-- reader:1 -->\n  - [ ] **B** <!-- reader:2 -->\n    - Tags: b\n  - Tags: a\n"
    assert [(told.id, told.at, told.tags) for told in read_list(text)] == [("1", 1, None), ("2", 2, ("#b",))]


def test_a_hashtag_means_a_tag_that_is_in_use() -> None:
    """`#cplusplus` is `c++` where that is known, and what it says where that is known too."""
    told = Told("1", 1, tags=("#cplusplus",))
    assert [told.applied(Mark(), NOW, known).tags for known in ([], ["c++"], ["c++", "cplusplus"])] == [
        {"cplusplus"},
        {"c++"},
        {"cplusplus"},
    ]
