"""A process with Reader in its memory, that forks one which runs command lines: a start that costs nothing.

What it forks is the real program from `reader.cli.run` on: it opens the library, does the work and closes it. Orders
come as lines of JSON on standard input, one at a time; each is answered with the process's id, then with `ended`
when it has ended; it stays a zombie, so that no signal meets another process, until a line says that its exit code
is wanted.
"""

import json
import os
import pkgutil
import sys
from importlib import import_module
from pathlib import Path

from reader.cli import run

PRELOADED = ("reader.cli", "reader.library", "reader.store", "reader.search", "reader.export", "reader.dumps")
ACKNOWLEDGED = "acknowledged"
"""The file in the working folder that grows by a byte with each command line that has ended well."""
TOLD = "told"
"""The file there that has all that they said."""


def preload() -> None:
    """Import all that command lines import."""
    for package in PRELOADED:
        for module in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
            if "serve" not in module.name:  # its libraries are optional
                import_module(module.name)


def obey(folder: Path, commands: list[list[str]]) -> int:
    """Run command lines, one after the other, until one of them fails."""
    os.chdir(folder)
    os.environ |= {"READER_HOME": str(folder / "home"), "HOME": str(folder), "TMPDIR": str(folder / "tmp")}
    told = os.open(folder / TOLD, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for theirs, ours in ((nothing, 0), (told, 1), (told, 2)):
        os.dup2(theirs, ours)
    acknowledged = os.open(folder / ACKNOWLEDGED, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for command in commands:
        if code := run(command):
            return code
        os.write(acknowledged, b".")
    return 0


def main() -> None:
    """Take orders until there are no more."""
    preload()
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            code = 70
            try:
                code = obey(Path(order["folder"]), order["commands"])
            finally:
                os._exit(code)
        _say(str(child))
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        _say("ended")
        sys.stdin.readline()
        _say(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
