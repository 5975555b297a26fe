"""The transfer prompt: a caller hears it only before somebody is dialled."""

from datetime import datetime
from typing import assert_never

from switchboard.callflow.dialled import ours
from switchboard.callflow.explain import explain, place
from switchboard.callflow.hop import (
    ActionCall,
    DialplanCourse,
    EmergencyCall,
    FeatureCall,
    LeaveMessage,
    OutsideCall,
    Place,
)
from switchboard.callflow.session import Session
from switchboard.model.configuration import Configuration
from switchboard.model.destination import (
    ByTime,
    DialByName,
    Disa,
    HangUp,
    PlayAndExit,
    PlayAndReturn,
    Repeat,
    ToApiDialplan,
    ToConference,
    ToExtension,
    ToExtensionVoicemail,
    ToExternalNumber,
    ToGroupVoicemail,
    ToIvr,
    ToNumber,
    ToQueue,
    ToRingGroup,
    ToTimeCondition,
)
from switchboard.model.ivr import Ivr
from switchboard.model.stored import Stored
from switchboard.model.time_condition import TimeCondition

_MAX_CONDITIONS = 20
"""How many time conditions in a row are looked through; the loop guard lets a call follow no more of them either."""


async def announce_transfer(session: Session, menu: Ivr, to: Place) -> None:
    """Play the transfer prompt of `menu`, if it has one and if going to `to` dials somebody now."""
    if menu.transfer_prompt is not None and connects(to, session.configuration, session.time_of_day()):
        await session.play_deaf(menu.transfer_prompt)


def connects(to: Place, configuration: Configuration, instant: datetime) -> bool:
    """Whether going to `to` at `instant` (aware) dials somebody, rather than leading to a menu, a prompt or the end."""
    for _ in range(_MAX_CONDITIONS):
        match to:
            case ToExtension() | ToRingGroup() | ToQueue() | ToExternalNumber() | OutsideCall() | EmergencyCall():
                return True
            case HangUp() | ToIvr() | PlayAndExit() | PlayAndReturn() | Repeat() | Disa() | ActionCall():
                return False
            case (
                ToExtensionVoicemail()
                | ToGroupVoicemail()
                | ToConference()
                | LeaveMessage()
                | FeatureCall()
                | DialByName()
                | ToApiDialplan()
                | DialplanCourse()
            ):
                return False
            case ToNumber(number=number):
                there: Place | None = ours(configuration, number) or OutsideCall(number, ())
            case ByTime():
                there = place(to, explain(configuration, to.when, instant))
            case ToTimeCondition(time_condition=id):
                there = _of_condition(configuration.get(TimeCondition, id), configuration, instant)
            case _:
                assert_never(to)
        if there is None:
            return False
        to = there
    return False


def _of_condition(
    condition: Stored[TimeCondition] | None, configuration: Configuration, instant: datetime
) -> Place | None:
    if condition is None:
        return None
    return place(condition.document, explain(configuration, condition.document.when, instant))
