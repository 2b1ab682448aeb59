import re
from collections import Counter
from pathlib import Path

import pytest

from reader.library import Library
from reader.papers import Paper
from reader.query import parse

ADDRESS = re.compile(r"://|www\.|\b(?:github|gitlab|arxiv|huggingface|doi)\.(?:com|org|co)/")
HEADINGS = {"Mar 14", "Sep 3", "Apr 28"}


@pytest.fixture
def dumps(shared: Path) -> list[Path]:
    """The three real dumps."""
    return sorted((shared / "dumps").glob("*.txt"))


@pytest.fixture
def papers(library: Library, dumps: list[Path]) -> list[Paper]:
    """The papers of `library`, after it took them in."""
    report = library.add(dumps)
    assert (report.records, report.new, report.merged, report.rejected) == (229, 212, 17, 0)
    return [entry.paper for entry in library.entries(library.find(parse("")).numbers)]


def pairs_of(dump: Path) -> list[tuple[str, str]]:
    """Return titles and abstracts as they stand below the page's head: every second line that is not blank."""
    lines = [line for line in dump.read_text(encoding="utf-8").split("\n") if line]
    (head,) = [number for number, line in enumerate(lines) if line in HEADINGS]
    return list(zip(lines[head + 1 :: 2], lines[head + 2 :: 2], strict=True))


def test_every_text_is_there_to_the_letter(papers: list[Paper], dumps: list[Path]) -> None:
    """Each title and abstract of the pages is a paper's, byte for byte; nothing else is, nothing is missing."""
    pairs = [pair for dump in dumps for pair in pairs_of(dump)]
    assert len(pairs) == 229
    assert {(paper.title, paper.abstract) for paper in papers} == set(pairs)
    assert len(papers) == len(set(pairs)) == len({title for title, _ in pairs}) == 212


def test_papers_of_several_dumps(library: Library, papers: list[Paper], dumps: list[Path]) -> None:
    """Papers whose very title stands in more than one dump are the recurring ones, each seen where it stands."""
    files_of: dict[str, list[str]] = {}
    for dump in dumps:
        for title, _ in pairs_of(dump):
            files_of.setdefault(title, []).append(dump.name)
    recurring = {title for title, files in files_of.items() if len(set(files)) > 1}
    assert len(recurring) == 15
    found = library.entries(library.find(parse("is:recurring")).numbers)
    assert {entry.paper.title for entry in found} == recurring
    for entry in library.entries(library.find(parse("")).numbers):
        assert Counter(seen.file for seen in entry.sightings) == Counter(files_of[entry.paper.title])
        assert {seen.page_date for seen in entry.sightings} <= HEADINGS


def test_the_page_order_is_kept(library: Library, papers: list[Paper], dumps: list[Path]) -> None:
    """Added at once, the papers come in the order of the files, each at its first place."""
    titles = dict.fromkeys(title for dump in dumps for title, _ in pairs_of(dump))
    assert [paper.title for paper in papers] == list(titles)


def test_links_of_real_abstracts(library: Library, papers: list[Paper]) -> None:
    """Every word with an address in it is one link, none ends in punctuation, and has:url finds just those papers."""
    links = [link.url for paper in papers for link in paper.links]
    words = [word for paper in papers for word in paper.abstract.split() if ADDRESS.search(word)]
    assert len(links) == len(words) == 56
    assert all(link.removeprefix("https://") in word for link, word in zip(links, words, strict=True))
    assert not [url for url in links if not url[-1].isalnum() and url[-1] != "/"]
    with_links = {paper.title for paper in papers if paper.links}
    found = library.entries(library.find(parse("has:url")).numbers)
    assert {entry.paper.title for entry in found} == with_links


def test_every_title_finds_its_paper(library: Library, papers: list[Paper]) -> None:
    """Looked for as a phrase in titles, each paper comes first."""
    for paper in papers:
        quoted = paper.title.replace('"', " ")
        results = library.find(parse(f'title:"{quoted}"'))
        assert library.entries(results.numbers[:1])[0].paper == paper, paper.title


def test_adding_again_changes_nothing(library: Library, papers: list[Paper], dumps: list[Path]) -> None:
    """In another order, the files are known and the library is as it was."""
    report = library.add(dumps[::-1])
    assert (report.records, report.new, report.merged, report.known) == (229, 0, 0, 3)
    assert [entry.paper for entry in library.entries(library.find(parse("")).numbers)] == papers
