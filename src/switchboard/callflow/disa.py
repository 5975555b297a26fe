"""DISA, direct inward system access: callers prove by a PIN that they belong to us, and dial as if inside."""

from functools import partial

from switchboard.call.cause import Cause
from switchboard.call.events import DisaRefused, Matched, NoInput, NoMatch
from switchboard.callflow.dialled import feature, ours, outside
from switchboard.callflow.digits import MAX_ENTRY
from switchboard.callflow.hop import Hop, Over
from switchboard.callflow.pin_door import PinDoor, PinTimes, Refused, door_of
from switchboard.callflow.session import Session
from switchboard.engine.port import (
    NotAnswered,
)
from switchboard.model.ivr import DISA_PIN, Ivr
from switchboard.model.prompt import Announcement
from switchboard.model.stored import Stored

PIN_SILENCE_FACTOR = 3
"""How many digit time-outs of silence end a PIN."""


async def dial_in(session: Session, menu: Stored[Ivr]) -> Hop | Over | NotAnswered:
    """Ask for the PIN, if the menu requires one, and for a number; returns where the number leads.

    An outside number may take only the outbound routes that are open to all extensions, so that a caller by DISA may
    dial no more than any phone may.
    """
    await session.answer()
    if menu.document.disa_pin_required:
        silence_s = menu.document.digit_timeout_s * PIN_SILENCE_FACTOR
        times, door = PinTimes(silence_s, silence_s), door_of(session, menu.id)
        if over := await PinDoor(session, door, DISA_PIN, times, partial(_refused, session)).refuses():
            return over
    number = await _number(session, menu.document)
    routes = [route for route in session.configuration.outbound_routes() if route.document.all_extensions]
    configuration = session.configuration
    to = ours(configuration, number) or feature(configuration, number, "disa") or outside(configuration, number, routes)
    if to is None:
        now = session.now()
        session.emit(NoMatch(at=now, entry=number, count=1) if number else NoInput(at=now, count=1))
        return NotAnswered(Cause.NOT_FOUND)
    session.emit(Matched(at=session.now(), entry=number, by="disa"))
    return Hop(to)


def _refused(session: Session, reason: Refused) -> DisaRefused:
    return DisaRefused(at=session.now(), reason=reason)


async def _number(session: Session, ivr: Ivr) -> str:
    """The digits that the caller dials, until `#`, silence or `MAX_ENTRY` digits. A `#` before the first is ignored."""
    await session.play(Announcement(name="enter-number"), stop_on_key=True)
    number, until_s = "", session.time_s() + ivr.response_timeout_s
    while len(number) < MAX_ENTRY and (key := await session.key(until_s - session.time_s())):
        if key.digit != "#":
            number += key.digit
            until_s = session.time_s() + ivr.digit_timeout_s
        elif number:
            break
    return number
