import re
from dataclasses import replace
from pathlib import Path

import pytest

from reader.changes import AddTag, Rate, SetNote, SetStatus
from reader.errors import ExportError, HistoryError, ReadBackError, ReaderError
from reader.export import Layout
from reader.library import Library
from reader.papers import Mark, Status
from reader.query import parse

from ..clock import Clock
from ..dumps.pages import papers, save_page


@pytest.fixture
def marked(library: Library, tmp_path: Path) -> Library:
    """A library of 8 papers, three of them marked."""
    save_page(tmp_path / "day.txt", papers(8, seed=4))
    library.add([tmp_path / "day.txt"])
    library.change([1], [SetStatus(Status.READ, library.now), Rate(4), AddTag("c++")])
    library.change([2], [SetNote("First.\n\n<b>Second</b>.")])
    library.change([3], [SetStatus(Status.SKIPPED, library.now)])
    return library


@pytest.fixture
def page(marked: Library, tmp_path: Path) -> Path:
    """A list of all of them."""
    marked.export(tmp_path / "list.md", marked.find(parse("")))
    return tmp_path / "list.md"


def _edit(page: Path, old: str, new: str) -> None:
    text = page.read_text()
    assert old in text
    page.write_text(text.replace(old, new, 1))


def _task(library: Library, number: int, box: str = " ") -> str:
    return f"- [{box}] **{library.entries([number])[0].paper.title}**"


def test_what_was_edited_is_shown_and_taken_in_as_one_step(marked: Library, page: Path, clock: Clock) -> None:
    """Boxes, tags, notes and words around them; one undo takes all back."""
    before = marked.marks(range(1, 9))
    _edit(page, _task(marked, 1, "x"), _task(marked, 1))
    _edit(page, _task(marked, 4), "My words.\n\n" + _task(marked, 4, "x"))
    _edit(page, "#cplusplus", "#cplusplus #kites")
    _edit(page, "> First.", "> 1st.")
    clock.move(days=1)
    seen = marked.read_back(page, dry_run=True)
    assert {(one.number, one.changes) for one in seen.planned} == {
        (1, ("status read → unread", "tags +kites")),
        (2, ("note −First.", "note +1st.")),
        (4, ("status unread → read",)),
    }
    assert (seen.papers, seen.troubles, seen.step) == (8, (), None)
    assert marked.marks(range(1, 9)) == before
    done = marked.read_back(page)
    assert done.step is not None
    assert (done.step.what, done.step.papers) == ("imported list.md", 3)
    assert marked.marks([2])[0].note == "1st.\n\n<b>Second</b>."
    assert marked.marks([4]) == [Mark(Status.READ, read_at=clock())]
    assert marked.read_back(page).step is None
    marked.undo()
    assert marked.marks(range(1, 9)) == before


@pytest.mark.parametrize("by", ["status", "tag", "source", "date", "none"])
def test_a_list_that_nobody_edited_changes_nothing(marked: Library, page: Path, by: str) -> None:
    """However it is grouped, later too."""
    marked.export(page, marked.find(parse("")), layout=Layout(group_by=by), force=True)  # type: ignore[arg-type]
    done = marked.read_back(page)
    assert (done.planned, done.troubles, done.step) == ((), (), None)


@pytest.mark.parametrize("form", ["list", "json", "jsonl", "yaml", "csv", "obsidian"])
def test_a_file_that_nobody_edited_takes_nothing_back(marked: Library, tmp_path: Path, form: str) -> None:
    """What was marked in the library after it was written stays; a new mark in the file comes in beside it."""
    path = tmp_path / {"list": "a.md", "obsidian": "vault"}.get(form, f"a.{form}")
    marked.export(path, marked.find(parse("")), form)
    marked.change([1], [SetStatus(Status.UNREAD, marked.now), AddTag("new"), SetNote("Since.")])
    marked.change([2], [SetNote("")])
    marked.change([3, 4], [SetStatus(Status.READ, marked.now), Rate(5)])
    before = marked.marks(range(1, 9))
    done = marked.read_back(path)
    assert (done.papers, done.planned, done.troubles, done.newer) == (8, (), (), 4)
    assert marked.marks(range(1, 9)) == before
    assert len(marked.read_back(path, dry_run=True, unedited=True).planned) == 4


def test_an_edited_field_leaves_the_others_as_they_are_by_now(marked: Library, page: Path) -> None:
    """A tag in an old list, for a paper that was read since."""
    title = _task(marked, 4)
    _edit(page, title, f"{title} #kites")
    marked.change([4], [SetStatus(Status.READ, marked.now)])
    assert [one.changes for one in marked.read_back(page).planned] == [("tags +kites",)]
    assert marked.marks([4])[0].status is Status.READ


def test_without_seals_all_that_a_list_says_counts(marked: Library, page: Path) -> None:
    """Older lists have none, and they may be deleted."""
    marked.change([1], [Rate(1)])
    page.write_text(re.sub(r"(<!-- reader:\S+) \S+ -->", r"\1 -->", page.read_text()))
    assert [one.changes for one in marked.read_back(page).planned] == [("rating 1 → 4",)]


def _vault(library: Library, tmp_path: Path, number: int) -> tuple[Path, Path, Path]:
    """Return a vault, its index, and the note on a paper."""
    vault = tmp_path / "vault"
    library.export(vault, library.find(parse("")), "obsidian")
    (index,) = vault.glob("*.md")
    paper_id = library.entries([number])[0].paper.id
    return vault, index, next(note for note in (vault / "Papers").glob("*.md") if paper_id in note.read_text())


def _tick(index: Path, library: Library, number: int, old: str, new: str) -> None:
    paper_id = library.entries([number])[0].paper.id
    lines = index.read_text().split("\n")
    index.write_text("\n".join(line.replace(old, new) if paper_id in line else line for line in lines))


@pytest.mark.parametrize(("number", "old", "new", "after"), [(4, "[ ]", "[x]", "read"), (1, "[x]", "[ ]", "unread")])
def test_of_index_and_note_the_edited_one_counts(
    marked: Library, tmp_path: Path, number: int, old: str, new: str, after: str
) -> None:
    """However often the vault is taken in."""
    vault, index, _ = _vault(marked, tmp_path, number)
    _tick(index, marked, number, old, new)
    for steps in (1, 0, 0):
        done = marked.read_back(vault)
        assert (len(done.planned), done.troubles) == (steps, ())
        assert marked.marks([number])[0].status == after


@pytest.mark.parametrize("sealed", [True, False])
def test_read_wins_over_unread_where_nothing_else_tells(marked: Library, tmp_path: Path, sealed: bool) -> None:
    """Both were edited, or nobody knows."""
    vault, index, note = _vault(marked, tmp_path, 3)
    if not sealed:
        for file in (index, note):
            bare = re.sub(r"(<!-- reader:\S+) \S+ -->", r"\1 -->", file.read_text())
            file.write_text(re.sub(r"\nreader-seal: .*", "", bare))
    note.write_text(note.read_text().replace('status: "skipped"', 'status: "unread"'))
    _tick(index, marked, 3, "[ ]", "[x]")
    for steps in (1, 0, 0):
        assert len(marked.read_back(vault).planned) == steps
        assert marked.marks([3])[0].status is Status.READ


def test_tasks_that_name_no_paper_are_listed(marked: Library, page: Path) -> None:
    """Written by hand, or without our comment any more; other lists, tasks below a paper and in code are not ours."""
    lost = _task(marked, 5)
    text = page.read_text()
    text = re.sub(re.escape(lost) + r" <!--.*?-->", lost, text)
    fourth = next(line for line in text.split("\n") if line.startswith(_task(marked, 4)))
    text = text.replace(fourth, f"- plain\n- [a link](x.md)\n\n{fourth}\n  - [ ] Ask Ada")
    page.write_text(text + "\n```\n- [ ] code\n```\n\nProse.\n\n1. [x] A paper by hand\n")
    done = marked.read_back(page)
    lines = page.read_text().split("\n")
    assert (done.papers, done.planned) == (7, ())
    assert [lines[trouble.at - 1] for trouble in done.troubles] == [lost, "1. [x] A paper by hand"]
    assert "“A paper by hand”" in done.troubles[1].what


def test_papers_that_are_gone_from_the_list_do_not_change(marked: Library, page: Path) -> None:
    """Half a list is no order to forget the other half."""
    head, _, _ = page.read_text().partition("## Read (1)")
    page.write_text(head)
    assert marked.read_back(page).planned == ()


def test_unknown_papers_and_copies_that_differ_are_listed(marked: Library, page: Path) -> None:
    """With their lines; the last copy that was changed counts."""
    first = _task(marked, 4)
    comment = f"<!-- reader:{marked.entries([4])[0].paper.id} -->"
    _edit(
        page,
        first,
        f"- [x] **Nobody's** <!-- reader:beef -->\n- [x] **Copy** {comment}\n- [-] **Copy** {comment}\n{first}",
    )
    done = marked.read_back(page)
    assert [trouble.what.partition(" ")[0] for trouble in done.troubles] == ["no", "the"]
    assert marked.marks([4])[0].status is Status.SKIPPED


def test_copies_that_say_different_things_are_both_heard(marked: Library, page: Path) -> None:
    """One was ticked, the other tagged: no conflict."""
    comment = f"<!-- reader:{marked.entries([4])[0].paper.id} -->"
    first = _task(marked, 4)
    _edit(page, first, f"- [x] **Copy** {comment}\n- [ ] **Copy** {comment} #kites\n{first}")
    assert marked.read_back(page).troubles == ()
    assert marked.marks([4]) == [Mark(Status.READ, tags=frozenset({"kites"}), read_at=marked.now)]


def test_what_is_no_tag_is_listed_and_changes_nothing_of_that_paper(marked: Library, page: Path) -> None:
    """The others are taken in."""
    _edit(page, "#cplusplus", "#!!")
    _edit(page, _task(marked, 4), _task(marked, 4, "x"))
    done = marked.read_back(page)
    assert [one.number for one in done.planned] == [4]
    assert "cannot be a tag" in done.troubles[0].what
    assert marked.marks([1])[0].tags == {"c++"}


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.md", "# Nothing of ours", "No paper"),
        ("a.json", "{", "no JSON"),
        ("a.json", '{"id": "x"}', "no list"),
        ("a.json", '[{"title": "x"}]', "Record 1: it has no id"),
        ("a.jsonl", '{"id": "x"}\n[', "Record 2"),
        ("a.json", '[{"id": "x", "rating": 6}]', "no rating"),
        ("a.json", '[{"id": "x", "rating": true}]', "no rating"),
        ("a.json", '[{"id": "x", "status": "gone"}]', "no status"),
        ("a.json", '[{"id": "x", "tags": "nlp"}]', "list of texts"),
        ("a.json", '[{"id": "x", "note": 1}]', "note"),
        ("a.json", '[{"id": "x", "read_at": "2024-01-01"}]', "zone"),
        ("a.yaml", "- id: [", "no YAML"),
        ("a.yaml", "- !!python/object/apply:os.system [ls]", "no YAML"),
    ],
)
def test_what_cannot_be_read_back_is_said(marked: Library, tmp_path: Path, name: str, text: str, why: str) -> None:
    """Nothing changes."""
    (tmp_path / name).write_text(text)
    with pytest.raises(ReadBackError, match=why) as refused:
        marked.read_back(tmp_path / name)
    assert isinstance(refused.value, ReaderError)
    assert refused.value.hint


def test_data_comes_back_too(marked: Library, tmp_path: Path) -> None:
    """Exact tags, and what is left out changes nothing."""
    ids = [entry.paper.id for entry in marked.entries(range(1, 4))]
    text = (
        f'{{"id": "{ids[0]}", "tags": ["c++", "C#"], "rating": 5}}\n\n'
        f'{{"id": "{ids[1]}", "note": "", "status": "read", "read_at": "2024-01-02T03:04:05Z"}}\n'
    )
    (tmp_path / "a.jsonl").write_text(text.replace('"C#"', '"Nlp/LLM"'))
    marked.read_back(tmp_path / "a.jsonl")
    first, second = marked.marks([1, 2])
    assert first == replace(first, tags=frozenset({"c++", "nlp/llm"}), rating=5, status=Status.READ)
    assert (second.note[:6], f"{second.read_at:%Y-%m-%d}") == ("First.", "2024-01-02")


def test_a_list_is_written_into_and_words_stay(marked: Library, page: Path) -> None:
    """After the library changed, the file follows; and reading it back changes nothing."""
    _edit(page, "# Reading list", "A word before.\n\n# Reading list")
    marked.change([5], [Rate(3), SetStatus(Status.READ, marked.now)])
    updated = marked.update(page, marked.find(parse("")))
    assert (updated.added, updated.removed, updated.theirs) == (0, 0, 1)
    assert "A word before.\n" in page.read_text()
    assert "## Read (2)" in page.read_text()
    assert marked.read_back(page).step is None
    text = page.read_text()
    marked.update(page, marked.find(parse("")))
    assert page.read_text() == text


def test_what_people_ticked_is_not_written_over_unasked(marked: Library, page: Path) -> None:
    """It is to be imported first; then, or with force, the file is written."""
    _edit(page, _task(marked, 4), _task(marked, 4, "x"))
    text = page.read_text()
    with pytest.raises(ExportError, match="ticked") as refused:
        marked.update(page, marked.find(parse("")))
    assert "reader import" in refused.value.hint
    assert page.read_text() == text
    marked.read_back(page)
    marked.update(page, marked.find(parse("")))
    assert _task(marked, 4, "x") in page.read_text()
    _edit(page, _task(marked, 5), _task(marked, 5, "x"))
    marked.update(page, marked.find(parse("")), force=True)
    assert _task(marked, 5) in page.read_text()


def test_a_list_that_is_not_there_yet_is_written(marked: Library, tmp_path: Path) -> None:
    """As an export is."""
    updated = marked.update(tmp_path / "new.md", marked.find(parse("")))
    marked.export(tmp_path / "same.md", marked.find(parse("")))
    assert updated.added == 8
    assert (tmp_path / "new.md").read_bytes() == (tmp_path / "same.md").read_bytes()


def test_nothing_is_written_back_where_nothing_changes(marked: Library, page: Path) -> None:
    """A file that says what it should is not touched."""
    page.chmod(0o444)
    before = page.stat().st_mtime_ns
    marked.update(page, marked.find(parse("")))
    assert page.stat().st_mtime_ns == before
    with pytest.raises(HistoryError):
        marked.redo()


def test_a_vault_comes_back_as_a_whole(marked: Library, tmp_path: Path) -> None:
    """Properties of notes and boxes of the index, each where it was changed; what cannot be read is listed."""
    vault = tmp_path / "vault"
    marked.export(vault, marked.find(parse("")), "obsidian")
    assert marked.read_back(vault).planned == ()
    entries = marked.entries([5, 6, 7])
    notes = list((vault / "Papers").glob("*.md"))
    one, _, broken = (next(note for note in notes if entry.paper.id in note.read_text()) for entry in entries)
    one.write_text(one.read_text().replace("rating: 0", "rating: 2"))
    broken.write_text(broken.read_text().replace("rating: ", "rating: many "))
    (vault / ".trash").mkdir()
    (vault / ".trash" / "old.md").write_text("- [x] **Old** <!-- reader:gone -->")
    (vault / "Mine.md").write_text("# My page\n")
    (index,) = (file for file in vault.glob("*.md") if file.name != "Mine.md")
    index.write_text(
        "\n".join(
            line.replace("- [ ]", "- [/]") if entries[1].paper.id in line else line
            for line in index.read_text().split("\n")
        )
    )
    done = marked.read_back(vault)
    assert [trouble.file for trouble in done.troubles] == [f"Papers/{broken.name}"]
    assert [(planned.number, planned.changes) for planned in done.planned] == [
        (5, ("rating none → 2",)),
        (6, ("status unread → reading",)),
    ]
