"""When a subscription is due: on which days of the week, at what time of the day, by local time. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from reader.errors import TextError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORDS = {"day": DAYS, "week": DAYS[:1], "weekdays": DAYS[:5]}
_AT = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_A_DAY = timedelta(days=1)
_TRUSTED = _A_DAY
"""A digest that was made later than that after now was made by a clock that ran ahead: it counts for nothing."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Some days of each week, and a time."""

    every: str
    """`day`, `week` (on Mondays), `weekdays`, or days: `mon,thu`."""
    at: str
    """`07:30`."""

    @property
    def days(self) -> tuple[str, ...]:
        """The days, in the order of the week."""
        named = _WORDS.get(self.every) or self.every.split(",")
        return tuple(day for day in DAYS if day in named)

    def __str__(self) -> str:
        days = " and ".join(", ".join(day.title() for day in self.days).rsplit(", ", 1))
        named = {"day": "every day", "week": "on Mondays", "weekdays": "on weekdays"}
        return f"{named.get(self.every, f'on {days}')} at {self.at}"

    def last_before(self, moment: datetime) -> datetime:
        """Return the last time that it was due, up to `moment`; in local time."""
        local = moment.astimezone()
        for back in range(8):
            due = self._on(local, -back)
            if DAYS[due.weekday()] in self.days and due <= local:
                return due
        return due

    def next_after(self, moment: datetime) -> datetime:
        """Return the first time after `moment` that it is due; in local time."""
        local = moment.astimezone()
        for ahead in range(8):
            due = self._on(local, ahead)
            if DAYS[due.weekday()] in self.days and due > local:
                return due
        return due

    def _on(self, local: datetime, ahead: int) -> datetime:
        at = time(int(self.at[:2]), int(self.at[3:]))
        return datetime.combine(local.date() + ahead * _A_DAY, at).astimezone()

    def is_due(self, now: datetime, begun: datetime, last: datetime | None) -> bool:
        """Say whether it is due at `now`, `begun` being when it was made, and `last` when it was done.

        What was missed is made up for once. A clock that jumps makes it due once more, or not again at once.
        """
        due = self.last_before(now)
        if last is not None and last <= now + _TRUSTED:
            return last < due
        return begun <= due or begun > now


def schedule(every: str, at: str) -> Schedule:
    """Return the schedule that two texts mean.

    Raises:
        TextError: they mean none.
    """
    name, said = every.strip().lower(), _AT.fullmatch(at.strip())
    days = [part.strip()[:3] for part in name.split(",")]
    if name not in _WORDS and not (set(days) <= set(DAYS) and all(map(_is_day, name.split(",")))):
        raise TextError(f"“{every}” says no days", "day, week, weekdays, or days of the week: mon,thu")
    if not said:
        raise TextError(f"“{at}” is no time of the day", "Such as: 07:30")
    return Schedule(name if name in _WORDS else _in_order(days), f"{int(said[1]):02}:{said[2]}")


def _is_day(text: str) -> bool:
    whole = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return text.strip() in {*DAYS, *whole}


def _in_order(days: Iterable[str]) -> str:
    named = set(days)
    return ",".join(day for day in DAYS if day in named)
