"""Fuzz targets with atheris: `python -m tests.fuzz.run [TARGET...] --seconds N`; all of them if none is named.

Each target runs in a process of its own, from the texts in `corpus/` and whatever past runs found in FOUND. An input
that breaks a promise, takes ten seconds or 1.5 GB ends the run of its target and stays in the folder of crashes.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import walk_packages
from tempfile import gettempdir

_PARSERS = ("reader", "bibtexparser", "rispy")
"""What is instrumented: the fuzzer sees which ways an input takes through them."""
_PACKAGES = ("dumps", "display", "export", "query", "papers", "changes", "library")
_RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_COVERAGE = re.compile(r"cov: (\d+)")
_TIMEOUT_S = 10
_MOST_MB = 1500
_LONGEST_BYTES = 4096


def main() -> int:
    """Fuzz; return 1 where a target broke."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("targets", nargs="*", metavar="TARGET")
    asked.add_argument("--seconds", type=int, default=60, help="for each target")
    asked.add_argument("--found", type=Path, default=Path(gettempdir()) / "reader-fuzz", help="keeps what runs find")
    asked.add_argument("--here", action="store_true", help="in this process; for one target")
    given = asked.parse_args()
    if not find_spec("atheris"):
        sys.exit("atheris is not installed: pip install -e '.[fuzz]'")
    if given.here:
        _fuzz(given.targets[0], given.seconds, given.found)
    from .targets import TARGETS

    broken = [name for name in given.targets or TARGETS if not _run(name, given.seconds, given.found)]
    print(f"broken: {', '.join(broken)}" if broken else "nothing broke", flush=True)
    return 1 if broken else 0


def _run(name: str, seconds: int, found: Path) -> bool:
    """Fuzz a target in another process; say whether nothing broke."""
    command = [sys.executable, "-m", "tests.fuzz.run", name, f"--seconds={seconds}", f"--found={found}", "--here"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    runs, coverage = _RUNS.findall(done.stderr), _COVERAGE.findall(done.stderr)
    said = f"{runs[-1] if runs else '?'} runs, coverage {coverage[-1] if coverage else '?'}"
    print(f"{name}: {said}{'' if done.returncode == 0 else ', BROKEN'}", flush=True)
    if done.returncode:
        (found / name / "report.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
    return done.returncode == 0


def _fuzz(name: str, seconds: int, found: Path) -> None:
    """Fuzz a target in this process, which ends with it."""
    import atheris

    with _instrumented():
        from .targets import CORPUS, CRASHES, TARGETS

        _import_all()
    kept, crashes = found / name / "corpus", found / name / "crashes"
    for folder in (kept, crashes):
        folder.mkdir(parents=True, exist_ok=True)
    given = [str(folder / name) for folder in (CORPUS, CRASHES) if (folder / name).is_dir()]
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={_TIMEOUT_S}",
        f"-rss_limit_mb={_MOST_MB}",
        f"-max_len={_LONGEST_BYTES}",
        f"-artifact_prefix={crashes}/",
        "-print_final_stats=1",
        "-verbosity=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(kept), *given], TARGETS[name])
    atheris.Fuzz()


@contextmanager
def _instrumented() -> Iterator[None]:
    import atheris

    with atheris.instrument_imports(include=list(_PARSERS)):
        yield


def _import_all() -> None:
    """Import now what is imported late, so that it is instrumented."""
    for name in _PACKAGES:
        package = import_module(f"reader.{name}")
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    for parser in _PARSERS[1:]:
        import_module(parser)


if __name__ == "__main__":
    sys.exit(main())
