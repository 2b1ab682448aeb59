"""Subscriptions and digests of a backup: checked, because it may come from anybody, and brought into a library."""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from reader.errors import ReaderError
from reader.export.digest import DIGEST_FORMATS
from reader.library.attaching import Conflict
from reader.library.digests import MOST_PAPERS
from reader.library.post import Kind
from reader.library.schedules import schedule
from reader.papers import clean_line
from reader.query import parse
from reader.store import Store
from reader.store.digests import Told
from reader.store.whole import Whole

_WORDING = re.compile(r"[0-9a-f]{64}")
_TERMS = {"query": str, "every": str, "at": str, "limit": int, "kind": str, "path": str, "format": str}
_ABOUT = {"name": str, "query": str, "since": str, "left": int, "told": int, "where": str, "groups": list}
_MOST_LEFT = 2**53


def checked_terms(terms: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the terms of a subscription as Reader writes them; None where it would not have written these."""
    if not _has(terms, _TERMS) or not 1 <= terms["limit"] <= MOST_PAPERS:
        return None
    is_path = Path(terms["path"]).is_absolute() if terms["kind"] in {"file", "maildir"} else not terms["path"]
    if terms["kind"] not in get_args(Kind) or terms["format"] not in DIGEST_FORMATS or not is_path:
        return None
    with suppress(ReaderError):
        known = schedule(terms["every"], terms["at"])
        query = str(parse(terms["query"]))
        return {**terms, "query": query, "every": known.every, "at": known.at}
    return None


def checked_about(about: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what was noted of a digest, clean; None where Reader would not have noted this."""
    about = {**about, "told": about.get("told", 0), "where": about.get("where", "")}
    if not _has(about, _ABOUT) or not all(map(_is_group, about["groups"])):
        return None
    if not all(0 <= about[count] <= _MOST_LEFT for count in ("left", "told")):
        return None
    with suppress(ValueError):
        if datetime.fromisoformat(about["since"]).tzinfo:
            groups = [
                {"name": clean_line(group["name"]), "reasons": list(map(clean_line, group["reasons"]))}
                for group in about["groups"]
            ]
            lines = {name: clean_line(about[name]) for name in ("name", "query", "where")}
            return {**about, **lines, "groups": groups}
    return None


def checked_papers(papers: list[Any]) -> tuple[tuple[str, ...], ...] | None:
    """Return the wordings of a digest's papers; None where these are none."""
    for wordings in papers:
        if not isinstance(wordings, list) or not wordings:
            return None
        if not all(isinstance(wording, str) and _WORDING.fullmatch(wording) for wording in wordings):
            return None
    return tuple(map(tuple, papers))


def bring_digests(store: Store, whole: Whole, *, merging: bool = False) -> list[Conflict]:
    """Bring the subscriptions and digests of another library, each once; return what stayed away. In a transaction.

    What would write over a file that is there prints instead. Merged, a digest is nobody's here: it tells what was
    told, and that no subscription was done.
    """
    here = {each.name.casefold(): each for each in store.subscriptions.all()}
    conflicts: list[Conflict] = []
    for each in whole.subscriptions:
        terms = dict(each.terms)
        if terms["kind"] == "file" and Path(terms["path"]).exists():
            terms |= {"kind": "print", "path": ""}
        known = here.get(each.name.casefold())
        if known is None and terms != each.terms:
            conflicts.append(Conflict(f"subscription “{each.name}”", "its file is there already: it prints instead"))
        if known is None:
            store.subscriptions.put(type(each)(each.name, terms, each.made))
        elif known.terms not in (each.terms, terms):
            conflicts.append(Conflict(f"subscription “{each.name}”", "another here has the name: it stays"))
    told = {_key(each) for each in store.digests.told()}
    for digest in whole.digests:
        if _key(digest) not in told:
            store.digests.put(Told("", digest.made, digest.about, digest.papers) if merging else digest)
    return conflicts


def _key(told: Told) -> str:
    return json.dumps([told.made.isoformat(), told.about, told.papers], sort_keys=True)


def _is_group(group: object) -> bool:
    if not isinstance(group, dict) or not _has(group, {"name": str, "reasons": list}):
        return False
    return all(isinstance(reason, str) for reason in group["reasons"])


def _has(values: Mapping[str, Any], kinds: Mapping[str, type]) -> bool:
    """Say whether there are these values of these kinds, and no others."""
    return values.keys() == kinds.keys() and all(type(values[name]) is kind for name, kind in kinds.items())
