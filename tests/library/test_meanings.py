"""Asking by meaning: what is a condition, what is asked, what is known when."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from reader.changes import SetStatus
from reader.errors import SearchError
from reader.library import Library
from reader.library.doctor import repair
from reader.papers import Status
from reader.paths import Paths
from reader.query import parse
from reader.search.meaning import latent

from ..clock import Clock
from ..search.models import save_model
from ..search.synonyms import papers, saying

pytest.importorskip("scipy", reason="meanings are learned by scipy, an optional extra")
PAPERS = papers()


@pytest.fixture
def shelf(library: Library, tmp_path: Path) -> Library:
    """A library of papers with synonyms."""
    fill(library, tmp_path, list(PAPERS))
    return library


def fill(library: Library, folder: Path, numbers: list[int]) -> None:
    """Add some of the papers."""
    lines = [json.dumps({"title": PAPERS[n].title, "abstract": PAPERS[n].abstract}) for n in numbers]
    file = folder / f"papers-{numbers[0]}.jsonl"
    file.write_text("\n".join(lines))
    library.add([file])


def found(library: Library, text: str) -> list[str]:
    """Return the titles that `text` finds, in order."""
    return [entry.paper.title for entry in library.entries(library.find(parse(text)).numbers)]


def titles(name: str) -> set[str]:
    """Return the titles of the papers that say a word."""
    return {PAPERS[number].title for number in saying(PAPERS, name)}


def test_other_words_are_found_once_meanings_are_learned(shelf: Library) -> None:
    """Before, words are searched, and the answer says so; then papers come that never say the word."""
    before = shelf.find(parse("motorcar mode:meaning"))
    assert before.remark == "by words: meanings are not learned yet"
    assert set(found(shelf, "motorcar mode:meaning")) == titles("motorcar")
    assert shelf.meanings.is_due()
    assert shelf.meanings.learn()
    assert not shelf.meanings.is_due()
    assert not shelf.meanings.learn()
    after = shelf.find(parse("motorcar mode:meaning"))
    assert after.remark == ""
    nearest = set(found(shelf, "motorcar mode:meaning")[:16])
    assert titles("motorcar") < nearest < titles("motorcar") | titles("automobile")


def test_what_is_a_condition_stays_one(shelf: Library) -> None:
    """States, phrases, fields and what stands under a minus say which papers count; bare words say what is asked."""
    shelf.meanings.learn()
    ship = next(iter(saying(PAPERS, "vessel")))
    number = shelf.find(parse(f'title:"{PAPERS[ship].title}"')).numbers[0]
    shelf.change([number], [SetStatus(Status.READ, shelf.now)])
    assert PAPERS[ship].title in found(shelf, "vessel mode:meaning")
    assert PAPERS[ship].title not in found(shelf, "is:unread vessel mode:meaning")
    assert set(found(shelf, "abstract:doctor physician mode:meaning")) <= titles("doctor")
    assert found(shelf, "abstract:doctor physician mode:meaning")
    assert titles("ship").isdisjoint(found(shelf, "vessel -ship mode:meaning"))
    assert found(shelf, '"no such phrase" vessel mode:meaning') == []
    assert found(shelf, "mode:meaning is:read") == [PAPERS[ship].title]
    assert shelf.count(parse("is:read vessel mode:meaning")).papers == 1
    assert len(found(shelf, "vessel mode:meaning limit:3")) == 3
    by_title = found(shelf, "vessel mode:meaning sort:title")
    assert by_title == sorted(by_title, key=str.casefold)


def test_papers_that_come_are_found(library: Library, tmp_path: Path) -> None:
    """A few are placed at once; when many have come, it is due to learn again."""
    numbers = list(PAPERS)
    late = sorted(saying(PAPERS, "motorcar"))[:6]
    fill(library, tmp_path, [number for number in numbers if number not in late])
    library.meanings.learn()
    fill(library, tmp_path, late)
    assert not library.meanings.is_due()
    assert {PAPERS[number].title for number in late} & set(found(library, "automobile mode:meaning")[:24])
    more = tmp_path / "more.jsonl"
    more.write_text("\n".join(json.dumps({"title": f"More {n}", "abstract": f"Kites {n} fly."}) for n in range(30)))
    library.add([more])
    assert library.meanings.is_due()


def test_what_was_learned_is_kept(shelf: Library, home: Paths) -> None:
    """Another run finds it ready; of another library, or damaged, it is not used."""
    shelf.meanings.learn()
    with Library(home) as again:
        assert not again.meanings.is_due()
        assert len(found(again, "motorcar mode:meaning")) > len(titles("motorcar"))
    (places,) = home.meanings.glob("*/places.npy")
    places.write_bytes(b"")
    with Library(home) as again:
        assert again.meanings.is_due()
        assert again.find(parse("motorcar mode:meaning")).remark


def test_where_nothing_can_be_written_it_is_for_this_run(shelf: Library, home: Paths) -> None:
    """A cache that is a file in the way keeps nobody from asking."""
    home.meanings.write_text("in the way")
    assert shelf.meanings.learn()
    assert len(found(shelf, "motorcar mode:meaning")) > len(titles("motorcar"))
    with Library(home) as again:
        assert again.meanings.is_due()


def test_without_the_extra(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Learning names the command that brings it; words are searched meanwhile, and the answer says why."""
    monkeypatch.setattr(latent, "is_installed", lambda: False)
    monkeypatch.setitem(__import__("sys").modules, "scipy", None)
    with pytest.raises(SearchError) as caught:
        shelf.meanings.learn()
    assert "pip install" in caught.value.hint
    results = shelf.find(parse("motorcar mode:meaning"))
    assert results.remark == "by words: meanings need scipy, which is not installed"
    assert len(results.numbers) == len(titles("motorcar"))


def test_few_papers(library: Library, tmp_path: Path) -> None:
    """Of a handful nothing can be learned, and nothing need be; none at all are no trouble."""
    assert found(library, "kites mode:meaning") == []
    fill(library, tmp_path, list(PAPERS)[:5])
    assert not library.meanings.is_due()
    assert "too few" in library.find(parse("automobile mode:meaning")).remark
    assert len(found(library, "automobile mode:meaning")) == 5


def test_the_mode_is_a_part_of_the_query() -> None:
    """It prints back, the last one counts, and it goes with an order and a limit."""
    query = parse("mode:words robots mode:meaning sort:title limit:3")
    assert (query.mode, str(query)) == ("meaning", "robots mode:meaning sort:title limit:3")
    assert parse(str(query)) == query
    assert parse(str(replace(query, mode=None))) == replace(query, mode=None)
    assert parse("robots mode:mea", typing=True).mode is None


def test_by_a_model_that_one_has(shelf: Library, home: Paths, tmp_path: Path) -> None:
    """Papers are placed by it, once, and kept; papers that come are placed as they come."""
    pytest.importorskip("tokenizers", reason="models are read by tokenizers, an optional extra")
    pytest.importorskip("safetensors", reason="models are read by safetensors, an optional extra")
    model = save_model(tmp_path / "model")
    shelf.meanings.use(lambda: model)
    assert shelf.meanings.learn()
    assert set(found(shelf, "motorcar mode:meaning")[:24]) == titles("motorcar") | titles("automobile")
    more = tmp_path / "more.jsonl"
    more.write_text("\n".join(json.dumps({"title": f"More {n}", "abstract": "A ship with a keel."}) for n in range(9)))
    shelf.add([more])
    assert not shelf.meanings.is_due()
    assert "More 3" in found(shelf, "vessel mode:meaning")
    with Library(home) as again:
        again.meanings.use(lambda: model)
        assert not again.meanings.is_due()
        again.meanings.use(lambda: None)
        assert again.meanings.is_due()


def test_a_model_that_is_not_there(shelf: Library, tmp_path: Path) -> None:
    """Learning says so, with the folder; words are searched meanwhile."""
    shelf.meanings.use(lambda: tmp_path / "none")
    with pytest.raises(SearchError) as caught:
        shelf.meanings.learn()
    assert str(tmp_path / "none") in caught.value.message
    assert shelf.find(parse("motorcar mode:meaning")).remark


def test_likes_are_found_by_meaning_where_it_is_learned(shelf: Library) -> None:
    """The same papers, those of the same kind first, each still with the words that it shares; a score is a cosine."""
    car = PAPERS[min(saying(PAPERS, "motorcar"))].title
    (entry,) = shelf.entries(shelf.find(parse(f'title:"{car}"')).numbers)
    query = f"like:{entry.paper.id}"
    before = found(shelf, query)
    shelf.meanings.learn()
    results = shelf.find(parse(query))
    after = [entry.paper.title for entry in shelf.entries(results.numbers)]
    assert sorted(after) == sorted(before)
    assert set(after[:12]) < titles("motorcar") | titles("automobile")
    assert max(results.scores.values()) <= 1.001
    assert shelf.shared_words(shelf.entries(results.numbers)[0], results)
    assert set(found(shelf, f"{query} fuel")) < set(after)


def test_many_papers_are_placed_once(
    library: Library, home: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was placed is kept, with when the space was learned."""
    monkeypatch.setattr("reader.library.meanings.MANY", 5)
    numbers = list(PAPERS)
    fill(library, tmp_path, numbers[:-8])
    library.meanings.learn()
    fill(library, tmp_path, numbers[-8:])
    assert len(library.meanings.likeness("baby") or ((), ())) == 2
    monkeypatch.setattr(latent.LatentSpace, "place", lambda *_: pytest.fail("placed again"))
    with Library(home) as again:
        assert not again.meanings.is_due()
        assert again.meanings.likeness_to(numbers[-1])


def test_a_library_that_is_made_whole_learns_anew(shelf: Library, home: Paths, clock: Clock) -> None:
    """What was derived from it before goes: its papers may have other numbers."""
    shelf.meanings.learn()
    shelf.close()
    with closing(sqlite3.connect(home.library)) as db, db:
        db.execute("UPDATE texts SET authors = '{' WHERE number = 1")
    assert repair(home, clock()) is not None
    assert not home.meanings.exists()
