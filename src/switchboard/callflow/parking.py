"""Parking: a caller waits in a slot until somebody dials its number. The call semantics, section 10.

A slot is taken before the talk ends that the caller comes from, so that a transfer to a full lot is declined and the
two talk on. Whoever dials the slot becomes the callee of the parked call, as one who picks up a call that rings.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from switchboard.call.cause import Cause
from switchboard.call.events import ParkAnnounced, Parked, ParkRefused, ParkTimedOut
from switchboard.callflow.answering import call_extension
from switchboard.callflow.dial import ring_extension, talk_as_set, tell_picked_up
from switchboard.callflow.dialled import inside
from switchboard.callflow.first import first_of
from switchboard.callflow.forwarding import Forwards
from switchboard.callflow.hop import FeatureCall, Hop, Over
from switchboard.callflow.lots import Slot
from switchboard.callflow.pickup import take_one_of
from switchboard.callflow.session import Session
from switchboard.callflow.session_sounds import Digits
from switchboard.engine.port import (
    Answered,
    BridgeEnd,
    Call,
    CallerId,
    Dialling,
    DialRequest,
    Leg,
    NotAnswered,
    PhoneTarget,
    PromptUnavailable,
)
from switchboard.model.directory import Extension
from switchboard.model.feature_codes import DialledFeature
from switchboard.model.prompt import Announcement
from switchboard.model.spoken import spoken_digits
from switchboard.model.stored import Stored

TOLD = 3
"""So often the number of the slot is said to who is about to park somebody there."""
PAUSE_S = 2.0
ANNOUNCE_RING_S = 15
"""So long the phone rings on which who has parked somebody is told the number."""
RECALL = "park-recall"
"""The Alert-Info by which a phone knows that a parked caller comes back."""


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """Nobody has come for the caller, who goes back to the extension (its id) that has parked him."""

    parker: int


def takes_transfer(session: Session, number: str, extension: int) -> bool:
    """Whether a talk may end by a transfer to that number by an extension (its id).

    It may not if no slot is free there; else the slot is the call's from now on.
    """
    to = inside(session.configuration, number, extension, "diverted")
    if not isinstance(to, FeatureCall) or to.dialled.feature not in ("park", "park_at"):
        return True
    return _take_slot(session, to.dialled) is not None


async def park(session: Session, to: FeatureCall) -> Over | BridgeEnd | NotAnswered | Unclaimed:
    """Park the caller, whom somebody has transferred here; or a phone that dials the code is told a slot, and its
    caller is parked whom it transfers here then.
    """
    slot = _take_slot(session, to.dialled)
    if to.by == "phone":
        return await _offer(session, slot, full=not to.dialled.number)
    parker, session.recall = session.recall, None
    if parker is None:  # a phone forwards here: there would be nobody to come back to
        return NotAnswered(Cause.FORBIDDEN)
    if slot is None:
        return NotAnswered(Cause.BUSY)
    return await _wait(session, slot, parker, announced=to.dialled.feature == "park")


async def retrieve(session: Session, to: FeatureCall) -> Over | NotAnswered:
    """Talk to whoever is parked in the slot."""
    extension = session.call.info.extension
    caller = None if extension is None else session.configuration.get(Extension, extension)
    if caller is None:
        return NotAnswered(Cause.FORBIDDEN)
    number = to.dialled.number
    return await take_one_of(session, caller, number, lambda: _parked(session, number))


async def reclaim(session: Session, forwards: Forwards, parker: int) -> Hop | BridgeEnd | NotAnswered:
    """Ring who has parked the caller. Without an answer he goes where the office says, else as that extension says."""
    then, stored = session.configuration.office.parking.then, session.configuration.get(Extension, parker)
    if then is None:
        forwards.forget()
        return await call_extension(session, forwards, parker, RECALL)
    if stored is None or stored.document.forwarding.dnd:
        return Hop(then)
    result = await ring_extension(session, stored, RECALL)
    return Hop(then) if isinstance(result, NotAnswered) else result


def _take_slot(session: Session, dialled: DialledFeature) -> Slot | None:
    """The slot that was dialled, or any; None, with an event, if it is taken, or there is none."""
    configuration, number = session.configuration, dialled.number
    lot = configuration.office.parking
    wanted = lot.numbers() if not number else [number] if lot.has(number) else []
    slot = session.memory.lots.take(session.call, (one for one in wanted if configuration.by_number(one) is None))
    if slot is None:
        session.emit(ParkRefused(at=session.now(), slot=number))
    return slot


async def _offer(session: Session, slot: Slot | None, *, full: bool) -> Over | BridgeEnd | Unclaimed:
    """Tell a phone the slot, until it transfers somebody here. One that does not do so in time is hung up."""
    parker = session.call.info.extension
    await session.answer(record=False)
    if slot is None:
        await session.say("park-full" if full else "not-permitted")
        return Over(Cause.NORMAL)
    await first_of(session.replaced.wait(), _say_thrice(session, slot.number))
    session.leave_menu()
    if not session.replaced.is_set() or parker is None:
        return Over(Cause.NORMAL)
    return await _wait(session, slot, parker, announced=False)


async def _say_thrice(session: Session, slot: str) -> bool:
    for _ in range(TOLD):
        await session.say("park-slot")
        await session.play_until(Digits(slot), ())
        await asyncio.sleep(PAUSE_S)
    return False


async def _wait(session: Session, slot: Slot, parker: int, *, announced: bool) -> BridgeEnd | Unclaimed:
    """Music, until somebody dials the slot or the time is over.

    With `announced` who has parked the caller is called, and told the slot.
    """
    lot, call, stored = session.configuration.office.parking, session.call, session.configuration.get(Extension, parker)
    _tell_parked(session, slot.number, parker)
    call.keys.drop()
    call.background(session.music.waiting(None if stored is None else stored.document.music))
    try:
        async with call.start_dial(DialRequest((), lot.time_s, call.info.caller)) as dialling:
            slot.dialling = dialling
            leg = await _claimed(session, slot, dialling, stored if announced else None)
            if leg is not None:
                dialling.take(leg)
    finally:
        session.memory.lots.leave(call)
        call.background(None)
    if leg is None:
        session.emit(ParkTimedOut(at=session.now(), slot=slot.number, extension=parker))
        return Unclaimed(parker)
    tell_picked_up(session, leg)
    return await talk_as_set(session, leg)


def _tell_parked(session: Session, slot: str, parker: int) -> None:
    at, who = session.now(), session.present_caller
    session.emit(
        Parked(
            at=at,
            slot=slot,
            extension=parker,
            caller=who.number,
            caller_name=who.name,
            until=at + timedelta(seconds=session.configuration.office.parking.time_s),
        )
    )


async def _claimed(session: Session, slot: Slot, dialling: Dialling, told: Stored[Extension] | None) -> Leg | None:
    """Whoever dials the slot in time; who does so in the last instant has the caller, too."""
    waits = [_next(dialling), _patience(session.configuration.office.parking.time_s)]
    if told is not None:
        waits.append(_announce(session, slot.number, told))
    leg = await first_of(*waits)
    return await _next(dialling) if leg is None and dialling.answered else leg


async def _next(dialling: Dialling) -> Leg | None:
    event = await dialling.event()
    assert isinstance(event, Answered), "nobody is rung"
    return event.leg


async def _patience(time_s: float) -> Leg | None:
    await asyncio.sleep(time_s)
    return None


async def _announce(session: Session, slot: str, parker: Stored[Extension]) -> Leg | None:
    """Call who has parked the caller, whose phone shows the slot as the one who calls, and say it to him."""
    target = PhoneTarget(parker.id, parker.document.number)
    request = DialRequest((target,), ANNOUNCE_RING_S, CallerId(slot))
    session.call.events.on_ringing = lambda target: None
    with session.engagement.called((target,)):
        async with session.call.start_dial(request) as dialling:
            outcome = await dialling.outcome()
            if isinstance(outcome, Answered):
                await first_of(_say_to(session, outcome.leg, slot), _gone(outcome.leg))
    heard = isinstance(outcome, Answered)
    session.emit(ParkAnnounced(at=session.now(), slot=slot, extension=parker.id, answered=heard))
    await asyncio.Future()
    return None


async def _say_to(session: Session, leg: Leg, slot: str) -> None:
    words = session.find(Announcement(name="park-slot"))
    digits = [session.clip(clip) for clip in spoken_digits(slot)]
    for audio in (words, *digits):
        if audio is not None:
            try:
                await leg.play(audio, stop_on_key=False)
            except PromptUnavailable:
                continue


async def _gone(leg: Leg) -> None:
    await asyncio.shield(leg.gone)


def _parked(session: Session, number: str) -> Iterator[tuple[Call, Dialling]]:
    """Who waits in the slot."""
    slot = session.memory.lots.at(session.call.info.tenant, number)
    if slot is not None and slot.dialling is not None and not slot.dialling.answered:
        yield slot.call, slot.dialling
