"""A caller hears the early media of those who ring, from the first of them that is heard, and says nothing to them."""

import asyncio

import pytest
from tests.unit.engine.kit.exchange import Exchange, audio, ring
from tests.unit.engine.kit.phone import SDP, Placed, Rung, describe

from switchboard.engine.builtin.call import BuiltinCall
from switchboard.engine.builtin.callee_sound import RING_AGAIN_S
from switchboard.engine.port import Answered, dial
from switchboard.engine.simulated.loop import run_virtual
from switchboard.media.control import Configure, FirstPacket

pytestmark = pytest.mark.unit

RINGBACK = audio("ringback", 4)


class Ears(Exchange):
    """Dials 101 and 102; `outcome` says how it ended. The caller's stream is 1, or that which is opened first."""

    def __init__(self, *extensions: int, answers: bool = True, ringback: bool = True) -> None:
        super().__init__()
        self._request = ring(*extensions, ringback=RINGBACK if ringback else None)
        self._answers = answers
        self.answered = False
        self.placed: Placed

    async def begin(self) -> None:
        async def flow(call: BuiltinCall) -> None:
            if self._answers:
                await call.answer()
            outcome = await dial(call, self._request)
            self.answered = isinstance(outcome, Answered)
            if isinstance(outcome, Answered):
                await call.bridge(outcome.leg)

        self.placed = await self.connect(flow)
        if self._answers:
            await self.placed.answered()

    async def rings(self, phone: int = 101) -> Rung:
        return await self.phones[phone].rings()

    def starts(self, stream: int) -> None:
        """The first packet of the callee at that stream."""
        self.worker.tell(FirstPacket(stream=stream))

    @property
    def sound(self) -> str:
        """What plays to the caller, or whom he hears."""
        if 1 in self.worker.bridged:
            assert self.worker.heard(1) == ()
            return f"stream {self.worker.bridged[1]}"
        return " ".join(self.worker.heard(1))


def progress(rung: Rung, status: int = 183) -> None:
    headers = [("Contact", f"<sip:phone@{rung._phone.host}>")]
    rung.tx.respond(status, headers=headers, body=describe(rung._phone.host), content_type=SDP)


def test_the_caller_hears_early_media_once_it_comes_and_ringing_until_then() -> None:
    async def main() -> None:
        ears = Ears(101)
        await ears.begin()
        rung = await ears.rings()
        progress(rung)
        await asyncio.sleep(1)
        assert ears.sound == "ringback-4"
        ears.starts(2)
        await asyncio.sleep(0.1)
        assert ears.sound == "stream 2"
        configured = [order.direction for order in ears.worker.orders_of(Configure) if order.stream == 2]
        assert configured == ["recvonly"]  # the callee hears nothing
        rung.refuse(486)
        await ears.over.wait()
        assert ears.sound == ""
        assert await ears.finished() == []

    run_virtual(main())


def test_the_first_source_is_heard_and_ringing_again_when_it_ends() -> None:
    async def main() -> None:
        ears = Ears(101, 102)
        await ears.begin()
        first, second = await ears.rings(101), await ears.rings(102)
        for rung in (first, second):
            progress(rung)
        await asyncio.sleep(0.1)
        ears.starts(3)
        ears.starts(2)
        await asyncio.sleep(0.1)
        assert ears.sound == "stream 3"
        second.refuse(486)
        await asyncio.sleep(RING_AGAIN_S + 0.1)
        assert ears.sound == "ringback-4"
        talk = first.answer()
        await asyncio.sleep(0.1)
        assert ears.sound == "stream 2" and ears.answered is True
        configured = [order.direction for order in ears.worker.orders_of(Configure) if order.stream == 2]
        assert configured == ["recvonly", "sendrecv"]
        await talk.bye()
        assert await ears.finished() == []

    run_virtual(main())


def test_an_unanswered_caller_gets_183_for_it() -> None:
    async def main() -> None:
        ears = Ears(101, answers=False)
        await ears.begin()
        rung = await ears.rings()
        rung.ring()
        progress(rung)
        await asyncio.sleep(0.1)
        assert ears.placed.provisional[-1] == 180
        ears.starts(2)
        await asyncio.sleep(0.1)
        assert (ears.placed.provisional[-1], ears.sound) == (183, "stream 2")
        rung.refuse(486)
        assert await ears.placed.status() == 480
        assert await ears.finished() == []

    run_virtual(main())


def test_a_trunk_without_early_announcements_hears_ringing_of_its_own() -> None:
    async def main() -> None:
        ears = Ears(101, answers=False)
        ears.caller = ears.outside
        await ears.begin()
        rung = await ears.rings()
        progress(rung)
        await asyncio.sleep(0.1)
        ears.starts(2)
        await asyncio.sleep(0.1)
        assert (ears.placed.provisional[-1], ears.worker.bridged) == (180, {})
        rung.refuse(486)
        assert await ears.placed.status() == 480
        assert await ears.finished() == []

    run_virtual(main())


def test_a_caller_who_hears_music_goes_on_hearing_it() -> None:
    async def main() -> None:
        ears = Ears(101, ringback=False)
        await ears.begin()
        rung = await ears.rings()
        progress(rung)
        await asyncio.sleep(0.1)
        ears.starts(2)
        await asyncio.sleep(0.1)
        assert ears.worker.bridged == {}
        rung.refuse(486)
        assert await ears.finished() == []

    run_virtual(main())


def test_a_caller_who_leaves_while_he_hears_it() -> None:
    async def main() -> None:
        ears = Ears(101, answers=False)
        await ears.begin()
        rung = await ears.rings()
        progress(rung)
        await asyncio.sleep(0.1)
        ears.starts(2)
        await asyncio.sleep(0.1)
        ears.placed.give_up()
        await rung.cancelled()
        assert await ears.placed.status() == 487
        assert await ears.finished() == []

    run_virtual(main())


def test_a_description_that_is_none_leaves_the_ringing() -> None:
    async def main() -> None:
        ears = Ears(101)
        await ears.begin()
        rung = await ears.rings()
        contact = [("Contact", "<sip:phone@10.0.0.101>")]
        rung.tx.respond(183, headers=contact, body=b"v=0\r\nnonsense", content_type=SDP)
        await asyncio.sleep(0.1)
        assert ears.sound == "ringback-4"
        talk = rung.answer()
        await asyncio.sleep(0.1)
        assert await talk.bye() == 200
        assert await ears.finished() == []

    run_virtual(main())
