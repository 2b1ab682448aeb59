from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.tui.screens.statistics.chart import draw, line_chart
from reader.tui.screens.statistics.drawing import Row, bar_text, facts, number, table

texts = st.text(st.sampled_from("ab .-_深é"), max_size=60)
numbers = st.integers(0, 10**6)


def lines(height: int, *rows: int) -> list[str]:
    """Return what `draw` draws."""
    return [*draw(rows, height)]


@pytest.mark.parametrize(
    ("value", "most", "cells", "bar"),
    [(0, 9, 4, ""), (9, 9, 4, "━━━━"), (1, 1000, 4, "╸"), (5, 10, 4, "━━"), (7, 8, 4, "━━━╸"), (0, 0, 4, "")],
)
def test_bars(value: int, most: int, cells: int, bar: str) -> None:
    """Exact to half a cell; one paper among thousands is seen."""
    assert bar_text(value, most, cells) == bar


def test_none_is_a_dot() -> None:
    """Numbers are grouped, and none does not shout."""
    assert [number(value) for value in (0, 7, 1234)] == ["·", "7", "1,234"]


def test_a_table() -> None:
    """Labels at the left, numbers at the right of their columns, bars after them."""
    drawn = table(("tag", "read", "papers"), [Row("#a", ("1", "4"), 4), Row("#深度", ("·", "2"), 2)], 33)
    assert drawn.plain.splitlines() == [
        "tag    read  papers",
        "#a        1       4  ━━━━━━━━━━━━",
        "#深度     ·       2  ━━━━━━",
    ]


def test_a_narrow_table() -> None:
    """Long labels are cut first, then the bars are left out; numbers stay."""
    rows = [Row("a-file-with-a-long-name.txt", ("12",), 12)]
    assert table(("dump", "papers"), rows, 30).plain.splitlines()[1] == "a-file-with-a…      12  ━━━━━━"
    assert table(("dump", "papers"), rows, 22).plain.splitlines()[1] == "a-file-wi…      12"


def test_facts() -> None:
    """Remarks stand beside where there is room, else below."""
    known = [("pace", "3 a day", "over the last days"), ("left", "≈ 9 days", "")]
    assert facts(known, 60).plain.splitlines() == ["pace  3 a day   over the last days", "left  ≈ 9 days"]
    assert facts(known, 20).plain.splitlines() == [
        "pace  3 a day",
        "      over the last",
        "      days",
        "left  ≈ 9 days",
    ]


def test_a_line() -> None:
    """It goes up and down in whole rows, and is joined."""
    assert lines(4, 0, 0, 3, 3, 1, 0) == ["  ╭─╮", "  │ │", "  │ ╰╮", "──╯  ╰"]
    assert lines(3, 1, 1) == ["", "──", ""]


def test_a_chart() -> None:
    """The axes are named: none, half and most at the left, days below; the last value is at the end."""
    days = [date(2024, 3, 1) + timedelta(days=number) for number in range(21)]
    drawn = line_chart(days, [20 - number for number in range(21)], 26, 6).plain.splitlines()
    assert [line[:3] for line in drawn] == ["20 ", "   ", "10 ", "   ", " 0 ", "   "]
    assert drawn[4].endswith("╰──")
    assert drawn[5] == "   Mar 1            Mar 21"


@given(st.lists(st.tuples(texts, numbers, numbers), max_size=8), st.integers(24, 120))
def test_no_table_is_too_wide(rows: list[tuple[str, int, int]], width: int) -> None:
    """Whatever the labels and numbers are, a line fits."""
    drawn = table(("name", "some", "all"), [Row(label, (f"{one}", f"{two}"), two) for label, one, two in rows], width)
    assert all(cell_len(line) <= max(width, 10 + 2 * 9) for line in drawn.plain.split("\n"))


@given(st.lists(numbers, min_size=2, max_size=400), st.integers(20, 120), st.integers(3, 30))
def test_every_chart_fits(values: list[int], width: int, height: int) -> None:
    """It has the rows and cells that it was given, and in each column the line is somewhere."""
    days = [date(2024, 3, 1) + timedelta(days=number) for number in range(len(values))]
    drawn = line_chart(days, values, width, height).plain.split("\n")
    assert len(drawn) == height
    assert all(cell_len(line) <= width + 2 for line in drawn)
    columns = max(map(cell_len, drawn[:-1]))
    axis = len(f"{max(*values, 1):,}") + 1
    assert all(
        any(line[axis + cell : axis + cell + 1].strip() for line in drawn[:-1]) for cell in range(columns - axis)
    )
