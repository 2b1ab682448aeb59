#!/usr/bin/env python3
"""Try the search tests with each distribution of Whoosh: the one that is declared, the last original, the newest fork.

    tests/whoosh_distributions.py [PYTEST OPTIONS ...]

All three install the package `whoosh`. For each, a fresh virtual environment gets the project with its test extra;
then the declared distribution gives way to the other. That pip would not have chosen it, and `pip check` complains,
does not matter. Prints a summary; exits with 1 where tests fail, 2 where an environment cannot be made.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DECLARED = "Whoosh-Reloaded"
DISTRIBUTIONS = ("Whoosh==2.7.4", "Whoosh-Reloaded==2.7.5", "whoosh3")
TESTS = ("tests/search", "tests/library")
ALLOWED = ("SyntaxWarning", "DeprecationWarning")
"""Whoosh of 2016 is written for the Python of 2016: newer ones warn of `is` with literals, escapes and old modules,
and the project's settings would make errors of that. It is not ours to mend."""


def environment(folder: Path, distribution: str) -> Path:
    """Make an environment with `distribution`; return its Python.

    Raises:
        CalledProcessError: something cannot be installed.
    """
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"

    def pip(*arguments: str) -> None:
        subprocess.run([python, "-m", "pip", "-q", "--disable-pip-version-check", *arguments], check=True)

    pip("install", "-e", f"{ROOT}[test]")
    if not distribution.startswith(DECLARED):
        pip("uninstall", "-y", DECLARED)
        pip("install", distribution)
    return python


def version(python: Path, distribution: str) -> str:
    """Return what is installed."""
    name = distribution.partition("==")[0]
    code = f"from importlib.metadata import version; print(version({name!r}))"
    return f"{name} {subprocess.run([python, '-c', code], check=True, capture_output=True, text=True).stdout.strip()}"


def main(options: list[str]) -> int:
    """Try all; return the exit code."""
    outcomes: dict[str, int] = {}
    for distribution in DISTRIBUTIONS:
        print(f"\n== {distribution}", flush=True)
        with tempfile.TemporaryDirectory(prefix="reader-whoosh-") as folder:
            try:
                python = environment(Path(folder), distribution)
                shown = version(python, distribution)
            except subprocess.CalledProcessError as error:
                print(error)
                outcomes[distribution] = 2
                continue
            allowed = [option for warning in ALLOWED for option in ("-W", f"ignore::{warning}")]
            done = subprocess.run([python, "-m", "pytest", *TESTS, *allowed, *options], cwd=ROOT, check=False)
            outcomes[shown] = min(done.returncode, 1)
    print("\n" + "\n".join(f"{('ok', 'FAILED', 'NOT INSTALLED')[code]:15}{name}" for name, code in outcomes.items()))
    return max(outcomes.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
