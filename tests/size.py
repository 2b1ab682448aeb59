"""How much a slow test does: `small` unless READER_TEST_SIZE says `full`."""

import os


def sized(*, small: int, full: int) -> int:
    """Return the one that the environment asks for."""
    return full if os.environ.get("READER_TEST_SIZE") == "full" else small
