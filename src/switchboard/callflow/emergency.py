"""Calls to the emergency services, which nothing forbids: the call semantics, section 22."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import Final

from switchboard.call.cause import Cause
from switchboard.call.events import EmergencyDialled
from switchboard.callflow.dial import dial, talk
from switchboard.callflow.hop import EmergencyCall, Over
from switchboard.callflow.session import Session
from switchboard.engine.port import (
    Answered,
    BridgeEnd,
    CallerId,
    DialRequest,
    NotAnswered,
    Origination,
    PhoneTarget,
    TrunkTarget,
)
from switchboard.errors import Unavailable
from switchboard.model.directory import Extension
from switchboard.model.spoken import spoken_digits
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk

RING_S: Final = 60.0
TIMES_SAID: Final = 3


async def call_emergency(session: Session, call: EmergencyCall) -> BridgeEnd | NotAnswered:
    """Try trunk after trunk, whatever each of them answers; if somebody answers, returns when the talk is over."""
    _tell(session, call)
    session.recording.keep_quiet()  # who needs help has no time for announcements
    failure = NotAnswered(Cause.UNREACHABLE)
    for trunk in _trunks(session):
        target = TrunkTarget(trunk.id, call.number, emergency=True)
        outcome = await dial(session, DialRequest((target,), RING_S, _shown(session, trunk)))
        if isinstance(outcome, Answered):
            return await talk(session, outcome.leg, record=trunk.document.record)
        failure = outcome
    return failure


def _tell(session: Session, call: EmergencyCall) -> None:
    info, emergency = session.call.info, session.configuration.office.emergency
    event = EmergencyDialled(
        at=session.now(),
        number=call.number,
        caller=info.caller.number,
        extension=info.extension,
        by_mail=bool(emergency.mail_to),
    )
    session.emit(event)
    for id in emergency.tell_extensions:
        extension = session.configuration.get(Extension, id)
        if extension is not None and id != info.extension:
            task = asyncio.create_task(_alarm(session, extension, call))
            session.memory.alarms.add(task)
            task.add_done_callback(session.memory.alarms.discard)


async def _alarm(session: Session, extension: Stored[Extension], call: EmergencyCall) -> None:
    """Ring the phones of somebody who is to know, whatever they forward and whether they are to be disturbed."""
    info, callee = session.call.info, extension.document
    target = PhoneTarget(extension.id, callee.number)
    origination = Origination(info.tenant, target, RING_S, info.caller, dialled=call.number, name=callee.name)
    with suppress(Unavailable):
        await session.originate(origination, partial(_say_who_calls, info.caller.number))


async def _say_who_calls(number: str, session: Session) -> Over:
    """What whoever answers hears."""
    session.recording.keep_quiet()
    for _ in range(TIMES_SAID):
        await session.say("emergency-call")
        await session.speak(spoken_digits(number), stop_on_key=False)
    return Over(Cause.NORMAL)


def _trunks(session: Session) -> Iterator[Stored[Trunk]]:
    """Those for emergencies first, then all others; within both, those that are down last."""
    first = session.configuration.office.emergency.trunks
    enabled = {trunk.id: trunk for trunk in session.configuration.trunks()}
    in_order = [enabled[id] for id in dict.fromkeys((*first, *enabled)) if id in enabled]
    yield from sorted(in_order, key=lambda trunk: session.call.trunk_condition(trunk.id) == "down")


def _shown(session: Session, trunk: Stored[Trunk]) -> CallerId:
    """The number by which the place is found, and never none: that of the extension, the office, or the trunk."""
    info, emergency = session.call.info, session.configuration.office.emergency
    extension = None if info.extension is None else session.configuration.get(Extension, info.extension)
    own = extension.document.emergency_caller_id if extension else ""
    number = own or emergency.caller_id or trunk.document.caller_id
    return CallerId(session.configuration.shown_number(trunk.document, number)) if number else info.caller
