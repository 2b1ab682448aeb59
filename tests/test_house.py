"""What is loaded when, seen from fresh interpreters; how tests wait. The arrows are import-linter's."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

LIST = "\nimport sys; print(*sorted(sys.modules), file=sys.stderr)"
RUN = f"""
import sys
from reader.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
finally:
    {LIST.strip()}
"""


def loaded(code: str, *arguments: str) -> set[str]:
    """Return the modules that are loaded after `code` ran in a fresh interpreter."""
    uncounted = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}  # it loads much
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, env=uncounted
    )
    return set(ran.stderr.split())


def packages(modules: set[str]) -> set[str]:
    """Return the packages that `modules` are of."""
    return {module.partition(".")[0] for module in modules}


def test_importing_reader_costs_nothing() -> None:
    """It loads itself, nothing of its parts and nothing of anybody else's."""
    assert loaded("import reader" + LIST) - loaded(LIST) == {"reader"}


@pytest.mark.parametrize("package", ["papers", "changes", "query", "display"])
def test_the_core_is_pure_python(package: str) -> None:
    """Papers, changes, queries and how a text is shown need only the standard library, no part of it that does I/O."""
    modules = loaded(f"import reader.{package}{LIST}") - loaded(LIST)
    assert {name for name in packages(modules) if name not in sys.stdlib_module_names} == {"reader"}
    assert not modules & {"sqlite3", "socket", "subprocess", "asyncio"}


def test_a_library_is_opened_without_a_word_of_whoosh() -> None:
    """Only a search pays for the search engine."""
    assert "whoosh" not in packages(loaded(f"import reader.library{LIST}"))


def test_the_version_is_told_at_once(tmp_path: Path) -> None:
    """`reader --version` loads neither the app nor the engine, the library or the settings."""
    modules = loaded(RUN, "--home", str(tmp_path / "home"), "--version")
    assert "reader.cli" in modules
    assert not packages(modules) & {"textual", "rich", "whoosh", "sqlite3", "yaml", "platformdirs", "rapidfuzz"}
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    "command", [["search", "kites"], ["search", "is:read"], ["--help"], ["stats"], ["undo", "--help"]]
)
def test_the_shell_needs_no_app(tmp_path: Path, command: list[str]) -> None:
    """A command loads no textual."""
    modules = loaded(RUN, "--sample", *command)
    assert "reader.cli" in modules
    assert "textual" not in packages(modules)


def test_a_search_of_the_sample_finds_something() -> None:
    """The runs above are real ones: the engine is loaded where there are words to look for, and only there."""
    assert "whoosh" in packages(loaded(RUN, "--sample", "search", "model"))


REFUSE_NETWORK = """
import sys
def refuse(event, arguments):
    if event.startswith("socket."):
        raise AssertionError(event)
sys.addaudithook(refuse)
"""


def test_nobody_goes_online() -> None:
    """Adding papers, indexing and searching them touch no socket; one that does would be noticed."""
    assert "whoosh" in packages(loaded(REFUSE_NETWORK + RUN, "--sample", "search", "model"))
    with pytest.raises(subprocess.CalledProcessError):
        loaded(REFUSE_NETWORK + "import socket; socket.getaddrinfo('localhost', 80)")


TESTS = Path(__file__).parent
SLEEPS = {"sleep", "pause"}


def sleeps(code: str) -> list[int]:
    """Return the lines in which `code` sleeps for a time that is written there: `sleep(0)` only lets others run."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    return [
        call.lineno
        for call in calls
        if (call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")) in SLEEPS
        if any(
            isinstance(given, ast.Constant) and given.value
            for given in (*call.args, *(keyword.value for keyword in call.keywords))
        )
    ]


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("import time\ntime.sleep(0.1)", [2]),
        ("from time import sleep\nsleep(secs=1)", [2]),
        ("async def f(pilot):\n await asyncio.sleep(0)\n await pilot.pause(0.5)\n await pilot.pause()", [3]),
    ],
)
def test_what_sleeping_is(code: str, lines: list[int]) -> None:
    """A time that is waited for, whatever happens, by whichever name."""
    assert sleeps(code) == lines


def test_no_test_sleeps() -> None:
    """A test waits for what it needs, with a deadline: a sleep is too long on most machines, too short on the rest."""
    files = [file for file in TESTS.rglob("*.py") if TESTS / "bench" not in file.parents]
    assert len(files) > 100
    assert [f"{file}:{line}" for file in files for line in sleeps(file.read_text(encoding="utf-8"))] == []
