"""Which places connect a caller to somebody."""

import pytest
from tests.callflow.scenarios.world import CREW, DAYTIME, DESK, START, company, outside, prompt, to_ann, to_sales

from switchboard.callflow.connecting import connects
from switchboard.callflow.hop import OutsideCall, Place
from switchboard.model.destination import (
    ByTime,
    Disa,
    HangUp,
    PlayAndExit,
    PlayAndReturn,
    Repeat,
    ToExtension,
    ToExtensionVoicemail,
    ToGroupVoicemail,
    ToNumber,
    ToRingGroup,
    ToTimeCondition,
)
from switchboard.model.schedule import Schedule, WeekHours
from switchboard.model.time_condition import TimeCondition

pytestmark = pytest.mark.unit
DAY = ToTimeCondition(time_condition=DAYTIME)
NEVER = Schedule(hours=WeekHours())


@pytest.mark.parametrize(
    ("to", "somebody"),
    [
        (to_ann(), True),
        (ToExtension(extension=100, mobile=True), True),
        (ToRingGroup(ring_group=CREW), True),
        (outside(), True),
        (OutsideCall("5551234", ()), True),
        (ToNumber(number="100"), True),
        (ToNumber(number="600"), True),
        (ToNumber(number="5551234"), True),
        (ToNumber(number="6501"), False),
        (to_sales(), False),
        (ToNumber(number="690"), False),
        (ToExtensionVoicemail(extension=100), False),
        (ToGroupVoicemail(group_voicemail=DESK), False),
        (ToNumber(number="650"), False),
        (HangUp(), False),
        (PlayAndExit(prompt=prompt(20)), False),
        (PlayAndReturn(prompt=prompt(20)), False),
        (Repeat(), False),
        (Disa(), False),
        (DAY, True),
        (ToTimeCondition(time_condition=999), False),
        (ByTime(open=to_ann(), closed=to_sales()), True),
        (ByTime(when=NEVER, open=to_ann(), closed=to_sales()), False),
        (ByTime(when=NEVER, open=to_ann()), False),
        (ByTime(open=DAY), True),
        (ByTime(open=ToNumber(number="6501")), False),
    ],
)
def test_who_is_dialled(to: Place, somebody: bool) -> None:
    assert connects(to, company(), START) is somebody


def test_a_circle_of_conditions_connects_to_nobody() -> None:
    circle = company((DAYTIME, TimeCondition(name="daytime", open=DAY, closed=DAY)))
    assert not connects(DAY, circle, START)
