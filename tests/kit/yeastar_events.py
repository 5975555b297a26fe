"""A client of the events of the Yeastar dialect, over a real WebSocket."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from websockets.asyncio.client import ClientConnection, connect

WITHIN_S = 20.0


@dataclass
class Subscriber:
    """One connection."""

    socket: ClientConnection

    async def text(self) -> str:
        """The next message. Raises websockets.ConnectionClosed."""
        return str(await asyncio.wait_for(self.socket.recv(), WITHIN_S))

    async def ask(self, message: object) -> dict[str, object]:
        """What the server answers to a message."""
        await self.socket.send(message if isinstance(message, str) else json.dumps(message))
        return dict(json.loads(await self.text()))

    async def subscribe(self, *topics: int) -> None:
        answer = await self.ask({"topic_list": topics})
        assert answer == {"errcode": 0, "errmsg": "SUCCESS"}

    async def event(self) -> tuple[int, dict[str, object]]:
        """Topic and content of the next event."""
        wrapper = json.loads(await self.text())
        assert list(wrapper) == ["type", "sn", "msg"]
        assert wrapper["sn"]
        if isinstance(wrapper["msg"], dict):
            return int(wrapper["type"]), wrapper["msg"]
        return int(wrapper["type"]), dict(json.loads(wrapper["msg"]))

    async def statuses(self) -> list[str]:
        """The members of the next event, which must be about the status of a call, as `number status`."""
        return statuses_in(await self.text())

    async def close_code(self) -> int:
        """How the server closes."""
        await asyncio.wait_for(self.socket.wait_closed(), WITHIN_S)
        assert self.socket.close_code is not None
        return self.socket.close_code


def statuses_in(text: str) -> list[str]:
    """The members of an event about the status of a call."""
    wrapper = json.loads(text)
    assert wrapper["type"] == 30011
    return [_spoken(next(iter(member.values()))) for member in json.loads(wrapper["msg"])["members"]]


def _spoken(member: dict[str, str]) -> str:
    return f"{member.get('number') or member['from'] + '>' + member['to']} {member['member_status']}"


@asynccontextmanager
async def subscribing(base: str, token: str) -> AsyncIterator[Subscriber]:
    """A connection to the API at `base` (http://HOST:PORT)."""
    url = f"{base.replace('http', 'ws', 1)}/openapi/v1.0/subscribe?access_token={token}"
    async with connect(url, proxy=None) as socket:
        yield Subscriber(socket)
