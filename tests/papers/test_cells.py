"""Cells of a spreadsheet: no formula goes out, and what went out comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers.cells import defuse_cell, read_cell


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@sum", "'@sum"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("a=1", "a=1"),
        ("'tis", "'tis"),
        ("", ""),
    ],
)
def test_no_formula_goes_out(text: str, cell: str) -> None:
    """A cell that a spreadsheet would run gets an apostrophe, and so does one that looks defused; no other does."""
    assert defuse_cell(text) == cell
    assert read_cell(cell) == text


@pytest.mark.parametrize("cell", ["=1+1", "'tis", "-5", ""])
def test_cells_of_others(cell: str) -> None:
    """What another program wrote is read as it stands."""
    assert read_cell(cell) == cell


@given(st.one_of(st.text(), st.text("'=+-@\t\r\na", max_size=6)))
def test_what_goes_out_comes_back(text: str) -> None:
    """Reading takes off exactly what writing put there."""
    assert read_cell(defuse_cell(text)) == text
    assert defuse_cell(text)[:1] not in set("=+-@\t\r\n")
