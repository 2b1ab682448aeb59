"""Dump files to papers: find them, read them, and account for every line.

`open_dump` reads a file record by record in whatever format it is, `read` all at once; `parse` reads a page's text.
"""

from reader.dumps.daily_papers import parse
from reader.dumps.decode import decode
from reader.dumps.dump import Dump, LineCount, Record, Reject
from reader.dumps.files import DumpFile, OpenDump, find_files, open_dump, read, read_lines
from reader.dumps.formats import NAMES
from reader.dumps.source import LIMIT_BYTES, STDIN

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
