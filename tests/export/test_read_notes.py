from datetime import UTC, datetime

import pytest
from hypothesis import given

from reader.errors import ReadBackError
from reader.export import FORMATS, Layout
from reader.export.reading_back import read_markdown
from reader.papers import Entry, Mark, Status

from .entries import entry
from .test_read_list import ENTRIES

NOW = datetime(2024, 5, 1, tzinfo=UTC)
MARK = Mark(Status.READING, rating=3, tags=frozenset({"c++", "nlp"}), note="One.\n\n<b>Two</b>.")


def _note(mark: Mark) -> str:
    files = FORMATS["obsidian"].write([entry(mark=mark)], Layout())
    return next(text for name, text in files.items() if name.startswith("Papers/"))


@given(ENTRIES)
def test_a_vault_that_nobody_changed_says_what_the_library_says(entries: list[Entry]) -> None:
    """Index and notes, over the marks that there are; and the notes alone where there are none."""
    files = FORMATS["obsidian"].write(entries, Layout())
    marks = {one.paper.id: one.mark for one in entries}
    for name, text in files.items():
        for told in read_markdown(text):
            mark = marks[told.id]
            assert told.applied(mark, NOW, []) == mark
            if name.startswith("Papers/"):
                again = told.applied(Mark(), NOW, [])
                assert _note(again) == _note(mark)


@pytest.mark.parametrize(
    ("old", "new", "after"),
    [
        (
            'status: "reading"',
            "status: read\nread: 2024-04-02",
            {"status": Status.READ, "read_at": datetime(2024, 4, 2, tzinfo=UTC)},
        ),
        ("rating: 3", "rating: 5", {"rating": 5}),
        ("bookmarked: false", "bookmarked: true", {"bookmarked": True}),
        ('  - "nlp"\n', "  - nlp\n  - cs.CL\n", {"tags": frozenset({"c++", "nlp", "cs.cl"})}),
        ('tags:\n  - "cplusplus"\n  - "nlp"\n', "tags: []\n", {"tags": frozenset()}),
        ('tags:\n  - "cplusplus"\n  - "nlp"\n', "", {}),
        ("> One.", "> 1.", {"note": "1.\n\n<b>Two</b>."}),
        (
            "> One.\n>\n> \\<b>Two\\</b>.",
            "My own *words*.\n\n### More\n\n- [ ] x",
            {"note": "My own *words*.\n\n### More\n\n- [ ] x"},
        ),
        ("> One.\n>\n> \\<b>Two\\</b>.", "", {"note": ""}),
        ("## Note\n\n> One.\n>\n> \\<b>Two\\</b>.\n", "", {}),
        ('reader-id: "2403.00001"', "reader-id: 2403.00001", {}),
        ("# A Title", "# Another\n\nMy words.", {}),
    ],
)
def test_what_people_change_in_a_note(old: str, new: str, after: dict[str, object]) -> None:
    """Properties, as Obsidian edits them, and what stands under the heading."""
    text = _note(MARK)
    assert old in text
    (told,) = read_markdown(text.replace(old, new, 1))
    mark = told.applied(MARK, NOW, [])
    assert {name: getattr(mark, name) for name in Mark.__slots__ if getattr(mark, name) != getattr(MARK, name)} == after


@pytest.mark.parametrize("broken", ["rating: many", "rating: 9", "status: gone", "status: [", "bookmarked: 3"])
def test_a_property_that_cannot_be_one_is_refused(broken: str) -> None:
    """Such a note changes nothing."""
    with pytest.raises(ReadBackError):
        read_markdown(f'---\n{broken}\nreader-id: "2403.1"\n---\n')
