"""What SQLite finds wrong with a library file; see also `soundness`, for what it cannot see."""

from reader.store.asking import Ask

MOST_TOLD = 20
"""So many problems of one kind are told; a damaged page may have thousands."""


def structure(ask: Ask, *, thorough: bool = True) -> list[str]:
    """Return what SQLite finds wrong; the quick look does not compare indices with what they are of.

    Raises:
        StoreError: it cannot even look.
    """
    if not ask("SELECT value FROM library WHERE key = 'uuid'", ()):
        return ["it has lost its name"]
    check = "integrity_check" if thorough else "quick_check"
    found = [str(row[0]) for row in ask(f"PRAGMA {check}({MOST_TOLD})", ()) if row[0] != "ok"]
    lost = ask("PRAGMA foreign_key_check", ()) if thorough and not found else ()
    return found + [f"a row of {table} refers to a missing row of {parent}" for table, _, parent, _ in lost[:MOST_TOLD]]
