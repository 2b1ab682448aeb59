"""`mode:meaning` from the shell: learned once, told on the other channel."""

import json
from pathlib import Path

import pytest

from reader.cli.plain.reading import PlainReader
from reader.library import Library
from reader.paths import Paths

from ..search.synonyms import papers, saying
from .running import Reader

pytest.importorskip("scipy", reason="meanings are learned by scipy, an optional extra")
PAPERS = papers()


@pytest.fixture
def synonyms(reader: Reader, tmp_path: Path) -> Reader:
    """A reader of papers with synonyms."""
    file = tmp_path / "synonyms.jsonl"
    file.write_text("\n".join(json.dumps({"title": p.title, "abstract": p.abstract}) for p in PAPERS.values()))
    assert reader("add", str(file)).code == 0
    return reader


def test_other_words_are_found(synonyms: Reader) -> None:
    """The first time says that it learns, on the other channel; later it is known."""
    asked = ("search", "motorcar", "mode:meaning", "--limit", "16", "--format", "json")
    first, second = synonyms(*asked), synonyms(*asked)
    assert "Learning" in first.err
    assert "Learning" not in second.err
    assert first.json["query"] == "motorcar mode:meaning limit:16"
    titles = {paper["title"] for paper in first.json["papers"]}
    assert titles & {PAPERS[number].title for number in saying(PAPERS, "automobile")}
    scores = [paper["score"] for paper in second.json["papers"]]
    assert scores == sorted(scores, reverse=True)


def test_a_sentence_that_finds_nothing(synonyms: Reader) -> None:
    """It is told how to ask by meaning; asked so, no other words are offered, however the words are written."""
    told = synonyms("search", "motorcar qqqq zzzz")
    assert "`reader search 'motorcar qqqq zzzz mode:meaning'` asks by meaning." in told.err
    assert "by meaning" not in synonyms("search", "qqqq zzzz").err
    assert "Did you mean" in synonyms("search", "motorcra").err
    assert "Did you mean" not in synonyms("search", "motorcra is:read mode:meaning").err


def test_what_cannot_be_a_mode(synonyms: Reader) -> None:
    """It is told with what there is."""
    wrong = synonyms("search", "robots", "mode:guess")
    assert wrong.code == 2
    assert "mode: takes words, meaning." in wrong.err


def test_line_by_line(synonyms: Reader, home: Path) -> None:
    """Without a screen the same is asked, and learned where that is due."""
    assert synonyms("search", "motorcar", "--format", "ids").code == 0
    with Library(Paths.under(home)) as library:
        told = "\n".join(PlainReader(library, None).search("motorcar mode:meaning"))
        assert "Study" in told
        assert "by words" not in told
        assert not library.meanings.is_due()
