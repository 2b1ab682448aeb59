"""Fields that files write in many ways."""

import pytest

from reader.dumps.fields import names_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee, Bo Ho and Cy Fu", ("Ann Lee", "Bo Ho", "Cy Fu")),
        ("Ann Lee; Bo Ho", ("Ann Lee", "Bo Ho")),
        ("Lee, Ann", ("Ann Lee",)),
        ("Lee, Ann and Ho, Bo", ("Ann Lee", "Bo Ho")),
        ("van der Lee, Ann and Ho, Bo", ("Ann van der Lee", "Bo Ho")),
        ("Lee, Ann; Ho, Bo", ("Ann Lee", "Bo Ho")),
        ("Lee, Ann; Ho, Bo;", ("Ann Lee", "Bo Ho")),
        ("Lee, Ann; Bo Ho, MIT; Cy Fu", ("Lee", "Ann", "Bo Ho", "MIT", "Cy Fu")),
        (" ; ", ()),
        ("Ann Lee, Bo Ho", ("Ann Lee", "Bo Ho")),
        ("Ann Lee (Kite Lab (North)), Bo Ho", ("Ann Lee", "Bo Ho")),
        ("", ()),
    ],
)
def test_people(text: str, names: tuple[str, ...]) -> None:
    """Names one after the other, or last names first; what stands in brackets is none."""
    assert names_of(text) == names
