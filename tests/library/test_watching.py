"""What others do to the library meanwhile is news, once."""

from pathlib import Path

from reader.changes import Bookmark
from reader.library import Library, News
from reader.paths import Paths

from ..dumps.pages import papers, save_page


def test_nothing_is_no_news(tmp_path: Path) -> None:
    """The first look has nothing to compare with; the next ones find all as it was."""
    with Library(Paths.under(tmp_path)) as library:
        assert [library.news() for _ in range(3)] == [None] * 3


def test_a_mark_of_another_is_news_once(tmp_path: Path) -> None:
    """So is one of our own: the file does not say whose it was."""
    save_page(tmp_path / "dump.txt", papers(3, seed=1))
    with Library(Paths.under(tmp_path)) as library, Library(Paths.under(tmp_path)) as other:
        library.add([tmp_path / "dump.txt"])
        library.news()
        for marking in (other, library):
            marking.change([1], [Bookmark(marking is other)])
            assert [library.news(), library.news()] == [News(0), None]


def test_papers_of_others_are_counted(tmp_path: Path) -> None:
    """Our own are not, even where both came between two looks."""
    for number, page in enumerate((papers(3, seed=1), papers(4, seed=2), papers(5, seed=3))):
        save_page(tmp_path / f"{number}.txt", page)
    with Library(Paths.under(tmp_path)) as library, Library(Paths.under(tmp_path)) as other:
        library.news()
        library.add([tmp_path / "0.txt"])
        assert library.news() == News(0)
        other.add([tmp_path / "1.txt"])
        assert library.news() == News(4)
        library.add([tmp_path / "2.txt"])
        assert library.news() == News(0)


def test_what_others_undo_is_news(tmp_path: Path) -> None:
    """Papers that go with it are counted; our own undoing and redoing is none of that."""
    save_page(tmp_path / "dump.txt", papers(3, seed=1))
    with Library(Paths.under(tmp_path)) as library, Library(Paths.under(tmp_path)) as other:
        library.news()
        library.add([tmp_path / "dump.txt"])
        library.undo()
        library.redo()
        assert library.news() == News(0)
        other.undo()
        assert library.news() == News(0, removed=3)
