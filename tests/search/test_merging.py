"""Segments that become one."""

from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import pytest

from reader.search import merging
from reader.search.arrays import FieldArrays
from reader.search.texts import Texts

WORDS = ("deep", "learning", "learn", "GPT-4", "of", "C++", "nets")
TEXTS = [" ".join(WORDS[(text * text + 3 * at) % len(WORDS)] for at in range(text % 9)) for text in range(40)]


def indexed(texts: list[str]) -> dict[str, FieldArrays]:
    """Return the fields of a segment of texts."""
    made = Texts()
    for text in texts:
        made.add({"title": text[:12], "abstract": text})
    return dict(made.fields())


@pytest.mark.parametrize("at_once", [1, 5, 1 << 19])
@pytest.mark.parametrize("cuts", [(), (0,), (1, 2), (13, 13, 30), (40,)])
def test_merged_segments_are_those_of_all_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cuts: tuple[int, ...], at_once: int
) -> None:
    """However the texts are cut into segments, and however much is copied at once: the arrays are the same."""
    monkeypatch.setattr(merging, "AT_ONCE", at_once)
    bounds = [0, *cuts, len(TEXTS)]
    parts = [indexed(TEXTS[first:last]) for first, last in pairwise(bounds)]
    for name, whole in indexed(TEXTS).items():
        merging.merge([part[name] for part in parts], tmp_path / name)
        found = FieldArrays.open(tmp_path / name)
        for each in fields(FieldArrays):
            expected, got = getattr(whole, each.name), getattr(found, each.name)
            assert (expected is None and got is None) or (expected.dtype, expected.tolist()) == (
                got.dtype,
                got.tolist(),
            )
