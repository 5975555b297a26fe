"""Paths with several slashes in a row, as clients send them that join a base URL and a path."""

import re
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

_SLASHES: Final = re.compile("//+")


def one_slash(path: str) -> str:
    """The path without slashes that follow a slash."""
    return _SLASHES.sub("/", path)


class OneSlash:
    """Puts one slash in place of several before `app` sees the path. Otherwise no mount would match it, and no face
    would answer.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if "//" in scope.get("path", ""):
            scope = {**scope, "path": one_slash(scope["path"])}
        await self._app(scope, receive, send)
