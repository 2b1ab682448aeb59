from pathlib import Path

from .running import Reader


def _list(reader: Reader, tmp_path: Path) -> Path:
    page = tmp_path / "list.md"
    assert reader("export", "limit:5", "-o", str(page)).code == 0
    return page


def test_what_was_edited_is_shown_and_taken_in_with_yes(reader: Reader, tmp_path: Path) -> None:
    """Without a terminal nothing is changed but with --yes."""
    page = _list(reader, tmp_path)
    page.write_text(page.read_text().replace("- [ ]", "- [x]", 1))
    for options in ((), ("--dry-run",), ("--dry-run", "--yes")):
        shown = reader("import", str(page), *options)
        assert shown.lines[1:] == ["  status unread → read", "1 paper would change."]
        assert ("Nothing was changed: --yes" in shown.err) is (options == ())
        assert shown.code == (1 if options == () else 0)
    assert reader("search", "is:read", "--format", "ids").out == ""
    assert reader("import", str(page), "--yes").lines[-1] == "1 paper changed; `reader undo` takes it back."
    assert reader("import", str(page)).out == "Nothing to change: the library says the same of 5 papers.\n"
    assert reader("undo").code == 0


def test_an_old_list_takes_nothing_back_but_with_all(reader: Reader, tmp_path: Path) -> None:
    """It says how many papers are marked otherwise by now."""
    page = _list(reader, tmp_path)
    reader("mark", "--query", "limit:2", "--read")
    kept = reader("import", str(page), "--yes")
    assert (kept.code, kept.out) == (0, "Nothing to change: nothing was edited in 5 papers.\n")
    assert "2 papers marked otherwise here since the file was written: that stays." in kept.err
    assert reader("import", str(page), "--yes", "--all").lines[-1].startswith("2 papers changed")


def test_programs_get_json(reader: Reader, tmp_path: Path) -> None:
    """What changes, what could not be taken, and the step."""
    page = _list(reader, tmp_path)
    page.write_text(page.read_text().replace("- [ ]", "- [x] <!-- reader:nobody -->\n- [/]", 1))
    planned = reader("import", str(page), "--format", "json")
    assert (planned.code, planned.json["step"], planned.json["papers"]) == (1, None, 5)
    assert planned.json["troubles"][0]["what"] == "no paper here has the id nobody"
    done = reader("import", str(page), "--format", "json", "--yes").json
    assert done["changes"][0]["changes"] == ["status unread → reading"]
    assert done["step"] > 1


def test_a_list_is_updated_in_place(reader: Reader, tmp_path: Path) -> None:
    """What the query finds now, around what somebody wrote."""
    page = _list(reader, tmp_path)
    page.write_text(page.read_text() + "\nMy words.\n")
    updated = reader("export", "limit:7", "--update", str(page))
    assert updated.code == 0
    assert "2 papers more, 0 papers fewer, 1 line of yours kept" in updated.err
    assert "\nMy words.\n" in page.read_text()
    assert reader("export", "--update", str(page), "-o", str(page)).code == 2


def test_what_is_no_list_is_refused(reader: Reader, dumps: Path) -> None:
    """The hint says what takes in dumps."""
    refused = reader("import", str(dumps / "mar_14.txt"))
    assert refused.code == 1
    assert "reader add" in refused.err


def test_what_could_not_be_taken_says_where(reader: Reader, tmp_path: Path) -> None:
    """By the line of a page; by the file and the line in a vault."""
    page = _list(reader, tmp_path)
    page.write_text(page.read_text().replace("- [ ]", "- [x] <!-- reader:nobody -->\n- [/]", 1))
    line = next(number for number, text in enumerate(page.read_text().splitlines(), 1) if "nobody" in text)
    assert f"line {line}: no paper here has the id nobody" in reader("import", str(page)).err
