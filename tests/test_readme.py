"""The README against the program."""

from pathlib import Path

from reader.tui.keys import keys_markdown
from reader.tui.rebinding import bound_keys

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_table_of_keys_is_the_programs() -> None:
    """README's table is what `reader keys --format markdown` prints."""
    assert keys_markdown(bound_keys({})) in README


def test_every_picture_is_there() -> None:
    """README shows no picture that does not exist."""
    shown = [line.split("](")[1].rstrip(")") for line in README.splitlines() if line.startswith("![")]
    assert shown
    assert all((Path(__file__).parents[1] / path).is_file() for path in shown)
