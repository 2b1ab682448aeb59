from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.changes import apply_all
from reader.library import Library
from reader.papers import LATER, Mark, Status
from reader.tui.triage import VERDICTS, Tally, Verdict, changes_to, verdict

from . import shelf as papers
from .story import do, press, reading, room, screen_text, shown

NOW = datetime(2024, 3, 14, tzinfo=UTC)
MARKS = st.builds(
    Mark,
    status=st.sampled_from(Status),
    bookmarked=st.booleans(),
    tags=st.frozensets(st.sampled_from(["nlp", LATER])),
)


@given(MARKS, st.sampled_from(["bookmarked", "skipped"]))
def test_a_decision_is_what_the_paper_then_says(mark: Mark, wanted: Verdict) -> None:
    """Bookmarked and skipped hold whatever was decided before."""
    assert verdict(apply_all(changes_to(wanted, mark, NOW), mark)) == wanted


@pytest.mark.parametrize("wanted", VERDICTS)
def test_the_first_decision_on_a_paper(wanted: Verdict) -> None:
    """A paper that nothing was decided on says each of them."""
    assert verdict(apply_all(changes_to(wanted, Mark(), NOW), Mark())) == wanted


@given(st.dictionaries(st.integers(0, 9), MARKS), st.dictionaries(st.integers(0, 9), MARKS))
def test_the_tally_counts_as_if_anew(before: dict[int, Mark], changed: dict[int, Mark]) -> None:
    """Counting what changed is counting all; other papers do not come in."""
    tally = Tally(before)
    tally.update(changed)
    now = Tally({number: changed.get(number, mark) for number, mark in before.items()})
    assert str(tally) == str(now)
    assert [tally.of(each) for each in VERDICTS] == [now.of(each) for each in VERDICTS]


async def test_triage_of_a_selection_to_its_end(shelf: Library) -> None:
    """What is selected is gone through, whatever was decided before; then one is in the list again, where one was."""
    async with reading(shelf) as pilot:
        await press(pilot, "x", "v", "j", "v")
        await do(pilot, "list.triage")
        assert "1 of 2   1 skipped · 1 undecided" in screen_text(pilot)
        await press(pilot, "b", "space", "space", "space")
        assert "Triage: 1 bookmarked · 1 undecided" in screen_text(pilot)
        await press(pilot, "escape")
        assert (shown(pilot).cursor, room(pilot).papers.selection.count) == (1, 0)
        assert shelf.marks([1])[0].status is Status.UNREAD


async def test_nothing_to_decide(shelf: Library) -> None:
    """Where all is decided it says so; whoever decides nothing is asked nothing at the end."""
    async with reading(shelf) as pilot:
        await do(pilot, "list.triage")
        await press(pilot, "q")
        assert pilot.app.screen is room(pilot)
        await press(pilot, "A")
        await do(pilot, "list.triage")
        assert "Nothing here is left to decide" in screen_text(pilot)
        assert papers.TITLES[0] in screen_text(pilot)
