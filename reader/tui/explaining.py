"""Errors as sentences."""

from reader.errors import ReaderError


def explained(error: ReaderError) -> str:
    """Return what went wrong and what to do about it, on one line."""
    return f"{error.message.rstrip('.')}. {error.hint}".strip()
