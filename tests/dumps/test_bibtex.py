"""BibTeX and BibLaTeX as people and programs write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.dumps.bibtex import looks_like_bibtex, read_bibtex
from reader.dumps.bibtex_encoding import decode_bibtex
from reader.dumps.bibtex_fields import names_of
from reader.dumps.dump import Record, Reject
from reader.dumps.latex_text import latex_text
from reader.papers import Facts
from tests.dumps.pages import shared

KITES = r"""% Encoding: UTF-8
@string{jk = "Journal of " # {Kites}}
@comment{nothing}

@Article{moon2024,
  author  = {de la Tour, Jr., Bo and Ada M{\"o}{\"o}n and {The Kite Team} and others},
  title   = "{Kites} over {\'e}tangs --- 50% more $x^2$",
  journal = jk,
  year    = 2024, month = mar # "~14",
  pages   = {12--19}, volume = 9, number = 3,
  doi     = {https://doi.org/10.1234/KITE\_5},
  eprint  = {2403.01234v2}, archivePrefix = {arXiv},
  url     = {https://example.org/a_b%20c},
  keywords = {wind, string},
  abstract = {We fly
     kites.},
}
"""


def records(text: str) -> list[Record]:
    """Return what is read, which must be records alone."""
    found = list(read_bibtex(text))
    assert not [each for each in found if isinstance(each, Reject)]
    return [each for each in found if isinstance(each, Record)]


def facts(fields: str, kind: str = "article") -> Facts:
    """Return the facts of an entry with these fields."""
    return records(f"@{kind}{{key, title = {{A kite}}, {fields} }}")[0].facts


def test_all_that_an_entry_tells_arrives() -> None:
    """Strings, concatenation, LaTeX, names, dates, ids and details."""
    (record,) = records(KITES)
    assert record.title == "Kites over étangs — 50% more $x^2$"
    assert record.line == 7
    assert record.abstract == "We fly kites."
    assert record.authors == ("Bo de la Tour Jr.", "Ada Möön", "The Kite Team")
    assert record.facts == Facts(
        arxiv="2403.01234",
        doi="10.1234/kite_5",
        urls=("https://example.org/a_b%20c",),
        published="2024-03-14",
        venue="Journal of Kites",
        keywords=("wind", "string"),
        kind="article-journal",
        citation_key="moon2024",
        details=(("issue", "3"), ("page", "12-19"), ("volume", "9")),
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\'Emile \v{C}apek \ss{} \aa \o \L{}", "Émile Čapek ß åøŁ"),
        ("{DNA} in {{Nested} braces}", "DNA in Nested braces"),
        (r"50\% and 50% \& \_ \#", "50% and 50% & _ #"),
        (r"$\alpha_{1}$ is kept", r"$\alpha_{1}$ is kept"),
        (r"\emph{much} \textbf{bold} \unknown{kept}", "much bold kept"),
        ("``quoted'' -- a~b", "“quoted” – a b"),
        (r"see \url{http://a_b/%7e}", "see http://a_b/%7e"),
        ("{" * 500 + "deep" + "}" * 500, "deep"),
        ("plain", "plain"),
    ],
)
def test_latex_becomes_text(source: str, text: str) -> None:
    """Accents, dashes and quotes; formulas and addresses stay."""
    assert latex_text(source) == text


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Ludwig van Beethoven and Moon, Ada", ["Ludwig van Beethoven", "Ada Moon"]),
        ("de la Tour, Jr, Bo", ["Bo de la Tour Jr"]),
        ("{Barnes and Noble, Inc.}", ["Barnes and Noble, Inc."]),
        ("family=Berg, given=Jan, prefix=van der and others", ["Jan van der Berg"]),
        ('family="X=Y", Given=Ann, suffix=III', ["Ann X=Y III"]),
        ("given=Ada", ["Ada"]),
        (r"Ku{\v{s}}, E. AND Moon", ["E. Kuš", "Moon"]),
        ("", []),
    ],
)
def test_people(source: str, names: list[str]) -> None:
    """As they are read aloud: given name, particles, family name, suffix."""
    assert names_of(source) == names


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ("year = 2024", "2024"),
        ("year = {2024}, month = {3}", "2024-03"),
        ("year = {2024}, month = {March}, day = 4", "2024-03-04"),
        ("date = {2024-03-14/2024-03-20}, year = 1999", "2024-03-14"),
        ("date = {2024-03}", "2024-03"),
        ("year = {in press}", ""),
        ("year = {2024}, month = {13}", "2024"),
    ],
)
def test_days(fields: str, published: str) -> None:
    """As precisely as an entry says."""
    assert facts(fields).published == published


@pytest.mark.parametrize(
    ("fields", "arxiv"),
    [
        ("eprint = {2403.01234}", "2403.01234"),
        ("eprint = {cs/0112017}, eprinttype = {arxiv}", "cs/0112017"),
        ("eprint = {2403.01234}, archiveprefix = {hal}", ""),
        ("url = {http://arxiv.org/abs/2403.01234v3}", "2403.01234"),
        ("journal = {arXiv preprint arXiv:2403.01234}", "2403.01234"),
        ("doi = {10.48550/arXiv.2403.01234}", "2403.01234"),
        ("howpublished = {\\url{https://arxiv.org/abs/2403.01234}}", "2403.01234"),
    ],
)
def test_arxiv_ids(fields: str, arxiv: str) -> None:
    """Wherever people put them."""
    assert facts(fields).arxiv == arxiv


def test_a_child_inherits() -> None:
    """`crossref` lends the parent's title as the book's, `xdata` all its fields; loops end."""
    text = """
    @inproceedings{child, title = {A kite}, crossref = {PARENT}, xdata = {house}}
    @xdata{house, publisher = {Sail House}, xdata = {house}}
    @proceedings{parent, title = {Proceedings of Kites}, year = 2024, editor = {Ada Moon}, crossref = {child}}
    """
    child, parent = records(text)
    assert (child.facts.venue, child.facts.published) == ("Proceedings of Kites", "2024")
    assert child.facts.details == (("editor", "Ada Moon"), ("publisher", "Sail House"))
    assert parent.title == "Proceedings of Kites"


def test_what_is_broken_is_told_and_the_rest_is_read() -> None:
    """An entry that never ends costs itself alone; an entry without a title is named; a key may come twice."""
    text = "@article{a, title = {One}}\n@book{b, title = {Two,\n@misc{c, year = 1}\n@odd(a, title = {Three})\n"
    found = list(read_bibtex(text))
    assert [each.title for each in found if isinstance(each, Record)] == ["One", "Three"]
    rejects = [each for each in found if isinstance(each, Reject)]
    assert [each.line for each in rejects] == [2, 3]
    assert rejects[0].reason.startswith("broken BibTeX entry: ")
    assert rejects[1].reason == "“c” has no title"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (KITES, True),
        ("Some words first.\n\n@misc{key,\n title = {A kite}}", True),
        ("@comment{jabref-meta: x}", True),
        ("A title\n\nWrite to us @home {or not}, or to kites@example.org.\n", False),
        ("@dataclass\nclass Kite:\n    pass\n", False),
        ("@media (max-width: 3px) { a { b: c } }", False),
        ('{"bib": "@misc{key, title = {A kite}}"}', False),
    ],
)
def test_bibtex_is_known_by_its_entries(head: str, expected: bool) -> None:
    """Prose, programs and other formats are not taken for it."""
    assert looks_like_bibtex(head) is expected


@pytest.mark.parametrize(
    ("data", "title"),
    [
        ("@misc{k, title = {Äther}}".encode(), "Äther"),
        ("@misc{k, title = {Äther}}".encode("latin-1"), "Äther"),
        ("@misc{k, title = {Äther}}".encode("utf-16"), "Äther"),
        ("@misc{k, title = {风筝研究}}".encode("gbk"), "风筝研究"),
        ("% -*- coding: latin-2-unix -*-\n@misc{k, title = {Żagiel}}".encode("iso8859-2"), "Żagiel"),
        ("% Encoding: Cp1252\n@misc{k, title = {“Äther”}}".encode("cp1252"), "“Äther”"),
        (b"% Encoding: rot13\n@misc{k, title = {\xc4ther}}", "Äther"),
    ],
)
def test_encodings(data: bytes, title: str) -> None:
    """UTF-8 first; then what the file says, GBK by its look, and the rest as any dump."""
    assert records(decode_bibtex(data))[0].title == title


@pytest.mark.parametrize(
    "folder",
    ["bibtex", "biblatex", "citation-js", "encodings", "hayagriva", "pubmed_xml", "ris_with_expected_bib"],
)
def test_real_files_are_read_or_refused_with_a_reason(folder: str) -> None:
    """As many pieces come out as entries begin in the file; a file without any says so."""
    for path in sorted(shared(f"interop/{folder}").glob("*.bib")):
        text = decode_bibtex(path.read_bytes())
        found = list(read_bibtex(text))
        begins = len(re.findall(r"(?im)^\s*@(?!comment|string|preamble|xdata|set\b)\w+\s*[{(]", text))
        if path.name == "biber__names.bib":
            begins += 2  # each follows another on its line
        assert looks_like_bibtex(text[: 1 << 16]), path.name
        assert len(found) == max(begins, 1), path.name
        assert all(each.reason for each in found if isinstance(each, Reject))


_PIECES = [
    "@article{k,",
    "title = {A}",
    ",",
    "}",
    "{",
    '"',
    "#",
    "@string{",
    "jan",
    "\\",
    "$",
    "crossref={k}",
    "\n",
    "%",
]


@given(st.text() | st.lists(st.sampled_from(_PIECES)).map(" ".join))
def test_no_text_raises(text: str) -> None:
    """Whatever it is, and its LaTeX."""
    looks_like_bibtex(text)
    assert list(read_bibtex(text)) or text
    latex_text(text)
    names_of(text)


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever they are."""
    decode_bibtex(data)
    decode_bibtex(b"% coding: gbk\n" + data)


def test_strings_and_inheritance_that_grow_without_end_stay_small() -> None:
    """Strings of two of the string before, and entries that lend to each other, cost no more than their length."""
    strings = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(60))
    (record,) = records(f'@string{{a0 = "kite "}}\n{strings}@misc{{k, title = a60}}')
    assert len(record.title) < 1 << 15
    keys = ",".join(f"k{n}" for n in range(100))
    assert len(records("".join(f"@misc{{k{n}, title = {{A}}, xdata = {{{keys}}}}}\n" for n in range(100)))) == 100


def test_a_command_without_its_arguments_stays(capfd: pytest.CaptureFixture[str]) -> None:
    """As it is written, and nothing is said of it on the terminal."""
    assert [latex_text(text) for text in (r"\frac", r"Kites \frac1{x}", r"\frac\frac")] == [
        r"\frac",
        "Kites 1/x",
        r"\frac\frac",
    ]
    assert capfd.readouterr() == ("", "")
