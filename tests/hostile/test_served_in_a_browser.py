"""`reader serve` in a real browser: the token opens the page, and stays nowhere."""

from pathlib import Path
from time import monotonic

import pytest

pytest.importorskip("textual_serve")

from ..cli.running import PATIENCE_S
from ..cli.test_web_server import serving
from ..export.browser import Browser, browser

HERE = "document.location.href"


def _until(tab: Browser, expression: str) -> None:
    end = monotonic() + PATIENCE_S
    while not tab.evaluate(expression):
        assert monotonic() < end, (expression, tab.evaluate("document.body.innerText"), tab.complaints)


@pytest.mark.slow
def test_a_browser_opens_the_printed_address(tmp_path: Path) -> None:
    """The app is there; the token is neither in the address nor in the history, nor for scripts; reloading works."""
    with serving(tmp_path / "home", "--sample") as served, browser(tmp_path / "profile") as tab:
        tab.go(f"http://{served.host}/")
        assert "with its token" in tab.evaluate("document.body.innerText")
        tab.requests.clear()
        for address in (served.address, f"http://{served.host}/"):
            tab.go(address)
            _until(tab, "document.body.classList.contains('-first-byte')")
            assert tab.evaluate(HERE) == f"http://{served.host}/"
            assert tab.evaluate("document.cookie") == ""
        entries = tab.call("Page.getNavigationHistory")["entries"]
        assert not [entry["url"] for entry in entries if "token" in entry["url"]]
        assert {request.split("/")[2] for request in tab.requests if not request.startswith("data:")} == {served.host}
        assert not [complaint for complaint in tab.complaints if "Policy" in complaint or "rror" in complaint]


@pytest.mark.slow
def test_another_page_of_this_machine_gets_nothing(tmp_path: Path) -> None:
    """A page from elsewhere, in the same browser, can neither read the app nor talk to it."""
    with serving(tmp_path / "home", "--sample") as served, browser(tmp_path / "profile") as tab:
        tab.go(served.address)
        _until(tab, "document.body.classList.contains('-first-byte')")
        page = tmp_path / "elsewhere.html"
        page.write_text("<!doctype html><title>Elsewhere</title><p>Nothing to see")
        tab.open(page)
        tab.evaluate(
            f"window.said = []; fetch('http://{served.host}/', {{credentials: 'include'}})"
            ".then(() => said.push('read'), () => said.push('refused'));"
            f"const socket = new WebSocket('ws://{served.host}/ws');"
            "socket.onopen = () => said.push('talks'); socket.onerror = () => said.push('silent');"
        )
        _until(tab, "window.said.length == 2")
        assert sorted(tab.evaluate("window.said")) == ["refused", "silent"]
