import pytest

from reader.export.notes import quote_note


def quoted(note: str) -> str:
    """Return the note as it stands in a list, without the quote's marks."""
    lines = quote_note(note)
    assert all(line == ">" or line.startswith("> ") for line in lines)
    return "\n".join(line[2:] for line in lines)


@pytest.mark.parametrize(
    "note",
    [
        "Some **bold**, *emphasis*, [link](https://x.org), <https://x.org> and $x$",
        "# Heading\n\n- one\n  - two\n\n1. three\n\n> quote\n\n[1] a reference",
        "`<mask>` and ``a ` b`` and \\<escaped>",
        "```python\nif a < b:\n    - [ ] pass\n```\nafter",
        "a < b, a -> b, a <- b",
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ],
)
def test_markdown_in_a_note_stays(note: str) -> None:
    """What stays within the note anyway is not touched."""
    assert quoted(note) == note


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("- [ ] fake\n  - [x] fake", "- **\\[ ]** fake\n  - **\\[x]** fake"),
        ("- > 1. [ ] deep", "- > 1. **\\[ ]** deep"),
        ("[x]: https://x.org", "**\\[x]**: https://x.org"),
        ("<!-- reader:x -->", "\\<!-- reader:x -->"),
        ("`<!-- reader:x -->`", "`<! -- reader:x -->`"),
        ("</li></ul><script>", "\\</li>\\</ul>\\<script>"),
        ("a\n---\ntitle: evil\n---", "a\n\n***\ntitle: evil\n\n***"),
        ("```\nopen <!--", "```\nopen <! --\n```"),
        ("  ```\na ` b", "  \\`\\`\\`\na \\` b"),
        ("`</li>`{=html}", "`</li>`\\{=html}"),
        ("~~~ {=html}", "\\~\\~\\~ {=html}"),
        ("%%hidden", "\\%\\%hidden"),
    ],
)
def test_what_would_leave_the_note_is_shown_as_text(note: str, expected: str) -> None:
    """Tasks, comments, HTML, front matter and open code cannot reach the rest of the list."""
    assert quoted(note) == expected


def test_no_note_is_no_quote() -> None:
    """An empty note leaves nothing."""
    assert quote_note("") == []
