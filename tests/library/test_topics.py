"""What a library is about: topics, made, kept, followed and asked for."""

import os
import sys
from pathlib import Path

import pytest

from reader.changes import SetStatus
from reader.errors import QueryError, SearchError
from reader.library import Library, Topic, TopicCounts
from reader.papers import Status
from reader.paths import Paths
from reader.query import Query, parse

from .subjects import STRANGER, SUBJECTS, add_subjects, papers, write

pytest.importorskip("sklearn", reason="topics are made by scikit-learn, an extra")


@pytest.fixture
def about(library: Library, tmp_path: Path) -> Library:
    """A library about four things."""
    add_subjects(library, tmp_path)
    return library


def subjects_of(library: Library, query: str) -> set[str]:
    """Return what the papers that a query finds are about."""
    numbers = library.find(parse(query)).numbers
    return {entry.paper.title.split()[0].lower() for entry in library.entries(numbers)}


def topics_of(counts: TopicCounts) -> list[Topic]:
    """Return the topics without what fits into none."""
    return [each.topic for each in counts.topics if each.topic]


def test_groups_what_belongs_together(about: Library) -> None:
    """No topic mixes two subjects, every subject has one, and its terms are that subject's words."""
    counts = about.shape.topics()
    found = {each.query: subjects_of(about, each.query) for each in counts.topics if each.topic}
    assert all(len(subjects) == 1 for subjects in found.values())
    assert set().union(*found.values()) == set(SUBJECTS)
    for each in counts.topics:
        if each.topic:
            (subject,) = found[each.query]
            assert {*each.topic.terms[0].casefold().split()} <= {subject, *SUBJECTS[subject]}


def test_counts_are_what_queries_find(about: Library) -> None:
    """The numbers beside a topic are those of the lists that its query gives, alone and with others."""
    some = about.find(parse("limit:9")).numbers
    about.change(some, [SetStatus(Status.READ, about.now)])
    for asked in ("", "is:unread", "harbour OR violin", "-glacier"):
        counts = about.shape.topics(parse(asked))
        assert counts.papers == about.count(parse(asked)).papers == sum(each.papers for each in counts.topics)
        for each in counts.topics:
            found = about.count(parse(f"({asked}) {each.query}" if asked else each.query))
            assert (each.papers, each.unread) == (found.papers, found.unread)
            assert each.papers > 0
    assert sum(each.unread for each in about.shape.topics().topics) == 39


def test_recent_ones_were_added_within_thirty_days(about: Library, tmp_path: Path) -> None:
    """Papers that came today are recent, those of some years ago are not."""
    assert sum(each.recent for each in about.shape.topics().topics) == 0
    with Library(Paths.under(tmp_path / "new")) as new:
        add_subjects(new, tmp_path)
        assert all(each.recent == each.papers for each in new.shape.topics().topics)


def test_typical_paper_is_one_of_those_asked_for(about: Library) -> None:
    """Each topic names its paper that is nearest to the middle, among those that the query finds."""
    whole = {each.name: each.typical for each in about.shape.topics().topics if each.topic}
    left = parse("-" + " -".join(f'"{title}"' for title in whole.values()))
    for each in about.shape.topics(left).topics:
        assert each.typical
        assert each.typical not in whole.values()


def test_same_papers_same_topics(about: Library, tmp_path: Path) -> None:
    """Another library of the same papers has the same topics, to the place on the map."""
    with Library(Paths.under(tmp_path / "other")) as other:
        add_subjects(other, tmp_path)
        assert topics_of(other.shape.topics()) == topics_of(about.shape.topics())


def test_names_are_different(about: Library) -> None:
    """No two topics have one name or number, and each is asked for by both."""
    topics = topics_of(about.shape.topics())
    assert len({topic.name for topic in topics}) == len({topic.number for topic in topics}) == len(topics)
    for topic in topics:
        by_name, by_number = (about.find(parse(f"topic:{asked}")) for asked in (topic.slug, topic.number))
        assert list(by_name.numbers) == list(by_number.numbers)
        assert list(about.find(parse(f'topic:"{topic.name.upper()}"')).numbers) == list(by_name.numbers)


def test_term_asks_for_all_topics_that_it_tells(about: Library) -> None:
    """A word that is no name means every topic that has it among its terms, in whatever form."""
    about.shape.topics()
    assert subjects_of(about, "topic:glaciers") == {"glaciers"}
    assert subjects_of(about, "topic:violins OR topic:orchard") == {"violins", "orchards"}
    assert subjects_of(about, "-topic:violin -topic:other") == set(SUBJECTS) - {"violins"}


def test_unknown_topic(about: Library) -> None:
    """What names no topic is explained at its place, with the nearest name or all there are."""
    topic = topics_of(about.shape.topics())[0]
    with pytest.raises(QueryError) as near:
        about.find(parse(f"is:unread topic:{topic.slug}x"))
    assert near.value.column == len("is:unread topic:")
    assert near.value.hint == f"Did you mean topic:{topic.slug}?"
    with pytest.raises(QueryError, match="no topic “zzz”") as far:
        about.find(parse("topic:zzz"))
    assert topic.slug in far.value.hint


@pytest.mark.parametrize("typed", ["topic:", "topic:z", "topic:zzz", 'topic:"', "is:unread topic:v"])
def test_no_error_while_typing(about: Library, typed: str) -> None:
    """A name that is still being typed says nothing yet, topics or none."""
    everything = about.find(parse("")).total
    assert about.find(parse(typed, typing=True)).total == everything
    about.shape.topics()
    assert about.find(parse(typed, typing=True)).total == everything


def test_asked_for_before_they_are_made(about: Library) -> None:
    """A query makes topics where there are none yet."""
    assert subjects_of(about, "topic:violin") == {"violins"}
    assert about.paths.topics.exists()


def test_few_papers(library: Library, tmp_path: Path) -> None:
    """Below twenty papers there are no topics, and whoever asks for one is told so."""
    write(tmp_path / "few.json", papers(4))
    assert not library.shape.topics().made
    library.add([tmp_path / "few.json"])
    assert library.shape.topics() == TopicCounts(Query(), 16, (), made=False)
    with pytest.raises(QueryError) as few:
        library.find(parse("topic:1"))
    assert "20 papers" in few.value.hint
    assert not library.paths.topics.exists()


def test_kept(about: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one who opens the library needs no scikit-learn; the file is private."""
    counts = about.shape.topics()
    assert about.paths.topics.stat().st_mode & 0o777 == 0o600
    monkeypatch.setitem(sys.modules, "sklearn.cluster", None)
    with Library(about.paths) as again:
        assert again.shape.topics().topics == counts.topics


def test_without_the_extra(about: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where scikit-learn is not there, it says how to get it."""
    monkeypatch.setitem(sys.modules, "sklearn.cluster", None)
    with pytest.raises(SearchError) as missing:
        about.shape.topics()
    assert "pip install" in missing.value.hint


@pytest.mark.parametrize("damage", ["cut", "noise", "empty", "folder"])
def test_damaged_file(about: Library, damage: str) -> None:
    """Topics that cannot be read are made again, the same."""
    counts = about.shape.topics()
    file = about.paths.topics
    whole = file.read_bytes()
    if damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes({"cut": whole[: len(whole) // 2], "noise": os.urandom(5000), "empty": b""}[damage])
    with Library(about.paths) as again:
        assert again.shape.topics().topics == counts.topics


def test_another_library_s(about: Library, tmp_path: Path) -> None:
    """Topics of another library are not taken for one's own."""
    about.shape.topics()
    with Library(Paths.under(tmp_path / "other")) as other:
        write(tmp_path / "two.json", papers(14, subjects=("violins", "glaciers")))
        other.add([tmp_path / "two.json"])
        other.paths.topics.write_bytes(about.paths.topics.read_bytes())
        assert {name for each in other.shape.topics().topics for name in subjects_of(other, each.query)} == {
            "violins",
            "glaciers",
        }


def test_others_are_faster(about: Library, tmp_path: Path) -> None:
    """What another process put into groups meanwhile is taken over."""
    about.shape.topics()
    with Library(about.paths) as other:
        write(tmp_path / "more.json", papers(8, seed=5))
        other.add([tmp_path / "more.json"])
        made = topics_of(other.shape.topics())
    assert topics_of(about.shape.topics()) == made
    assert [topic.number for topic in made] != list(range(1, len(made) + 1))


def test_texts_of_nothing(library: Library, tmp_path: Path) -> None:
    """Papers that are all alike, or say nothing, are no reason to fail."""
    told = [{"title": f"{number} of the {number}", "abstract": "And so it was with us."} for number in range(30)]
    write(tmp_path / "nothing.json", told)
    library.add([tmp_path / "nothing.json"])
    counts = library.shape.topics()
    assert sum(each.papers for each in counts.topics) == len(library) == 30
    alike = [{"title": f"Violin bows {number}", "abstract": "Bows and violins and varnish."} for number in range(30)]
    write(tmp_path / "alike.json", alike)
    library.add([tmp_path / "alike.json"])
    counts = library.shape.topics()
    assert sum(each.papers for each in counts.topics) == len(library) == 60


def test_cache_that_cannot_be_written(about: Library) -> None:
    """Without a place to keep them, topics are made for this run."""
    about.paths.topics.mkdir()
    assert topics_of(about.shape.topics())
    assert subjects_of(about, "topic:glacier") == {"glaciers"}


def test_who_comes_is_put_where_it_fits(about: Library, tmp_path: Path) -> None:
    """A few new papers join the topics that there are, which stay as they were; who is like nobody joins none."""
    before = topics_of(about.shape.topics())
    told = papers(2, seed=8, subjects=("glaciers", "violins"))
    write(tmp_path / "more.json", [*told, {"title": STRANGER[0], "abstract": STRANGER[1]}])
    about.add([tmp_path / "more.json"])
    counts = about.shape.topics()
    assert sorted(topics_of(counts), key=lambda each: each.number) == sorted(before, key=lambda each: each.number)
    assert sum(each.papers for each in counts.topics) == 53
    assert about.count(parse('topic:other title:"minutes of a meeting"')).papers == 1
    assert about.count(parse("topic:glacier title:8")).papers + about.count(parse("topic:other title:8")).papers >= 2
    assert about.count(parse("topic:harbour 8-0")).papers == 0


def test_who_goes_is_counted_no_more(about: Library, tmp_path: Path) -> None:
    """Papers that an undone import took along are in no topic."""
    about.shape.topics()
    write(tmp_path / "more.json", papers(2, seed=8, subjects=("glaciers",)))
    about.add([tmp_path / "more.json"])
    about.shape.topics()
    about.undo()
    assert sum(each.papers for each in about.shape.topics().topics) == 48


def test_grown_library(about: Library, tmp_path: Path) -> None:
    """When many came, topics are made anew: those that stayed keep number and name, new ones get new numbers."""
    before = topics_of(about.shape.topics())
    write(tmp_path / "kilns.json", papers(14, seed=9, subjects=("kilns",)))
    about.add([tmp_path / "kilns.json"])
    after = topics_of(about.shape.topics())
    by_number = {topic.number: topic.name for topic in before}
    stayed = [topic for topic in after if topic.number in by_number]
    assert stayed
    assert all(topic.name == by_number[topic.number] for topic in stayed)
    assert all(topic.number > max(by_number) for topic in after if topic not in stayed)
    assert subjects_of(about, "topic:kiln") == {"kilns"}


def test_real_dumps(shared: Path, library: Library) -> None:
    """The real dumps fall into a dozen of topics, and few papers into none."""
    library.add([shared / "dumps"])
    counts = library.shape.topics()
    assert 8 <= len(topics_of(counts)) <= 14
    assert sum(each.papers for each in counts.topics) == len(library)
    assert counts.topics[-1].topic is None
    assert counts.topics[-1].papers < 0.2 * len(library)
    assert "satellite imagery" in {term for topic in topics_of(counts) for term in topic.terms}
