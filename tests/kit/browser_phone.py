"""The test phone of a browser, as a program: audio and JSON over the WebSocket of a test call."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from switchboard.media import g711
from tests.kit.product import Product
from tests.kit.rtp import decode, has_tone
from tests.kit.sounds import Signal, samples

WITHIN_S = 20.0
FRAME_BYTES = 160
FRAME_S = 0.02


@dataclass(slots=True)
class BrowserPhone:
    """A test call. `heard` is all that came, in PCMU; `told` all messages but audio."""

    socket: ClientConnection
    heard: bytearray = field(default_factory=bytearray)
    told: list[dict[str, Any]] = field(default_factory=list)
    closed: int | None = None
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, **message: object) -> None:
        await self.socket.send(json.dumps(message))

    async def press(self, keys: str) -> None:
        await self.send(type="keys", keys=keys)

    async def hang_up(self) -> None:
        await self.send(type="hang-up")

    async def hears(self, sound: bytes) -> None:
        """Wait until that has been heard, sample by sample."""
        await self._until(lambda: sound in self.heard)

    async def hears_tone(self, hertz: float) -> None:
        """Wait until the last 200 ms heard are mostly that tone."""
        await self._until(lambda: has_tone(decode("PCMU", bytes(self.heard[-1600:])), 8000, hertz))

    async def sees(self, event: str) -> dict[str, Any]:
        """Wait for an event of that type; what it says."""
        await self._until(lambda: event in self.events)
        found: dict[str, Any] = next(one["data"] for one in self.told if one.get("event") == event)
        return found

    async def says(self, what: str) -> dict[str, Any]:
        """Wait for a message of that type."""
        await self._until(lambda: any(one["type"] == what for one in self.told))
        return next(one for one in self.told if one["type"] == what)

    async def ended(self) -> int:
        """Wait until the connection is closed; with which status code."""
        await self._until(lambda: self.closed is not None)
        assert self.closed is not None
        return self.closed

    @property
    def events(self) -> list[str]:
        """The types of those that were told."""
        return [one["event"] for one in self.told if one["type"] == "event"]

    async def speak(self, signal: Signal) -> None:
        """Say that, frame by frame, in time."""
        sound = bytes(g711.ulaw_encode(samples(signal)))
        loop = asyncio.get_running_loop()
        began_s = loop.time()
        for at in range(0, len(sound) - FRAME_BYTES + 1, FRAME_BYTES):
            await self.socket.send(sound[at : at + FRAME_BYTES])
            await asyncio.sleep(max(0.0, began_s + at / 8000 - loop.time()))

    async def listen(self) -> None:
        """Take what comes, until the connection is closed."""
        try:
            async for message in self.socket:
                if isinstance(message, bytes):
                    self.heard += message
                else:
                    self.told.append(json.loads(message))
                self._changed.set()
        except ConnectionClosed:
            pass
        self.closed = self.socket.close_code
        self._changed.set()

    async def _until(self, is_so: Callable[[], bool]) -> None:
        try:
            async with asyncio.timeout(WITHIN_S):
                while not is_so():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError as error:
            error.add_note(f"told {self.told}, heard {len(self.heard)} bytes, closed {self.closed}")
            raise


@asynccontextmanager
async def phone_socket(port: int, token: str) -> AsyncIterator[BrowserPhone]:
    """A connection on which nobody has called yet."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with connect(f"ws://127.0.0.1:{port}/rest/v1/test-call", additional_headers=headers) as socket:
        phone = BrowserPhone(socket)
        listening = asyncio.create_task(phone.listen())
        try:
            yield phone
        finally:
            listening.cancel()


@asynccontextmanager
async def browser_phone(product: Product, dialled: str, **wanted: object) -> AsyncIterator[BrowserPhone]:
    """A test call to a number; it has begun."""
    async with product.native() as native:
        token = native.headers["Authorization"].removeprefix("Bearer ")
    async with phone_socket(product.api_port, token) as phone:
        await phone.send(type="call", dialled=dialled, **wanted)
        try:
            await phone.says("begun")
            yield phone
        except BaseException as error:
            error.add_note("\n".join(product.output[-20:]))
            raise
