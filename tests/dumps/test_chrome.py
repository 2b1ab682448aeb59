import pytest

from reader.dumps.chrome import is_certain_chrome, is_chrome, page_date


@pytest.mark.parametrize(
    "line",
    [
        *("new", "NEW", "Subscribe", "Daily Papers", "byAK and the research community", "by", "AK", "- Daily"),
        *("Get trending papers in your email inbox once a day!", "Models", "System theme", "Next", "TOS"),
        *("Mar 14", "Feb 27, 2025", "· May 29", "Published on Oct 4, 2026", "101", "-", "·", "1,204", "11.3k"),
        *("Upvote 117", "3 authors", "1 author", "Submitted by", "[LINK: GitHub 11.3k]", "arXiv Page", "+4"),
        *("[Content truncated]", "https://huggingface.co/papers/date/2026-03-24"),
    ],
)
def test_lines_of_the_page_are_chrome(line: str) -> None:
    """Banner, navigation, cards' counts and dates, and footer are known, in any case."""
    assert is_chrome(line)


@pytest.mark.parametrize(
    "line",
    [
        *("Models of Kites", "New Kites", "March of the Kettles", "May 29 Kites", "Mayfly 12", "12 Angry Kettles"),
        *("Privacy.", "Next: Kites", "https://example.org/kites", "Daily Papers Are Read Nightly", "A"),
    ],
)
def test_titles_are_not_chrome(line: str) -> None:
    """A line that only begins like chrome is none."""
    assert not is_chrome(line)


def test_ordinary_words_are_chrome_only_by_themselves() -> None:
    """A wrapped text may end in a line `models`; no text is broken around the banner."""
    assert is_chrome("models")
    assert not is_certain_chrome("models")
    assert is_certain_chrome("Get trending papers in your email inbox!")


def test_page_date_is_kept_as_printed() -> None:
    """The date comes without its bullet and otherwise as it stands."""
    assert page_date("· Feb 27, 2025") == "Feb 27, 2025"
    assert page_date("Feb 31 kites") == ""
