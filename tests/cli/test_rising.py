import json
from pathlib import Path

import pytest

from reader.cli import run
from reader.library import Library
from reader.paths import Paths
from tests.clock import Clock
from tests.library.test_rising import LAMPS, usual

from ..dumps.pages import save_page
from .running import Reader, on_terminal


@pytest.fixture
def months(empty: Path, tmp_path: Path) -> Path:
    """A home with a page of March and one of April, which speaks of lanterns."""
    clock = Clock()
    clock.time = clock.time.replace(month=5)
    pages = [save_page(tmp_path / "march.txt", usual(12, "a"))]
    pages.append(save_page(tmp_path / "april.txt", usual(12, "b", LAMPS), heading="Apr 14"))
    with Library(Paths.under(empty), now=clock) as library:
        library.add(pages)
    return empty


def test_table(months: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A term, its papers, its shares now and before, how sure it is, and bars."""
    assert run(["--home", str(months), "rising"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    term, papers, now, before, score, bars = line.split("\t")
    assert (term, papers, now, before, bars) == ("lanterns", "12", "100.0%", "0.0%", "·█")
    assert float(score) > 3


def test_on_a_terminal(months: Path) -> None:
    """What is compared with what stands below the table."""
    code, sent = on_terminal(months, "rising")
    assert code == 0
    assert "lanterns" in sent
    assert "Apr 2024 (12 papers) against Mar 2024 (12), by the days of their pages; bars from Mar 2024" in sent


def test_json(months: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get the periods, the counts, and a query that finds the papers."""
    assert run(["--home", str(months), "rising", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["by"], found["days"], found["remark"]) == ("month", "page", "")
    assert found["periods"] == [{"first": "2024-03-01", "papers": 12}, {"first": "2024-04-01", "papers": 12}]
    (term,) = found["terms"]
    assert (term["term"], term["sure"], term["papers"], term["query"]) == (
        "lanterns",
        True,
        [0, 12],
        '"lanterns" page:2024-04',
    )
    assert run(["--home", str(months), "search", term["query"], "--format", "ids"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 12


def test_too_little(reader: Reader) -> None:
    """Where there is nothing to compare, that is said, and no table printed; JSON has it as a remark."""
    done = reader("rising", "--by", "year", "--limit", "3")
    assert (done.code, done.out) == (0, "")
    assert "Rising terms need two years with 10 papers at least" in done.err or "nothing clearly more" in done.err
    assert reader("rising", "--by", "year", "--format", "json").json["terms"] == []
    assert reader("rising", "--by", "day").code == 2
