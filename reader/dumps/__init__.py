"""Dump files to papers: find them, read them, and account for every line.

`read` is for files; `decode` and `parse` are its pure halves.
"""

from reader.dumps.daily_papers import parse
from reader.dumps.decode import decode
from reader.dumps.dump import Dump, LineCount, Record, Reject
from reader.dumps.files import LIMIT_BYTES, STDIN, DumpFile, find_files, read, read_lines

__all__ = [
    "LIMIT_BYTES",
    "STDIN",
    "Dump",
    "DumpFile",
    "LineCount",
    "Record",
    "Reject",
    "decode",
    "find_files",
    "parse",
    "read",
    "read_lines",
]
