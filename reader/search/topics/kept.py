"""Topics in a file of the cache: derived from one library, and good for it alone."""

import json
import os
from dataclasses import asdict
from pathlib import Path

import numpy as np

from reader.drafts import draft_folder
from reader.search.topics.grouping import NOWHERE, Groups
from reader.search.topics.making import Topics
from reader.search.topics.topic import Topic

VERSION = 1
"""Grows with every change of how topics are made; those of another version are made anew."""
_ARRAYS = {"papers": "i8", "places": "i2", "fits": "f4", "directions": "f4", "centres": "f4"}


def write(topics: Topics, path: Path, library: str) -> None:
    """Write topics to a file, whole or not at all, that nobody else may read.

    Raises:
        OSError: it cannot be written.
    """
    groups = topics.groups
    head = {
        "version": VERSION,
        "library": library,
        "revision": topics.revision,
        "made_of": topics.made_of,
        "last": topics.last,
        "topics": [asdict(topic) for topic in topics.topics],
        "stems": groups.stems,
    }
    arrays = {name: getattr(groups, name) for name in _ARRAYS}
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with draft_folder(path.parent, 0o700) as folder:
        draft = folder / path.name
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            np.savez(file, head=np.frombuffer(json.dumps(head).encode(), np.uint8), **arrays)
        draft.replace(path)


def read(path: Path, library: str) -> Topics | None:
    """Return the topics in a file; None where there are none, or they are damaged, old, or another library's."""
    if not path.is_file():  # a pipe would have one wait for ever
        return None
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            head = json.loads(file["head"].tobytes())
            if (head["version"], head["library"]) != (VERSION, library):
                return None
            arrays = {name: file[name].astype(kind, casting="equiv") for name, kind in _ARRAYS.items()}
        topics = tuple(Topic(**{**each, "terms": tuple(each["terms"])}) for each in head["topics"])
        groups = Groups(stems=tuple(head["stems"]), **arrays)
        _check(groups, len(topics))
        return Topics(topics, groups, int(head["revision"]), int(head["made_of"]), int(head["last"]))
    except Exception:  # noqa: BLE001 - a damaged archive raises anything
        return None


def _check(groups: Groups, topics: int) -> None:
    """Look whether what was read fits together.

    Raises:
        ValueError: it does not.
    """
    papers, shape = len(groups.papers), groups.directions.shape
    fits = (
        groups.places.shape == groups.fits.shape == (papers,)
        and groups.centres.shape == (topics, shape[0])
        and shape[1] == len(groups.stems)
        and bool((np.diff(groups.papers) > 0).all())
        and bool(((groups.places >= NOWHERE) & (groups.places < topics)).all())
    )
    if not fits:
        raise ValueError("its parts are of different sizes")
