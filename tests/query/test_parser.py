import pytest

from reader.query import And, Has, Id, Is, Not, Or, Phrase, Prefix, Query, Sort, Source, Tag, Word, parse
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
        ("-tag:(a OR b)", Not(Or((Tag("a"), Tag("b"))))),
        ("source:000*", Source("000*")),
        ('source:"my file.txt"', Source("my file.txt")),
        ("id:2403.09611", Id("2403.09611")),
        ("id:2403*", Id("2403")),
        ("is:unread", Is("unread")),
        ("is:Starred", Is("bookmarked")),
        ("is:rated", Is("rated")),
        ('is:(read OR "skipped")', Or((Is("read"), Is("skipped")))),
        ("has:code", Has("code")),
    ],
)
def test_fields(text: str, where: Node) -> None:
    """A field reads its value, whether bare, quoted or in a group, which hands the field to each part."""
    assert parse(text) == Query(where)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("sort:added", Query(sort=Sort("added"))),
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
    ],
)
def test_one_form_for_each_meaning(text: str, where: Node) -> None:
    """Doubled negations, needless groups and groups of the same kind disappear."""
    assert parse(text) == Query(where)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("wild*card", Word("wildcard")),
        ("*a*", Prefix("a")),
        ("*a", A),
        ("title:*a", Word("a", "title")),
        ("*-a", Not(A)),
        ("ti*tle:a", Word("a", "title")),
        ("a A*ND b", And((A, B))),
    ],
)
def test_stars_before_the_end_are_dropped(text: str, where: Node) -> None:
    """A word with a star elsewhere reads as the text without it."""
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


def test_hints_are_few() -> None:
    """A far-off name has no suggestion, each name is remarked on once, and no more than three are."""
    assert parse("foo:bar foo:baz").hints == ("There is no field “foo:”, so it is searched for as a word.",)
    assert parse("foo:bar") == Query(Word("foo:bar"))
    assert len(parse("foo:a bar:a baz:a qux:a").hints) == 3
