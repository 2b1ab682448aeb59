"""The reading budget: what is unread, and how long that takes at the user's pace. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from reader.library.periods import Period

PACE_DAYS = 28
"""Over how many days pace and inflow are measured."""
WORDS_A_MINUTE = 230
"""How fast adults read English non-fiction silently: 238 on average (Brysbaert 2019), rounded for abstracts."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What is to be read, and what is known of how fast it gets less."""

    unread: int
    words: int
    """Of the abstracts of the unread papers."""
    days: int
    """How many of the last `PACE_DAYS` days the library has known."""
    decided: int
    """Papers read or skipped on these days."""
    arrived: int
    """Papers added on these days, those of the library's first day left out: they are what it began with."""
    arriving_days: int
    """These days, without the library's first."""

    @property
    def minutes(self) -> int:
        """How long reading the abstracts takes."""
        return round(self.words / WORDS_A_MINUTE)

    @property
    def pace(self) -> float:
        """Papers decided a day."""
        return self.decided / self.days if self.days else 0.0

    @property
    def inflow(self) -> float:
        """Papers added a day."""
        return self.arrived / self.arriving_days if self.arriving_days else 0.0

    @property
    def days_left(self) -> int | None:
        """How many days the unread papers take at this pace, if none arrive; None where there is no pace."""
        return ceil(self.unread * self.days / self.decided) if self.decided else None

    @property
    def grows(self) -> bool:
        """Whether more papers arrive than are decided."""
        return self.inflow > self.pace


def budget(days: Sequence[Period], words: int, today: date, *, unread: int) -> Budget:
    """Return the budget of a library with these days, all of them, oldest first."""
    last = [day for day in days if 0 <= (today - day.first).days < PACE_DAYS]
    later = [day for day in last if day.first != days[0].first]
    return Budget(
        unread=unread,
        words=words,
        days=len(last),
        decided=sum(day.decided for day in last),
        arrived=sum(day.added for day in later),
        arriving_days=len(later),
    )
