"""What is a page of papers and what is not."""

from pathlib import Path

import pytest

from reader.dumps import parse

from .pages import papers

ROOT = Path(__file__).resolve().parents[2]

PROSE = """A Walk along the River

We went out early. The kites were still in the shed, and it was cold.

Nobody had told us about the bridge. It was closed, so we went on to the next one, and then to the one after that.

The lanterns were lit when we came home. We counted them: there were twelve, as there are every evening in autumn.

Afterwards we sat in the kitchen. The kettle sang. It is a good kettle, and we have had it for years.
"""
README = """# Kites

Kites is a program that counts kites. It is fast, and it has been tested on many kites.

## Installing

    pip install kites

## Using

```
kites count
```

- `kites count` counts
- `kites fly` flies them, where there is wind

## Licence

Free.
"""


@pytest.mark.parametrize("name", ["LICENSE", "README.md", "CHANGELOG.md", "pyproject.toml", "requirements.lock"])
def test_files_of_a_project_are_no_pages(name: str) -> None:
    """The licence of this program is no paper, nor is anything else that lies about beside the dumps."""
    text = (ROOT / name).read_text(encoding="utf-8")
    dump = parse(text)
    (reject,) = dump.rejects
    assert dump.records == ()
    assert (reject.line, reject.reason[:16]) == (1, "no papers found:")
    assert dump.lines.read == dump.lines.chrome + dump.lines.rejected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (PROSE, "this is no page of papers: of 5 pieces of text, 2 look like a title with its abstract"),
        (README, "this is Markdown, but no page of papers: of "),
    ],
)
def test_the_reject_says_what_does_not_fit(text: str, why: str) -> None:
    """Prose has a title or two, and then one paragraph after the other."""
    (reject,) = parse(text).rejects
    assert reject.reason.startswith(f"no papers found: {why}")


@pytest.mark.parametrize("count", [1, 2, 5, 30])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_titles_and_abstracts_need_no_banner(count: int, gap: str) -> None:
    """What alternates is a page, whatever is missing around it."""
    pairs = [pair for pair in papers(40, seed=11) if not pair[0].endswith(".")][:count]
    dump = parse(gap.join(text for pair in pairs for text in pair))
    assert [(record.title, record.abstract) for record in dump.records] == pairs


def test_headings_and_abstracts_need_no_banner() -> None:
    """A piece out of a page in Markdown is read, links or not."""
    pairs = [pair for pair in papers(40, seed=12) if len(pair[1]) > 250][:5]
    dump = parse("\n\n".join(f"### {title}\n\n{abstract}" for title, abstract in pairs))
    assert [(record.title, record.abstract) for record in dump.records] == pairs


def test_one_line_of_a_page_is_enough() -> None:
    """Where a card's lines stand, even odd papers are taken."""
    text = "Kites.\n\nRed ones\n\nNo One Counts Lanterns\n\nNot us"
    assert parse(text).records == ()
    dump = parse(f"by AK and the research community\n\n{text}")
    assert [record.title for record in dump.records] == ["Kites.", "No One Counts Lanterns"]


def test_a_card_over_and_over_is_one_paper() -> None:
    """Repeats say nothing against a page."""
    title, abstract = papers(1, seed=1)[0]
    dump = parse(f"### [{title}](/papers/2401.00001)\n\n{abstract}\n\n" * 50)
    assert [(record.title, record.abstract) for record in dump.records] == [(title, abstract)]
    assert dump.lines.repeats == 98
