import textwrap

import pytest

from reader.dumps import Dump, Record, parse

from .pages import HEAD, Pair, page, papers, shared

TITLE, ABSTRACT = papers(1, seed=1)[0]


def pairs_of(dump: Dump) -> list[Pair]:
    """Return the titles and abstracts of `dump`, having checked that every line is accounted for."""
    count = dump.lines
    assert count.read == count.papers + count.chrome + count.repeats + count.rejected
    return [(record.title, record.abstract) for record in dump.records]


@pytest.mark.parametrize(
    ("name", "papers_on_it", "heading"),
    [
        ("000_c28dd63fe3ff045c.txt", 57, "Mar 14"),
        ("002_0ee69513d00d35b2.txt", 86, "Sep 3"),
        ("003_9d8e804851780843.txt", 86, "Apr 28"),
    ],
)
def test_real_dumps_are_read_to_the_letter(name: str, papers_on_it: int, heading: str) -> None:
    """Every title and abstract of a real page is the dump's line, byte for byte, and nothing is rejected."""
    text = (shared("dumps") / name).read_text(encoding="utf-8")
    dump = parse(text)
    lines = text.split("\n")
    below_heading = [line for line in lines[lines.index(heading) + 1 :] if line]
    assert (dump.heading, len(dump.records), dump.rejects) == (heading, papers_on_it, ())
    assert [line for pair in pairs_of(dump) for line in pair] == below_heading
    assert [lines[record.line - 1] for record in dump.records] == [record.title for record in dump.records]


def test_a_page_is_read() -> None:
    """The heading is the page's date; each record knows the line of its title."""
    dump = parse(page([(TITLE, ABSTRACT)]))
    assert dump.heading == "Mar 14"
    assert dump.records == (Record(TITLE, ABSTRACT, line=11),)
    assert (dump.lines.read, dump.lines.papers, dump.lines.chrome) == (7, 2, 5)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n\n", "\r\n\r\n", "\r\n", "\n \t\n", "\n\f\n", "\n\u200b\n"])
def test_blank_lines_do_not_matter(gap: str) -> None:
    """None, one or several between entries, with any line ending: the papers are the same."""
    pairs = papers(20, seed=2)
    assert pairs_of(parse(page(pairs, gap))) == pairs


@pytest.mark.parametrize("width", [60, 80, 120])
def test_hard_wrapped_texts_are_joined(width: int) -> None:
    """A file wrapped at some column gives the texts that were wrapped."""
    pairs = papers(20, seed=3)
    wrapped = [("\n".join(textwrap.wrap(t, width)), "\n".join(textwrap.wrap(a, width))) for t, a in pairs]
    assert pairs_of(parse(page(wrapped))) == pairs


def test_wrapping_breaks_no_word() -> None:
    """A word broken after its own hyphen is whole again; a hyphen that stands for a word keeps its space."""
    title = "Weighing Kettles"
    abstract = ["We weigh pre-", "and post-dated", "kettles, long-", "lived ones too."]
    (record,) = parse(f"{title}\n\n{chr(10).join(abstract)}").records
    assert record.abstract == "We weigh pre- and post-dated kettles, long-lived ones too."


def test_a_wrapped_title_may_end_in_a_word_of_the_page() -> None:
    """`Models` is navigation alone and a word below the line that it ends."""
    pairs = papers(3, seed=4)
    wrapped = [
        ("Sorting Long Rows of Northern Kites With Large\nModels", "\n".join(textwrap.wrap(a, 60))) for _, a in pairs
    ]
    dump = parse(page(wrapped))
    assert [record.title[-12:] for record in dump.records] == ["Large Models"] * 3


def test_navigation_cards_and_footer_are_stripped() -> None:
    """What stands around the papers and between their cards is counted as chrome."""
    cards = [[t, "Submitted by", "kite-flyer", "101", "3 authors", "·", "May 29", a, "-"] for t, a in papers(5, 5)]
    footer = ["Previous", "Next", "Company", "TOS", "Models", "[Content truncated]"]
    dump = parse("\n\n".join([*HEAD, *(line for card in cards for line in card), *footer]))
    assert pairs_of(dump) == papers(5, 5)
    assert (dump.rejects, dump.lines.chrome) == ((), len(HEAD) + 5 * 7 + len(footer))


def test_words_searched_for_are_no_title() -> None:
    """A search page shows its words between banner and date; the banner may take three lines."""
    head = ["by", "AK", "and the research community", "kites in rain", "Daily", "Weekly", "Monthly", "Mar 25"]
    dump = parse("\n\n".join([*head, TITLE, ABSTRACT]))
    assert (dump.heading, pairs_of(dump), dump.rejects) == ("Mar 25", [(TITLE, ABSTRACT)], ())


def test_a_date_below_the_first_paper_is_no_heading() -> None:
    """A card's date says nothing of the page's day."""
    dump = parse("\n\n".join([TITLE, ABSTRACT, "Mar 14"]))
    assert (dump.heading, pairs_of(dump)) == ("", [(TITLE, ABSTRACT)])


def test_twins_are_one_record() -> None:
    """A card that stands twice in a row is one paper; the second one's lines are repeats."""
    pairs = papers(4, seed=6)
    dump = parse(page([pair for pair in pairs for _ in range(2)]))
    assert (pairs_of(dump), dump.lines.repeats) == (pairs, 8)


def test_a_lost_title_costs_its_own_paper_only() -> None:
    """The abstract that is left is reported, not glued to the paper before it."""
    pairs = papers(9, seed=7)
    lines = [text for pair in pairs for text in pair]
    del lines[8]
    dump = parse("\n\n".join(lines))
    assert pairs_of(dump) == pairs[:4] + pairs[5:]
    (reject,) = dump.rejects
    assert (reject.line, reject.text, reject.reason) == (17, pairs[4][1][:80], "abstract without a title")


def test_a_lost_abstract_costs_its_own_paper_only() -> None:
    """The title that is left is reported with its line."""
    pairs = papers(9, seed=8)
    lines = [text for pair in pairs for text in pair]
    del lines[9]
    dump = parse("\n\n".join(lines))
    assert pairs_of(dump) == pairs[:4] + pairs[5:]
    (reject,) = dump.rejects
    assert (reject.line, reject.text, reject.reason) == (17, pairs[4][0][:80], "title without an abstract")


def test_a_page_cut_after_a_title_says_so() -> None:
    """The last title is a reject whose reason names the end of the page."""
    dump = parse(page(papers(3, seed=9)) + "\n\nCounting Silent Kettles\n\n[Content truncated]")
    assert pairs_of(dump) == papers(3, seed=9)
    assert [reject.reason for reject in dump.rejects] == ["title without an abstract: the page ends here"]


def test_an_abstract_goes_on_behind_a_page_break() -> None:
    """A sentence that is broken in the middle goes on in the next block; two whole abstracts are not joined."""
    start = "We fly kites over rivers. They are red, and we have counted them all. Our kites return, and then"
    rest = "they are counted again, and the count is the same. We are content with this. It is enough."
    (record,) = parse(f"Counting Kites\n\n{start}\n\n{rest}").records
    assert record.abstract == f"{start} {rest}"
    dump = parse(f"Counting Kites\n\n{start} rest.\n\nT{rest[1:]}")
    assert [reject.reason for reject in dump.rejects] == ["abstract without a title"]


def test_half_an_abstract_is_no_title() -> None:
    """A text that was broken in its first sentence, or before its last words, is one abstract with its title."""
    pairs = papers(6, seed=14)
    title, abstract = "Counting Red Kites", "We study how red kites change when lanterns are kept nearby. They do not."
    for cut in (abstract.index(" change"), abstract.index("nearby")):
        lines = [title, abstract[:cut].strip(), abstract[cut:].strip()]
        dump = parse(
            f"{page(pairs[:3])}\n\n{chr(10).join(lines)}\n\n{chr(10).join(text for p in pairs[3:] for text in p)}"
        )
        assert pairs_of(dump) == [*pairs[:3], (title, abstract), *pairs[3:]]


def test_a_rule_is_neither() -> None:
    """A line without a letter is never taken for a title."""
    dump = parse(f"{TITLE}\n\n{ABSTRACT}\n\n=========\n\n{page(papers(2, seed=10))}")
    assert [reject.reason for reject in dump.rejects] == ["neither a title nor an abstract"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the file is empty"),
        ("\n \n\f\n", "the file is empty"),
        ("\n\n".join(HEAD), "only the page around them"),
        ("Only a title", "no title is followed by its abstract"),
        ('[{"paper": {"id": "1"}}]', "this is JSON"),
        ("<!doctype html>\n<html>", "this is HTML"),
        (
            "# Mine\n\n- [ ] **Kites** <!-- reader:2403.00001 -->",
            "this is a list of Reader's own; `reader import` takes back what was changed in it",
        ),
        (
            "# Mine\n\n- [ ] **A `kite` and a \\`** <!-- reader:2403.00001 -->",
            "this is a list of Reader's own; `reader import` takes back what was changed in it",
        ),
        (
            "```\n- **Kites**\n```\n\n- [ ] **Kites** <!-- reader:2403.00001 -->",
            "this is a list of Reader's own; `reader import` takes back what was changed in it",
        ),
        ("# Mine\n\nAn id is written `<!-- reader:ID -->` there.", "no title is followed by its abstract"),
        ("# Mine\n\n```md\n- [ ] Kites <!-- reader:2403.00001 -->\n```", "no title is followed by its abstract"),
        ("# Mine\n\n| Title | Status |\n| --- | --- |\n| Kites | read |", "this is a Markdown table"),
        ("@article{kites,\n title={Kites}}", "this is BibTeX"),
    ],
)
def test_a_text_without_papers_says_why(text: str, why: str) -> None:
    """Nothing is imported, and the one reject at line 1 says what the text is instead."""
    dump = parse(text)
    (reject,) = dump.rejects
    assert pairs_of(dump) == []
    assert (reject.line, reject.reason) == (1, f"no papers found: {why}")


def test_controls_end_at_the_border() -> None:
    """Escapes, NULs, zero-width letters and odd spaces are gone from records and from rejects."""
    dump = parse("Sorting\u00a0\x1b[31mKites\x00\n\nWe sort\u2009kites\u202e. They are red.\n\nOdd\x07 Title")
    assert pairs_of(dump) == [("Sorting [31mKites", "We sort kites. They are red.")]
    assert dump.rejects[0].text == "Odd Title"


def test_an_abstract_never_becomes_a_title() -> None:
    """Where a title is lost and an abstract is missing, nothing is made of what is left; both are reported."""
    before, lost, cut, after = papers(4, seed=9)
    lines = [*before, "Mar 15", lost[1], cut[0], *after]
    dump = parse("\n\n".join([*HEAD, "Mar 14", *lines]))
    assert len(lost[1]) > 300
    assert pairs_of(dump) == [before, after]
    assert [reject.reason for reject in dump.rejects] == ["abstract without a title", "title without an abstract"]
