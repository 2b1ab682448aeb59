from hypothesis import given
from hypothesis import strategies as st

from reader.tui.selection import Selection

LISTED = [30, 10, 20, 50, 40]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(0, 4)),
        st.tuples(st.just("toggle"), st.integers(0, 4)),
        st.tuples(st.sampled_from(["open", "close", "clear", "again", "all"]), st.just(0)),
    )
)


def perform(selection: Selection, step: tuple[str, int]) -> None:
    """Do one step of a user."""
    what, row = step
    match what:
        case "move":
            selection.follow(row)
        case "toggle":
            selection.toggle(range(row, row + 1))
        case "all":
            selection.toggle(range(len(LISTED)))
        case "open":
            selection.open_range()
        case "close":
            selection.close_range()
        case "clear":
            selection.clear()
        case _:
            selection.again()


@given(STEPS)
def test_what_is_counted_is_what_is_shown_and_what_is_acted_on(steps: list[tuple[str, int]]) -> None:
    """Whatever was pressed: the count, the rows that are marked and the papers of an action are the same."""
    selection = Selection()
    selection.renew(LISTED)
    for step in steps:
        perform(selection, step)
        shown = [number for row, number in enumerate(LISTED) if selection.holds(row)]
        assert list(selection.numbers) == shown
        assert selection.count == len(shown)


@given(STEPS, st.lists(st.sampled_from(LISTED), unique=True))
def test_only_what_is_listed_is_selected(steps: list[tuple[str, int]], other: list[int]) -> None:
    """Another list keeps of the selection what it holds, and nothing else."""
    selection = Selection()
    selection.renew(LISTED)
    for step in steps:
        perform(selection, step)
    before = set(selection.numbers)
    selection.renew(other)
    assert set(selection.numbers) == before & set(other)
    selection.clear()
    selection.again()
    assert set(selection.numbers) == before & set(other) or not before & set(other)


def test_what_was_let_go_comes_back() -> None:
    """Clearing is no loss."""
    selection = Selection()
    selection.renew(LISTED)
    selection.toggle(range(1, 3))
    selection.clear()
    assert selection.numbers == []
    selection.again()
    assert selection.numbers == [10, 20]
