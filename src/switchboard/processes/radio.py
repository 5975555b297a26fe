"""The process that fetches one network stream of music and writes it to its ring, while somebody wants to hear it.

It is started by the calls process, which tells it on standard input what to do (`Order`), and ends with it. What it
decodes comes from strangers: so it has no settings, no database and no sockets of ours, and little memory.
"""

import asyncio
import resource
import sys
import time
from contextlib import suppress

from switchboard.errors import UndecodableAudio
from switchboard.media.ring import Ring
from switchboard.outbound.listening import listened
from switchboard.outbound.reply import CannotReach
from switchboard.radio.airing import Airing
from switchboard.radio.decoding import StreamDecoder
from switchboard.radio.order import Order
from switchboard.supervisor import die_with_parent

MEMORY_BYTES = 1024**3
FIRST_PAUSE_S, LAST_PAUSE_S = 1.0, 60.0
GOOD_S = 30.0
"""A connection that has lasted so long was no failure: the next one is tried soon."""
_LOOK_S = 0.5


class Radio:
    """One network stream."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._ring = Ring.open(order.ring)
        self._airing = Airing(self._ring)
        self._private_hosts = frozenset(host.lower() for host in order.private_hosts)

    async def run(self) -> None:
        """Until nobody hears it any more."""
        working = [asyncio.create_task(self._fetch()), asyncio.create_task(self._air())]
        try:
            while self._ring.unwanted_s < self._order.linger_s:
                self._ring.live()
                done, _ = await asyncio.wait(working, timeout=_LOOK_S, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
        finally:
            for task in working:
                task.cancel()
            await asyncio.gather(*working, return_exceptions=True)

    async def _fetch(self) -> None:
        """Connect again whenever the stream ends: soon, then ever later."""
        pause_s = 0.0
        while True:
            began_s = time.monotonic()
            try:
                await self._listen()
                reason = "the server has ended the stream"
            except (CannotReach, UndecodableAudio) as error:
                reason = str(error)
            self._ring.tell(reason)
            lasted = time.monotonic() - began_s >= GOOD_S
            pause_s = FIRST_PAUSE_S if lasted else min(max(FIRST_PAUSE_S, 2 * pause_s), LAST_PAUSE_S)
            await asyncio.sleep(pause_s)

    async def _listen(self) -> None:
        decoder = StreamDecoder()
        async with listened(self._order.url, self._private_hosts) as sound:
            async for data in sound:
                for samples in decoder.feed(data):
                    self._ring.tell("")
                    self._airing.put(samples)
                await self._airing.room.wait()

    async def _air(self) -> None:
        while True:
            pause_s = self._airing.air(time.monotonic())
            await asyncio.sleep(pause_s)


def main() -> None:
    """What the process does."""
    die_with_parent()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    order = Order.model_validate_json(sys.stdin.buffer.read())
    with suppress(KeyboardInterrupt):
        asyncio.run(Radio(order).run())


if __name__ == "__main__":
    main()
