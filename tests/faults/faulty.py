"""A process whose writes can fail, with Reader in its memory; it forks one for each command line that it is sent.

To be started with `failing_writes.c` preloaded. Orders come as lines of JSON on standard input; each is answered by
one on standard output: the exit code, how many writes there were, and all that was said.
"""

import ctypes
import json
import os
import pkgutil
import sys
import traceback
from importlib import import_module
from tempfile import TemporaryFile
from typing import Any

from reader.cli import run

_PRELOADED = ("reader.cli", "reader.library", "reader.store", "reader.search", "reader.export", "reader.dumps")
_CRASHED = 70


def preload() -> None:
    """Import all that command lines import: what is loaded late must not count as written."""
    for package in _PRELOADED:
        for module in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
            if "serve" not in module.name:  # its libraries are optional
                import_module(module.name)


def obey(order: dict[str, Any], shim: ctypes.CDLL) -> dict[str, Any]:
    """Run a command line in a process of its own, while writes fail as ordered."""
    with TemporaryFile("w+") as told, TemporaryFile("w+") as count:
        child = os.fork()
        if not child:
            code = _CRASHED
            try:
                os.environ |= {"READER_HOME": order["home"], "HOME": order["home"], "TMPDIR": order["tmp"]}
                os.chdir(order["folder"])
                os.dup2(told.fileno(), 1)
                os.dup2(told.fileno(), 2)
                shim.fail_writes(os.fsencode(order["folder"]), order["first"], order["last"], order["error"])
                code = run(order["command"])
            except BaseException:  # noqa: BLE001 - told to whoever ordered it
                traceback.print_exc()
            finally:
                count.write(str(shim.count_writes()))
                count.flush()
                sys.stdout.flush()
                os._exit(code)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        told.seek(0)
        count.seek(0)
        return {"code": status, "writes": int(count.read() or 0), "told": told.read()}


def main() -> None:
    """Take orders until there are no more."""
    shim = ctypes.CDLL(os.environ.pop("LD_PRELOAD"))
    shim.fail_writes.argtypes = (ctypes.c_char_p, ctypes.c_long, ctypes.c_long, ctypes.c_long)
    shim.count_writes.restype = ctypes.c_long
    preload()
    for line in sys.stdin:
        answer = json.dumps(obey(json.loads(line), shim))
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
