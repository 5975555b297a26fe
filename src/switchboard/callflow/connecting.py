"""The prompt before a transfer: only a caller who is connected to somebody hears it."""

from datetime import datetime

from switchboard.callflow.dialled import ours
from switchboard.callflow.explain import explain, place
from switchboard.callflow.hop import OutsideCall, Place
from switchboard.callflow.session import Session
from switchboard.model.configuration import Configuration
from switchboard.model.destination import (
    ByTime,
    ToExtension,
    ToExternalNumber,
    ToIvr,
    ToNumber,
    ToRingGroup,
    ToTimeCondition,
)
from switchboard.model.ivr import Ivr
from switchboard.model.time_condition import TimeCondition

_MAX_CONDITIONS = 20
"""One after another; a call follows no more of them either."""


async def announce_transfer(session: Session, menu: Ivr, to: Place) -> None:
    """Play the transfer prompt of `menu`, if it has one and somebody is dialled at `to` now."""
    if menu.transfer_prompt is not None and connects(to, session.configuration, session.time_of_day()):
        await session.play_deaf(menu.transfer_prompt)


def connects(to: Place, configuration: Configuration, instant: datetime) -> bool:
    """Whether somebody is dialled there at `instant` (aware): not a menu, a prompt or a hang-up."""
    there = _resolved(to, configuration, instant)
    if isinstance(there, ToNumber):
        return not isinstance(ours(configuration, there.number), ToIvr)
    return isinstance(there, ToExtension | ToRingGroup | ToExternalNumber | OutsideCall)


def _resolved(to: Place, configuration: Configuration, instant: datetime) -> Place | None:
    """What stands there for the time of day; None where nothing does."""
    for _ in range(_MAX_CONDITIONS):
        if isinstance(to, ByTime):
            rules: ByTime | TimeCondition = to
        elif isinstance(to, ToTimeCondition):
            stored = configuration.get(TimeCondition, to.time_condition)
            if stored is None:
                return None
            rules = stored.document
        else:
            return to
        there = place(rules, explain(configuration, rules.when, instant))
        if there is None:
            return None
        to = there
    return None
