"""Addresses with more slashes than needed, as clients make them that join a base URL and a path."""

import re
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

_SLASHES: Final = re.compile("//+")


def one_slash(path: str) -> str:
    """The path without slashes that follow a slash."""
    return _SLASHES.sub("/", path)


class OneSlash:
    """Hands every request on with one slash wherever there are several, so that a face answers it and not nobody."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if "//" in scope.get("path", ""):
            scope = {**scope, "path": one_slash(scope["path"])}
        await self._app(scope, receive, send)
