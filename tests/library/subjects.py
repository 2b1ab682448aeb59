"""Papers about a few things that have nothing to do with each other."""

import json
import random
from pathlib import Path

from reader.library import Library

SUBJECTS = {
    "harbours": ["harbour", "ship", "tide", "pilot", "anchor", "quay", "dredging", "cargo"],
    "orchards": ["orchard", "apple", "pruning", "blossom", "graft", "harvest", "rootstock", "frost"],
    "violins": ["violin", "bow", "string", "varnish", "luthier", "soundpost", "resonance", "scroll"],
    "glaciers": ["glacier", "moraine", "crevasse", "ice", "meltwater", "firn", "calving", "snowline"],
}
"""Each with words that only its papers use."""
KILNS = {"kilns": ["kiln", "glaze", "clay", "firing", "porcelain", "bisque", "wheel", "slip"]}
"""Something else, for later."""
STRANGER = ("Minutes of a Meeting", "Nobody came, and so the chairs were put away again before anyone could sit down.")
_FRAMES = (
    "We look at the {} and the {} in turn.",
    "A {} needs a {}, as we show.",
    "What the {} does to the {} is new.",
)


def papers(each: int = 12, *, seed: int = 3, subjects: tuple[str, ...] = tuple(SUBJECTS)) -> list[dict[str, str]]:
    """Return so many papers of each subject, mixed."""
    rng = random.Random(seed)  # noqa: S311 - papers, not secrets
    told = []
    for name in subjects:
        for number in range(each):
            words = rng.sample((SUBJECTS | KILNS)[name], 6)
            text = " ".join(rng.choice(_FRAMES).format(*words[at : at + 2]) for at in (0, 2, 4))
            told.append({"title": f"{name.title()} {words[0]} {seed}-{number}", "abstract": text})
    rng.shuffle(told)
    return told


def add_subjects(library: Library, folder: Path, each: int = 12) -> None:
    """Put papers of all subjects into a library."""
    write(folder / "subjects.json", papers(each))
    library.add([folder / "subjects.json"])


def write(path: Path, told: list[dict[str, str]]) -> None:
    """Write papers as a dump."""
    path.write_text(json.dumps(told), encoding="utf-8")
