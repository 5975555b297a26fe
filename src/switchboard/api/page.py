"""The page that people use, at `/page/`: the files that Vite has built, each with its compressed forms beside it.

They are read at the first request and served from memory, so no path that anybody asks for ever reaches the file
system. A path that is no file is one of the page's own (its views have addresses) and gives `index.html`.
"""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from switchboard.api.codings import Coding, preferred

PAGE: Final = "/page/"
INDEX: Final = "index.html"
ASSETS: Final = "assets/"
"""Below it each name has a hash of its content. What is missing there was part of another version."""

NOT_BUILT: Final = "The page is not built. In the folder web of the sources: npm ci && npm run build\n"
CHUNK: Final = 65_536
"""Bytes that are handed to a connection at a time, so that a slow reader does not make us keep a copy of a file."""

FOR_EVER: Final = "public, max-age=31536000, immutable"
SECURITY: Final[Mapping[str, str]] = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; connect-src 'self'; worker-src 'self'; font-src 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=(), payment=(), usb=()",
}
OPENER: Final = "Cross-Origin-Opener-Policy"
"""Browsers take it from secure origins alone; elsewhere they complain of it on their console."""
_TYPES: Final[Mapping[str, str]] = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
}
_SUFFIXES: Final[Mapping[str, Coding]] = {".br": "br", ".gz": "gzip"}


def built_page() -> Path:
    """Where the built files are in an installation."""
    return Path(str(files("switchboard"))) / "web" / "static"


@dataclass(frozen=True, slots=True)
class Form:
    """A file in one coding. The tag is strong: no two forms share one (RFC 9110 §8.8.3.3)."""

    body: bytes
    tag: str


@dataclass(slots=True)
class File:
    """A file in all its forms; the one that is not encoded is always there."""

    name: str
    forms: dict[Coding, Form] = field(default_factory=dict)


def read_page(directory: Path) -> dict[str, File]:
    """All files by their path, such as `assets/index-1a2b.js`; empty if nothing is built there."""
    found: dict[str, File] = {}
    for path in sorted(path for path in directory.rglob("*") if path.is_file()):
        name = path.relative_to(directory).as_posix()
        coding = _SUFFIXES.get(path.suffix, "identity")
        original = name if coding == "identity" else name.removesuffix(path.suffix)
        body = path.read_bytes()
        tag = f'"{hashlib.sha256(body).hexdigest()[:24]}-{coding}"'
        found.setdefault(original, File(original)).forms[coding] = Form(body, tag)
    return {name: file for name, file in found.items() if "identity" in file.forms}


class Page:
    """Serves what is built in `directory`, and what is built there later."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._files: dict[str, File] = {}
        self._state = 0
        self._reading = asyncio.Lock()

    def add_to(self, app: Starlette) -> None:
        """`/` and `/page` lead to the page."""
        for path in ("/", PAGE.rstrip("/")):
            app.add_route(path, _to_the_page, methods=["GET"])
        app.add_route(f"{PAGE}{{path:path}}", self.answer, methods=["GET"])

    async def answer(self, request: Request) -> Response:
        """A file, or `index.html`."""
        path = request.path_params["path"]
        found = await self._current()
        file = found.get(path) or (None if path.startswith(ASSETS) else found.get(INDEX))
        if file is None:
            return PlainTextResponse(
                "There is no such file.\n" if found else NOT_BUILT, 404, headers=_security(request)
            )
        return _sent(request, file)

    async def _current(self) -> Mapping[str, File]:
        """The index names all other files, and is written last."""
        async with self._reading:
            state = await asyncio.to_thread(_state, self._directory / INDEX)
            if state != self._state:
                self._files = await asyncio.to_thread(read_page, self._directory)
                self._state = state
        return self._files


def _state(index: Path) -> int:
    try:
        return index.stat().st_mtime_ns
    except OSError:
        return 0


async def _to_the_page(_: Request) -> Response:
    return RedirectResponse(PAGE, 302)


def _security(request: Request) -> dict[str, str]:
    return {**SECURITY, OPENER: "same-origin"} if _is_trustworthy(request) else dict(SECURITY)


def _is_trustworthy(request: Request) -> bool:
    """By TLS, or on the machine of the browser. A proxy that ends TLS says so in `X-Forwarded-Proto`;
    whoever lies there gets the header, and nothing else.
    """
    schemes = request.url.scheme, request.headers.get("x-forwarded-proto")
    return "https" in schemes or request.url.hostname in ("localhost", "127.0.0.1", "::1")


def _sent(request: Request, file: File) -> Response:
    coding = preferred(request.headers.getlist("accept-encoding"), file.forms)
    form = file.forms[coding]
    headers = {
        **_security(request),
        "Cache-Control": FOR_EVER if file.name.startswith(ASSETS) else "no-cache",
        "ETag": form.tag,
        "Vary": "Accept-Encoding",
    }
    if _has(request, form.tag):
        return Response(status_code=304, headers=headers)
    if coding != "identity":
        headers["Content-Encoding"] = coding
    headers["Content-Type"] = _TYPES.get(Path(file.name).suffix, "application/octet-stream")
    return _InChunks(form.body, headers=headers)


def _has(request: Request, tag: str) -> bool:
    """Whether the client has this form already (RFC 9110 §13.1.2; the comparison is weak)."""
    named = ",".join(request.headers.getlist("if-none-match")).split(",")
    return any(one.strip().removeprefix("W/") in (tag, "*") for one in named)


class _InChunks(Response):
    """Waits for the client after each chunk."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        body = memoryview(self.body)
        parts = range(0, 0 if scope["method"] == "HEAD" else len(body), CHUNK)
        for start in parts:
            await send({"type": "http.response.body", "body": bytes(body[start : start + CHUNK]), "more_body": True})
        await send({"type": "http.response.body"})
