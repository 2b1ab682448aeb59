import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.export import escape_markdown, markdown
from reader.papers import Mark, Status, clean_line, clean_text

from .entries import entry
from .renderers import GITHUB, PANDOC, RENDERERS, Page, Renderer, skip_without

HARD_TEXTS = [
    "A* Search and B* Trees: a *Study* of **Stars**",
    "snake_case _emphasis_ __init__ a_b_c _x",
    "[Re] Reproducing [the] ![image](x.png) [a](b) [[wiki|link]] [^1] [x]{.cls} ^[note]",
    "$O(n^2)$ for $5 and $10, $$E = mc^2$$, H~2~O, x^2^, ~~gone~~",
    "C# #1 in F#: a #tag and C#",
    "# Not a Heading {#id .class}",
    "p < 0.05 <b>bold</b> <!-- comment --> --> </li></ul> a<b>c <https://x.org> <x@y.org>",
    "AT&T, R&D &amp; &lt;b&gt; &#35; &copy &nosuch; Q&A",
    "`code` ``more`` ```fence``` and a stray ` here",
    r"Back\slash \textbf{x} \begin{equation} \( x \) \[ y \] \ end\\",
    '"Quotes" and ' + "'single' ones: it's the '90s, 5' 3\"",
    "En -- em --- dash ---- and ... dots .... more .....",
    "==mark== %%hidden%% ^block a=b a==b 100%",
    "| a | b | or a|b |---|",
    "|---|---|",
    "@misc{key} [@cite] P@1 me@example.org (@ex) -@x",
    ":smile: :+1: a:b:c ::: {.div} :::",
    "https://example.org/a_b_c?x=1&y=*2*~z#frag_ment, (http://example.org/x_(y)).",
    "https://example.org/?a=1&copy;2 https://example.org/?a=1&amp ends!https://example.org/?a=1&lt;",
    "www.example.org/a_b_ http://localhost/a_b_ ftp://x.org/_a_ github.com/a_b/c_d",
    "- dash", "+ plus", "* star", "> quote", "> [!note] callout", ": definition", "= equals", "===", "---", "***",
    "1. one", "12) twelve", "(1) one", "a. letter", "A) letter", "(iv) roman", "#. hash", "(@) example", "é) accent",
    "1986\\. A great year", "% title block", "|line block", "~~~", "- [ ] task", "[ ] task", "[x] task", "☐ box",
    "Table: caption", "[a]: https://example.org", "*[abbr]: x", "{{< include >}} {{ x }} {% y %}", "a {.cls} b{#id}",
    "词_语 **强调**、「引用」 – été ß 😀 ∑ №",
]  # fmt: skip
MEANINGFUL = [
    *"\\`*_[]{}()$~^#@&<>|!=:\"'+-.%/;,?x1aé漢 ",
    *["--", "...", "==", "%%", "[ ] ", "&amp;", "<!--", "-->", ":a:", "https://a.org/b_c", "http://x_y", "www."],
    *["1. ", "(a) ", "<b>", "\\begin{x}", "x@y.org"],
]
NASTY_NOTES = [
    *["---", "- [ ] fake", "- [x] fake", "<!-- reader:x -->", "-->", "<!--", "```", "~~~", "`", "``", "%%", "\n"],
    *["\n", "\n\n", " ", "  ", "    ", "> ", "- ", "1. ", "[ ]", "[x]", ":", "☐ ", "title: evil", "a", "</li></ul>"],
    *["</blockquote>", "<div>", "<script>", "{=html}", "|a|b|\n|-|-|\n", "\\", "**", "# h"],
]


def made_of(parts: list[str]) -> st.SearchStrategy[str]:
    """Return texts of a few `parts` each."""
    return st.lists(st.sampled_from(parts), min_size=1, max_size=14).map("".join)


few_processes = settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(params=RENDERERS, ids=str)
def renderer(request: pytest.FixtureRequest) -> Renderer:
    """Each Markdown program that is installed."""
    chosen: Renderer = request.param
    skip_without(chosen)
    return chosen


def test_hard_texts_come_out_as_they_are(renderer: Renderer) -> None:
    """A paragraph of escaped text shows the text."""
    page = Page(renderer.html("\n\n".join(map(escape_markdown, HARD_TEXTS))))
    assert page.paragraphs == HARD_TEXTS


def test_hard_texts_come_out_as_headings(renderer: Renderer) -> None:
    """A heading of escaped text shows the text, trailing # and attributes included."""
    page = Page(renderer.html("\n\n".join(f"# {escape_markdown(text)}" for text in HARD_TEXTS)))
    assert page.paragraphs == HARD_TEXTS


def test_hard_texts_come_out_in_plain_text() -> None:
    """Pandoc's plain text shows them, too."""
    skip_without(PANDOC)
    command = ("pandoc", "--from=markdown", "--to=plain", "--wrap=none")
    text = "\n\n".join(map(escape_markdown, HARD_TEXTS))
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True, timeout=120)
    assert done.stdout.split("\n\n") == [*HARD_TEXTS[:-1], f"{HARD_TEXTS[-1]}\n"]


def _id(comment: str) -> str:
    """Return a comment of ours without the seal behind the id."""
    return comment.rpartition(" ")[0]


def straight(text: str) -> str:
    """Return `text` with its curly quotes made straight."""
    return text.translate(str.maketrans("‘’“”", "''\"\""))


def test_a_reading_list_shows_every_paper_as_it_is(renderer: Renderer) -> None:
    """Each paper is one task with its title, its id in a comment and its abstract, whose quotes may be curled."""
    entries = [
        entry(text, text, paper_id=f"id-{n}", authors=(text,), mark=Mark(note="*fine*"))
        for n, text in enumerate(HARD_TEXTS)
    ]
    page = Page(renderer.html(markdown(entries)))
    assert [item.title for item in page.items] == HARD_TEXTS
    assert [straight(item.paragraphs[-1]) for item in page.items] == [straight(text) for text in HARD_TEXTS]
    assert [[_id(comment) for comment in item.comments] for item in page.items] == [
        [f"reader:id-{n}"] for n in range(len(HARD_TEXTS))
    ]
    assert [item.boxes for item in page.items] == [int(renderer.knows_tasks)] * len(HARD_TEXTS)


@few_processes
@given(texts=st.lists(made_of(MEANINGFUL).map(clean_line).filter(bool), min_size=40, max_size=80))
def test_no_text_has_a_meaning_in_markdown(renderer: Renderer, texts: list[str]) -> None:
    """Whatever a text is made of, it is shown."""
    page = Page(renderer.html("\n\n".join(map(escape_markdown, texts))))
    assert page.paragraphs == texts


@pytest.mark.parametrize("program", [PANDOC, GITHUB], ids=str)
@few_processes
@given(notes=st.lists(made_of(NASTY_NOTES).map(clean_text), min_size=5, max_size=15))
def test_no_note_leaves_its_paper(program: Renderer, notes: list[str]) -> None:
    """Whatever a note holds, there are as many tasks and ids as papers, and the abstracts follow."""
    skip_without(program)
    entries = [entry("T", "Abstract.", paper_id=f"n{n}", mark=Mark(note=note)) for n, note in enumerate(notes)]
    page = Page(program.html(markdown(entries)))
    assert [(item.title, item.boxes, [_id(comment) for comment in item.comments]) for item in page.items] == [
        ("T", 1, [f"reader:n{n}"]) for n in range(len(notes))
    ]
    assert all(item.paragraphs[-1] == "Abstract." for item in page.items)
    assert page.stray_comments == []


def test_addresses_lead_where_they_say(renderer: Renderer) -> None:
    """A URL with odd characters is the same URL after rendering, in the abstract as in the list of links."""
    url = "https://example.org/a_b*c~d(e)?x=1&y=2#f_"
    page = Page(renderer.html(markdown([entry(abstract=f"See {url}g, please.")])))
    assert page.links == [f"{url}g"] * 2


def test_checked_boxes_are_papers_read(renderer: Renderer) -> None:
    """A paper read has its box ticked; others do not."""
    if not renderer.knows_tasks:
        pytest.skip("knows no task lists")
    html = renderer.html(markdown([entry(mark=Mark(status=status)) for status in Status]))
    assert (html.count("<input"), html.count('checked=""')) == (4, 1)


def test_front_matter_is_ours_alone() -> None:
    """Pandoc takes the title from our front matter, whatever notes and titles hold."""
    skip_without(PANDOC)
    evil = "---\ntitle: evil\n---\n\n- ---\n  title: evil\n  ---\n"
    text = markdown([entry("---", mark=Mark(note=evil))], title="Mine: all -> it")
    standalone = Renderer("pandoc", (*PANDOC.command, "--standalone"), knows_front_matter=True)
    assert "<title>Mine: all -&gt; it</title>" in standalone.html(text)
