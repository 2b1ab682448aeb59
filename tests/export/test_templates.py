import json
from pathlib import Path

import pytest

from reader.errors import ExportError
from reader.export import Layout
from reader.export.templates import template_format
from reader.papers import Mark

from .entries import entry
from .hard import TITLES, hard_entries


def rendered(folder: Path, source: str, name: str = "list.txt.j2", layout: Layout | None = None) -> str:
    """Return what a template makes of the hard papers."""
    (path := folder / name).write_text(source, encoding="utf-8")
    return template_format(path).text(hard_entries(), layout or Layout(title="Mine", query="q"))


def test_a_template_is_given_papers_and_groups(tmp_path: Path) -> None:
    """Title, query, papers with their keys, and the groups of the layout."""
    source = "{{ title }} ({{ query }})\n{% for paper in papers %}\n{{ paper.key }} {{ paper.title }}\n{% endfor %}"
    first, *lines = rendered(tmp_path, source).splitlines()
    assert first == "Mine (q)"
    assert [line.split(" ", 1)[1] for line in lines] == TITLES
    source = "{% for group in groups %}\n{{ group.name }}: {{ group.papers | length }}\n{% endfor %}"
    assert rendered(tmp_path, source) == "To read: 14\nRead: 7\nSkipped: 7\n"
    assert rendered(tmp_path, source, layout=Layout(group_by="none")) == ": 28\n"


def test_its_filters_make_text_literal(tmp_path: Path) -> None:
    """For Markdown, LaTeX and HTML; nothing is escaped unasked."""
    source = "{{ x | markdown }} {{ x | latex }} {{ x | html }} {{ x }}"
    text = rendered(tmp_path, "{% set x = '50% <b>*' %}" + source)
    assert text == r"50% \<b>\* 50\% {\textless}b{\textgreater}* 50% &lt;b&gt;* 50% <b>*"


def test_data_is_as_in_json(tmp_path: Path) -> None:
    """`facts` among it, with as much as the layout says."""
    (path := tmp_path / "t.json.j2").write_text("{{ papers[0] | tojson }}")
    noted = [entry(abstract="One. Two.", mark=Mark(note="Mine."))]
    form = template_format(path)
    assert form.suffix == ".json"
    data = json.loads(form.text(noted, Layout(abstracts="none", notes=False)))
    assert (data["id"], data["abstract"], data["note"], data["facts"]["doi"]) == ("2403.00001", "", "", "")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("fine\n{% for %}", "line 2: Expected"),
        ("fine\n\n{{ papr }}", "line 3: 'papr' is undefined"),
        ("{{ papers[0].titel }}", "line 1: 'dict object' has no attribute 'titel'"),
        ("\n{{ 1 / 0 }}", "line 2: division by zero"),
        ("{{ papers.clear() }}", "line 1: "),
        ("{{ title.__class__.__mro__ }}", "line 1: "),
        ("\n{% include '/etc/passwd' %}", "line 2: a template reaches no other file"),
        ("{% if 0 %}{% import 'x' as y %}{% endif %}", "line 1: a template reaches no other file"),
        ("{% from 'x' import y %}", "line 1: a template reaches no other file"),
        ("{% extends 'x' %}", "line 1: a template reaches no other file"),
        ("\n{{ 'a' * 10 ** 10 }}", "line 2: this grows"),
        ("{{ 10 ** 10 * 'a' }}", "line 1: this grows"),
        ("{{ [0] * 10 ** 9 }}", "line 1: this grows"),
        ("{{ 10 ** 9999999 }}", "line 1: this grows"),
        ("{% set x = 2 ** 9000 %}{{ x * x }}", "line 1: this grows"),
        ("{{ '%999999999d' | format(1) }}", "line 1: this format"),
        ("{{ '%*d' | format(999999999, 1) }}", "line 1: "),
        ("{{ '%999999999d' % 1 }}", "line 1: this format"),
        ("{{ '{:>999999999}'.format(1) }}", "line 1: this format"),
        ("{{ title.ljust(10 ** 9) }}", "line 1: no number"),
        ("{{ title | center(10 ** 9) }}", "line 1: no number"),
        ("{{ papers | batch(10 ** 9, 'x') | list }}", "line 1: no number"),
        ("{{ title | indent(width=10 ** 9) }}", "line 1: no number"),
        ("{{ papers | tojson(indent=10 ** 9) }}", "line 1: no number"),
        ("{% set x = 'a' * 10 ** 6 %}{{ x.replace('a', x) }}", "line 1: this grows"),
        ("{% set x = 'a' * 10 ** 6 %}{{ x | replace('a', x) }}", "line 1: this grows"),
        ("{% set x = 'a' * 10 ** 6 %}{{ ([x] * 1000) | join }}", "line 1: this grows"),
        ("{% set x = 'a' * 10 ** 6 %}{{ (x * 9) | join(x) }}", "line 1: this grows"),
        ("{% set x = 'a' * 10 ** 6 %}{{ x.join(range(999) | map('string') | list) }}", "line 1: this grows"),
        ("{{ 'a'.expandtabs(1000) }}", "line 1: `expandtabs` is not"),
        ("{{ 'a'.translate({97: 'b' * 1000}) }}", "line 1: `translate` is not"),
        ("{{ ('a'.encode() * 10 ** 9) | length }}", "line 1: `encode` is not"),
        ("{{ (1).to_bytes(10 ** 9, 'big') | length }}", "line 1: `to_bytes` is not"),
        (
            "{% set n = namespace(x='aaaaaaaa') %}{% for i in range(40) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
            "line 1: ",
        ),
        (
            "{% set n = namespace(x='aaaaaaaa') %}{% for i in range(40) %}{% set n.x = n.x + n.x %}{% endfor %}",
            "line 1: ",
        ),
        ("{% for i in range(99) %}{{ 'a' * 10 ** 6 }}{% endfor %}", "this grows"),
        ("{% set x %}{% for i in range(99) %}{{ 'a' * 10 ** 6 }}{% endfor %}{% endset %}{{ x }}", "line 1: this grows"),
        ("{% for i in range(10000000) %}{% endfor %}", "line 1: Range too big"),
    ],
)
def test_what_fails_is_told_with_its_line(tmp_path: Path, source: str, message: str) -> None:
    """Slips, and what the sandbox forbids."""
    with pytest.raises(ExportError) as caught:
        rendered(tmp_path, source)
    assert "list.txt.j2" in caught.value.message
    assert message in caught.value.message
    assert caught.value.hint


def test_what_is_ordinary_stays_within_the_bounds(tmp_path: Path) -> None:
    """Widths, repetitions, joined texts and formats of a list that people read."""
    source = (
        "{{ '-' * 80 }}{{ '%-10s|' | format('a') }}{{ '{:>5}|'.format(7) }}{{ 'a' | center(9) }}{{ 2 ** 10 % 7 }}"
        "{{ 'a' ~ 1 ~ none }}{{ ['x', 2] | join(', ') }}{{ 'aba'.replace('a', 'c') }}{{ [1] + [2] }}{{ 1 + 2 * 3 }}"
        "{{ 'No. 12345678 * 2'.lower() }}"
    )
    made = f"{'-' * 80}a         |    7|    a    2a1Nonex, 2cbc[1, 2]7no. 12345678 * 2"
    assert rendered(tmp_path, source) == made


def test_what_is_no_template_is_told(tmp_path: Path) -> None:
    """A file that is not there, and one that is not text."""
    with pytest.raises(ExportError, match="Cannot read"):
        template_format(tmp_path / "nowhere.j2")
    (tmp_path / "binary.j2").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ExportError, match="not UTF-8"):
        template_format(tmp_path / "binary.j2")
