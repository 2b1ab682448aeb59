"""`reader serve` as a process, with a client in the browser's place."""

import os
import re
import select
import signal
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.library import Library
from reader.paths import Paths

from .running import PATIENCE_S, READER, environ, process

pytest.importorskip("textual_serve")
import aiohttp  # it comes with textual-serve

linux = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="other systems have no handles of processes")


@dataclass(frozen=True)
class Served:
    """A server that runs."""

    process: subprocess.Popen[str]
    host: str
    """And its port."""
    token: str

    @property
    def address(self) -> str:
        """What it printed."""
        return f"http://{self.host}/?token={self.token}"


@contextmanager
def serving(home: Path, *arguments: str, options: Sequence[str] = ()) -> Iterator[Served]:
    """Run `reader serve` on a free port; yield it when it has said where it is."""
    command = [*READER, *arguments, "serve", "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environ(home), text=True) as server:
        try:
            assert server.stderr
            found = re.search(r"http://([\d.]+:\d+)/\?token=(\S+)", line := server.stderr.readline())
            assert found, line
            yield Served(server, found[1], found[2])
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that no test changes."""
    with serving(tmp_path_factory.mktemp("sample"), "--sample") as served:
        yield served


@asynccontextmanager
async def visiting(served: Served, host: str = "") -> AsyncIterator[aiohttp.ClientSession]:
    """Open the printed address, perhaps under another name of the machine, in a browser that keeps its cookie."""
    host = host or served.host
    jar = aiohttp.CookieJar(unsafe=True)  # it takes cookies of numbers, as browsers do
    async with aiohttp.ClientSession(headers={"Origin": f"http://{host}"}, cookie_jar=jar) as browser:
        async with browser.get(f"http://{host}/?token={served.token}") as answer:
            assert (answer.status, str(answer.url)) == (200, f"http://{host}/")
        yield browser


@asynccontextmanager
async def tab(served: Served, host: str = "") -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """Open a tab, as the page does."""
    async with (
        visiting(served, host) as browser,
        browser.ws_connect(f"http://{host or served.host}/ws?width=120&height=30") as websocket,
    ):
        yield websocket


async def _until(websocket: aiohttp.ClientWebSocketResponse, words: str) -> None:
    sent = b""
    while words.encode() not in sent:
        sent += await websocket.receive_bytes(timeout=PATIENCE_S)


async def _bookmark_the_second(websocket: aiohttp.ClientWebSocketResponse) -> None:
    await _until(websocket, "quit")
    await websocket.send_json(["stdin", "jb"])
    await _until(websocket, "bookmarked")


def _apps(server: subprocess.Popen[str]) -> list[int]:
    """Return handles of the apps that run; a handle can be read from when its process has ended."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text()
    return [os.pidfd_open(int(child)) for child in children.split()]


def _row(home: Path) -> str:
    with Library(Paths.under(home)) as library:
        return library.load_session()["row"]


def _have_ended(apps: list[int]) -> bool:
    return all(select.select([app], [], [], PATIENCE_S)[0] for app in apps)


async def test_the_page_is_all_from_here(sample: Served) -> None:
    """It names no other host, the browser is told to ask none, and what it names is there."""
    async with visiting(sample) as browser:
        async with browser.get(f"http://{sample.host}/") as answer:
            assert answer.status == 200
            page, policy = await answer.text(), answer.headers["Content-Security-Policy"]
        assert set(re.findall(r"\w+://([^/\"; ]+)", page + policy)) == {sample.host}
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        named = set(re.findall(r"/static/[\w./-]+", page))
        assert named
        for path in named:
            async with browser.get(f"http://{sample.host}{path}") as answer:
                assert answer.status == 200, path


PATHS = ["/", "/ws", "/static/js/textual.js", "/download/x"]
ASKED = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}
"""What a page asks with that wants a connection for its app."""


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "elsewhere.example"},
        {"Host": "elsewhere.example:{port}"},
        {"Host": "127.0.0.1:1"},
        {"Origin": "http://elsewhere.example"},
        {"Origin": "http://elsewhere.example:{port}"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "127.0.0.1:{port}"},
        {"Origin": "null"},
        {"Origin": ""},
    ],
)
async def test_other_sites_are_refused(sample: Served, path: str, headers: dict[str, str]) -> None:
    """By the name they come under, and by the name that they made point here."""
    port = sample.host.partition(":")[2]
    forged = {name: value.format(port=port) for name, value in headers.items()}
    cookie = {"Cookie": f"reader-{port}={sample.token}"}
    async with (
        aiohttp.ClientSession() as browser,
        browser.get(f"http://{sample.host}{path}", headers=ASKED | cookie | forged) as answer,
    ):
        assert answer.status == 403
        assert "own page only" in await answer.text()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("token", ["", "wrong", "{token}x", "\u20ac"])
async def test_who_has_no_token_gets_nothing(sample: Served, path: str, token: str) -> None:
    """Not the page, nor what it is made of, nor the app; in the address or in the cookie."""
    port, given = sample.host.partition(":")[2], token.format(token=sample.token)
    jar = aiohttp.CookieJar(unsafe=True)
    async with (
        aiohttp.ClientSession(cookie_jar=jar) as browser,
        browser.get(
            f"http://{sample.host}{path}",
            params={"token": given},
            headers=ASKED | {"Cookie": f"reader-{port}={given}; reader={sample.token}"},
        ) as answer,
    ):
        assert answer.status == 403
        assert sample.token not in await answer.text()
        assert not list(jar)


async def test_the_token_opens_the_page_alone(sample: Served) -> None:
    """Beside the page, nothing takes it from the address: there it would be remembered."""
    async with aiohttp.ClientSession() as browser:
        for path in PATHS[1:]:
            async with browser.get(f"http://{sample.host}{path}", params={"token": sample.token}) as answer:
                assert answer.status == 403


async def test_the_token_is_exchanged_for_a_cookie(sample: Served) -> None:
    """Scripts do not see it, pages of other sites do not send it, and the address is left without a token."""
    async with (
        aiohttp.ClientSession() as browser,
        browser.get(sample.address, allow_redirects=False) as answer,
    ):
        assert (answer.status, answer.headers["Location"]) == (303, "/")
        assert answer.headers["Cache-Control"] == "no-store"
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(answer.headers["Set-Cookie"].split("; "))


async def test_each_server_has_a_token_of_its_own(sample: Served, tmp_path: Path) -> None:
    """One that was seen is of no use with the next."""
    with serving(tmp_path, "--sample") as other:
        async with (
            aiohttp.ClientSession() as browser,
            browser.get(f"http://{other.host}/", params={"token": sample.token}) as answer,
        ):
            assert answer.status == 403


async def test_at_another_address_of_this_machine(tmp_path: Path) -> None:
    """It is listened to there alone, and the page may come under that name."""
    with serving(tmp_path, "--sample", options=["--listen", "127.0.0.2"]) as served:
        assert served.host.startswith("127.0.0.2:")
        async with tab(served) as websocket:
            await _until(websocket, "quit")
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", int(served.host.partition(":")[2])))


@linux
async def test_reading_in_a_tab(home: Path) -> None:
    """Keys do what they do in a terminal; the app ends with its tab, and the next one opens where it was."""
    with serving(home) as served:
        async with tab(served, served.host.replace("127.0.0.1", "localhost")) as websocket:
            await _bookmark_the_second(websocket)
            apps = _apps(served.process)
            assert len(apps) == 1
        assert _have_ended(apps)
    assert _row(home) == "1"
    assert len(process(home, "search", "is:bookmarked", "--format", "ids").lines) == 1


@linux
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
async def test_apps_end_with_the_server(home: Path, end: signal.Signals) -> None:
    """However it ends, none stays behind, and each remembers its place."""
    with serving(home) as served:
        server = served.process
        async with tab(served) as one, tab(served) as other:
            await _bookmark_the_second(one)
            await _until(other, "quit")
            apps = _apps(server)
            assert len(apps) == 2
            server.send_signal(end)
            while (await one.receive(PATIENCE_S)).type is aiohttp.WSMsgType.BINARY:
                pass
            while (await other.receive(PATIENCE_S)).type is aiohttp.WSMsgType.BINARY:
                pass
        assert _have_ended(apps)
        assert server.wait(PATIENCE_S) == (-end if end is signal.SIGKILL else 0)
    assert _row(home) in {"0", "1"}, "the last one's"


@linux
@pytest.mark.parametrize("how", ["q", "killed"])
async def test_a_tab_is_told_that_its_app_has_ended(home: Path, how: str) -> None:
    """Quit or killed: the page does not wait for one that is gone."""
    with serving(home) as served:
        async with tab(served) as websocket:
            await _until(websocket, "quit")
            if how == "q":
                await websocket.send_json(["stdin", "q"])
            else:
                signal.pidfd_send_signal(_apps(served.process)[0], signal.SIGKILL)
            while (await websocket.receive(PATIENCE_S)).type is aiohttp.WSMsgType.BINARY:
                pass
            assert websocket.closed


async def test_what_is_pasted_presses_no_keys(home: Path) -> None:
    """Not in the browser either: an escape within it is dropped, and the rest is text."""
    with serving(home) as served:
        async with tab(served) as websocket:
            await _until(websocket, "quit")
            await websocket.send_json(["stdin", "/"])
            await websocket.send_json(["stdin", "\x1b[200~zzkites\x1b\x1b[31mq\x1b[201~"])
            await _until(websocket, "zzkitesq")


def test_a_port_that_is_taken(home: Path) -> None:
    """It says so, with a way out."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = process(home, "serve", "--port", str(taken.getsockname()[1]))
    assert done.code == 2
    assert "something else listens there; --port 0 finds one" in done.err
    assert "bind" not in done.err


def test_what_is_wrong_is_said_at_once(home: Path) -> None:
    """Not in a tab: slips are told, and a library that is none keeps the server from starting."""
    (home / "config.yaml").write_text("theme: [")
    (home / "library.db").write_bytes(b"This is my shopping list. " * 99)
    done = process(home, "serve", "--port", "0")
    assert done.code == 4
    assert "line 1 is no YAML" in done.err
