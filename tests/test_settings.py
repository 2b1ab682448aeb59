import random
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import SettingsError
from reader.settings import MEASURE_CELLS, Settings, load_settings, parse_settings
from tests.size import sized


def settings_of(text: str) -> Settings:
    """Return the settings of a text that has no slip."""
    settings, wrong = parse_settings(text, "config.yaml")
    assert wrong == []
    return settings


def slips(read: Callable[[], tuple[Settings, list[SettingsError]]]) -> list[SettingsError]:
    """Return what is wrong with a configuration, be it all of it."""
    try:
        return read()[1]
    except SettingsError as error:
        return [error]


def test_no_file_is_all_defaults(tmp_path: Path) -> None:
    """Nobody needs a configuration."""
    assert load_settings(tmp_path / "config.yaml") == (Settings(), [])


@pytest.mark.parametrize("text", ["", "\n", "# only a remark\n", "---\n", "null"])
def test_an_empty_file_is_all_defaults(text: str) -> None:
    """Neither does a file have to say anything."""
    assert parse_settings(text, "config.yaml") == (Settings(), [])


def test_all_settings(tmp_path: Path) -> None:
    """Each setting is read; as_dict gives the effective values, the defaults among them."""
    path = tmp_path / "config.yaml"
    path.write_text(
        'theme: "日本"\nmeasure_cells: 40\nreading_after_s: 7.5\nascii: true\neditor: vim -f\n'
        "watch: [~/dumps, /srv/dumps]\n"
        'keys: {paper.bookmark: "b B"}\n'
        "queries: {to read: is:unread}\n",
        encoding="utf-8",
    )
    settings, wrong = load_settings(path)
    assert wrong == []
    assert settings == Settings(
        theme="日本",
        measure_cells=40,
        reading_after_s=7.5,
        ascii=True,
        editor="vim -f",
        watch=["~/dumps", "/srv/dumps"],
        keys={"paper.bookmark": "b B"},
        queries={"to read": "is:unread"},
    )
    assert settings_of("editor: nano").as_dict() == {**Settings().as_dict(), "editor": "nano"}


def test_watched_folders_are_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    """`~` is the user's folder; nobody's is left as it stands, and a list that says nothing is none."""
    monkeypatch.setenv("HOME", "/home/me")
    settings = settings_of("watch: [~/dumps, ~nobody-at-all/dumps, /srv]")
    assert settings.watched == [Path("/home/me/dumps"), Path("~nobody-at-all/dumps"), Path("/srv")]
    assert settings_of("watch:\n#  - ~/dumps\n").watched == []


@pytest.mark.parametrize("cells", [MEASURE_CELLS[0], MEASURE_CELLS[-1]])
def test_the_bounds_of_the_measure(cells: int) -> None:
    """The narrowest and the widest measure are allowed."""
    assert settings_of(f"measure_cells: {cells}").measure_cells == cells


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("thema: nord", "no setting “thema”", "Did you mean theme?"),
        ("zebra: 1", "no setting “zebra”", "theme, measure_cells, reading_after_s, ascii, editor"),
        ("1: 2", "no setting “1”", "There are"),
        ('"a\\e[31mb\\u202E\\n": 2', "no setting “a [31mb”", "There are"),
        ("theme: ''", "theme cannot be ''", "nord"),
        ("theme: 7", "theme cannot be 7", "nord"),
        ("theme: no", "theme cannot be False", "nord"),
        ("measure_cells: 39", "measure_cells cannot be 39", "from 40 to 160"),
        ("measure_cells: 161", "measure_cells cannot be 161", "from 40 to 160"),
        ("measure_cells: wide", "measure_cells cannot be 'wide'", "whole number"),
        ("measure_cells: 74.5", "measure_cells cannot be 74.5", "whole number"),
        ("measure_cells: true", "measure_cells cannot be True", "whole number"),
        ("reading_after_s: -1", "reading_after_s cannot be -1", "0 is never"),
        ("reading_after_s: 3601", "reading_after_s cannot be 3601", "up to 3600"),
        ("reading_after_s: yes", "reading_after_s cannot be True", "number of seconds"),
        ("reading_after_s: .nan", "reading_after_s cannot be nan", "number of seconds"),
        ("reading_after_s: 1m", "reading_after_s cannot be '1m'", "number of seconds"),
        ("editor: [vim]", "editor cannot be ['vim']", "vim -f"),
        ("editor:", "editor cannot be None", "vim -f"),
        ("watch: ~/dumps", "watch cannot be '~/dumps'", "watch: [~/dumps]"),
        ("watch: [dumps]", "watch cannot be ['dumps']", "from / or ~ on"),
        ("watch: [~]", "watch cannot be [None]", "watch: [~/dumps]"),
        ('watch: ["/a\\0b"]', "watch cannot be ['/a\\x00b']", "lists folders"),
        ("watch: {a: b}", "watch cannot be {'a': 'b'}", "lists folders"),
        ("keys: b", "keys cannot be 'b'", "reader keys"),
        ("keys: {paper.rate: 1}", "keys cannot be {'paper.rate': 1}", "reader keys"),
        ("queries: is:unread", "queries cannot be 'is:unread'", "maps a name to a query"),
        ("queries: {a: 1}", "queries cannot be {'a': 1}", "maps a name to a query"),
        ("queries: {a: kites, b: 1, c: maps}", "queries cannot be {'b': 1}", "maps a name to a query"),
        ("- theme", "holds no settings", "theme: nord"),
        ("just words", "holds no settings", "theme: nord"),
        ("theme: nord\nkeys: {", "line 2 is no YAML", ""),
        ("theme: nord\n\teditor: x", "line 2 is no YAML", "cannot start any token"),
        ("theme: \x00", "is no YAML", "special characters are not allowed in"),
        ("theme: 2001-99-99", "is no YAML", "month"),
        ('measure_cells: !!int "-"', "is no YAML", "string index"),
        ('theme: !!timestamp "x"', "is no YAML", ""),
        pytest.param("[" * 5000, "is no YAML", "", id="deep"),
        ("queries: &a {b: c}\nkeys: *a", "line 2 is no YAML", "aliases"),
        ("a: &a [x, x]\nb: &b [*a, *a]\ntheme: [*b, *b]", "line 2 is no YAML", "aliases"),
        (f"theme: 0x{'f' * 5000}", "is no YAML", "digits"),
        (f"theme: {'9' * 5000}", "is no YAML", "digits"),
        (f"theme: [{'a, ' * 500}]", "…", "nord"),
        ("theme: " + "{a: " * 30, "line 1 is no YAML", "nested too deep"),
        ("!!python/object/apply:os.system ['true']", "is no YAML", "python/object"),
    ],
)
def test_what_cannot_be_set(text: str, message: str, hint: str) -> None:
    """The error names the file, the line or the setting, what is wrong with it and what would be right."""
    (slip,) = slips(lambda: parse_settings(text, "here/config.yaml"))
    assert slip.message.startswith("here/config.yaml")
    assert message in slip.message
    assert hint in slip.hint
    assert slip.hint


def test_the_rest_counts() -> None:
    """Every slip is told, in order; what is right is set, and what is not is as it is without."""
    settings, wrong = parse_settings("them: x\nmeasure_cells: wide\nascii: true\nbackups: many\n", "config.yaml")
    assert settings == Settings(ascii=True)
    assert [slip.message for slip in wrong] == [
        "config.yaml, line 1: there is no setting “them”",
        "config.yaml, line 2: measure_cells cannot be 'wide'",
        "config.yaml, line 4: backups cannot be 'many'",
    ]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A folder in its place, or bytes that are no UTF-8, are errors that name the file."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.yaml").write_bytes("editor: é".encode("latin-1"))
    for name in ("folder cannot be read", "latin.yaml cannot be read: line 1"):
        with pytest.raises(SettingsError, match=name) as caught:
            load_settings(tmp_path / name.split()[0])
        assert caught.value.hint


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"theme: nord\nmeasure_cells: 9\n", "line 2: measure_cells"),
        (b"theme: nord\n\nthem: nord\n", "line 3: there is no setting"),
        (b"# mine\ntheme: \xff\n", "line 2 is no text"),
        (b"theme: nord\nkeys: [\n", "line 3 is no YAML"),
        (b"backups: -1\n", "line 1: backups cannot be -1"),
    ],
)
def test_the_line_is_told(tmp_path: Path, content: bytes, line: str) -> None:
    """Whoever mends the file is told where."""
    file = tmp_path / "config.yaml"
    file.write_bytes(content)
    (slip,) = slips(lambda: load_settings(file))
    assert line in slip.message


SOUND = b"""theme: nord
measure_cells: 70
watch: [~/dumps]
keys:
  paper.bookmark: B
queries:
  mine: 'is:read'
"""


@pytest.mark.slow
def test_whatever_becomes_of_the_file(tmp_path: Path) -> None:
    """Bytes that are flipped, cut off or put in give settings or an error of one line; the file stays as it is."""
    rng = random.Random(5)  # noqa: S311 - noise, not secrets
    file = tmp_path / "config.yaml"
    told = set()
    for _ in range(sized(small=600, full=50_000)):
        content = bytearray(SOUND)
        for _ in range(rng.choice((1, 2, 8))):
            at = rng.randrange(len(content))
            content[at : at + rng.randrange(2)] = rng.randbytes(rng.randrange(3))
        file.write_bytes(content[: rng.choice((len(content), rng.randrange(len(content) + 1)))])
        before = file.read_bytes()
        for slip in slips(lambda: load_settings(file)):
            assert slip.hint
            assert slip.message.isprintable()
            told.add(slip.message)
        assert file.read_bytes() == before
    assert len(told) > 50
