"""Subscriptions: what is due is done once, each paper in one of all digests."""

from email import message_from_bytes
from pathlib import Path

import pytest
from defusedxml import ElementTree

from reader.errors import ExportError, QueryError, TextError
from reader.library import Library
from reader.library.post import Target
from reader.library.schedules import schedule
from reader.library.subscriptions import Done, Subscription
from reader.query import parse

from ..clock import Clock
from ..dumps.pages import papers, save_page

PAPERS = papers(30, seed=11)
DAILY = schedule("day", "00:00")


def subscribed(
    library: Library, name: str, query: str = "", target: Target | None = None, limit: int = 20
) -> Subscription:
    """Subscribe to a query, each day."""
    return library.subscriptions.subscribe(name, parse(query), DAILY, limit, target or Target())


def do_due(library: Library) -> list[Done]:
    """Do what is due, and take it where it goes."""
    post = library.post(None)
    done = list(library.subscriptions.make_due(post))
    assert [each.error for each in post.deliver()] == [None] * sum(
        bool(each.kept and each.kept.digest.groups) and each.subscription.target.kind != "print" for each in done
    )
    return done


def counts(done: list[Done]) -> list[tuple[str, int]]:
    """Return how many papers each digest had."""
    return [(each.subscription.name, len(each.kept.digest.items)) for each in done if each.kept]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page of thirty papers."""
    return save_page(tmp_path / "mar_14.txt", PAPERS)


def test_keeping_them(library: Library, tmp_path: Path) -> None:
    """Listed by name, replaced by name, removed by name; case does not matter."""
    best = subscribed(library, "Best", "sort:title", Target("maildir", str(tmp_path / "mail"), "eml"))
    other = subscribed(library, "all", limit=3)
    assert library.subscriptions.all() == [other, best]
    again = subscribed(library, "best")
    assert library.subscriptions.all() == [other, again]
    assert library.subscriptions.unsubscribe("BEST") == "best"
    assert library.subscriptions.all() == [other]
    with pytest.raises(TextError) as refused:
        library.subscriptions.unsubscribe("al")
    assert refused.value.hint == "Did you mean all?"


def test_what_other_digests_took_is_counted(library: Library, clock: Clock, page: Path) -> None:
    """Those that are due together are made in the order of their names, and each says what others told before."""
    subscribed(library, "b", "", limit=20)
    subscribed(library, "a", "", limit=12)
    library.add([page])
    clock.move(days=1)
    digests = [done.kept.digest for done in do_due(library) if done.kept]
    assert [(each.name, len(each.items), each.told) for each in digests] == [("a", 12, 0), ("b", 18, 12)]
    assert [each.told for each in map(library.digests.again, (1, 2))] == [0, 12]


def test_due_once_a_day(library: Library, clock: Clock, page: Path) -> None:
    """Not on the day it was made, then once a day, with what is new since; a day without news makes nothing."""
    subscribed(library, "best", limit=10)
    library.add([page])
    assert do_due(library) == []
    clock.move(days=1)
    assert [counts(do_due(library)) for _ in range(3)] == [[("best", 10)], [], []]
    clock.move(days=1)
    assert counts(do_due(library)) == [("best", 0)]
    assert do_due(library) == []


def test_missed_days_are_one(library: Library, clock: Clock, tmp_path: Path) -> None:
    """After a month away, one digest of all that came since the last."""
    subscribed(library, "best")
    clock.move(days=1)
    do_due(library)
    for day in range(6):
        clock.move(days=5)
        library.add([save_page(tmp_path / f"{day}.txt", PAPERS[day * 2 : day * 2 + 2])])
    assert counts(do_due(library)) == [("best", 12)]
    assert do_due(library) == []


def test_what_another_program_does_meanwhile_is_done(library: Library, clock: Clock, page: Path) -> None:
    """Who does what is due looks again before each one: what others did since is not done twice."""
    for name in ("one", "other"):
        subscribed(library, name, limit=5)
    library.add([page])
    clock.move(days=1)
    slow = library.subscriptions.make_due(library.post(None))
    assert next(slow).subscription.name == "one"
    with Library(library.paths, now=clock) as another:
        assert counts(list(another.subscriptions.make_due(another.post(None)))) == [("other", 5)]
    assert list(slow) == []


def test_a_file_gets_one_digest_after_the_other(library: Library, clock: Clock, page: Path, tmp_path: Path) -> None:
    """While one waits for its folder, the next is not made: its papers stay new until there is room for them."""
    path = tmp_path / "later" / "digest.md"
    subscribed(library, "daily", limit=5, target=Target("file", str(path), "markdown"))
    for day in range(3):
        library.add([save_page(tmp_path / f"{day}.txt", PAPERS[day * 2 : day * 2 + 2])])
        clock.move(days=1)
        list(library.subscriptions.make_due(library.post(None)))
    assert [len(library.digests.of(made).items) for made in library.digests.made(9)] == [2]
    path.parent.mkdir()
    assert [each.error for each in library.post(None).deliver()] == [None]
    assert counts(list(library.subscriptions.make_due(library.post(None)))) == [("daily", 4)]


def test_no_paper_in_two_subscriptions(library: Library, clock: Clock, page: Path) -> None:
    """The first in the alphabet has it; nobody else."""
    subscribed(library, "a", "sort:title", limit=20)
    subscribed(library, "b", "sort:-title", limit=20)
    library.add([page])
    clock.move(days=1)
    done = do_due(library)
    assert counts(done) == [("a", 20), ("b", 10)]
    numbers = [item.entry.number for each in done if each.kept for item in each.kept.digest.items]
    assert len(set(numbers)) == 30


def test_a_saved_query_counts_as_it_is(library: Library, clock: Clock, page: Path) -> None:
    """When the digest is made; while there is none of its name, nothing is made, and others are."""
    library.add([page])
    library.save_query("mine", "source:nowhere")
    subscribed(library, "a", "list:mine")
    subscribed(library, "b", limit=1)
    library.save_query("mine", "source:mar_14 limit:2")
    library.forget_query("mine")
    clock.move(days=1)
    broken, fine = do_due(library)
    assert isinstance(broken.error, QueryError)
    assert counts([fine]) == [("b", 1)]
    library.save_query("mine", "source:mar_14")
    assert counts(do_due(library)) == [("a", 20)]
    with pytest.raises(QueryError):
        subscribed(library, "c", "list:nothing")


def test_a_maildir_gets_each_once(library: Library, clock: Clock, page: Path, tmp_path: Path) -> None:
    """A whole message in `new`, nothing in `tmp`; tried again it is there already, read or not."""
    mail = tmp_path / "mail"
    subscribed(library, "best", target=Target("maildir", str(mail), "eml"))
    library.add([page])
    clock.move(days=1)
    do_due(library)
    (message,) = (mail / "new").iterdir()
    assert message_from_bytes(message.read_bytes())["Subject"].startswith("best: ")
    assert list((mail / "tmp").iterdir()) == []
    (made,) = library.digests.made(1)
    waiting = {"kind": "maildir", "path": str(mail), "name": message.name, "text": "again"}
    for read in (False, True):
        if read:
            message.rename(mail / "cur" / f"{message.name}:2,S")
        library._store.digests.wait(made.number, waiting)
        assert [each.error for each in library.post(None).deliver()] == [None]
        assert len([*(mail / "new").iterdir(), *(mail / "cur").iterdir()]) == 1


def test_what_is_no_maildir(library: Library, clock: Clock, page: Path, tmp_path: Path) -> None:
    """Stays as it is; the digest waits until there is one."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "thesis.tex").touch()
    subscribed(library, "best", target=Target("maildir", str(folder), "eml"))
    library.add([page])
    clock.move(days=1)
    list(library.subscriptions.make_due(library.post(None)))
    (failed,) = library.post(None).deliver()
    assert isinstance(failed.error, ExportError)
    assert [path.name for path in folder.iterdir()] == ["thesis.tex"]
    (folder / "thesis.tex").unlink()
    assert [each.error for each in library.post(None).deliver()] == [None]


def test_a_feed_keeps_what_it_told(library: Library, clock: Clock, page: Path, tmp_path: Path) -> None:
    """Newest first, no paper twice, those of the last thirty digests."""
    path = tmp_path / "feed.xml"
    subscribed(library, "best", target=Target("file", str(path), "atom"), limit=4)
    shown = []
    for day in range(3):
        library.add([save_page(tmp_path / f"{day}.txt", PAPERS[day * 4 : day * 4 + 4])])
        clock.move(days=1)
        do_due(library)
        entries = ElementTree.fromstring(path.read_text()).findall("{http://www.w3.org/2005/Atom}entry")
        shown.append([entry.findtext("{http://www.w3.org/2005/Atom}title") for entry in entries])
    assert [len(titles) for titles in shown] == [4, 8, 12]
    assert len(set(shown[2])) == 12
    assert shown[2][4:] == shown[1]


def test_files_of_the_library_are_never_written(library: Library) -> None:
    """Whatever path a subscription names."""
    with pytest.raises(ExportError):
        subscribed(library, "best", target=Target("file", str(library.paths.library), "text"))
