"""`reader serve` as a process, with a client in the browser's place."""

import os
import re
import select
import signal
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from reader.library import Library
from reader.paths import Paths

from .running import PATIENCE_S, READER, environ, process

pytest.importorskip("textual_serve")
import aiohttp  # it comes with textual-serve

linux = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="other systems have no handles of processes")


@contextmanager
def serving(home: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `reader serve` on a free port; yield it, and the host and port where it says it is."""
    command = [*READER, *arguments, "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environ(home), text=True) as server:
        try:
            assert server.stderr
            found = re.search(r"http://(127\.0\.0\.1:\d+)", line := server.stderr.readline())
            assert found, line
            yield server, found[1]
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server is that no test changes."""
    with serving(tmp_path_factory.mktemp("sample"), "--sample") as (_, host):
        yield host


@asynccontextmanager
async def tab(host: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """Open a tab, as the page does."""
    async with (
        aiohttp.ClientSession(headers={"Origin": f"http://{host}"}) as browser,
        browser.ws_connect(f"http://{host}/ws?width=120&height=30") as websocket,
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


async def test_the_page_is_all_from_here(sample: str) -> None:
    """It names no other host, the browser is told to ask none, and what it names is there."""
    async with aiohttp.ClientSession() as browser:
        async with browser.get(f"http://{sample}/") as answer:
            assert answer.status == 200
            page, policy = await answer.text(), answer.headers["Content-Security-Policy"]
        assert set(re.findall(r"\w+://([^/\"; ]+)", page + policy)) == {sample}
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        named = set(re.findall(r"/static/[\w./-]+", page))
        assert named
        for path in named:
            async with browser.get(f"http://{sample}{path}") as answer:
                assert answer.status == 200, path


@pytest.mark.parametrize("path", ["/", "/ws", "/static/js/textual.js", "/download/x"])
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
async def test_other_sites_are_refused(sample: str, path: str, headers: dict[str, str]) -> None:
    """By the name they come under, and by the name that they made point here."""
    port = sample.partition(":")[2]
    forged = {name: value.format(port=port) for name, value in headers.items()}
    asked = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    asked |= {"Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    async with (
        aiohttp.ClientSession() as browser,
        browser.get(f"http://{sample}{path}", headers=asked | forged) as answer,
    ):
        assert answer.status == 403


@linux
async def test_reading_in_a_tab(home: Path) -> None:
    """Keys do what they do in a terminal; the app ends with its tab, and the next one opens where it was."""
    with serving(home) as (server, host):
        async with tab(host.replace("127.0.0.1", "localhost")) as websocket:
            await _bookmark_the_second(websocket)
            apps = _apps(server)
            assert len(apps) == 1
        assert _have_ended(apps)
    assert _row(home) == "1"
    assert len(process(home, "search", "is:bookmarked", "--format", "ids").lines) == 1


@linux
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
async def test_apps_end_with_the_server(home: Path, end: signal.Signals) -> None:
    """However it ends, none stays behind, and each remembers its place."""
    with serving(home) as (server, host):
        async with tab(host) as one, tab(host) as other:
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
    with serving(home) as (server, host):
        async with tab(host) as websocket:
            await _until(websocket, "quit")
            if how == "q":
                await websocket.send_json(["stdin", "q"])
            else:
                signal.pidfd_send_signal(_apps(server)[0], signal.SIGKILL)
            while (await websocket.receive(PATIENCE_S)).type is aiohttp.WSMsgType.BINARY:
                pass
            assert websocket.closed


async def test_what_is_pasted_presses_no_keys(home: Path) -> None:
    """Not in the browser either: an escape within it is dropped, and the rest is text."""
    with serving(home) as (_, host):
        async with tab(host) as websocket:
            await _until(websocket, "quit")
            await websocket.send_json(["stdin", "/"])
            await websocket.send_json(["stdin", "\x1b[200~zzkites\x1b\x1b[31mq\x1b[201~"])
            await _until(websocket, "zzkitesq")


def test_a_port_that_is_taken(home: Path) -> None:
    """It says so, with a way out."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = process(home, "serve", "--port", str(taken.getsockname()[1]))
    assert done.code == 2
    assert "--port 0" in done.err


def test_what_is_wrong_is_said_at_once(home: Path) -> None:
    """Not in a tab: settings that cannot be read keep the server from starting."""
    (home / "config.yaml").write_text("theme: [")
    assert process(home, "serve", "--port", "0").code == 6
