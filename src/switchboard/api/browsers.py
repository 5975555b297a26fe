"""What every answer says to browsers, now that a page with a session lives at the same origin."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

NO_DOCUMENT: Final = "default-src 'none'; frame-ancestors 'none'"
"""Opened as a document, an answer of the API may run and load nothing, whatever somebody has stored in it."""


class SafeInBrowsers:
    """Forbids that an answer of `app` is taken for another type than it has, or runs as a document; one that has a
    policy of its own keeps it. Over TLS it also says for how many seconds, if any, browsers shall know this host by
    TLS alone (RFC 6797).
    """

    def __init__(self, app: ASGIApp, hsts_s: int) -> None:
        self._app = app
        self._hsts_s = hsts_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        hsts = f"max-age={self._hsts_s}" if self._hsts_s and scope["scheme"] == "https" else ""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Content-Security-Policy", NO_DOCUMENT)
                if hsts:
                    headers["Strict-Transport-Security"] = hsts
            await send(message)

        await self._app(scope, receive, guarded)
