"""What the source itself promises: which modules may go through which doors, and that no SQL is made of data."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import reader
from reader.changes import AddTag, SetNote
from reader.library import Library
from reader.query import parse

from ..dumps.pages import papers, save_page

ROOT = Path(reader.__file__).parent
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))

MAY_IMPORT = {
    "socket": {"cli/web_server.py": "`reader serve` listens"},
    "aiohttp": {"cli/web_server.py": "`reader serve` answers"},
    "textual_serve": {"cli/web_server.py": "`reader serve` runs the app for a tab"},
    "smtplib": {"library/mailing.py": "a digest is sent to the server that config.yaml names"},
    "ssl": {"library/mailing.py": "over TLS, and nothing else leaves this machine"},
    "webbrowser": {"cli/plain/reading.py": "a link that was chosen is opened"},
    "subprocess": {
        "library/passwords.py": "the user's command that tells the password of a mail account",
        "tui/editing.py": "the user's editor",
        "tui/actions/piping.py": "the user's command",
    },
    "pickle": {"search/contents.py": "Whoosh's table of contents, of which only segments are made"},
    "xml": {
        "dumps/arxiv_atom.py": "the types and errors that defusedxml has from there",
        "export/digest/feed.py": "a feed is written; nothing is read",
    },
    "yaml": {
        "plain_yaml.py": "the one place where YAML is loaded",
        "dumps/yaml_papers.py": "nodes without values, after a check there",
    },
}
"""Who may import what leads out of the program, and what for."""
NOBODY_IMPORTS = {
    "code",
    "commands",
    "ctypes",
    "curl_cffi",
    "dbm",
    "dill",
    "ftplib",
    "http",
    "httpcore",
    "httpx",
    "imaplib",
    "joblib",
    "marshal",
    "multiprocessing",
    "nntplib",
    "poplib",
    "pty",
    "pycurl",
    "requests",
    "runpy",
    "shelve",
    "socketserver",
    "telnetlib",
    "urllib3",
    "websockets",
    "xmlrpc",
}
NOBODY_CALLS = frozenset(
    {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.startfile", "yaml.load_all"}
)


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def _imports(module: str) -> Iterator[str]:
    """Yield what a module imports, by its full name; `urllib.parse`, which only reads text, is no door."""
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{each.name}" for each in node.names)


def _calls(module: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls of a module by the names that stand there."""
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def test_who_may_go_through_which_door() -> None:
    """A new one stands in the table, with its reason, or nowhere; a reason whose module is gone goes, too."""
    found: dict[str, set[str]] = {name: set() for name in MAY_IMPORT}
    for module in MODULES:
        for name in _imports(module):
            package = name.partition(".")[0]
            assert package not in NOBODY_IMPORTS, (module, name)
            assert not name.startswith(("urllib.request", "urllib.robotparser", "asyncio.open_")), (module, name)
            if package in found:
                found[package].add(module)
    assert found == {name: set(reasons) for name, reasons in MAY_IMPORT.items()}


def test_no_text_is_run() -> None:
    """Nothing is evaluated, and no shell is asked for behind a flag."""
    for module in MODULES:
        for name, call in _calls(module):
            assert name not in NOBODY_CALLS, (module, call.lineno)
            assert "create_subprocess" not in name, (module, call.lineno)
            assert "shell" not in {keyword.arg for keyword in call.keywords}, (module, call.lineno)


def test_yaml_is_loaded_in_one_place() -> None:
    """By loaders that make nothing but plain values."""
    loads = [(module, name) for module in MODULES for name, _ in _calls(module) if re.match(r"yaml\.\w*load", name)]
    assert loads == [("plain_yaml.py", "yaml.load")]
    unsafe = re.compile(r"\b(?:Unsafe|Full|C|CFull|CUnsafe)?Loader\b|unsafe_load|full_load")
    for module in MODULES:
        names = {node.attr for node in ast.walk(_tree(module)) if isinstance(node, ast.Attribute)}
        assert not [name for name in names if unsafe.fullmatch(name)], module


def test_only_links_are_opened() -> None:
    """What a browser is given is the address of a `Link`, which is of the web."""
    opened = {
        (module, ast.unparse(call.args[0]))
        for module in MODULES
        for name, call in _calls(module)
        if name.endswith(("webbrowser.open", ".open_url", "webbrowser.get"))
    }
    assert opened == {
        ("cli/plain/reading.py", "links[chosen - 1].url"),
        ("tui/actions/sharing.py", "url"),  # of `paper.links`, both times
    }


SQL = re.compile(r"\b(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|WHERE|FROM|ORDER BY|LIMIT|BETWEEN)\b")
IN_SQL = {
    "store/additions.py": {"complete", "table", "to", "which"},
    "store/database.py": {"LOCK_TIMEOUT_S * 1000", "LOCK_TIMEOUT_S * 1000 if patient else 0", "number", "sql"},
    "store/digests.py": {"IS_ABOUT", "IS_WAITING", "_SHOWN", "where"},
    "store/groups.py": {"', '.join((f'json_group_array(paper) FILTER (WHERE {where})' for where in _WHERE))", "where"},
    "store/less.py": {"side"},
    "store/marks.py": {"_MARK_COLUMNS", "_TITLE", "side"},
    "store/papers.py": {"_AMONG", "order", "ordered", "tables"},
    "store/regroupings.py": {"_STEP", "gone", "side", "there"},
    "store/salvage/counting.py": {"kind.gone", "kind.keys", "kind.table", "kind.where"},
    "store/salvage/references.py": {"_MARKED", "_THERE", "table", "where", "wrong"},
    "store/salvage/restoring.py": {
        "_of('new', keys)",
        "_of('o', keys)",
        "end",
        "keys",
        "marks",
        "name",
        "named",
        "older",
        "steps",
        "where",
    },
    "store/salvage/tables.py": {"default or 'NULL'", "name"},
    "store/saved.py": {"side"},
    "store/select.py": {"_NUMBERS[node.name]", "_PAPERS", "_PUBLISHED"},
    "store/showings.py": {"_AMONG", "_SHOWN", "sources"},
    "store/soundness.py": {"table", "wrong"},
    "store/structure.py": {"MOST_TOLD", "check"},
    "store/whole.py": {"table"},
    "store/subscriptions.py": {"ARE_TERMS"},
    "store/wordings.py": {"_SIGHTED", "marks"},
}
"""What SQL is put together of beside its own letters: constants of the module, the names of its tables and columns, one
of two sides, numbers, question marks. Data goes as parameters."""


def test_sql_is_put_together_of_constants() -> None:
    """Whatever is new in a query stands in the table, and was looked at."""
    found: dict[str, set[str]] = {}
    for module in MODULES:
        if not module.startswith("store/"):
            continue
        for node in ast.walk(_tree(module)):
            if isinstance(node, ast.JoinedStr):
                text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
                parts = {ast.unparse(part.value) for part in node.values if isinstance(part, ast.FormattedValue)}
                if SQL.search(text):
                    found.setdefault(module, set()).update(parts)
            elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
                assert not SQL.search(ast.unparse(node)), (module, node.lineno)
    assert found == IN_SQL


HARM = """x'); DROP TABLE papers; --"""


@pytest.mark.parametrize("word", [HARM, "' OR 1=1 --", '"; DELETE FROM marks; --', "%", "_", "\\", "?1", ":a", "[x]"])
def test_what_looks_like_sql_is_text(library: Library, tmp_path: Path, word: str) -> None:
    """In a title, a note, a file's name, a query and its name: kept, found, and nothing else happens."""
    (first, *others), name = papers(3, seed=3), f"{word.replace('/', '')}.txt"
    save_page(tmp_path / name, [(f"On {word} and kites", first[1]), *others])
    library.add([tmp_path / name])
    library.change([1], [SetNote(word), AddTag("kites")])
    library.save_query(word.replace('"', "")[:60], "tag:kites")
    quoted = word.replace('"', "")
    for query in (f'"{quoted}"', f'note:"{quoted}"', f'source:"{quoted}"', f'list:"{quoted[:60]}"', f'tag:"{quoted}"'):
        library.find(parse(query))
    (entry,) = library.entries([1])
    assert (entry.mark.note, entry.paper.title) == (word, f"On {word} and kites")
    assert len(library) == 3
