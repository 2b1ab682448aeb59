"""What a page tells of its papers, and when it is better not to say."""

import pytest

from reader.dumps import parse
from reader.papers import NO_FACTS, Facts

from .pages import HEAD, Pair, papers

(FIRST, SECOND) = papers(2, seed=31)


def facts(*lines: str, pairs: tuple[Pair, ...] = (FIRST, SECOND)) -> list[Facts]:
    """Return the facts of a page whose first paper is followed by `lines`."""
    (title, abstract), *others = pairs
    texts = [*HEAD, title, abstract, *lines, *(text for pair in others for text in pair)]
    return [record.facts for record in parse("\n\n".join(texts)).records]


def test_a_card_tells_its_paper() -> None:
    """Day, votes and stars below an abstract are of the paper above."""
    told = facts("3 authors", "·", "Feb 27, 2025", "Upvote 1,204", "[LINK: GitHub 11.3k]")
    assert told == [Facts(published="2025-02-27", upvotes=1_204, stars=11_300), NO_FACTS]


def test_votes_before_titles() -> None:
    """Where a count stands before the first title, each title has its own; a dash is none."""
    lines = [*HEAD, "101", *FIRST, "·", "Feb 27, 2025", "-", *SECOND, "12"]
    assert [record.facts.upvotes for record in parse("\n\n".join(lines)).records] == [101, 0]


@pytest.mark.parametrize("count", ["9" * 40, "9" * 16 + "k", "9.9.9"])
def test_counts_that_nobody_counted(count: str) -> None:
    """A number that no counter reaches is none."""
    assert facts("3 authors", "·", "Feb 27, 2025", f"Upvote {count}")[0] == Facts(published="2025-02-27", upvotes=0)


@pytest.mark.parametrize("line", ["Mar 15", "Mar 15, 2025", "101", "Submitted by", "https://huggingface.co/papers"])
def test_stray_lines_tell_nothing(line: str) -> None:
    """A day that is not in a card is the page's; a number may count anything."""
    assert facts(line) == [NO_FACTS, NO_FACTS]


def test_a_lost_paper_tells_nobody() -> None:
    """What follows a text without its title is not the paper's before it."""
    lines = [*HEAD, *FIRST, "Lanterns are counted. We have counted them, and they are many. So are kites.", "·"]
    dump = parse("\n\n".join([*lines, "Feb 27, 2025", *SECOND]))
    assert [record.facts for record in dump.records] == [NO_FACTS, NO_FACTS]
    assert len(dump.rejects) == 1


@pytest.mark.parametrize(
    ("saved", "arxiv", "day", "published"),
    [
        ("2026-10-02", "", "May 30", "2026-05-30"),
        ("2026-01-05", "", "Dec 30", "2025-12-30"),
        ("", "2406.00001", "May 30", "2024-05-30"),
        ("", "2501.00001", "Dec 30", "2024-12-30"),
        ("", "2412.00001", "Jan 2", "2025-01-02"),
        ("", "2412.00001", "Jun 2", ""),
        ("", "", "May 30", ""),
        ("2026-10-02", "", "Feb 30", ""),
        ("2026-10-02", "2406.00001", "Jun 3, 2024", "2024-06-03"),
    ],
)
def test_years_that_are_left_out(saved: str, arxiv: str, day: str, published: str) -> None:
    """The year of a day without one is that in which the page was saved, or that of the id; else there is no day."""
    title, abstract = FIRST
    head = f"---\nretrieved: {saved}\n---\n" if saved else "---\n---\n"
    link = f"\n\nhttps://huggingface.co/papers/{arxiv}" if arxiv else ""
    text = f"{head}by AK and the research community\n\n{title}{link}\n\n{abstract}\n\n3 authors\n\n·\n\n{day}"
    (record,) = parse(text).records
    assert (record.facts.arxiv, record.facts.published) == (arxiv, published)


def test_an_id_is_not_taken_from_the_next_paper() -> None:
    """An address behind a card's end leads to the next one, not to this."""
    told = facts("3 authors", "https://huggingface.co/papers/2401.00002")
    assert told == [NO_FACTS, NO_FACTS]
