from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.export import FORMATS, Layout
from reader.export.citation_keys import citation_keys
from reader.export.latex_escaping import escape_latex
from reader.export.names import Name, read_name
from reader.papers import Entry, Facts, Mark

from .entries import entry


def known(
    title: str = "Kites in the Wind", *, authors: tuple[str, ...] = (), number: int = 1, **facts: object
) -> Entry:
    """Return an entry with facts."""
    plain = entry(title, authors=authors, paper_id=f"id-{number}")
    return replace(plain, paper=replace(plain.paper, facts=Facts(**facts)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada Lovelace", Name("Lovelace", "Ada")),
        ("Lovelace, Ada", Name("Lovelace", "Ada")),
        ("Vincent van der Gogh", Name("van der Gogh", "Vincent")),
        ("Martin L. King Jr.", Name("King", "Martin L.", "Jr.")),
        ("King, Jr., Martin L.", Name("King", "Martin L.", "Jr.")),
        ("Martin King, III", Name("King", "Martin", "III")),
        ("OpenAI", Name("OpenAI")),
        ("The Kite Team", Name("The Kite Team")),
        ("Smith & Sons, Inc.", Name("Smith & Sons, Inc.")),
        ("李明", Name("李明")),
        ("van Gogh", Name("Gogh", "van")),
        ("", Name("")),
    ],
)
def test_names_are_parted(text: str, name: Name) -> None:
    """Family, given name and suffix, in either order; groups stay whole."""
    assert read_name(text) == name


@pytest.mark.parametrize(
    ("paper", "key"),
    [
        (known(authors=("Ada Lovelace",), published="1843-08"), "lovelace1843kites"),
        (known("The Łódź of Øre", authors=("Jörg Müßig",), published="2024"), "mussig2024lodz"),
        (known("On the Kites and the Wind of March"), "kiteswindmarch"),
        (known("深度学习", authors=("李明",)), "paperid1"),
        (known(citation_key="Own_Key:2024"), "Own_Key:2024"),
        (known(citation_key="müller{2024},x"), "muller2024x"),
        (known("A of the"), "paperid1"),
    ],
)
def test_citation_keys_are_readable(paper: Entry, key: str) -> None:
    """The user's own, else author, year and a word; ASCII whatever the paper is written in."""
    assert list(citation_keys([paper]).values()) == [key]


def test_citation_keys_are_unique_and_stable() -> None:
    """The same papers have the same keys in any order; no two differ by case alone."""
    papers = [known(number=number) for number in (3, 1, 2)] + [known(number=9, citation_key="KitesWind")]
    keys = citation_keys(papers)
    assert keys == {"id-9": "KitesWind", "id-1": "kiteswind-2", "id-2": "kiteswind-3", "id-3": "kiteswind-4"}
    assert citation_keys(papers[::-1]) == keys


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("é ñ ß ø ï Ł", r"{\'e} {\~n} {\ss} {\o} {\"{i}} {\L}"),
        ("α ≤ 𝒪 漢 “x” – …", r"{$\alpha$} {$\leq$} {$\mathcal{O}$} 漢 “x” – …"),
        ("{a} b", r"\{a\} b"),
        ("} a {", r"{$\rbrace$} a {$\lbrace$}"),
        ("a -- b ''c''", "a -{}- b '{}'c'{}'"),
        ("$5 and $10", r"\$5 and \$10"),
        ("US$5–$10 for $HOME/$PATH", r"US\$5–\$10 for \$HOME/\$PATH"),
        ("in $O(n^2)$ & $k$-NN", r"in $O(n^2)$ \& $k$-NN"),
        ("$x_{1$ 50%", r"\$x\_{$\lbrace$}1\$ 50\%"),
        ("$a % b$", r"\$a \% b\$"),
    ],
)
def test_text_is_literal_in_latex_but_for_formulas(text: str, latex: str) -> None:
    """Commands for what LaTeX would not print; formulas that are complete stay."""
    assert escape_latex(text, ascii_only=True) == latex


@given(st.text())
def test_braces_match_in_latex(text: str) -> None:
    """Whatever a text holds, BibTeX finds the end of its field."""
    for ascii_only in (True, False):
        depth = 0
        for character in escape_latex(text, ascii_only=ascii_only):
            depth += (character == "{") - (character == "}")
            assert depth >= 0
        assert depth == 0


@pytest.mark.parametrize(
    ("form", "facts", "kind"),
    [
        ("bibtex", {"kind": "article-journal", "venue": "J", "published": "2024"}, "@article"),
        ("bibtex", {"kind": "article-journal", "venue": "J"}, "@misc"),
        ("bibtex", {"kind": "paper-conference", "venue": "P", "published": "2024"}, "@inproceedings"),
        ("bibtex", {"arxiv": "2404.12345", "published": "2024"}, "@misc"),
        ("biblatex", {"arxiv": "2404.12345", "published": "2024"}, "@online"),
        ("biblatex", {"kind": "dataset"}, "@dataset"),
        ("biblatex", {}, "@misc"),
        ("bibtex", {"kind": "thesis", "published": "2024", "details": (("publisher", "U"),)}, "@phdthesis"),
        (
            "bibtex",
            {"kind": "thesis", "published": "2024", "details": (("genre", "Master's thesis"), ("publisher", "U"))},
            "@mastersthesis",
        ),
        ("bibtex", {"venue": "J", "published": "2024"}, "@article"),
        ("ris", {"kind": "paper-conference"}, "TY  - CONF"),
        ("ris", {"kind": "nonsense"}, "TY  - GEN"),
    ],
)
def test_kinds_become_types(form: str, facts: dict[str, Any], kind: str) -> None:
    """An entry has a type of its own only where nothing is missing that it must have."""
    text = FORMATS[form].text([known(authors=("Ada Lovelace",), **facts)], Layout())
    assert text.startswith(kind + ("{" if kind[0] == "@" else "\r\n"))


def test_papers_of_arxiv_say_so() -> None:
    """Eprint, archive and class, in both dialects."""
    paper = known(arxiv="2404.12345", keywords=("cs.CL",))
    for form, lines in (
        ("bibtex", ("eprint = {2404.12345}", "archiveprefix = {arXiv}", "primaryclass = {cs.CL}")),
        ("biblatex", ("eprint = {2404.12345}", "eprinttype = {arxiv}", "eprintclass = {cs.CL}")),
    ):
        text = FORMATS[form].text([paper], Layout())
        assert [line for line in lines if line not in text] == []


@pytest.mark.parametrize("form", ["bibtex", "biblatex", "csl", "ris"])
def test_abstracts_and_notes_may_be_left_out(form: str) -> None:
    """As in every other format."""
    papers = [entry("T", "First one. Second one.", mark=Mark(note="Mine."))]
    full = FORMATS[form].text(papers, Layout())
    assert "Second one." in full
    assert "Mine." in full
    less = FORMATS[form].text(papers, Layout(abstracts="short", notes=False))
    assert "First one." in less
    assert "Second one." not in less
    assert "Mine." not in less
