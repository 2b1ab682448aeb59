"""Papers like another one, and what was perhaps meant by a query that found nothing."""

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from reader.changes import SetNote
from reader.errors import PaperError
from reader.library import Library
from reader.paths import Paths
from reader.query import Query, parse


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The bundled sample papers."""
    with (
        Library(Paths.under(tmp_path_factory.mktemp("sample"))) as library,
        as_file(files("reader") / "sample") as folder,
    ):
        library.add([Path(folder)])
        yield library


def id_of(library: Library, text: str) -> str:
    """Return the id of the first paper that `text` finds."""
    return library.entries(library.find(parse(text)).numbers[:1])[0].paper.id


def titles(library: Library, text: str) -> list[str]:
    """Return the titles that `text` finds, in order."""
    return [entry.paper.title for entry in library.entries(library.find(parse(text)).numbers)]


def test_related_papers_come_first(shelf: Library) -> None:
    """A paper on public keys leads to the other one; the paper itself is not among its likes."""
    keys = id_of(shelf, 'title:"directions in cryptography"')
    found = titles(shelf, f"like:{keys}")
    assert found[0] == "A Method for Obtaining Digital Signatures and Public-Key Cryptosystems"
    assert "New Directions in Cryptography" not in found


def test_being_like_is_one_condition_among_others(shelf: Library) -> None:
    """It goes with words, states, OR, order and limit, and an id may be shortened."""
    keys = id_of(shelf, 'title:"directions in cryptography"')
    alike = set(titles(shelf, f"like:{keys}"))
    assert set(titles(shelf, f"like:{keys[:6]} signatures")) == alike & set(titles(shelf, "signatures"))
    assert set(titles(shelf, f"like:{keys} OR title:attention")) == alike | set(titles(shelf, "title:attention"))
    assert titles(shelf, f"like:{keys} sort:title limit:2") == sorted(alike, key=str.casefold)[:2]
    assert alike.isdisjoint(titles(shelf, f"-like:{keys}"))


def test_the_words_that_made_it_so(shelf: Library) -> None:
    """What a related paper shares is told and can be marked in its text."""
    keys = id_of(shelf, 'title:"directions in cryptography"')
    results = shelf.find(parse(f"like:{keys} limit:1"))
    (entry,) = shelf.entries(results.numbers)
    assert {"key", "public"} <= set(shelf.shared_words(entry, results))
    spans = shelf.highlights(entry.paper.title, "title", results.meant)
    assert {"Public", "Key"} <= {entry.paper.title[start:end] for start, end in spans}


def test_an_id_that_is_no_papers(shelf: Library) -> None:
    """It is an error, but not while it is being typed."""
    with pytest.raises(PaperError, match="No paper has the id ffff0000"):
        shelf.find(parse("like:ffff0000"))
    assert shelf.find(parse("is:unread like:ff", typing=True)).total == len(shelf)


def test_a_paper_like_no_other(tmp_path: Path) -> None:
    """In a library of one, nothing is like it."""
    page = tmp_path / "page.txt"
    page.write_text("new\n\nMar 14\n\nQuiet Robots\n\nRobots are quiet. Quiet robots are robots that make no noise.\n")
    with Library(Paths.under(tmp_path / "home")) as library:
        library.add([page])
        assert titles(library, f"like:{id_of(library, 'robots')}") == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("atention", "attention"),
        ("titel:atention", None),
        ("difusion modle", "diffusion model"),
        ("title:atention is:unread sort:title", "title:attention is:unread sort:title"),
        ("attentoin -xqzzy", "attention -xqzzy"),
        ("netwroks OR xqzzy", "networks OR xqzzy"),
        ("xqzzy", None),
        ("attention", None),
        ("attention is:read", None),
        ("zz", None),
    ],
)
def test_what_was_perhaps_meant(shelf: Library, text: str, meant: str | None) -> None:
    """Words that no paper has become the nearest common ones, if that finds something; the rest stays as it is."""
    suggestion = shelf.suggestion(shelf.find(parse(text)))
    assert (suggestion and str(suggestion)) == meant


def test_a_slip_while_typing(shelf: Library) -> None:
    """A word at the end that is also a beginning is mended as one word."""
    suggestion = shelf.suggestion(shelf.find(parse("atention", typing=True)))
    assert suggestion == parse("attention")


def test_common_words_are_meant_rather_than_rare_ones(tmp_path: Path) -> None:
    """Of words as near, the one that more papers have is offered; a slip less counts more, but not for everything."""
    page = tmp_path / "page.txt"
    said = ["The cart is here, and it stays.", "A card is here, and it stays.", "Another card is here, and it stays."]
    page.write_text("new\n\nMar 14\n\n" + "".join(f"Number {n}\n\n{text}\n\n" for n, text in enumerate(said)))
    with Library(Paths.under(tmp_path / "home")) as library:
        library.add([page])
        assert library.suggestion(library.find(parse("carx"))) == parse("card")


def test_notes_and_authors_are_found_by_bare_words(tmp_path: Path) -> None:
    """What the user wrote beside a paper finds it, at once, and no longer when the note is gone."""
    page = tmp_path / "page.txt"
    page.write_text("new\n\nMar 14\n\nQuiet Robots\n\nRobots are quiet, as this abstract says at some length.\n")
    with Library(Paths.under(tmp_path / "home")) as library:
        library.add([page])
        assert titles(library, "zephyr") == []
        library.change([1], [SetNote("Ask about the Zephyr prototype")])
        assert titles(library, "zephyr") == titles(library, "zephyr robots") == ["Quiet Robots"]
        assert library.find(parse("zephyr robots")).scores[1] > library.find(parse("robots")).scores[1]
        library.undo()
        assert titles(library, "zephyr") == []
        assert library.find(Query()).total == 1
