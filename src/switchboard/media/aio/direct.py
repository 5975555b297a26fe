"""The socket of a caller whose audio comes from this process: RTP over loopback, to and from a media worker."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, cast

from switchboard.media.direct_audio import STEP_S, DirectReceiver, DirectSender


class DirectAudio(asyncio.DatagramProtocol):
    """Hands on what is heard, frame by frame, once it is known who is at the other end."""

    def __init__(self, on_frame: Callable[[bytes], None]) -> None:
        loop = asyncio.get_running_loop()
        self._time = loop.time
        self._on_frame = on_frame
        self._sender = DirectSender(loop.time())
        self._receiver = DirectReceiver()
        self._transport: asyncio.DatagramTransport
        self._peer: tuple[str, int] | None = None

    @property
    def port(self) -> int:
        """Ours."""
        port: int = self._transport.get_extra_info("sockname")[1]
        return port

    def talk_to(self, host: str, port: int) -> None:
        """Send there, and hear that address alone, from now on."""
        self._peer = host, port

    def say(self, frame: bytes) -> None:
        """Send a frame of 20 ms, unless there are too many."""
        self._send(self._sender.say(frame, self._time()))

    def press(self, keys: str) -> bool:
        """Press keys; False where too many wait."""
        return self._sender.press(keys)

    async def run(self) -> None:
        """Send keys, and signs of life, for ever."""
        while True:
            self._send(self._sender.step(self._time()))
            await asyncio.sleep(STEP_S)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        if addr[:2] == self._peer and (frame := self._receiver.heard(data)) is not None:
            self._on_frame(frame)

    def error_received(self, exc: Exception) -> None:
        """The other end is not there yet, or no longer; how the call goes is told elsewhere."""

    def _send(self, packet: bytes | None) -> None:
        if packet is not None and self._peer is not None:
            self._transport.sendto(packet, self._peer)


@asynccontextmanager
async def direct_audio(host: str, on_frame: Callable[[bytes], None]) -> AsyncIterator[DirectAudio]:
    """A port of the loopback address `host`, within the block. Raises OSError."""
    loop = asyncio.get_running_loop()
    transport, audio = await loop.create_datagram_endpoint(lambda: DirectAudio(on_frame), local_addr=(host, 0))
    running = asyncio.create_task(audio.run(), name="direct-audio")
    try:
        yield audio
    finally:
        running.cancel()
        transport.close()
