import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.papers import Link, Paper, find_links


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Code: https://x.org/a.", "https://x.org/a"),
        ("at https://x.org/a/.", "https://x.org/a/"),
        ("(see https://x.org/a)", "https://x.org/a"),
        ("(see https://x.org/a_(b)),", "https://x.org/a_(b)"),
        ("[https://x.org/a].", "https://x.org/a"),
        ("<https://x.org/a>", "https://x.org/a"),
        ("“https://x.org/a”, ", "https://x.org/a"),
        ("`https://x.org/a`", "https://x.org/a"),
        ("**https://x.org/a**", "https://x.org/a"),
        ("[code](https://x.org/a).", "https://x.org/a"),
        ("[https://x.org/a](https://x.org/a)", "https://x.org/a"),
        (r"\url{https://x.org/a}", "https://x.org/a"),
        ("https://x.org/a's", "https://x.org/a's"),
        ("https://x.org/a?q=1&r=2#s!", "https://x.org/a?q=1&r=2#s"),
        ("HTTP://X.org/A...", "HTTP://X.org/A"),
        ("https://x.org:8080/~a/", "https://x.org:8080/~a/"),
        ("https://x.org/@a/b", "https://x.org/@a/b"),
        ("见https://x.org/a。谢谢", "https://x.org/a"),
        ("（https://x.org/a）", "https://x.org/a"),
        ("www.x.org/a;", "https://www.x.org/a"),
        ("github.com/a/b.", "https://github.com/a/b"),
        ("(GitHub.com/a/b.git)", "https://GitHub.com/a/b.git"),
        ("arxiv.org/abs/2403.00001v2", "https://arxiv.org/abs/2403.00001v2"),
        ("doi.org/10.1000/x.y,", "https://doi.org/10.1000/x.y"),
        ("huggingface.co/a/b…", "https://huggingface.co/a/b"),
        ("www.https://x.org/", "https://www.https://x.org/"),
    ],
)
def test_where_a_link_begins_and_ends(text: str, url: str) -> None:
    """The sentence, brackets, quotes and markup around a link are not part of it; known hosts need no scheme."""
    assert [link.url for link in find_links(text)] == [url]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no links",
        "and/or",
        "me@github.com/x",
        "mygithub.com/x",
        "docs.github.com/x",
        "github.com",
        "the githubs.com/x",
        "http:// nowhere",
        "https://",
        "https://localhost/x",
        "https://[half/x",
        "https://./",
        "www.",
        "std::vector",
        "e.g. this.that",
        "file:///etc/passwd",
        "javascript://x.org/%0aalert(1)",
        "https://arxiv.org@evil.example/abs/1",
        "https://arxiv.org:80@evil.example",
        "https://@evil.example/",
        "https://x.org:port/",
        "https://x.org:99999/",
        f"https://x.org/{'a' * 2_000}",
    ],
)
def test_no_link_is_invented(text: str) -> None:
    """What only resembles a link, or leads nowhere on the web, is none."""
    assert find_links(text) == ()


def test_links_come_in_order_and_once() -> None:
    """Several links stand in the order of the text; the same one again, with or without last slash, is dropped."""
    text = "https://b.org/x, https://a.org/;https://b.org/x/ https://a.org,https://c.org/[1] and http://b.org/x"
    text += " https://b.org/xX"
    urls = ["https://b.org/x", "https://a.org/", "https://c.org/[1]", "http://b.org/x", "https://b.org/xX"]
    assert [link.url for link in find_links(text)] == urls
    assert [link.url for link in Paper("1", "https://title.org/", text).links] == urls


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://github.com/a/b", "code"),
        ("https://www.GitHub.com/a/b", "code"),
        ("https://gist.github.com/a", "code"),
        ("https://gitlab.com/a/b", "code"),
        ("https://arxiv.org/abs/2403.00001", "arxiv"),
        ("https://doi.org/10.1000/1", "doi"),
        ("http://dx.doi.org/10.1000/1", "doi"),
        ("https://kites.github.io/page", "project"),
        ("https://kites.netlify.app", "project"),
        ("https://github.com.evil.org/a", "web"),
        ("https://x.org/github.com/a", "web"),
        ("https://github.io", "web"),
    ],
)
def test_what_is_behind_a_link(url: str, kind: str) -> None:
    """The host alone tells what a link leads to."""
    (link,) = find_links(url)
    assert (link.kind, link.url) == (kind, url)


pieces = st.sampled_from(
    [
        *["https://", "http://", "www.", "github.com/", "x.org", "doi.org/", "a", "b/c", "é", "日", "x.github.io"],
        *[" ", "\n", ".", ",", ";", ":", "!", "?", "(", ")", "[", "]", "](", "{", "}", "<", ">", '"', "'", "’", "“"],
        *["*", "_", "`", "…", "。", "/", "@", "#", "|", "\\", "-", "//", "\u202e"],
    ]
)


@given(st.one_of(st.lists(pieces, max_size=30).map("".join), st.text()))
def test_links_stand_in_the_text(text: str) -> None:
    """Whatever the text: links are absolute, in it letter for letter, without spaces, and end in no punctuation."""
    for link in find_links(text):
        assert isinstance(link, Link)
        assert link.url in text or link.url.removeprefix("https://") in text
        assert link.url.lower().startswith(("http://", "https://"))
        assert not any(c.isspace() or c in '<>"“”`{}|\\' for c in link.url)
        assert link.url[-1] not in ".,;:!?'’*_…。"


@given(st.lists(st.sampled_from(["https://a.org/x", "www.b.org", "github.com/c/d"]), min_size=1), st.data())
def test_every_link_is_found(links: list[str], data: st.DataObject) -> None:
    """A link is found wherever it stands: between words, in brackets, before any punctuation."""
    around = st.sampled_from([("", ""), ("(", ")"), ("[", "]."), ("[x](", ")"), ("“", "”,"), ("*", "*;"), ("，", "。")])
    text = " and ".join(link.join(data.draw(around)) for link in links)
    found = [link.url.removeprefix("https://") for link in find_links(text)]
    assert found == list(dict.fromkeys(link.removeprefix("https://") for link in links))
