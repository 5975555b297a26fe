"""A caller in a conference whose room another machine has, as his own machine knows it. Virtual time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from tests.callflow.scenarios.world import BOARD
from tests.callflow.test_conference import Caller, happened, met

from switchboard.call.cause import Cause
from switchboard.call.events import ConferenceJoined
from switchboard.callflow.room_homes import Guest, RoomElsewhere, SeatElsewhere, StayOver
from switchboard.engine.port import RoomId
from switchboard.engine.simulated.call import SimulatedCall
from switchboard.errors import Unavailable
from switchboard.model.conference_live import Role

pytestmark = pytest.mark.unit

ABOUT = ("conference_joined", "conference_left", "conference_refused")


class OtherMachine:
    """Has the room until `dies_s`. Guests stay for `stay_s`, then it says that they are `over`."""

    def __init__(self, stay_s: float = 10.0, not_admitted: Cause | None = None, dies_s: float = 1e9) -> None:
        self.stay_s = stay_s
        self.result = StayOver(not_admitted)
        self.dies_s = dies_s
        self.roles: list[Role] = []

    @asynccontextmanager
    async def home(self, room: RoomId) -> AsyncIterator[RoomElsewhere | None]:
        yield self if self._lives else None

    @asynccontextmanager
    async def seat(self, guest: Guest) -> AsyncIterator[SeatElsewhere]:
        self.roles.append(guest.role)
        now = guest.info.received_at
        guest.emit(ConferenceJoined(at=now, conference=BOARD, number="650", name="Board", role=guest.role, members=2))
        yield self

    @property
    def address(self) -> str:
        return str(self.stay_s)

    async def over(self) -> StayOver | None:
        return self.result if self._lives else None

    async def lost(self) -> None:
        await asyncio.sleep(self.dies_s - asyncio.get_running_loop().time())

    @property
    def _lives(self) -> bool:
        return asyncio.get_running_loop().time() < self.dies_s


class NoDatabase:
    """Nobody can say where the room is."""

    def home(self, room: RoomId) -> AbstractAsyncContextManager[RoomElsewhere | None]:
        return self

    async def __aenter__(self) -> None:
        raise Unavailable("away")

    async def __aexit__(self, *exc: object) -> None:
        """Nobody has entered."""


@pytest.fixture(autouse=True)
def relays(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address of the other machine is how long it has a caller."""

    async def relay(call: SimulatedCall, address: str) -> None:
        await asyncio.sleep(float(address))

    monkeypatch.setattr(SimulatedCall, "relay", relay)


def test_his_call_ends_when_the_other_machine_has_done_with_him() -> None:
    other = OtherMachine()
    heard = met(Caller("100"), homes=other, moderator_pin="4711")
    assert other.roles == ["member"]
    assert heard.meeting.told["100"][-2:] == ["0 conference_joined 650 member 2", "22 call_ended switchboard normal"]


def test_who_is_not_admitted_there_goes_where_others_go() -> None:
    heard = met(Caller("100"), homes=OtherMachine(0.0, Cause.BUSY))
    assert heard.meeting.told["100"][-1] == "0 call_ended switchboard busy"


def test_when_the_other_machine_dies_the_room_is_here() -> None:
    heard = met(Caller("100"), homes=OtherMachine(1e6, dies_s=20.0), until_s=40)
    assert happened(heard, "100", *ABOUT) == [
        "0 conference_joined 650 member 2",
        "20 conference_left system 0",
        "21 conference_joined 650 member 1",
        "40 conference_left caller 0",
    ]


def test_where_nobody_can_say_where_the_room_is_nobody_is_let_in_alone() -> None:
    heard = met(Caller("100"), homes=NoDatabase())
    assert happened(heard, "100", *ABOUT) == ["20 conference_refused unavailable"]
