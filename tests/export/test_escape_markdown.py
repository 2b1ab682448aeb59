import pytest

from reader.export import escape_markdown
from reader.export.escaping import hashtag, linked


@pytest.mark.parametrize(
    "text",
    [
        "Attention Is All You Need",
        "Self-supervised, long-range (LLM) models: a survey; what next?",
        "snake_case_names and AT&T at 95% = good, a/b + c",
        "3D vision > 2D vision!",
        "1986 was (a great) year",
        "词语、「引用」 – été “curly” 😀",
    ],
)
def test_plain_titles_are_left_alone(text: str) -> None:
    """Nothing is escaped that has no meaning where it stands."""
    assert escape_markdown(text) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("A* in $n$", r"A\* in \$n\$"),
        ("_a_ b_c", r"\_a\_ b_c"),
        ("R&amp;D & co", r"R\&amp;D & co"),
        ("x -- y - z", r"x \-\- y - z"),
        ("1. One", r"1\. One"),
        ("(iv) Four", r"(iv\) Four"),
        ("- dash", r"\- dash"),
        ("a :smile: b: c", r"a \:smile: b: c"),
        ("a b\n\n c", "a b c"),
        ("", ""),
    ],
)
def test_what_has_a_meaning_is_escaped(text: str, escaped: str) -> None:
    """A backslash goes before what a Markdown program would take for markup, and a text is one line."""
    assert escape_markdown(text) == escaped


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("See https://x.org/a_b*c.", "See <https://x.org/a_b*c>."),
        ("https://x.org/a, https://x.org/ab", "<https://x.org/a>, <https://x.org/ab>"),
        ("at github.com/a_b/_c", r"at github.com/a_b/\_c"),
        ("http://nohost/_a", r"http\://nohost/\_a"),
        ("https://x.org/?a&lt;b", r"https\://x.org/?a\&lt;b"),
    ],
)
def test_addresses_become_links_whole(text: str, escaped: str) -> None:
    """An address is never escaped within; one that cannot stand in <> is text."""
    assert escape_markdown(text) == escaped


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://x.org/a_(b)?c=[d]&e=f", "<https://x.org/a_(b)?c=[d]&e=f>"),
        ("https://x.org/a b>c", r"[https\://x.org/a b>c](<https://x.org/a%20b%3Ec>)"),
        ("https://x.org/?a&lt;", r"[https\://x.org/?a\&lt;](<https://x.org/?a&amp;lt;>)"),
    ],
)
def test_a_link_is_safe_whatever_its_address(url: str, link: str) -> None:
    """What may not stand between < and > is percent-encoded in the address, and shown as it is."""
    assert linked(url) == link


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("nlp", "#nlp"),
        ("nlp/llm", "#nlp/llm"),
        ("to-read_soon", "#to-read_soon"),
        ("c++", "#cplusplus"),
        ("gpt-3.5", "#gpt-3-5"),
        ("a.-_b", "#a-b"),
        ("x_/_y", "#x/y"),
        ("2024", "#y2024"),
        ("2024/05", "#y2024/05"),
        ("2024-05", "#2024-05"),
        ("été", "#été"),
    ],
)
def test_tags_are_tags_in_obsidian(tag: str, expected: str) -> None:
    """Characters that would end a tag in Obsidian are replaced by what reads the same."""
    assert hashtag(tag) == expected
