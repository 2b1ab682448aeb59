"""Saved queries: those of the library and those of config.yaml, as one."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import datetime

from reader.errors import QueryError, SettingsError, TextError
from reader.papers import clean_line
from reader.query import Query, clean_name, expand, parse
from reader.query.values import nearest
from reader.store import Store


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query with a name."""

    name: str
    text: str
    """As it prints."""
    configured: bool
    """It stands in config.yaml, which is the user's to change."""


def usable_queries(configured: Mapping[str, str]) -> tuple[list[SavedQuery], list[SettingsError]]:
    """Return the queries of config.yaml that can be used, clean, and what is wrong with the others."""
    usable: dict[str, SavedQuery] = {}
    wrong: list[SettingsError] = []
    for written, text in configured.items():
        try:
            saved = _checked(written, text, usable)
            usable[saved.name.casefold()] = saved
        except SettingsError as error:
            wrong.append(error)
    return list(usable.values()), wrong


def check_queries(configured: Mapping[str, str]) -> None:
    """Look whether all queries of config.yaml can be used.

    Raises:
        SettingsError: one cannot be meant, or its name cannot be a name.
    """
    _, wrong = usable_queries(configured)
    if wrong:
        raise wrong[0]


def _checked(written: str, text: str, others: Container[str]) -> SavedQuery:
    try:
        name, query = clean_name(written), parse(text)
    except TextError as error:
        raise SettingsError(f"config.yaml, queries: {error.message}", error.hint) from error
    except QueryError as error:
        where = f"config.yaml: the query “{clean_line(written)}” cannot be meant, at {error.column + 1}"
        raise SettingsError(f"{where}: {error.message}", error.hint) from error
    if not str(query):
        raise SettingsError(f"config.yaml: the query “{name}” says nothing", "Such as: is:unread rating:>=3")
    if name.casefold() in others:
        raise SettingsError(f"config.yaml: there are two queries “{name}”", "Case does not part names.")
    return SavedQuery(name, str(query), configured=True)


class SavedQueries:
    """All saved queries; where a name is in both places, that of config.yaml counts."""

    def __init__(self, store: Store, configured: Callable[[], Mapping[str, str]]) -> None:
        """Take the settings' queries as a question: they are asked for when somebody needs them."""
        self._store = store
        self._configured = configured

    def all(self) -> list[SavedQuery]:
        """Return the saved queries in the order of their names; what is wrong in config.yaml is left out."""
        stored = [SavedQuery(name, text, configured=False) for name, text in self._store.saved.all().items()]
        by_name = {saved.name.casefold(): saved for saved in (*stored, *self._of_settings())}
        return [by_name[name] for name in sorted(by_name)]

    def expand(self, query: Query) -> Query:
        """Return `query` with conditions in place of the names of saved queries.

        Raises:
            QueryError: a name that is not there, cannot be meant, or needs itself.
        """
        return expand(query, self._texts)

    def save(self, name: str, text: str, now: datetime) -> SavedQuery | None:
        """Save a query; return the one that it replaces.

        Raises:
            QueryError: it cannot be meant, or would need itself.
            TextError: it says nothing, or the name cannot be one or stands in config.yaml.
        """
        name, query = clean_name(name), parse(text)
        if not str(query):
            raise TextError("This query says nothing", "Save one that does, such as: is:unread rating:>=3")
        self._refuse_configured(name)
        expand(parse(f'list:"{name}"'), lambda: self._texts() | {name: str(query)})
        before = self._store.saved.save(name, str(query), now)
        return None if before is None else SavedQuery(name, before, configured=False)

    def forget(self, name: str, now: datetime) -> SavedQuery:
        """Remove a saved query and return it.

        Raises:
            TextError: there is none of this name, or it stands in config.yaml.
        """
        self._refuse_configured(name)
        known = {saved.name.casefold(): saved for saved in self.all()}
        text = self._store.saved.remove(name, now)
        if text is None:
            near = nearest(name.casefold(), known)
            hint = f"Did you mean {known[near].name}?" if near else "`reader saved` lists them."
            raise TextError(f"There is no saved query “{name}”", hint)
        return SavedQuery(known[name.casefold()].name, text, configured=False)

    def configure(self, queries: Mapping[str, str]) -> None:
        """Take other queries of config.yaml."""
        self._configured = lambda: queries

    def _of_settings(self) -> list[SavedQuery]:
        usable, _ = usable_queries(self._configured())
        return usable

    def _texts(self) -> dict[str, str]:
        return {saved.name: saved.text for saved in self.all()}

    def _refuse_configured(self, name: str) -> None:
        if any(saved.name.casefold() == name.casefold() for saved in self._of_settings()):
            raise TextError(f"“{name}” stands in config.yaml", "Change it there; Reader never writes that file.")
