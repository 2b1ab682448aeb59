"""The report of an import as rows: all of it, each file, each reject."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from textual.content import Content

from reader.dumps import Reject
from reader.library import AddReport, FileReport
from reader.papers import clean_line
from reader.query import Query, Source, any_of

MOST_REJECTS = 1_000
"""Rows for rejects; the shell's `reader add` prints all of them."""
_MOST_SOURCES = 20
"""In one query; what was added from more dumps is asked for by its day."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row, and what it is about."""

    text: Content
    file: FileReport | None = None
    reject: Reject | None = None


def rows_of(report: AddReport) -> list[Row]:
    """Return the rows of a report."""
    rejects = sum(len(file.rejects) for file in report.files)
    left = MOST_REJECTS
    rows = [Row(Content.styled(f"{summary(report)}.", "bold"))]
    for file in report.files:
        rows.append(Row(Content.assemble((_name(file), "bold"), ": ", _counts(file)), file))
        rows += islice(_rejects(file), left)
        left = max(0, left - len(file.rejects))
    if rejects > MOST_REJECTS:
        more = f"… and {rejects - MOST_REJECTS:,} more rejects; `reader add` prints all of them"
        rows.append(Row(Content.styled(more, "dim")))
    return rows


def summary(report: AddReport) -> str:
    """Return what became of it, in a line."""
    files = f" in {len(report.files):,} files" if len(report.files) > 1 else ""
    new = f"{report.new:,} new paper{'' if report.new == 1 else 's'}{files}"
    parts = [new, f"{report.merged:,} merged", f"{report.rejected:,} rejected"]
    if report.known:
        parts.append(f"{report.known:,} added before")
    if report.removed:
        parts.append(f"{report.removed:,} control or invisible characters taken out")
    if report.left:
        parts.append(f"stopped before {report.left:,} more")
    return ("Would be: " if report.dry_run else "") + ", ".join(parts)


def just_added(report: AddReport) -> str:
    """Return the query that shows what was taken in; empty where that is nothing, and all papers are as good."""
    files = [file for file in report.files if file.new or file.merged]
    if len(files) > _MOST_SOURCES:
        return "added:today"
    return str(Query(any_of([Source.named(_name(file)) for file in files]))) if files else ""


def of_file(file: FileReport) -> str:
    """Return the query that shows what a file holds."""
    return str(Query(Source.named(_name(file))))


def failure(report: AddReport) -> str:
    """Return why a single file could not be read at all; empty where it could."""
    match report.files:
        case [FileReport(records=0, rejects=[Reject(line=0, reason=reason)])]:
            return f"{reason}. Mend the path, or choose another file."
        case []:
            return "" if report.left else "There is no file in this folder. Choose another one."
    return ""


def _name(file: FileReport) -> str:
    return clean_line(file.path.name)


def _counts(file: FileReport) -> str:
    records = f"{file.records:,} record{'' if file.records == 1 else 's'}"
    rejected = f"{len(file.rejects):,} rejected"
    if file.known:
        return f"added before, {records}, {rejected} then"
    if not file.records and any(reject.line == 0 for reject in file.rejects):
        return "not read"
    cleaned = f", {file.removed:,} characters taken out of {file.cleaned:,} texts" if file.removed else ""
    return f"{records}, {file.new:,} new, {file.merged:,} merged, {rejected}{cleaned}"


def _rejects(file: FileReport) -> Iterator[Row]:
    for reject in file.rejects:
        where = f"line {reject.line:,}: " if reject.line else ""
        text = f"  {reject.text}" if reject.text else ""
        yield Row(Content.assemble((f"  × {where}", "$text-warning"), reject.reason, (text, "dim")), file, reject)
