import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export.notes import quote_note
from reader.export.told import quoted_text
from reader.export.unquoting import unquote_note
from reader.papers import clean_text


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


PIECES = st.sampled_from(
    [
        "<b>",
        "</li>",
        "<!-- x -->",
        "- [ ] ",
        "[x]",
        "  ",
        "`",
        "```",
        "~~~",
        "%%",
        "%",
        "a",
        " ",
        "☐ ",
        "> ",
        "1. ",
        "a_b",
    ]
)
LINES = st.lists(PIECES | st.text("a<>`~%*-[]x!{=: ", max_size=4), max_size=5).map("".join)


@given(st.lists(LINES, max_size=5).map(lambda lines: clean_text("\n".join(lines))))
def test_what_quoting_added_is_taken_back(note: str) -> None:
    """A note without backslashes, bold boxes and rules comes back to the letter, but for a fence that was left open."""
    back = unquote_note(quoted_text(note), {})
    assert quoted_text(back) == quoted_text(note)
    if not any(mark in note for mark in ("**", "--", "<! --")):
        assert note in (back, back.rpartition("\n")[0])


@given(
    st.lists(LINES | st.text("\\\\<b>`[]*x ", max_size=6), max_size=5).map(lambda lines: clean_text("\n".join(lines)))
)
def test_a_note_that_is_taken_back_is_quoted_alike(note: str) -> None:
    """Even where somebody wrote backslashes: what is shown stays."""
    assert quoted_text(unquote_note(quoted_text(note), {})) == quoted_text(note)


@pytest.mark.parametrize(
    "note",
    [
        "A <b>bold</b> and <mask> claim",
        "- [ ] check\n  - [x] done\n☐ box",
        "`<!-- x -->` and <!-- y -->",
        "%%hidden ``` ~~~ {=html}",
        "`</li>`{=html}",
        "\\* \\_ \\` \\` stay",
        "```\n\\<b>\n```",
    ],
)
def test_usual_notes_come_back_to_the_letter(note: str) -> None:
    """What was escaped is not, and what somebody escaped otherwise still is."""
    assert unquote_note(quoted_text(note), {}) == note
