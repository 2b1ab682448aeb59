"""Lines of Markdown as the page shows them."""

import pytest

from reader.dumps.layout import Line, paragraphs_of
from reader.dumps.markup import is_marked, unmarked
from tests.fuzz.deadline import within

SITE = "https://huggingface.co"


def bare(text: str) -> list[Line]:
    """Return the lines of `text` without marks."""
    return [line for paragraph in unmarked(paragraphs_of(text)) for line in paragraph]


@pytest.mark.parametrize(
    ("raw", "text", "links"),
    [
        (f"### [Kites [Redux]]({SITE}/papers/2401.00001)", "Kites [Redux]", (f"{SITE}/papers/2401.00001",)),
        ("### Counting in C# #", "Counting in C#", ()),
        ("1. [Kites](/papers/2401.00001)", "Kites", ("/papers/2401.00001",)),
        ("**[Kites](/papers/2401.00001)**", "Kites", ("/papers/2401.00001",)),
        (f"[- ![]({SITE}/a.svg)", "-", ()),
        ("![A kite](https://x.example/k.png)", "", ()),
        ("[[图片：一只风筝]](/papers/2401.00001)", "", ("/papers/2401.00001",)),
        (f"end of it.]({SITE}/papers/2401.00001)", "end of it.", (f"{SITE}/papers/2401.00001",)),
        ("* 3 authors", "* 3 authors", ()),
        ("][12]", "", ("#12",)),
        ("<https://kites.example/a>", "<https://kites.example/a>", ("https://kites.example/a",)),
        ('<a id="part-3"></a>', "", ()),
        ("```text", "", ()),
    ],
)
def test_marks_are_taken_off(raw: str, text: str, links: tuple[str, ...]) -> None:
    """What is left is what the page shows; the addresses are kept beside it."""
    (line,) = bare(raw)
    assert (line.text, line.links) == (text, links)


@pytest.mark.parametrize(
    "text",
    [
        "Kites fly [1][2] and fall [3].",
        "Our code is at [the usual place](https://kites.example/code).",
        "Half of them (50 \\%) are $k_{red}$, and f(x) is [0, 1).",
        "We use kite_flyer and *stars*.",
    ],
)
def test_what_authors_write_is_left(text: str) -> None:
    """Citations, TeX and a link inside a sentence are the abstract's own."""
    assert bare(text)[0].text == text


def test_numbered_links_lead_where_the_list_says() -> None:
    """The list may stand anywhere below."""
    line, listed = bare("### [Kites][2]\n\n[2]: https://huggingface.co/papers/2401.00001")
    assert line.links == listed.links == ("https://huggingface.co/papers/2401.00001",)
    assert (line.level, listed.text) == (3, "")


def test_escapes_are_undone_where_lines_end_in_them() -> None:
    """Only a converter that breaks lines with backslashes escapes letters; elsewhere a backslash is TeX."""
    assert [line.text for line in bare("a\\_b \\*c\\*\\\\\nrest 8\\%")] == ["a_b *c*", "rest 8\\%"]
    assert bare("a\\_b 8\\%")[0].text == "a\\_b 8\\%"


def test_front_matter_is_the_converters() -> None:
    """What stands between two rules at the top is no text."""
    assert [line.text for line in bare("---\ntitle: Kites\n---\nKites")] == ["", "", "", "Kites"]
    assert [line.text for line in bare("---\nKites")][1] == "Kites"


@pytest.mark.parametrize("text", ["# Kites\n\nText", "[K](/papers/2401.00001)", "x\n][3]\n", "---\na: b\n---"])
def test_markdown_is_told_by_its_marks(text: str) -> None:
    """Front matter, a heading, a link to a paper, the end of a numbered link."""
    assert is_marked(text)


@pytest.mark.parametrize("text", ["#1 of Kites", "C# is fine [1](2)", "See [it](https://x.example)", "- a\n- b"])
def test_text_is_not_taken_for_markdown(text: str) -> None:
    """Titles and abstracts of a text dump may look a little like it; they stay as they are."""
    assert not is_marked(text)


def test_ends_of_links_are_counted_once() -> None:
    """A line of nothing else, half a million letters long, takes no time to speak of; those that are open stay."""
    with within(20):
        assert [line.text for line in bare("][1]" * 120_000)] == [""]
    assert [line.text for line in bare("a [b ][1] c][2]")] == ["a b c"]
