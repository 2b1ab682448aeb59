"""The server behind `reader serve`: textual-serve's, for this machine alone, with a page that needs no other host."""

import asyncio
import secrets
import socket
from importlib.resources import files
from string import Template

from aiohttp import web
from aiohttp.typedefs import Handler
from textual_serve.app_service import AppService
from textual_serve.server import Server

from reader.cli.printing import say

LOOPBACK = "127.0.0.1"
SHUTDOWN_S = 5.0
"""How long apps may take to end; one that takes longer ends by itself, as soon as we are gone."""
_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The browser holds the page to it: nothing from elsewhere, and into no other page."""


def listen(port: int) -> socket.socket:
    """Return a socket that listens on `port` of this machine, for this machine.

    Raises:
        OSError: the port is taken, or not for us.
    """
    return socket.create_server((LOOPBACK, port))


class WebServer(Server):
    """Serves one app to each tab that opens the page."""

    def __init__(self, command: str, listening: socket.socket) -> None:
        """Take the command that opens the app, and the socket to wait at."""
        super().__init__(command, host=LOOPBACK, port=listening.getsockname()[1], title="Reader")
        self._listening = listening
        self._hosts = {f"{name}:{self.port}" for name in (LOOPBACK, "localhost")}
        if self.port == 80:  # a browser leaves it out
            self._hosts |= {LOOPBACK, "localhost"}
        self._origins = {None, *(f"http://{host}" for host in self._hosts)}
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
        say(f"Reader is at {self.public_url} until Ctrl+C.")

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
        """Refuse what pages of other sites ask for, under their name or under one that they made point here."""
        if request.host not in self._hosts or request.headers.get("Origin") not in self._origins:
            raise web.HTTPForbidden(text=f"Reader is at {self.public_url}, and for its own page only.\n")
        return await handler(request)

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
