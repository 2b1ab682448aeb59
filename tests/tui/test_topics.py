from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import OptionList

from reader.changes import SetStatus
from reader.library import Library, Progress, Topic, TopicCount, TopicCounts
from reader.papers import Status
from reader.query import Query, parse
from reader.settings import Settings
from reader.tui.screens.topics import TopicsScreen
from reader.tui.screens.topics.map import TopicsMap, draw_map, filled
from reader.tui.screens.topics.rows import lines
from tests.library.subjects import add_subjects

from .snapshot import check
from .story import STACKED, WIDE, Story, do, press, reading, room, said, screen_text, shown, until

TOPICS = (
    TopicCount(Topic(1, "boats", ("boats", "harbour", "tide"), 0.1, 0.9), 1200, 1200, 12, "On Boats"),
    TopicCount(Topic(2, "orchards · apples", ("orchards", "apples", "frost"), 0.9, 0.8), 800, 300, 0, "Apples in May"),
    TopicCount(Topic(4, "violin strings", ("violin strings", "bow"), 0.55, 0.5), 300, 0, 0, "Strings Compared"),
    TopicCount(Topic(3, "glaciers · ice", ("glaciers", "ice", "firn"), 0.55, 0.5), 90, 60, 4, "Ice That Moves"),
    TopicCount(None, 40, 39, 1),
)
"""Two of them at one place, one with nothing unread."""


@st.composite
def counts(draw: st.DrawFn) -> list[TopicCount]:
    """Return some topics, anywhere on the map."""
    share = st.floats(0, 1)
    made = []
    for number in range(draw(st.integers(1, 12))):
        papers = draw(st.integers(1, 9999))
        name = draw(st.sampled_from(["kites", "maps · tides", "a rather long name of a topic", "深度学习", "clocks"]))
        topic = Topic(number + 1, name, (name,), draw(share), draw(share))
        made.append(TopicCount(topic, papers, draw(st.integers(0, papers)), 0))
    return made


@given(counts(), st.integers(1, 60), st.integers(1, 20), st.data())
def test_map_fits(some: list[TopicCount], width: int, height: int, data: st.DataObject) -> None:
    """Every line has the width of the map, and the name of the topic under the cursor is there, or its beginning."""
    here = data.draw(st.none() | st.integers(0, len(some) - 1))
    drawn = draw_map(some, here, width, height)
    rows = drawn.split("\n", allow_blank=True)
    assert len(rows) == height
    assert {row.cell_length for row in rows} == {width}
    if here is not None and height > 1 and width > 2:  # a wide character and a sign
        assert any(some[here].name[0] in row.plain for row in rows)


def test_map_keeps_names_apart() -> None:
    """The names of all topics stand beside their dots; what fits nowhere is nowhere."""
    text = draw_map(TOPICS, 1, 70, 16).plain
    for count in TOPICS[:-1]:
        assert count.name in text
    assert "other" not in text
    for line in text.split("\n"):
        words = [part for part in line.split("  ") if part.strip()]
        assert all(one.strip() != other.strip() for one, other in pairwise(words))


@pytest.mark.parametrize(
    ("dots", "share", "text"),
    [(3, 1.0, "●●●"), (3, 0.0, "○○○"), (3, 0.01, "●○○"), (3, 0.99, "●●○"), (1, 0.6, "●"), (1, 0.4, "○")],
)
def test_dots(dots: int, share: float, text: str) -> None:
    """As many are filled as are unread; one of either kind is seen where there is room."""
    assert filled(dots, share) == text


@pytest.mark.parametrize("width", [20, 36, 50, 66])
def test_lines_are_of_one_width(width: int) -> None:
    """Names are cut and bars left out before a number is."""
    head, rows = lines(TOPICS, width)
    for row, count in zip(rows, TOPICS, strict=True):
        assert row.cell_length <= width
        assert f"{count.papers:,}" in row.plain
    assert head.cell_length <= width
    assert ("━" in rows[0].plain) == (width >= 50)
    assert "━" not in rows[2].plain


async def opened(pilot: Story) -> None:
    """Open the screen and wait until topics are there."""
    await do(pilot, "go.topics")
    await until(pilot, lambda: pilot.app.screen.query_one(OptionList).option_count)


@pytest.fixture
def fixed(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library whose topics are known beforehand."""
    known = TopicCounts(Query(), 2430, TOPICS, made=True)
    monkeypatch.setattr(shelf.shape, "topics", lambda *_: known)
    return shelf


@pytest.mark.parametrize("theme", ["reader-dark", "reader-light", "reader-ansi"])
@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 34), (40, 12)])
async def test_picture(size: tuple[int, int], theme: str, fixed: Library) -> None:
    """It looks as it did: a map beside the list, below it, or none."""
    async with reading(fixed, size=size, settings=Settings(theme=theme)) as pilot:
        await opened(pilot)
        await press(pilot, "j")
        check(f"topics-{size[0]}x{size[1]}-{theme}", pilot.app.screen._compositor.render_strips())


async def test_moving(fixed: Library) -> None:
    """The cursor moves by lines and to the ends; what is under it is told, with its terms."""
    async with reading(fixed, size=STACKED) as pilot:
        await opened(pilot)
        assert "boats, harbour, tide" in said(pilot)
        await press(pilot, "j", "j")
        assert "violin strings, bow" in said(pilot)
        assert "such as Strings Compared" in said(pilot)
        await press(pilot, "G")
        assert "Papers that fit into no topic." in said(pilot)
        await press(pilot, "k", "down", "j")
        assert "Papers that fit into no topic." in said(pilot)
        await press(pilot, "g")
        assert "1,200 papers, 1,200 unread, 12 added in the last 30 days topic:boats" in said(pilot)


async def test_resized(fixed: Library) -> None:
    """The map comes and goes with the room; the cursor stays."""
    async with reading(fixed, size=(40, 12)) as pilot:
        await opened(pilot)
        await press(pilot, "j")
        assert not pilot.app.screen.query_one(TopicsMap).display
        await pilot.resize_terminal(*WIDE)
        await until(pilot, lambda: pilot.app.screen.query_one(TopicsMap).display)
        assert "violin strings" in screen_text(pilot)
        assert pilot.app.screen.query_one(OptionList).highlighted == 1


async def test_few_papers(shelf: Library) -> None:
    """A library too small for topics is told so; Esc leaves."""
    async with reading(shelf) as pilot:
        await do(pilot, "go.topics")
        await until(pilot, lambda: "Topics are made of 20 papers or more; there are 10 papers." in said(pilot))
        await press(pilot, "j", "enter", "escape")
        assert len(pilot.app.screen_stack) == 1
        assert len(shown(pilot).titles) == 10


async def test_nobody_waits(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """While topics are made it says how far that is, keys answer, and whoever leaves ends it."""
    told, left = Event(), Event()

    def slow(_query: Query, progress: Progress) -> TopicCounts:
        progress("grouping", 1, 4)
        told.set()
        left.wait(30)
        try:
            progress("naming", 1, 4)
        finally:
            ended.append(True)
        return TopicCounts(Query(), 0, (), made=False)

    ended: list[bool] = []
    monkeypatch.setattr(shelf.shape, "topics", slow)
    async with reading(shelf) as pilot:
        await do(pilot, "go.topics")
        await until(pilot, lambda: "Putting 10 papers into groups: grouping, 25%." in said(pilot))
        await press(pilot, "j", "escape")
        assert len(pilot.app.screen_stack) == 1
        left.set()
        await until(pilot, lambda: ended)
        await press(pilot, "j")
        assert shown(pilot).cursor == 1


class TestTheirOwn:
    """Stories of topics that are made."""

    @pytest.fixture(autouse=True)
    def extra(self) -> None:
        """Skip where the extra is not there."""
        pytest.importorskip("sklearn", reason="topics are made by scikit-learn, an extra")

    async def test_narrowing(self, library: Library, tmp_path: Path) -> None:
        """Enter narrows the list to a topic; `gm` there begins on it, among all again; Backspace goes back."""
        add_subjects(library, tmp_path)
        library.change(library.find(parse("violin")).numbers, [SetStatus(Status.READ, library.now)])
        async with reading(library, query="is:unread") as pilot:
            listed = len(shown(pilot).titles)
            await opened(pilot)
            assert "is:unread" in screen_text(pilot)
            await press(pilot, "j", "enter")
            await until(pilot, lambda: "topic:" in str(shown(pilot).query))
            assert str(shown(pilot).query).startswith("is:unread topic:")
            subjects = {title.split()[0] for title in shown(pilot).titles}
            assert len(subjects) == 1
            assert subjects != {"Violins"}
            await opened(pilot)
            assert isinstance(pilot.app.screen, TopicsScreen)
            assert pilot.app.screen.query_one(OptionList).highlighted == 1
            await press(pilot, "escape", "backspace")
            await until(pilot, lambda: str(shown(pilot).query) == "is:unread")
            assert len(shown(pilot).titles) == listed

    async def test_leaving_changes_nothing(self, library: Library, tmp_path: Path) -> None:
        """Esc goes back to the same paper of the same list."""
        add_subjects(library, tmp_path)
        async with reading(library) as pilot:
            await press(pilot, "5", "j")
            before = shown(pilot).entry
            await opened(pilot)
            await press(pilot, "j", "j", "q")
            assert shown(pilot).entry == before
            assert room(pilot).bar.text == ""

    async def test_completion(self, library: Library, tmp_path: Path) -> None:
        """Once topics are made, their names are offered behind `topic:`."""
        add_subjects(library, tmp_path)
        names = library.shape.names()
        assert names == ()
        library.shape.topics()
        assert library.vocabulary().topics == library.shape.names() != ()
        async with reading(library) as pilot:
            await press(pilot, "/", *"topic:gl")
            await until(pilot, lambda: "glacier" in screen_text(pilot).split("\n", 1)[1][:400])


async def test_without_the_extra(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where scikit-learn is not there, the screen says how to get it."""
    import sys

    monkeypatch.setitem(sys.modules, "sklearn.cluster", None)
    add_subjects(library, tmp_path)
    async with reading(library) as pilot:
        await do(pilot, "go.topics")
        await until(pilot, lambda: "pip install" in said(pilot))
        await press(pilot, "escape")
        assert len(pilot.app.screen_stack) == 1
