import pytest

from reader.display import sparkline


@pytest.mark.parametrize(
    ("values", "bars"),
    [
        ([], ""),
        ([0, 0], "··"),
        ([1, 2, 4, 8], "▁▂▄█"),
        ([0.001, 1], "▁█"),
        ([3, 0, 3], "█·█"),
    ],
)
def test_bars(values: list[float], bars: str) -> None:
    """The greatest is whole, none is a dot, and what is little is seen."""
    assert sparkline(values) == bars
