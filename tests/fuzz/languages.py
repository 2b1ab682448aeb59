"""What people type or keep in files of their own: queries, settings, tags, templates."""

from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp

from reader.changes import apply_all
from reader.changes.tag_line import read_tag_line
from reader.dumps import STDIN
from reader.errors import ExportError, PaperError, QueryError, ReadBackError, ReaderError, SettingsError, TextError
from reader.export.layout import Layout
from reader.library import INPUT_NAMES, Library, Vocabulary, check_queries, offers, usable_queries
from reader.papers import Mark, clean_line, clean_tag
from reader.paths import Paths
from reader.query import clean_name, parse, suggested_name
from reader.query.piece import piece_at
from reader.settings import Settings, parse_settings

from ..dumps.pages import papers, save_page
from ..export.hard import hard_entries
from .drawing import Draw
from .messages import check_message, is_printable

_NOW = datetime(2024, 3, 14, tzinfo=UTC)


def query(data: bytes) -> None:
    """A text is a query that prints back as itself, or refused at a place in it; also while it is being typed."""
    draw = Draw(data)
    cursor = draw.number(255)
    text = draw.rest_text()
    for typing in (False, True):
        with suppress(QueryError):
            asked = parse(text, typing=typing)
            printed = str(asked)
            assert parse(printed) == asked, (text, printed)
            assert str(parse(printed)) == printed
            assert printed == clean_line(printed), printed
            suggested_name(asked)
    try:
        parse(text)
    except QueryError as error:
        check_message(error)
        _check_place(error, text)
    piece_at(text, min(cursor, len(text)))


def _check_place(error: QueryError, text: str) -> None:
    assert 0 <= error.column <= len(text), (error.column, text)


def finding(data: bytes) -> None:
    """A library answers any query, or says that it cannot be meant; negated, it finds the others."""
    library = _library()
    text = data.decode("utf-8", "replace")
    for typing in (False, True):
        with suppress(QueryError, PaperError):  # `like:` names a paper
            asked = parse(text, typing=typing)
            found = library.find(asked)
            numbers = [*found.numbers]
            assert len(numbers) == len(set(numbers))
            assert library.count(asked).papers == len(numbers)
            for entry in library.entries(numbers[:2]):
                library.snippet(entry, asked)
                for start, end in library.highlights(entry.paper.abstract, "abstract", asked):
                    assert 0 <= start < end <= len(entry.paper.abstract)
            library.suggestion(found)
    for offer in offers(text, len(text), *_known()):
        offer.taken(text)


def taking_in(data: bytes) -> None:
    """Any file can be taken in for a try: what is wrong with it is in the report, and the library stays as it is."""
    draw = Draw(data)
    library = _library()
    before = len(library)
    source = draw.one_of((None, *INPUT_NAMES))
    report = library.add([STDIN], stdin=BytesIO(draw.rest()), source=source, dry_run=True)
    assert len(library) == before
    for file in report.files:
        assert file.new + file.merged <= file.records or not file.records, file
        assert all(is_printable(reject.reason) for reject in file.rejects), file


def reading_back(data: bytes) -> None:
    """Any file can be read back for a try: what it says is told, or what is wrong, and the library stays as it is."""
    draw = Draw(data)
    library = _library()
    unedited, name = draw.yes(), draw.one_of(("back.md", "back.json", "back.jsonl", "back.yaml", "back.csv"))
    path = Path(_folder()) / name
    path.write_bytes(draw.rest())
    before = library.marks(range(1, 21))
    try:
        planned = library.read_back(path, dry_run=True, unedited=unedited)
    except ReadBackError as error:
        check_message(error)
        return
    assert library.marks(range(1, 21)) == before
    assert all(is_printable(trouble.what) for trouble in planned.troubles), planned.troubles
    assert all(is_printable(change) for one in planned.planned for change in one.changes if "note" not in change)


def config(data: bytes) -> None:
    """The text of a config.yaml is settings that work, or refused with a message."""
    text = data.decode("utf-8", "replace")
    try:
        settings, slips = parse_settings(text, "config.yaml")
    except SettingsError as error:
        check_message(error)
        return
    for slip in slips:
        check_message(slip)
    assert isinstance(settings, Settings)
    settings.as_dict()
    assert len(settings.watched) == len(settings.watch)
    usable, wrong = usable_queries(settings.queries)
    assert len(usable) + len(wrong) == len(settings.queries)
    for each in wrong:
        check_message(each)
    with suppress(ReaderError):
        check_queries(settings.queries)


def tags(data: bytes) -> None:
    """A line of tags is changes that do what they say twice as once; a tag is its own tag, and so is a name."""
    text = data.decode("utf-8", "replace")
    for plain in ("set", "add", "remove"):
        try:
            changes = read_tag_line(text, plain)
        except TextError as error:
            check_message(error)
            continue
        once = apply_all(changes, Mark(tags=frozenset({"nlp", "a/b"})))
        assert apply_all(changes, once) == once, text
        assert all(clean_tag(tag) == tag for tag in once.tags), once
    with suppress(TextError):
        tag = clean_tag(text)
        assert clean_tag(tag) == tag
        assert parse(f"tag:{tag}") == parse(str(parse(f"tag:{tag}")))
    with suppress(TextError):
        assert clean_name(clean_name(text)) == clean_name(text)


def template(data: bytes) -> None:
    """A template is a format that writes, or fails with a message; it reaches nothing."""
    from reader.export.templates import template_format

    path = Path(_folder()) / "list.txt.j2"
    path.write_bytes(data)
    try:
        written = template_format(path).write(hard_entries()[:3], Layout())
    except ExportError as error:
        check_message(error)
        return
    assert list(written) == [".txt"]


@cache
def _folder() -> str:
    return mkdtemp(prefix="reader-fuzz-")


@cache
def _known() -> tuple[Vocabulary, dict[str, int]]:
    return _library().vocabulary(), _library().count_states()


@cache
def _library() -> Library:
    """Return a library of twenty papers, some of them marked, that all runs of this process share."""
    from reader.changes import AddTag, Bookmark, Rate, SetNote, SetStatus
    from reader.papers import Status

    library = Library(Paths.under(Path(_folder()) / "home"), now=lambda: _NOW)
    library.add([save_page(Path(_folder()) / "mar_14.txt", papers(20, seed=7))])
    library.change([1, 2, 3], [AddTag("nlp/llm"), Rate(4)])
    library.change([3, 4], [SetStatus(Status.READ, _NOW), SetNote("see *kites*")])
    library.change([5], [Bookmark(on=True)])
    library.save_query("best", "rating:>=4")
    return library
