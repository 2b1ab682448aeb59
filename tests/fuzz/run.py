"""Fuzz targets with atheris: `python -m tests.fuzz.run [TARGET...] --seconds N`; all of them if none is named.

Each target runs in a process of its own, from the texts in `corpus/` and whatever past runs found in FOUND. An input
that breaks a promise, takes ten seconds or 1.5 GB ends the run of its target and stays in the folder of crashes.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from pkgutil import walk_packages
from tempfile import gettempdir

_PARSERS = ("reader", "bibtexparser", "rispy")
"""What is instrumented: the fuzzer sees which ways an input takes through them."""
_PACKAGES = ("dumps", "display", "export", "query", "papers", "changes", "library")
_RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_COVERAGE = re.compile(r"cov: (\d+)")
_TOKENS = Path(__file__).parent / "tokens.dict"
_TIMEOUT_S = 10
_MOST_MB = 1500
_LONGEST_BYTES = 4096


def main() -> int:
    """Fuzz; return 1 where a target broke."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("targets", nargs="*", metavar="TARGET")
    asked.add_argument("--seconds", type=int, default=60, help="for each target")
    asked.add_argument("--found", type=Path, default=Path(gettempdir()) / "reader-fuzz", help="keeps what runs find")
    given = asked.parse_args()
    if not find_spec("atheris"):
        sys.exit("atheris is not installed: pip install -e '.[fuzz]'")
    targets = _instrumented()
    broken = [
        name for name in given.targets or targets if not _run(name, targets[name], given.seconds, given.found / name)
    ]
    print(f"broken: {', '.join(broken)}" if broken else "nothing broke", flush=True)
    return 1 if broken else 0


def _instrumented() -> Mapping[str, Callable[[bytes], None]]:
    """Return the targets; what is imported late is imported now, so that all of it is instrumented."""
    import atheris

    with redirect_stderr(StringIO()), atheris.instrument_imports(include=list(_PARSERS)):  # it names each module
        from .targets import TARGETS

        for name in _PACKAGES:
            package = import_module(f"reader.{name}")
            for module in walk_packages(package.__path__, f"{package.__name__}."):
                import_module(module.name)
        for parser in _PARSERS[1:]:
            import_module(parser)
    return TARGETS


def _run(name: str, target: Callable[[bytes], None], seconds: int, found: Path) -> bool:
    """Fuzz a target in a child, which need not import all anew; say whether nothing broke."""
    for folder in ("corpus", "crashes"):
        (found / folder).mkdir(parents=True, exist_ok=True)
    report = found / "report.txt"
    child = os.fork()
    if not child:
        said = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1)
        os.dup2(said, 2)
        _fuzz(name, target, seconds, found)
    _, status = os.waitpid(child, 0)
    text = report.read_text(encoding="utf-8", errors="replace")
    runs, coverage = _RUNS.findall(text), _COVERAGE.findall(text)
    told = f"{runs[-1] if runs else '?'} runs, coverage {coverage[-1] if coverage else '?'}"
    print(f"{name}: {told}{', BROKEN: ' + str(report) if status else ''}", flush=True)
    return not status


def _fuzz(name: str, target: Callable[[bytes], None], seconds: int, found: Path) -> None:
    """Fuzz a target; this process ends with it."""
    import atheris

    from .targets import CORPUS, CRASHES

    given = [str(folder / name) for folder in (CORPUS, CRASHES) if (folder / name).is_dir()]
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={_TIMEOUT_S}",
        f"-rss_limit_mb={_MOST_MB}",
        f"-max_len={_LONGEST_BYTES}",
        f"-artifact_prefix={found / 'crashes'}/",
        f"-dict={_TOKENS}",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(found / "corpus"), *given], target)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
