"""A clock for libraries: it stands still until a test moves it."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Tells the same time until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2024, 3, 14, 9, 26, 53, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Tell the time."""
        return self.time

    def move(self, **by: int) -> datetime:
        """Move on by hours, days, ...; return the new time."""
        self.time += timedelta(**by)
        return self.time
