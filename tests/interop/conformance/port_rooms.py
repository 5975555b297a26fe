"""Rooms: the same told by every engine, of who hears what.

Those in a room are people whom the engine calls, each of whom hums one note all the time. What one of them hears is
written as the numbers of the others and the names of prompts, in alphabetical order.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Protocol

from switchboard.call.cause import Cause
from switchboard.engine.port import (
    Audio,
    Call,
    CallerId,
    CallInfo,
    Engine,
    Origination,
    PhoneTarget,
    PlayList,
    RoomId,
    Seat,
)
from switchboard.engine.simulated.scenario import Line
from tests.callflow.scenarios.world import ANN, BOB, CID, FINAL, GREETING, RETRY, Case, company, content, from_outside
from tests.interop.conformance.port_case import Tell
from tests.interop.conformance.rig import LIMIT_S, Rig

ROOM = RoomId(1, 800)
EXTENSIONS = {"100": ANN, "101": BOB, "2000": CID}
MUSIC, PROMPT = Audio("music", content(RETRY), 2.0), Audio("prompt", content(GREETING), 4.0)
GONG = Audio("gong", content(FINAL), 2.0)
WAITING = PlayList((MUSIC,))
SETTLED_S = 0.6
"""How long after a change nothing of what was before is heard any more."""


class HearingRig(Rig, Protocol):
    """A rig that knows what people hear."""

    def hears(self, number: str) -> tuple[str, ...]:
        """What is heard at the phone of that number now."""
        ...


@dataclass(slots=True)
class Member:
    """Somebody who is called and goes to the room. `over` is set when the call has ended."""

    number: str
    call: Call | None = None
    seat: Seat | None = None
    seated: asyncio.Event = field(default_factory=asyncio.Event)
    leaves: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Conference:
    """The room, as a scenario arranges it."""

    engine: Engine
    rig: HearingRig
    tell: Tell

    async def call(self, number: str, *, muted: bool = False, waiting: PlayList | None = WAITING) -> Member:
        """Returns when that one is in the room, where he stays until he is shown out, or told to leave."""
        member = Member(number)

        async def visit(call: Call) -> None:
            try:
                async with call.join(ROOM, muted=muted, waiting=waiting) as seat:
                    member.call, member.seat = call, seat
                    member.seated.set()
                    await self._stay(member, seat)
                await call.play(PROMPT, stop_on_key=False)
                await call.hang_up(Cause.NORMAL)
            finally:
                member.over.set()

        target = PhoneTarget(EXTENSIONS[number], number)
        info = await self.engine.originate(Origination(1, target, 20, CallerId("800"), dialled="800"), visit)
        assert isinstance(info, CallInfo), info
        await member.seated.wait()
        return member

    async def _stay(self, member: Member, seat: Seat) -> None:
        ended, leaves = asyncio.create_task(seat.left()), asyncio.create_task(member.leaves.wait())
        try:
            await asyncio.wait({ended, leaves}, return_when=asyncio.FIRST_COMPLETED)
            if ended.done():
                self.tell(f"{member.number} {ended.result()}")
        finally:
            for task in (ended, leaves):
                task.cancel()

    async def heard(self, *members: Member) -> None:
        """Tell what each hears, once it is settled."""
        await asyncio.sleep(SETTLED_S)
        for member in members:
            what = " ".join(sorted(self.rig.hears(member.number)))
            self.tell(f"{member.number} hears {what or 'nothing'}")


@dataclass(frozen=True, slots=True)
class RoomCase:
    """What happens in a room, and what that tells in order."""

    name: str
    flow: Callable[[Conference], Coroutine[object, object, None]]
    told: tuple[str, ...]
    scripts: Mapping[str, str] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        phones = {number: Line(after_s=0.1, talks_s=30, script=self.scripts.get(number, "")) for number in EXTENSIONS}
        return Case(self.name, company(), from_outside(phones=phones), "")

    async def told_on(self, factory: Callable[[Case], AbstractAsyncContextManager[HearingRig]]) -> tuple[str, ...]:
        """Perform it; nothing may be left over."""
        told: list[str] = []
        async with factory(self.case) as rig:
            await rig.engine.start(_nobody_calls)
            try:
                async with asyncio.timeout(LIMIT_S):
                    await self.flow(Conference(rig.engine, rig, told.append))
                await rig.engine.drain(0)
            finally:
                await rig.engine.close()
        left_over = {"calls": rig.engine.calls, **rig.left_over()}
        assert not any(left_over.values()), (self.name, left_over)
        return tuple(told)


async def _nobody_calls(call: Call) -> None:
    raise AssertionError("nobody calls")


def seat_of(member: Member) -> Seat:
    assert member.seat is not None
    return member.seat


async def one_comes_another_comes_and_goes(room: Conference) -> None:
    ann = await room.call("100")
    await room.heard(ann)
    bob = await room.call("101")
    await room.heard(ann, bob)
    bob.leaves.set()
    await room.heard(ann, bob)


async def three_of_whom_one_hangs_up(room: Conference) -> None:
    ann, bob, cid = await room.call("100"), await room.call("101"), await room.call("2000", waiting=None)
    await room.heard(ann, bob, cid)
    await cid.over.wait()
    await room.heard(ann, bob)


async def muted_and_deaf(room: Conference) -> None:
    ann, bob = await room.call("100"), await room.call("101", muted=True)
    await room.heard(ann, bob)
    seat_of(bob).set(muted=False)
    seat_of(ann).set(muted=True)
    await room.heard(ann, bob)
    seat_of(ann).set(muted=False, deaf=True)
    await room.heard(ann, bob)
    seat_of(ann).set(deaf=False, hear_db=-6, speak_db=-6)
    await room.heard(ann, bob)


async def a_prompt_to_one_alone(room: Conference) -> None:
    ann, bob = await room.call("100"), await room.call("101")
    assert bob.call is not None
    playing: Awaitable[object] = asyncio.create_task(bob.call.play(PROMPT, stop_on_key=True))
    await room.heard(ann, bob)
    await playing
    key = await bob.call.keys.get(0)
    room.tell(f"key {key and key.digit}")
    await room.heard(ann, bob)


async def a_gong_for_all_but_the_one_who_strikes_it(room: Conference) -> None:
    ann, bob, cid = await room.call("100"), await room.call("101"), await room.call("2000")
    seat_of(bob).announce(GONG)
    await room.heard(ann, bob, cid)
    cid.leaves.set()
    seat_of(cid).announce(GONG)
    await asyncio.sleep(2.5 - SETTLED_S)
    await room.heard(ann, bob)


async def whoever_holds_is_not_heard(room: Conference) -> None:
    ann, bob = await room.call("100"), await room.call("101")
    await asyncio.sleep(1.5)
    await room.heard(ann)
    await asyncio.sleep(1.5)
    await room.heard(ann, bob)


async def shown_out(room: Conference) -> None:
    ann, bob, cid = await room.call("100"), await room.call("101"), await room.call("2000")
    seat_of(bob).remove()
    await room.heard(ann, bob, cid)
    seat_of(ann).end_room()
    await room.heard(ann, cid)


ROOMS = (
    RoomCase(
        "one comes, another comes and goes",
        one_comes_another_comes_and_goes,
        ("100 hears music", "100 hears 101", "101 hears 100", "100 hears music", "101 hears prompt"),
    ),
    RoomCase(
        "three, of whom one hangs up",
        three_of_whom_one_hangs_up,
        ("100 hears 101 2000", "101 hears 100 2000", "2000 hears 100 101", "100 hears 101", "101 hears 100"),
        {"2000": "wait:2 hangup"},
    ),
    RoomCase(
        "muted and deaf",
        muted_and_deaf,
        (
            *("100 hears nothing", "101 hears 100"),
            *("100 hears 101", "101 hears nothing"),
            *("100 hears nothing", "101 hears 100"),
            *("100 hears 101", "101 hears 100"),
        ),
    ),
    RoomCase(
        "a prompt to one alone",
        a_prompt_to_one_alone,
        ("100 hears 101", "101 hears 100 prompt", "key 5", "100 hears 101", "101 hears 100"),
        {"101": "wait:2 5"},
    ),
    RoomCase(
        "a gong for all but the one who strikes it",
        a_gong_for_all_but_the_one_who_strikes_it,
        (
            *("100 hears 101 2000 gong", "101 hears 100 2000", "2000 hears 100 101 gong"),
            *("100 hears 101 gong", "101 hears 100 gong"),
        ),
    ),
    RoomCase(
        "whoever holds is not heard",
        whoever_holds_is_not_heard,
        ("100 hears nothing", "100 hears 101", "101 hears 100"),
        {"101": "wait:1 hold wait:2 resume"},
    ),
    RoomCase(
        "shown out",
        shown_out,
        (
            "101 removed",
            *("100 hears 2000", "101 hears prompt", "2000 hears 100"),
            *("100 ended", "2000 ended", "100 hears prompt", "2000 hears prompt"),
        ),
    ),
)
"""Each on every engine."""
