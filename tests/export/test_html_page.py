import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.export import FORMATS, Layout
from reader.papers import Mark

from .browser import Browser, browser
from .entries import entry
from .hard import TITLES, hard_entries
from .seen import Seen

EVIL = "<img src=https://example.org/a.png> ![x](https://example.org/b.png) [x](javascript:alert(1)) <script>1</script>"
VISIBLE = "Array.from(document.querySelectorAll('article')).filter(a => a.getClientRects().length)"
SHOWN = f"{VISIBLE}.map(a => a.querySelector('h3').textContent)"


def page(*more: str) -> str:
    """Return the page of the hard papers, and of some more whose title, abstract and note is a text."""
    others = [entry(text, text, paper_id=text, mark=Mark(note=text)) for text in more]
    return FORMATS["html"].text([*hard_entries(), *others], Layout(title=EVIL, query=EVIL))


def test_every_title_is_shown_as_it_is() -> None:
    """Each is the text of a heading, in the order of the groups."""
    seen = Seen(page())
    assert sorted(seen.texts("h3")) == sorted(" ".join(title.split()) for title in TITLES)


def test_nothing_foreign_becomes_part_of_the_page() -> None:
    """No text, no note brings an element with it; links lead to http and https and tell nobody whence."""
    seen = Seen(page(EVIL))
    assert seen.counts["script"] == seen.counts["style"] == 1
    assert seen.counts["img"] == seen.counts["iframe"] == 0
    links = [dict(attributes) for tag, attributes in seen.elements if tag == "a"]
    assert all((link["href"] or "").startswith(("https://", "http://")) for link in links)
    assert {link["rel"] for link in links} == {"noopener noreferrer"}


def test_the_policy_forbids_all_but_its_own() -> None:
    """Style and script are allowed by hash; there is no other source of anything."""
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', page())
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'",
        policy[0],
    )


def test_notes_are_markdown_or_stay_at_home() -> None:
    """A note is shown as Markdown; without notes nothing of it is there."""
    noted = [entry(mark=Mark(note="*Fine* and ~~gone~~"))]
    assert "<em>Fine</em> and <s>gone</s>" in FORMATS["html"].text(noted, Layout())
    assert "Fine" not in FORMATS["html"].text(noted, Layout(notes=False))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Path]]:
    """A browser, and the page's file, which must be opened."""
    (path := tmp_path_factory.mktemp("page") / "page.html").write_text(page(EVIL), encoding="utf-8")
    with browser(tmp_path_factory.mktemp("profile")) as tab:
        yield tab, path


def test_a_browser_filters_and_asks_for_nothing(opened: tuple[Browser, Path]) -> None:
    """Words typed narrow the page, accents aside; Escape shows all again; no request leaves the page."""
    tab, path = opened
    tab.requests.clear()
    tab.complaints.clear()
    tab.open(path)
    assert len(tab.evaluate(SHOWN)) == len(TITLES) + 1
    tab.press("/")
    tab.write("CAFE naive")
    assert tab.evaluate(SHOWN) == ["Straße, naïve café, Łódź, Ærø, İstanbul, ﬁne"]
    assert tab.evaluate("document.querySelector('output').textContent") == f"1 of {len(TITLES) + 1}"
    assert tab.evaluate("document.querySelectorAll('section:not([hidden])').length") == 1
    tab.press("Escape")
    assert len(tab.evaluate(SHOWN)) == len(TITLES) + 1
    assert tab.evaluate("document.querySelectorAll('section:not([hidden])').length") == 3
    tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert tab.requests == [path.as_uri()]
    assert tab.complaints == []


def test_a_browser_without_scripts_shows_everything(opened: tuple[Browser, Path]) -> None:
    """Only the box to filter by is missing."""
    tab, path = opened
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    tab.open(path)
    assert len(tab.evaluate(SHOWN)) == len(TITLES) + 1
    assert tab.evaluate("document.querySelector('.filter').getClientRects().length") == 0
    tab.call("Emulation.setScriptExecutionDisabled", value=False)


def test_a_browser_shows_it_on_a_phone_dark_and_light(opened: tuple[Browser, Path]) -> None:
    """Nothing is wider than a phone; the ground is dark where the system is."""
    tab, path = opened
    tab.call("Emulation.setDeviceMetricsOverride", width=360, height=780, deviceScaleFactor=2, mobile=True)
    grounds = []
    for scheme in ("dark", "light"):
        tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        tab.open(path)
        tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        assert tab.evaluate("document.scrollingElement.scrollWidth") == 360
        grounds.append(tab.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(27, 27, 29)", "rgb(251, 250, 247)"]
