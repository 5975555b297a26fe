"""A crowd on loopback: callers of every kind, and strangers between them."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import islice

from tests.kit.product import Product
from tests.kit.strangers import Stranger, garbage, sip_templates, stranger_at
from tests.kit.ua import SDP, Asker, Calling, Invited, Session, Telephone, describe

MENU, NEXT_MENU, ALICE = "6200", "6201", "1000"
CALLER = "1001"
GUESSER, FLOODER, SLOW = "127.0.0.3", "127.0.0.4", "127.0.0.5"
SEED = 20_261
PACKETS = 25
WITHIN_S = 30.0
AT_ONCE, UNANSWERED = 60, 8
"""One address may have 24 half-open calls with the ports of a test, and up to 9 get no ACK."""
DATAGRAMS = 20
HALVES = (
    b"INVITE sip:1000@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/TCP",
    b"OPTIONS sip:1000@127.0.0.1 SIP/2.0\r\nContent-Length: 5000\r\n\r\nv=0",
)
"""What one connection each sends before it falls silent."""

Outcome = str
Kind = Callable[["Crowd"], Awaitable[Outcome]]


@dataclass(slots=True)
class Crowd:
    """Everybody calls from one telephone; `outcomes` counts what became of each kind of caller."""

    product: Product
    telephone: Telephone
    guesser: Stranger
    flooder: Stranger
    outcomes: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    _one_guess: asyncio.Lock = field(default_factory=asyncio.Lock)
    _slow: list[asyncio.StreamWriter] = field(default_factory=list)
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _unanswered: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(UNANSWERED))

    async def call(self, count: int, per_second: int) -> None:
        """So many callers, evenly, each as `TURNS` says; every second the strangers come by."""
        loop = asyncio.get_running_loop()
        start_s = loop.time()
        noise = garbage(SEED, count, sip_templates(FLOODER, self.product.sip_port))
        async with asyncio.TaskGroup() as group:
            for index in range(count):
                await asyncio.sleep(max(0.0, start_s + index / per_second - loop.time()))
                await self._places.acquire()
                group.create_task(self._take_turn(TURNS[index % len(TURNS)]))
                if index % per_second == 0:
                    await self._disturb(list(islice(noise, DATAGRAMS)))

    async def _take_turn(self, name: str) -> None:
        try:
            async with asyncio.timeout(WITHIN_S):
                outcome = await KINDS[name](self)
        except (TimeoutError, AssertionError) as error:
            outcome = f"{type(error).__name__} {error}"
        finally:
            self._places.release()
        self.outcomes[name, outcome] += 1

    async def _disturb(self, noise: list[bytes]) -> None:
        for data in noise:
            self.flooder.send(data)
        for half in HALVES:
            _, writer = await asyncio.open_connection("127.0.0.1", self.product.sip_port, local_addr=(SLOW, 0))
            writer.write(half)
            self._slow.append(writer)

    def leave(self) -> None:
        """Close what the product has not closed."""
        for writer in self._slow:
            writer.close()

    # The kinds.

    async def listens_and_leaves(self) -> Outcome:
        """Goes on to the second menu, and hangs up."""
        async with self._answered(MENU) as session:
            await session.rtp.hears(PACKETS)
            await session.rtp.press("3")
            await session.rtp.hears(len(session.rtp.audio_packets()) + PACKETS)
            await session.bye()
            return "left"

    async def is_hung_up_on(self) -> Outcome:
        """Presses the key that ends the call."""
        async with self._answered(NEXT_MENU) as session:
            await session.rtp.hears(PACKETS)
            await session.rtp.press("9")
            await session.ended.wait()
            return "hung up on"

    async def gives_up(self) -> Outcome:
        """Cancels while Alice's telephone rings."""
        calling = self._calling()
        async with self._unanswered:
            placed = asyncio.create_task(calling.place(ALICE, self.product.sip_port))
            await calling.begun.wait()
            await calling.leave()
            return str(await placed)

    async def never_acknowledges(self) -> Outcome:
        """Vanishes once it is answered."""
        asker = Asker(self.telephone, CALLER, self.product.sip_password(CALLER))
        uri = f"sip:{MENU}@127.0.0.1:{self.product.sip_port}"
        headers = [("Contact", str(self.telephone.contact(CALLER))), ("Content-Type", SDP)]
        async with self._unanswered:
            return str((await asker.ask("INVITE", uri, uri, headers, describe(9))).status)

    async def guesses(self) -> Outcome:
        """Has a wrong password; one after the other, since they share a socket."""
        async with self._one_guess:
            return (await self.guesser.prove("INVITE", CALLER, "wrong", to=MENU)).split()[1]

    def _calling(self) -> Calling:
        return Calling(self.telephone, CALLER, self.product.sip_password(CALLER))

    @asynccontextmanager
    async def _answered(self, number: str) -> AsyncIterator[Session]:
        calling = self._calling()
        async with self._unanswered:
            status = await calling.place(number, self.product.sip_port)
        assert calling.session is not None, status
        try:
            yield calling.session
        finally:
            calling.session.rtp.close()
            self.telephone.sessions.remove(calling.session)


KINDS: Mapping[str, Kind] = {
    "leaves": Crowd.listens_and_leaves,
    "hung up on": Crowd.is_hung_up_on,
    "gives up": Crowd.gives_up,
    "no ACK": Crowd.never_acknowledges,
    "guesses": Crowd.guesses,
}
TURNS = (
    *(("leaves", "hung up on", "leaves", "gives up", "hung up on") * 15),
    "leaves",
    "guesses",
    "guesses",
    "leaves",
    "no ACK",
)
EXPECTED = {"leaves": "left", "hung up on": "hung up on", "gives up": "487", "no ACK": "200", "guesses": "403"}


@asynccontextmanager
async def crowd_at(product: Product) -> AsyncIterator[Crowd]:
    """Alice's telephone is registered, and rings for ever."""

    async def ring(invited: Invited) -> None:
        invited.ring()
        await invited.unless_cancelled(None)

    telephone, alice = Telephone(ring), Telephone(ring)
    await telephone.start()
    await alice.start()
    await alice.register(ALICE, product.sip_password(ALICE), product.sip_port)
    async with stranger_at(GUESSER, product.sip_port) as guesser, stranger_at(FLOODER, product.sip_port) as flooder:
        crowd = Crowd(product, telephone, guesser, flooder)
        try:
            yield crowd
        finally:
            crowd.leave()
            with contextlib.suppress(asyncio.CancelledError):
                await telephone.close()
                await alice.close()
