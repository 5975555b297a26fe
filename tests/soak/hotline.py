"""Callers who wait in a queue of the running product, and agents who take them, all of them with telephones."""

import asyncio
import itertools
from collections import Counter, deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from random import Random

import numpy as np

from switchboard.config import load
from switchboard.model.directory import Extension
from switchboard.model.prompt import Announcement
from switchboard.model.queue import Queue, QueueAgent
from switchboard.store.people.credentials import Credentials
from tests.kit.product import Product
from tests.kit.rtp import PAYLOAD_TYPES, PTIME_S, Packet, RtpEnd, decode, has_tone, tone_payloads
from tests.kit.trunks import Objects
from tests.kit.ua import Calling, Invited, Session, Telephone

NUMBER, CALLER = "6400", "1001"
FIRST_AGENT = 3001
RING_S, WRAP_UP_S = 1.0, 3
TALK_S = (8.0, 12.0)
PATIENCE_S = (20.0, 60.0)
GIVES_UP_EVERY = 10
REGISTER_EVERY_S = 200.0
CALLER_HZ, AGENT_HZ, APART_HZ = 2000, 2400, 50
"""The first agent's tone, and how much higher that of each next one is. No music and no words sound like that."""
CALLER_SAYS = tone_payloads("PCMU", CALLER_HZ, 50)
PASSWORD = "a password of tests"
REALM = "switchboard"
RATE_HZ = 8000
LONG_S = 10.0
"""Of shorter calls the beginning and the end would be too much of what was heard."""
LISTENS_PACKETS = 25


class Ear:
    """Takes over what an end hears: packets are counted, and the last ones kept."""

    def __init__(self, end: RtpEnd) -> None:
        self.end = end
        self.packets = 0
        self.longest_gap_s = 0.0
        self.last: deque[Packet] = deque(maxlen=LISTENS_PACKETS)
        self.payloads: Sequence[bytes] = tone_payloads("PCMU", 0, 1)
        self._spoken = 0
        loop = asyncio.get_running_loop()
        loop.remove_reader(end.socket)
        loop.add_reader(end.socket, self._hear)

    def _hear(self) -> None:
        self.end.heard.clear()
        self.end._receive()
        for packet in self.end.heard:
            if self.last:
                self.longest_gap_s = max(self.longest_gap_s, packet.at_s - self.last[-1].at_s)
            self.last.append(packet)
            self.packets += 1

    def speak(self) -> None:
        """Send the next packet."""
        if self.end.remote is not None:
            self.end.send(PAYLOAD_TYPES["PCMU"], self.payloads[self._spoken % len(self.payloads)], self._spoken * 160)
            self._spoken += 1

    def hears_tone(self, lowest_hz: float, highest_hz: float) -> bool:
        """Whether the last half second is mostly a tone between both."""
        samples = decode("PCMU", b"".join(packet.payload for packet in self.last))
        if len(samples) < RATE_HZ // 10:
            return False
        loudest = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)[np.argmax(np.abs(np.fft.rfft(samples)))]
        return lowest_hz - 20 < loudest < highest_hz + 20 and has_tone(samples, RATE_HZ, float(loudest))


@dataclass
class Hotline:
    """`outcomes` counts what became of callers. `talking` is with whom, by the agent's number."""

    product: Product
    queue: int
    callers: Telephone
    agents: Telephone
    random: Random = field(default_factory=lambda: Random(9))
    outcomes: Counter[str] = field(default_factory=Counter)
    gaps_s: list[float] = field(default_factory=list)
    share_heard: list[float] = field(default_factory=list)
    ears: set[Ear] = field(default_factory=set)
    answered: int = 0
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    async def speak(self) -> None:
        """Every telephone that is in a call sends a packet every 20 ms."""
        loop = asyncio.get_running_loop()
        start_s = loop.time()
        for step in itertools.count(1):
            for ear in list(self.ears):
                ear.speak()
            await asyncio.sleep(max(0.0, start_s + step * PTIME_S - loop.time()))

    async def keep_waiting(self, callers: int, per_second: int) -> None:
        """So many wait, one after the other in each place, until the hotline closes."""
        async with asyncio.TaskGroup() as places:
            for _ in range(callers):
                places.create_task(self._place())
                await asyncio.sleep(1 / per_second)

    async def _place(self) -> None:
        while not self.closing.is_set():
            try:
                outcome = await self._call(next(self._numbers))
            except (TimeoutError, AssertionError) as error:
                outcome = f"{type(error).__name__} {error}"
            self.outcomes[outcome] += 1

    async def _call(self, number: int) -> str:
        calling = Calling(self.callers, CALLER, self.product.sip_password(CALLER))
        status = await calling.place(NUMBER, self.product.sip_port)
        assert calling.session is not None, status
        session, ear = calling.session, Ear(calling.session.rtp)
        self.ears.add(ear)
        began_s = asyncio.get_running_loop().time()
        patience_s = self.random.uniform(*PATIENCE_S) if number % GIVES_UP_EVERY == 0 else None
        try:
            outcome = await self._wait(session, ear, patience_s)
            self._note(ear, asyncio.get_running_loop().time() - began_s)
            return outcome
        finally:
            await session.bye()
            self.ears.discard(ear)
            session.rtp.close()
            self.callers.sessions.remove(session)

    async def _wait(self, session: Session, ear: Ear, patience_s: float | None) -> str:
        """Until the caller gives up, the hotline closes, or the talk with an agent is over."""
        ended, closing = (asyncio.create_task(one.wait()) for one in (session.ended, self.closing))
        begin_s, heard = asyncio.get_running_loop().time(), False
        try:
            while True:
                await asyncio.wait({ended, closing}, timeout=0.5, return_when=asyncio.FIRST_COMPLETED)
                if not heard and ear.hears_tone(AGENT_HZ, AGENT_HZ + 10 * APART_HZ):
                    heard, ear.payloads = True, CALLER_SAYS
                if ended.done():
                    return "talked" if heard else "ended without an agent"
                if closing.done():
                    return "closed" if not heard else "closed in a talk"
                if patience_s is not None and not heard and asyncio.get_running_loop().time() - begin_s > patience_s:
                    return "gave up"
        finally:
            ended.cancel()
            closing.cancel()

    def _note(self, ear: Ear, lasted_s: float) -> None:
        self.gaps_s.append(ear.longest_gap_s)
        if lasted_s > LONG_S:
            self.share_heard.append(ear.packets * PTIME_S / lasted_s)

    async def take(self, invited: Invited) -> None:
        """An agent's telephone: answers after a while, talks, and hangs up."""
        invited.ring()
        if not await invited.unless_cancelled(RING_S):
            return
        session = await invited.answer()
        ear = Ear(session.rtp)
        assert invited.uri.user is not None
        ear.payloads = tone_payloads("PCMU", AGENT_HZ + APART_HZ * (int(invited.uri.user) - FIRST_AGENT), 50)
        self.ears.add(ear)
        try:
            ends_s = asyncio.get_running_loop().time() + self.random.uniform(*TALK_S)
            heard = False
            while not session.ended.is_set() and asyncio.get_running_loop().time() < ends_s:
                await asyncio.sleep(0.5)
                heard = heard or ear.hears_tone(CALLER_HZ, CALLER_HZ)
            self.answered += 1
            left = "an agent was left by the caller" if session.ended.is_set() else "an agent heard nobody"
            self.outcomes["an agent heard the caller" if heard else left] += 1
            await session.bye()
        finally:
            self.ears.discard(ear)
            session.rtp.close()
            self.agents.sessions.remove(session)


@asynccontextmanager
async def hotline_of(product: Product, objects: Objects, agents: int) -> AsyncIterator[Hotline]:
    """A queue with so many agents, who are registered all the time."""
    people = [
        await objects.create(Extension(name=f"Agent {one}", number=str(FIRST_AGENT + one))) for one in range(agents)
    ]
    settings = load(product.directory / "switchboard.toml", data=product.data)
    async with product.database() as database:
        for one, id in enumerate(people):
            credentials = Credentials(database, settings.key_file)
            await credentials.set_sip(objects.tenant, id, str(FIRST_AGENT + one), REALM, PASSWORD)
    queue = await objects.create(the_queue(people))
    hotline: Hotline

    async def take(invited: Invited) -> None:
        await hotline.take(invited)

    hotline = Hotline(product, queue, Telephone(take), Telephone(take))
    await hotline.callers.start()
    await hotline.agents.start()

    async def register() -> None:
        for one in range(agents):
            await hotline.agents.register(str(FIRST_AGENT + one), PASSWORD, product.sip_port)

    async def stay_registered() -> None:
        while True:
            await asyncio.sleep(REGISTER_EVERY_S)
            await register()

    await register()
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(hotline.speak()), group.create_task(stay_registered())]
            yield hotline
            for task in tasks:
                task.cancel()
    finally:
        await hotline.callers.close()
        await hotline.agents.close()


def the_queue(people: Sequence[int]) -> Queue:
    """With all that it can say."""
    return Queue(
        name="Hotline",
        number=NUMBER,
        agents=tuple(QueueAgent(extension=one) for one in people),
        strategy="least_recent",
        wrap_up_s=WRAP_UP_S,
        max_wait_s=0,
        say_position=True,
        say_wait=True,
        prompts=(Announcement(name="queue-busy"),),
    )
