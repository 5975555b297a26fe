"""How many requests are answered, by face and status."""

from collections import Counter
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

FACES: Mapping[str, str] = {"/rest/v1": "native", "/openapi": "yeastar", "/v1": "servetel", "/api": "portsip"}
"""Where each face is mounted, and its name."""

OTHER = "other"
"""What is below no face: the page, `/metrics`, probes, and paths that nobody has."""


class RequestCounts:
    """How many requests were answered since the process started."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, int]] = Counter()

    def add(self, path: str, status: int) -> None:
        """A request for that path begins to be answered."""
        face = next((name for mount, name in FACES.items() if path == mount or path.startswith(f"{mount}/")), OTHER)
        self._counts[face, status] += 1

    def by_face(self) -> dict[str, dict[str, int]]:
        """Status and number, for each face that was asked."""
        found: dict[str, dict[str, int]] = {}
        for (face, status), number in sorted(self._counts.items()):
            found.setdefault(face, {})[str(status)] = number
        return found


class CountRequests:
    """Counts what `app` answers over HTTP; WebSockets are no requests here."""

    def __init__(self, app: ASGIApp, counts: RequestCounts) -> None:
        self._app = app
        self._counts = counts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._counts.add(path, message["status"])
            await send(message)

        await self._app(scope, receive, counted)
