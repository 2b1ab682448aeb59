from datetime import UTC, datetime

from hypothesis import assume, given
from hypothesis import strategies as st

from reader.export import GroupBy, markdown
from reader.export.list_parts import plain_lines
from reader.export.sealing import is_unchanged
from reader.export.updating import update
from reader.papers import Entry, Mark, Status

from .entries import entry
from .test_read_list import BY, MARKS

ABSTRACT = "This is an abstract of several words. It goes on for a while, as they do."
READ = Mark(Status.READ, read_at=datetime(2024, 3, 1, tzinfo=UTC))
THEIRS = st.sampled_from(
    ["My words.", "- a point", "- [ ] buy milk", "# Mine", "## Week 2", "### Deeper", "> cited", "| a | b |", "- by me"]
)


def _entries(marks: list[tuple[int, Mark]]) -> list[Entry]:
    known = dict(marks)
    return [entry(f"Paper {n}", ABSTRACT, paper_id=f"2403.0000{n}", mark=known[n]) for n in known]


LISTS = st.lists(st.tuples(st.integers(0, 5), MARKS), max_size=4).map(_entries)


def _abstracts(*lists: list[Entry]) -> dict[str, str]:
    return {one.paper.id: one.paper.abstract for entries in lists for one in entries}


@given(LISTS, LISTS, BY)
def test_a_list_without_anything_of_theirs_is_the_new_list(old: list[Entry], new: list[Entry], by: GroupBy) -> None:
    """Byte for byte what an export writes."""
    assert update(markdown(old, group_by=by), markdown(new, group_by=by), _abstracts(old, new)).text == markdown(
        new, group_by=by
    )


@given(LISTS, LISTS, BY, st.lists(st.tuples(THEIRS, st.integers(0, 100)), min_size=1, max_size=4))
def test_their_text_survives_and_the_papers_are_those_of_the_new_list(
    old: list[Entry], new: list[Entry], by: GroupBy, theirs: list[tuple[str, int]]
) -> None:
    """Wherever it stands between our blocks; writing the same again changes nothing."""
    lines = markdown(old, group_by=by).split("\n")
    places = [
        number for number, line in enumerate(lines) if not line and not (lines[number + 1 :] or [""])[0].startswith(" ")
    ]
    for text, place in sorted(theirs, key=lambda one: -places[one[1] % len(places)]):
        at = places[place % len(places)]
        lines[at:at] = ["", text]
    fresh, abstracts = markdown(new, group_by=by), _abstracts(old, new)
    updated = update("\n".join(lines), fresh, abstracts)
    left = updated.text.split("\n")
    for text, _ in theirs:
        assert text in left
        left.remove(text)
    assert sorted(one for one in left if "<!-- reader:" in one) == sorted(
        one for one in fresh.split("\n") if "<!-- reader:" in one
    )
    assert updated.theirs >= len(theirs)  # a heading of ours that they parted from its tasks is theirs
    assert is_unchanged(updated.text)
    again = update(updated.text, fresh, abstracts)
    assert (again.text, again.added, again.removed) == (updated.text, 0, 0)


OLD = """---
title: "Reading list"
aliases: [papers]
papers: 2
generator: "reader"
---

Some words before.

# Reading list

## To read (2)

- [ ] **Paper 1** <!-- reader:2403.00001 -->

  - Seen in day.txt (record 3, Mar 14)

  This is an abstract of several words. It goes on for a while, as they do.

  My thought about it,
  on two lines.

Between two papers.

- [ ] **Paper 2** <!-- reader:2403.00002 -->

  - Seen in day.txt (record 3, Mar 14)

  This is an abstract of several words. It goes on for a while, as they do.
  Right below.

## My own section (2)

- [ ] **Paper 3** <!-- reader:2403.00003 -->

The end.
"""


def test_a_page_that_people_wrote_in_is_updated() -> None:
    """Tasks change and move between our groups; words, headings and what people sorted themselves stay."""
    new = _entries([(1, Mark(rating=4)), (2, READ), (3, READ), (4, Mark())])
    text = update(OLD, markdown(new), _abstracts(new)).text
    head, _, body = text.partition("---\n\n")
    assert head.startswith('---\ntitle: "Reading list"\naliases: [papers]\npapers: 4\ngenerator: "reader"\n')
    assert (
        body
        == """Some words before.

# Reading list

## To read (2)

- [ ] **Paper 1** <!-- reader:2403.00001 0-0-4b2277-0-0 -->

  - rated ★★★★☆
  - Seen in day.txt (record 3, Mar 14)

  This is an abstract of several words. It goes on for a while, as they do.

  My thought about it,
  on two lines.

Between two papers.

Right below.

- [ ] **Paper 4** <!-- reader:2403.00004 0-0-0-0-0 -->

  - Seen in day.txt (record 3, Mar 14)

  This is an abstract of several words. It goes on for a while, as they do.

## My own section (2)

- [x] **Paper 3** <!-- reader:2403.00003 0c06bb-0-0-0-0 -->

  - read 2024-03-01
  - Seen in day.txt (record 3, Mar 14)

  This is an abstract of several words. It goes on for a while, as they do.

The end.

## Read (1)

- [x] **Paper 2** <!-- reader:2403.00002 0c06bb-0-0-0-0 -->

  - read 2024-03-01
  - Seen in day.txt (record 3, Mar 14)

  This is an abstract of several words. It goes on for a while, as they do.
"""
    )


def test_line_ends_stay_as_they_are() -> None:
    """A file of another system stays one."""
    new = _entries([(1, Mark(rating=4))])
    text = update("\ufeff" + OLD.replace("\n", "\r\n"), markdown(new), _abstracts(new)).text
    assert text.startswith("\ufeff---\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert plain_lines(text) == update(OLD, markdown(new), _abstracts(new)).text


@given(LISTS)
def test_a_list_knows_whether_what_it_says_was_changed(entries: list[Entry]) -> None:
    """Words around papers change nothing; a tick does."""
    text = markdown(entries)
    assert is_unchanged(text)
    assert is_unchanged(text.replace("\n# ", "\nMy words.\n\n# ").replace("\n", "\r\n"))
    assume(entries)
    ticked = text.replace("- [ ] **", "- [x] **", 1) if "- [ ] **" in text else text.replace("- [x] **", "- [ ] **", 1)
    assert not is_unchanged(ticked)
    assert not is_unchanged("No front matter.\n" + text)


@given(LISTS.filter(bool), LISTS, BY, st.lists(st.integers(0, 100), min_size=1, max_size=3))
def test_what_they_wrote_below_a_paper_survives_too(
    old: list[Entry], new: list[Entry], by: GroupBy, places: list[int]
) -> None:
    """Between our lines of a task, whether the paper stays, moves or goes; a note is not theirs alone."""
    lines = markdown(old, group_by=by, notes=False).split("\n")
    inner = [
        number
        for number, line in enumerate(lines)
        if not line and lines[number + 1 :][:1] and lines[number + 1].startswith("  ")
    ]
    words = [f"My word {number}." for number in range(len(places))]
    for word, place in sorted(zip(words, places, strict=True), key=lambda one: -inner[one[1] % len(inner)]):
        at = inner[place % len(inner)]
        lines[at:at] = ["", f"  {word}"]
    abstracts = _abstracts(old, new)
    fresh = markdown(new, group_by=by)
    updated = update("\n".join(lines), fresh, abstracts)
    left = [line.strip() for line in updated.text.split("\n")]
    assert [left.count(word) for word in words] == [1] * len(words)
    assert left.count(ABSTRACT) == len(new)
    assert update(updated.text, fresh, abstracts).text == updated.text


def test_a_page_of_their_own_takes_papers_in() -> None:
    """Without front matter of ours: its words stay, the papers come behind them, and it knows when one is ticked."""
    page = "---\ntags: [mine]\n---\n\n# My project\n\nWords."
    first = update(page, markdown(_entries([(1, Mark())])), {}).text
    assert first.startswith(f"{page}\n\n## To read (1)\n\n- [ ] **Paper 1** <!-- reader:2403.00001 0-0-0-0-0 -->\n")
    assert is_unchanged(first)
    assert not is_unchanged(first.replace("- [ ]", "- [x]"))
    abstracts = _abstracts(_entries([(1, Mark()), (2, Mark())]))
    second = update(first, markdown(_entries([(1, READ), (2, Mark())])), abstracts).text
    assert second.count("<!-- reader-seal:") == 1
    assert second.startswith(f"{page}\n\n## To read (1)\n\n- [ ] **Paper 2**")
    assert "## Read (1)\n\n- [x] **Paper 1**" in second
    assert is_unchanged(second)
    emptied = update(first, markdown(_entries([(1, READ)])), abstracts).text
    assert "To read" not in emptied
    third = update(second, markdown([]), abstracts).text
    assert third.startswith(page)
    assert "<!-- reader" not in third
