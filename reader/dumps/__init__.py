"""Dump files to papers: find them, read them, and account for every line.

`open_dump` reads a file of any format as it is asked for its records, `read` all of it at once; `decode` and
`parse` are the pure halves of reading a page's text.
"""

from reader.dumps.daily_papers import parse
from reader.dumps.decode import decode
from reader.dumps.dump import Dump, LineCount, Record, Reject
from reader.dumps.files import DumpFile, find_files, read, read_lines
from reader.dumps.formats import NAMES
from reader.dumps.opening import LIMIT_BYTES, STDIN, OpenDump, open_dump

__all__ = [
    "LIMIT_BYTES",
    "NAMES",
    "STDIN",
    "Dump",
    "DumpFile",
    "LineCount",
    "OpenDump",
    "Record",
    "Reject",
    "decode",
    "find_files",
    "open_dump",
    "parse",
    "read",
    "read_lines",
]
