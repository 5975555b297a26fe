"""A reader of server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

WITHIN_S = 20.0


@dataclass(frozen=True, slots=True)
class ServerSent:
    """One event; of a comment all is empty."""

    id: str
    type: str
    data: dict[str, object]


COMMENT = ServerSent("", "", {})


@dataclass
class Stream:
    """An answer that goes on."""

    lines: AsyncIterator[str]

    async def next(self) -> ServerSent:
        """The next event or comment. Raises EOFError at the end."""
        found: dict[str, str] = {}
        async with asyncio.timeout(WITHIN_S):
            async for line in self.lines:
                if not line:
                    return ServerSent(found.get("id", ""), found.get("event", ""), json.loads(found.get("data", "{}")))
                name, _, value = line.partition(":")
                found[name] = value.strip()
        raise EOFError

    async def event(self) -> ServerSent:
        """The next one that is no comment."""
        while (found := await self.next()) == COMMENT:
            pass
        return found

    async def until(self, event_type: str) -> list[ServerSent]:
        """The events up to the next of that type."""
        found = [await self.event()]
        while found[-1].type != event_type:
            found.append(await self.event())
        return found


@asynccontextmanager
async def streaming(client: httpx.AsyncClient, last: str = "", path: str = "/calls/stream") -> AsyncIterator[Stream]:
    """The stream of calls or another one, which is being listened to: its first comment has come."""
    headers = {"Last-Event-ID": last} if last else {}
    async with client.stream("GET", path, headers=headers) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        assert response.headers["cache-control"] == "no-store"
        stream = Stream(response.aiter_lines())
        assert await stream.next() == COMMENT
        yield stream
