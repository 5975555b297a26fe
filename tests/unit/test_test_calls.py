"""Whom a test call really calls, and whose PINs it tries."""

from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from switchboard.call.cause import Cause
from switchboard.callflow.ports import PinBook
from switchboard.clock import Clock
from switchboard.engine.port import PhoneTarget, Target, TrunkTarget
from switchboard.engine.test_call_control import PlaceTestCall
from switchboard.model.configuration import Configuration
from switchboard.model.emergency import Emergency
from switchboard.model.office import Office
from switchboard.model.pin_door import Door
from switchboard.model.stored import Stored
from switchboard.processes.test_calls import Permission
from switchboard.processes.unkept import RealTimePins

pytestmark = pytest.mark.unit

PHONE, LINE = PhoneTarget(4, "100"), TrunkTarget(9, "4930123")
WANTED = PlaceTestCall(tenant=1, user="user:ann", address="192.0.2.1", port=4000, dialled="600", phones="busy")


@pytest.mark.parametrize(
    ("more", "target", "expected"),
    [
        ({}, PHONE, Cause.BUSY),
        ({}, LINE, Cause.BUSY),
        ({"phones": "no_answer"}, PHONE, Cause.NO_ANSWER),
        ({"ring_phones": True}, PHONE, None),
        ({"ring_phones": True}, LINE, Cause.BUSY),
        ({"call_outside": True}, LINE, None),
        ({"call_outside": True}, PHONE, Cause.BUSY),
        ({"call_outside": True}, TrunkTarget(9, "112"), Cause.UNREACHABLE),
        ({"call_outside": True}, TrunkTarget(9, "999", emergency=True), Cause.UNREACHABLE),
    ],
)
def test_who_is_called(more: dict[str, object], target: Target, expected: Cause | None) -> None:
    nothing = Configuration.of([])
    assert Permission(WANTED.model_copy(update=more), nothing, nothing).stand_in(target) is expected


@pytest.mark.parametrize("number", ["112", "110", "115"])
def test_no_draft_makes_an_emergency_number_an_ordinary_one(number: str) -> None:
    live = Office(country="DE", emergency=Emergency(numbers=("115",)))
    drafted = Office(country="", emergency=Emergency(numbers=()))
    terms = WANTED.model_copy(update={"call_outside": True})
    permission = Permission(terms, *(Configuration.of([Stored(1, 1, one)]) for one in (drafted, live)))
    assert permission.stand_in(TrunkTarget(9, number)) is Cause.UNREACHABLE


class Asked:
    """Notes by which time it was asked."""

    def __init__(self) -> None:
        self.times: list[datetime] = []

    async def refused(self, door: Door, now: datetime) -> bool:
        self.times.append(now)
        return False

    async def begin(self, door: Door, now: datetime) -> None:
        self.times.append(now)


class Noon:
    NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.NOW


async def test_who_chooses_the_moment_of_a_call_chooses_not_when_he_may_try_a_pin_again() -> None:
    asked = Asked()
    pins = RealTimePins(cast(PinBook, asked), cast(Clock, Noon()))
    door, next_year = cast(Door, None), Noon.NOW + timedelta(days=365)
    await pins.refused(door, next_year)
    await pins.begin(door, next_year)
    assert asked.times == [Noon.NOW, Noon.NOW]
