import pytest

from reader.query import (
    And,
    Date,
    Fuzzy,
    Has,
    Id,
    Is,
    Not,
    Number,
    Or,
    Phrase,
    Prefix,
    Query,
    Saved,
    Sort,
    Source,
    Tag,
    Url,
    Wildcard,
    Word,
    parse,
)
from reader.query.ast import Node

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", None),
        ("  \t\n", None),
        ("a", A),
        ("few-shot", Word("few-shot")),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a | b", Or((A, B))),
        ("a|b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("-a", Not(A)),
        ("NOT a", Not(A)),
        ("NOT a b", And((Not(A), B))),
        ("-(a b)", Not(And((A, B)))),
        ('-"a b"', Not(Phrase("a b"))),
        ("transf*", Prefix("transf")),
        ('"a  \n b"', Phrase("a b")),
        ('a"b"c', And((A, Phrase("b"), C))),
        ("a(b)c", And((A, B, C))),
        ("and or not", And((Word("and"), Word("or"), Word("not")))),
        ('"AND"', Phrase("AND")),
    ],
)
def test_words_and_operators(text: str, where: Node | None) -> None:
    """Words, prefixes and phrases combine; a space binds closer than OR, only capitals are operators."""
    assert parse(text) == Query(where)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("title:a", Word("a", "title")),
        ("TITLE:a", Word("a", "title")),
        ("title:a*", Prefix("a", "title")),
        ('abstract:"a b"', Phrase("a b", "abstract")),
        ("abs:a", Word("a", "abstract")),
        ("title:a:b", Word("a:b", "title")),
        ("title:AND", Word("AND", "title")),
        ("title:(a OR b)", Or((Word("a", "title"), Word("b", "title")))),
        ("title:(a -b)", And((Word("a", "title"), Not(Word("b", "title"))))),
        ("title:(a abs:b)", And((Word("a", "title"), Word("b", "abstract")))),
        ("tag:NLP", Tag("nlp")),
        ("tag:#nlp", Tag("nlp")),
        ("tag:nlp/**", Tag("nlp/*")),
        ("tag:none", Tag("none")),
        ('tag:"Reading Group"', Tag("reading-group")),
        ("tag:XL", Tag("xl")),
        ('"a b"~10', Phrase("a b", slop=10)),
        ('"a b"~007', Phrase("a b", slop=7)),
        ('"a b"~100', Phrase("a b", slop=99)),
        ("-tag:(a OR b)", Not(Or((Tag("a"), Tag("b"))))),
        ("source:000*", Source("000*")),
        ('source:"my file.txt"', Source("my file.txt")),
        ("id:2403.09611", Id("2403.09611")),
        ("id:2403*", Id("2403")),
        ("id:10.1/X*", Id("10.1/X")),
        ("list:Reading", Saved("Reading")),
        ('-list:"to  read"', Not(Saved("to read"))),
        ('list:(a OR "b c")', Or((Saved("a"), Saved("b c")))),
        ("is:unread", Is("unread")),
        ("is:Starred", Is("bookmarked")),
        ("is:rated", Is("rated")),
        ('is:(read OR "skipped")', Or((Is("read"), Is("skipped")))),
        ("has:code", Has("code")),
        ("HAS:Math", Has("math")),
        ("has:date", Has("date")),
        ("author:a", Word("a", "author")),
        ('note:("a b" OR c*)', Or((Phrase("a b", "note"), Prefix("c", "note")))),
        ("url:GitHub.com", Url("GitHub.com")),
        ("url:https://a.b/**/c", Url("https://a.b/*/c")),
        ('url:"a.b/(c)"', Url("a.b/(c)")),
        ("words:(200 OR >=300)", Or((Number("words", 200, 200), Number("words", 300, None)))),
        ("-added:2026-03", Not(Date("added", "2026-03"))),
        ("read:(>=2026 <today)", And((Date("read", "2026", ">="), Date("read", "today", "<")))),
    ],
)
def test_fields(text: str, where: Node) -> None:
    """A field reads its value, whether bare, quoted or in a group, which hands the field to each part."""
    assert parse(text) == Query(where)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("sort:added", Query(sort=Sort("added"))),
        ("sort:random", Query(sort=Sort("random"))),
        ("sort:-added", Query(sort=Sort("added", reverse=True))),
        ("-sort:added", Query(sort=Sort("added", reverse=True))),
        ("-sort:-added", Query(sort=Sort("added"))),
        ("limit:20", Query(limit=20)),
        ("a sort:title b limit:5", Query(And((A, B)), Sort("title"), 5)),
        ("a OR sort:title", Query(A, Sort("title"))),
        ("sort:title (a sort:seen) limit:5 limit:007", Query(A, Sort("seen"), 7)),
    ],
)
def test_directives(text: str, query: Query) -> None:
    """`sort:` and `limit:` are for the whole query wherever they stand; the last one wins."""
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('"a b', Phrase("a b")),
        ('"', None),
        ('""', None),
        ("-", None),
        ("a -", A),
        ("a - b", And((A, B))),
        ("NOT", None),
        ("a NOT OR b", Or((A, B))),
        ("tag:", None),
        ("a tag: b", And((A, B))),
        ("-tag: a", A),
        ('title:"', None),
        ("title:(a", Word("a", "title")),
        ("is:", None),
        ("has:", None),
        ("sort:", None),
        ("sort:-", None),
        ("limit:", None),
        ("id:*", None),
        ("source:", None),
        ("like:", None),
        ("list:", None),
        ("(", None),
        ("()", None),
        ("-()", None),
        ("(a b", And((A, B))),
        ("a)", A),
        (") a ) b", And((A, B))),
        ("a OR b) c", Or((A, And((B, C))))),
        ("a OR", A),
        ("OR a", A),
        ("AND", None),
        ("a OR OR b AND", Or((A, B))),
        ("*", None),
        ("***", None),
        ("-*", None),
        ("a *", A),
        ("title:*", None),
        ("words:", None),
        ("added:", None),
        ("newer_than:", None),
        ("-older_than:", None),
        ("url:", None),
    ],
)
def test_incomplete_parts_are_left_out(text: str, where: Node | None) -> None:
    """What is still missing while typing is ignored; what is open is closed."""
    assert parse(text) == Query(where)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("--a", A),
        ("NOT -a", A),
        ("-(-a)", A),
        ("((a))", A),
        ("a (b c)", And((A, B, C))),
        ("a OR (b OR c)", Or((A, B, C))),
        ("-(-(a b)) c", And((A, B, C))),
        ("a a", A),
        ("a b a OR (b OR a b)", Or((And((A, B)), B))),
    ],
)
def test_one_form_for_each_meaning(text: str, where: Node) -> None:
    """Doubled negations, needless groups, groups of the same kind and repetitions disappear."""
    assert parse(text) == Query(where)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("wild*card", Wildcard("wild*card")),
        ("*former", Wildcard("*former")),
        ("a*b*", Wildcard("a*b*")),
        ("**a***b**", Wildcard("*a*b*")),
        ("*a*", Wildcard("*a*")),
        ("a**", Prefix("a")),
        ("title:*a", Wildcard("*a", "title")),
        ("-*a", Not(Wildcard("*a"))),
        ("*-a", Wildcard("*-a")),
        ("ti*tle:a", Wildcard("ti*tle:a")),
        ("a A*ND b", And((A, Wildcard("A*ND"), B))),
        ("a*b~", Wildcard("a*b~")),
        ('"a*b"', Phrase("a*b")),
    ],
)
def test_wildcards(text: str, where: Node) -> None:
    """A word with a star before its end keeps its stars; several in a row are one."""
    assert parse(text) == Query(where)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("word~", Fuzzy("word")),
        ("word~1", Fuzzy("word", distance=1)),
        ("word~2", Fuzzy("word", distance=2)),
        ("word~3", Word("word~3")),
        ("title:word~", Fuzzy("word", "title")),
        ("-few-shot~", Not(Fuzzy("few-shot"))),
        ("AND~", Fuzzy("AND")),
        ("~", Word("~")),
        ("~1", Word("~1")),
        ("a~~1", Fuzzy("a~", distance=1)),
        ("a~b", Word("a~b")),
    ],
)
def test_words_spelled_nearly_so(text: str, where: Node) -> None:
    """A tilde after a word allows one or two other letters; elsewhere it is text."""
    assert parse(text) == Query(where)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('"a b"~5', Phrase("a b", slop=5)),
        ('"a b"~', Phrase("a b")),
        ('"a b"~0', Phrase("a b")),
        ('"a b"~0099', Phrase("a b", slop=99)),
        ('"a b"~1000', Phrase("a b", slop=99)),
        ('"a b"~' + "9" * 9999, Phrase("a b", slop=99)),
        ('abs:"a b"~5', Phrase("a b", "abstract", 5)),
        ('("a b"~5)', Phrase("a b", slop=5)),
        ('"a b"~5"c"', And((Phrase("a b", slop=5), Phrase("c")))),
        ('"a b"~5c', And((Phrase("a b"), Word("~5c")))),
        ('"a b" ~5', And((Phrase("a b"), Word("~5")))),
        ('"a b~5', Phrase("a b~5")),
        ('""~5', None),
        ('tag:"a b"~5', Tag("a-b")),
    ],
)
def test_words_near_each_other(text: str, where: Node | None) -> None:
    """A tilde and a number right after a phrase say how many words may stand between: 99 at most."""
    assert parse(text) == Query(where)


def test_invisible_characters_are_dropped() -> None:
    """Controls, surrogates and zero-width characters never reach the query; emoji do."""
    assert parse('a\0 \ud800 "b\u200b" \x1b 🤗') == Query(And((A, Phrase("b"), Word("🤗"))))


@pytest.mark.parametrize("text", ["GeoLLM: Extracting", "http://x.y/z", "std::vector", "10:30", "a :b", "tags: a"])
def test_colons_in_plain_text(text: str) -> None:
    """A colon that belongs to plain text makes words, and no remark."""
    query = parse(text)
    assert str(query) == text
    assert query.hints == ()


@pytest.mark.parametrize("text", ["sorce:a", 'Sorce:"a b"', "sorce:(a)", "-sorce:a"])
def test_unknown_field_is_text_with_a_hint(text: str) -> None:
    """What looks like a field and is none is searched for as text, and the nearest field is named."""
    (hint,) = parse(text).hints
    assert "orce:”" in hint
    assert hint.endswith("Did you mean source:?")


def test_a_field_of_two_words_is_suggested_too() -> None:
    """`newer_tan:` looks like a field."""
    (hint,) = parse("newer_tan:7d").hints
    assert hint.endswith("Did you mean newer_than:?")


def test_hints_are_few() -> None:
    """A far-off name has no suggestion, each name is remarked on once, and no more than three are."""
    assert parse("foo:bar foo:baz").hints == ("There is no field “foo:”, so it is searched for as a word.",)
    assert parse("foo:bar") == Query(Word("foo:bar"))
    assert len(parse("foo:a bar:a baz:a qux:a").hints) == 3


@pytest.mark.parametrize("text", ["tag:foo:bar", "source:(foo:bar)", '"foo:bar"', 'title:"foo:bar"'])
def test_only_words_by_themselves_are_remarked_on(text: str) -> None:
    """Within the value of a field, and in quotes, a colon is what it is."""
    assert parse(text).hints == ()


@pytest.mark.parametrize(("file", "text"), [("a.txt", "source:a.txt"), ('say "x".txt', 'source:"say *x*.txt"')])
def test_a_dump_by_its_name(file: str, text: str) -> None:
    """The condition for a name can be typed, whatever is in the name."""
    assert str(Source.named(file)) == text
    assert parse(text).where == Source.named(file)
