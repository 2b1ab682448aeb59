from collections import Counter

import pytest

from tests.bench import mending


@pytest.fixture(scope="module")
def verdicts() -> Counter[str]:
    """What became of the words of 944 abstracts whose TeX the page has damaged."""
    if not mending.PAIRS.exists():
        pytest.skip("the pairs of abstracts are not beside the project")
    return Counter(place.verdict for page, source in mending.pairs() for place in mending.places(page, source))


def test_most_damage_is_mended(verdicts: Counter[str]) -> None:
    """As many places as were reached come out as the source is shown."""
    assert verdicts["mended"] >= 720


def test_hardly_a_word_elsewhere_is_shown_otherwise(verdicts: Counter[str]) -> None:
    """Those few are TeX that the source has not, or has elsewhere; each was looked at."""
    assert verdicts["touched"] <= 16
