"""Numbers as a row of little bars: `▁▂▄█`."""

from collections.abc import Sequence

_BARS = "▁▂▃▄▅▆▇█"
NOTHING = "·"


def sparkline(values: Sequence[float]) -> str:
    """Return a bar for each of some numbers, none below 0; the greatest is whole, and 0 is a dot."""
    most = max(values, default=0)
    return "".join(_BARS[max(0, round(value / most * len(_BARS)) - 1)] if value else NOTHING for value in values)
