"""What comes back from people's hands: lists, vaults, data and backups, however they were edited or damaged."""

from contextlib import suppress
from datetime import UTC, datetime

from reader.errors import ReadBackError, TextError
from reader.export import FORMATS, GroupBy, Layout, markdown
from reader.export.reading_back import read_back, strays
from reader.export.sealing import is_unchanged
from reader.export.updating import update
from reader.library.backup_file import backup_text
from reader.library.backup_reading import read_backup
from reader.papers import Mark, clean_tag, clean_text

from ..export.hard import hard_entries
from .drawing import Draw
from .messages import check_message

_NOW = datetime(2024, 5, 1, tzinfo=UTC)
_WORDS = "words of my own, put here"
_BEFORE_WORDS = ("", "  ", "    ", "- ", "  - ", "    - ", "# ", "- [ ] ", "  - [x] ")
_NAMES = ("list.md", "data.json", "data.jsonl", "data.yaml", "data.csv")


def edited(data: bytes) -> None:
    """Read back a list or data: marks that are some, or a message."""
    draw = Draw(data)
    name = draw.one_of(_NAMES)
    text = draw.rest_text()
    try:
        told = read_back(name, text)
    except ReadBackError as error:
        check_message(error)
        return
    for one in told:
        for mark in (Mark(), Mark(tags=frozenset({"nlp"}), note="*mine*\n\n- [ ] box")):
            with suppress(TextError):
                after = one.applied(mark, _NOW, ["nlp", "c++"])
                assert 0 <= after.rating <= 5
                assert all(clean_tag(tag) == tag for tag in after.tags)
                assert clean_text(after.note) == after.note, after.note
                assert one.applied(after, _NOW, ["nlp", "c++"]) == after, (one, after)
                one.edited().applied(mark, _NOW, [])
    for part in strays(text):
        assert part.stray


def written_anew(data: bytes) -> None:
    """Write papers into a list of any text: each stands there, and words that somebody put anywhere stay."""
    draw = Draw(data)
    entries = hard_entries()[: draw.number(3)]
    groups: tuple[GroupBy, ...] = ("status", "tag", "none")
    by = draw.one_of(groups)
    mine = f"{draw.one_of(_BEFORE_WORDS)}{_WORDS}"
    at = draw.number(255)
    lines = draw.rest_text().split("\n")
    lines.insert(at % (len(lines) + 1), mine)
    abstracts = {entry.paper.id: entry.paper.abstract for entry in entries}
    with suppress(ReadBackError):
        fresh = markdown(entries, group_by=by)
        once = update("\n".join(lines), fresh, abstracts)
        assert _WORDS in once.text, lines
        again = update(once.text, fresh, abstracts)
        assert _WORDS in again.text, once.text
        assert (again.added, again.removed) == (0, 0)
        for entry in entries:
            assert f"reader:{entry.paper.id} " in once.text
        is_unchanged(once.text)


def backups(data: bytes) -> None:
    """A text is a backup of a whole library, which gives a backup of the same library, or refused."""
    try:
        whole = read_backup(data.decode("utf-8", "replace"))
    except ReadBackError as error:
        check_message(error)
        return
    text = backup_text(whole)
    again = read_backup(text)
    assert backup_text(again) == text


def vaults(data: bytes) -> None:
    """A note of a vault with a piece of it replaced says marks, or what is wrong."""
    draw = Draw(data)
    files = FORMATS["obsidian"].write([draw.one_of(hard_entries())], Layout())
    text = draw.one_of([*files.values()])
    at, to = draw.number(2**16 - 1) % (len(text) + 1), draw.number(63)
    edited(b"\0" + f"{text[:at]}{draw.rest_text()}{text[at + to :]}".encode("utf-8", "replace"))
