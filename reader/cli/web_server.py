"""The server behind `reader serve`: textual-serve's, for who has its address, with a page that needs no other host.

The address that is printed holds a token. It is exchanged for a cookie once, so that it stays in no address bar
and no history; whatever comes without the cookie is refused, from whichever account of the machine.
"""

import asyncio
import secrets
import socket
from importlib.resources import files
from ipaddress import IPv4Address
from string import Template

from aiohttp import web
from aiohttp.typedefs import Handler
from textual_serve.app_service import AppService
from textual_serve.server import Server

from reader.cli.printing import say

LOOPBACK = IPv4Address("127.0.0.1")
SHUTDOWN_S = 5.0
"""How long apps may take to end; one that takes longer ends by itself, as soon as we are gone."""
_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The browser holds the page to it: nothing from elsewhere, and into no other page."""


def listen(address: IPv4Address, port: int) -> socket.socket:
    """Return a socket that listens on `port` at `address`.

    Raises:
        OSError: the port is taken, or not for us; this machine has no such address.
    """
    return socket.create_server((str(address), port))


class WebServer(Server):
    """Serves one app to each tab that opens the page."""

    def __init__(self, command: str, listening: socket.socket) -> None:
        """Take the command that opens the app, and the socket to wait at."""
        address, port = listening.getsockname()
        super().__init__(command, host=address, port=port, title="Reader")
        self._listening = listening
        names = {address, str(LOOPBACK), "localhost"}  # none of which another site could make lead here
        self._hosts = {f"{name}:{port}" for name in names} | (names if port == 80 else set())  # browsers leave 80 out
        self._token = secrets.token_urlsafe()
        self._cookie = f"reader-{port}"  # cookies know no ports, and there may be several servers
        self._tabs: set[web.WebSocketResponse] = set()

    def run(self) -> None:
        """Serve until SIGINT or SIGTERM."""
        web.run_app(self._make_app(), sock=self._listening, print=None, access_log=None, shutdown_timeout=SHUTDOWN_S)

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard)
        return app

    async def on_startup(self, app: web.Application) -> None:  # noqa: ARG002 - textual-serve's signature
        """Say where to look."""
        say(f"Reader is at {self.public_url}/?token={self._token} until Ctrl+C.")

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002 - textual-serve's signature
        """Close the tabs' connections, which ends their apps."""
        await asyncio.gather(*(tab.close() for tab in self._tabs))

    async def handle_index(self, request: web.Request) -> web.Response:
        """Return the page."""
        own = {"host": request.host, "nonce": secrets.token_urlsafe()}
        page = Template(files("reader.cli").joinpath("page.html").read_text(encoding="utf-8"))
        return web.Response(
            text=page.substitute(own),
            content_type="text/html",
            headers={
                "Content-Security-Policy": _POLICY.format_map(own),
                "Referrer-Policy": "no-referrer",
                "Cache-Control": "no-store",
            },
        )

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse who has no token, and what pages of other sites ask for, under their name or one made to lead here."""
        if request.host not in self._hosts or request.headers.get("Origin") not in {None, f"http://{request.host}"}:
            raise web.HTTPForbidden(text=f"Reader is at {self.public_url}, and for its own page only.\n")
        if self._is_token(request.cookies.get(self._cookie, "")):
            return await handler(request)
        if request.path == "/" and self._is_token(request.query.get("token", "")):
            answer = web.HTTPSeeOther("/", headers={"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"})
            answer.set_cookie(self._cookie, self._token, httponly=True, samesite="Strict")
            raise answer
        raise web.HTTPForbidden(text="Open the address that `reader serve` printed, with its token.\n")

    def _is_token(self, given: str) -> bool:
        return secrets.compare_digest(given.encode("utf-8", "replace"), self._token.encode())

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: AppService) -> None:
        """Pass on what the tab sends; when either the tab or the app ends, end the other, and see it out."""
        process, output = app_service._process, app_service._task
        if not (process and output):
            return
        ending = asyncio.create_task(_close_after(output, websocket))
        self._tabs.add(websocket)
        try:
            await super()._process_messages(websocket, app_service)
        finally:
            self._tabs.discard(websocket)
            await app_service.stop()
            await process.communicate(b"")  # else asyncio kills it while it remembers its place
            await ending


async def _close_after(output: asyncio.Task[None], websocket: web.WebSocketResponse) -> None:
    await asyncio.wait([output])
    await websocket.close()
