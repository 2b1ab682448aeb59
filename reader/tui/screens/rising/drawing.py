"""Rising terms as text: a row for each, and the plot of one."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from reader.display import sparkline
from reader.library import Rising, RisingTerm, SpanUnit
from reader.tui.screens.statistics.drawing import BAR, Row, number, table

UNITS: tuple[SpanUnit, ...] = ("week", "month", "year")
MEASURES = {"page": "by the days of their pages", "published": "by when they came out"}
_MOST_TERM_CELLS = 32
_LEAST_TERM_CELLS = 12
_GAP = "  "


def heading(unit: SpanUnit, found: Rising | None) -> Content:
    """Return what is compared with what."""
    parts = [Content.styled("Rising", "bold $text-accent")]
    parts += [Content.styled(f"by {each}", "bold underline $accent" if each == unit else "dim") for each in UNITS]
    if found and len(found.periods) > 1:
        old, new = found.periods[-2:]
        told = f"{new.span.name} ({new.papers:,}) against {old.span.name} ({old.papers:,}), {MEASURES[found.measure]}"
        parts.append(Content(told))
    return Content(_GAP).join(parts)


def rows(terms: Sequence[RisingTerm], width: int) -> list[Content]:
    """Return a row for each term: what it is, its papers now and before, and its shares of all papers as bars."""
    now = [(number(term.papers[-1]), number(term.papers[-2])) for term in terms]
    new, old = (max(map(len, column)) for column in zip(*now, strict=True))
    taken = new + old + len(terms[0].shares) + 2 * len(_GAP) + len(" ← ")
    widest = min(_MOST_TERM_CELLS, max(cell_len(term.text) for term in terms))
    label = max(_LEAST_TERM_CELLS, min(widest, width - taken))
    return [
        Content.assemble(
            (set_cell_size(term.text, label), "" if term.is_sure else "dim"),
            f"{_GAP}{more:>{new}}",
            (f" ← {less:>{old}}{_GAP}", "dim"),
            (sparkline(term.shares), BAR),
        )
        for term, (more, less) in zip(terms, now, strict=True)
    ]


def plot(found: Rising, term: RisingTerm, width: int, height: int) -> Content:
    """Return how many papers of each period speak of a term: the newest ones, as many as there is room for."""
    told = zip(found.periods, term.papers, term.shares, strict=True)
    bars = [
        Row(period.span.name, (number(papers), f"{period.papers:,}", f"{share:.1%}"), round(10_000 * share))
        for period, papers, share in told
    ]
    shown = bars[-max(1, height - 2) :]
    name = Content.assemble(
        (term.text, "bold"), (f"{_GAP}z {term.score:.1f}{'' if term.is_sure else ', may be chance'}", "dim")
    )
    return Content("\n").join([name, table((found.unit, "papers", "of", "share"), shown, width)])
