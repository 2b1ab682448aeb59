"""Entries -> a document for Pandoc: Markdown that cites each paper, and the bibliography beside it."""

import re
from collections.abc import Iterator, Sequence

from reader.export.bibtex import biblatex
from reader.export.citation_keys import citation_keys
from reader.export.escaping import escape_markdown
from reader.export.grouping import group
from reader.export.latex_escaping import only_prints
from reader.export.layout import Layout
from reader.export.markdown import abstract_lines, facts, yaml_string
from reader.export.notes import quote_note
from reader.papers import Entry, clean_line

_PLAIN_KEY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_]|[:./+-](?=[A-Za-z0-9_]))*")

_FENCE = re.compile(r"> (?:`{3}|~{3})")
_CODE = re.compile(r"((?<!`)`+[^`]+`+)")
_AT = re.compile(r"(?<!\\)@(?=[\w{])")
_TEX = re.compile(r"\\([A-Za-z]+|\\)|\^(?=\^)")


def pandoc(entries: Sequence[Entry], layout: Layout) -> dict[str, str]:
    """Return a `.md` that cites every paper, and the `.bib` that it names; `pandoc --citeproc` makes the references.

    The two stand beside each other and bear the name in `layout`.
    """
    keys = citation_keys(entries)
    blocks = [
        "\n".join(
            [
                "---",
                f"title: {yaml_string(escape_markdown(clean_line(layout.title)))}",
                f"bibliography: {yaml_string(layout.name + '.bib')}",
                "link-citations: true",
                "---",
            ]
        )
    ]
    for one in group(entries, layout.group_by):
        if one.name:
            blocks.append(f"# {escape_markdown(one.name)} ({len(one.entries)})")
        for entry in one.entries:
            blocks += _paper(entry, keys[entry.paper.id], layout)
    blocks += ["# References {.unnumbered}", "::: {#refs}\n:::"] if entries else ["Nothing here yet."]
    return {".md": "\n\n".join(blocks) + "\n", ".bib": biblatex(entries, layout)}


def _paper(entry: Entry, key: str, layout: Layout) -> Iterator[str]:
    yield f"## {escape_markdown(entry.paper.title) or '(untitled)'}"
    yield f"Cited as [@{key if _PLAIN_KEY.fullmatch(key) else f'{{{key}}}'}]."
    yield "\n".join(f"- {fact}" for fact in facts(entry))
    if layout.notes and entry.mark.note:
        yield "\n".join(_tamed(quote_note(entry.mark.note)))
    yield from abstract_lines(entry.paper.abstract, layout.abstracts)


def _tamed(lines: Sequence[str]) -> Iterator[str]:
    """Keep a note from citing `@somebody`, who is not in the bibliography, and from giving TeX commands.

    Pandoc hands those on to LaTeX, which would read and write files at their word; those that only print stay.
    """
    in_code = False
    for line in lines:
        in_code ^= bool(_FENCE.match(line))
        yield (
            line
            if in_code
            else "".join(part if number % 2 else _literal(part) for number, part in enumerate(_CODE.split(line)))
        )


def _literal(text: str) -> str:
    return _TEX.sub(_without_command, _AT.sub(r"\\@", text))


def _without_command(found: re.Match[str]) -> str:
    if not found[1]:
        return "^ "
    return found[0] if found[1] == "\\" or only_prints(found[1]) else f"\\{found[0]}"
