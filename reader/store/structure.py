"""What SQLite finds wrong with a library file; see also `soundness`, for what it cannot see."""

from reader.store.asking import Ask
from reader.store.blueprint import PARTS, is_newer, parts, parts_of

MOST_TOLD = 20
"""So many problems of one kind are told; a damaged page may have thousands."""


def misfit(ask: Ask) -> str:
    """Say that the tables are not those of the schema that the file tells of; empty where they are, or may be."""
    ((version,),) = ask("PRAGMA user_version", ())
    made = parts((name, sql) for name, sql in ask(PARTS, ()))
    fits = made and (made == parts_of(version) or is_newer(version, made))
    return "" if fits else f"its tables are not those of schema {version}"


def structure(ask: Ask, *, thorough: bool = True) -> list[str]:
    """Return what SQLite finds wrong; the quick look does not compare indices with what they are of.

    Raises:
        StoreError: it cannot even look.
    """
    if not ask("SELECT value FROM library WHERE key = 'uuid'", ()):
        return ["it has lost its name"]
    if wrong := misfit(ask):
        return [wrong]
    check = "integrity_check" if thorough else "quick_check"
    rows = [line for (told,) in ask(f"PRAGMA {check}({MOST_TOLD})", ()) for line in str(told).splitlines()]
    found = [line for line in rows if line != "ok" and not line.startswith("***")]  # *** in database main ***
    lost = ask("PRAGMA foreign_key_check", ()) if thorough and not found else ()
    return found + [f"a row of {table} refers to a missing row of {parent}" for table, _, parent, _ in lost[:MOST_TOLD]]
