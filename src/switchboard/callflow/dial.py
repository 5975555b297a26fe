"""Calling somebody for the caller, and letting the two talk."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Literal

from switchboard.call.cause import Cause
from switchboard.call.events import (
    Bridged,
    BridgeEnded,
    CalleeReplaced,
    DialEnded,
    DialledTarget,
    DialStarted,
    HoldRecalled,
    PickedUp,
    Ringing,
    Transferred,
    TrunkSkipped,
)
from switchboard.callflow.accepting import accepts
from switchboard.callflow.hop import OutsideCall
from switchboard.callflow.outward import Attempt, as_told, attempts, is_unusable
from switchboard.callflow.ringing import RingingCall
from switchboard.callflow.session import Session
from switchboard.engine.port import (
    Answered,
    BridgeEnd,
    CallerId,
    DialOutcome,
    DialRequest,
    Leg,
    NotAnswered,
    PhoneTarget,
    Target,
    TrunkTarget,
)
from switchboard.model.directory import Extension
from switchboard.model.ivr import MenuCallerId
from switchboard.model.record_notice import RecordNotice
from switchboard.model.stored import Stored
from switchboard.model.trunk import Trunk


async def ring_extension(
    session: Session, extension: Stored[Extension], alert_info: str = "", *, confirm: bool = False
) -> BridgeEnd | NotAnswered:
    """Ring the phones of the extension; if one answers, returns when the talk is over.

    With `confirm` whoever answers has to accept the caller.
    """
    target = PhoneTarget(extension.id, extension.document.number)
    shown = session.call.info.shown
    request = DialRequest((target,), extension.document.ring_time_s, shown, alert_info, session.diversions)
    outcome = await dial(session, request, confirm=confirm)
    if isinstance(outcome, NotAnswered):
        return outcome
    return await talk_as_set(session, outcome.leg)


async def call_outside(
    session: Session, call: OutsideCall, caller_ids: Sequence[MenuCallerId] = (), *, confirm: bool = False
) -> BridgeEnd | NotAnswered:
    """Try trunk after trunk until one can place the call; if somebody answers, returns when the talk is over.

    `caller_ids` are those of the menu that sent the caller here. With `confirm` whoever answers has to accept the
    caller.
    """
    failure = NotAnswered(Cause.UNREACHABLE)
    for attempt in ways_out_of(session, call):
        outcome = await dial(session, _request(session, attempt, caller_ids), confirm=confirm)
        if isinstance(outcome, Answered):
            return await talk(session, outcome.leg, record=attempt.trunk.document.record)
        failure = outcome
        if not is_unusable(failure):
            break
    return failure


async def call_mobile(
    session: Session, extension: int, caller_ids: Sequence[MenuCallerId] = ()
) -> BridgeEnd | NotAnswered:
    """Dial the mobile number of the extension, through any outbound route that takes it."""
    stored = session.configuration.get(Extension, extension)
    if stored is None or not stored.document.mobile:
        return NotAnswered(Cause.UNREACHABLE)
    routes = tuple(session.configuration.outbound_routes())
    return await call_outside(session, OutsideCall(stored.document.mobile, routes), caller_ids)


def _request(session: Session, attempt: Attempt, of_menu: Sequence[MenuCallerId]) -> DialRequest:
    shown, billed = as_told(session.configuration, attempt, session.call.info, of_menu)
    return DialRequest(
        (TrunkTarget(attempt.trunk.id, attempt.number),),
        attempt.route.document.ring_time_s,
        shown,
        diversions=session.diversions if attempt.trunk.document.send_diversion else (),
        billed_to=billed,
    )


def ways_out_of(session: Session, call: OutsideCall) -> Iterator[Attempt]:
    """The ways out for the caller, the best first; an event tells which trunks are passed over."""

    def skip(trunk: Stored[Trunk], why: Literal["full", "down"]) -> None:
        session.emit(TrunkSkipped(at=session.now(), trunk=trunk.id, name=trunk.document.name, reason=why))

    return attempts(session.configuration, call, session.call.trunk_condition, skip)


async def dial(session: Session, request: DialRequest, *, confirm: bool = False) -> DialOutcome:
    """Ring the targets, with the ringing tone of the tenant's country, and emit events about it.

    With `confirm` whoever answers first has to accept the caller, else nobody has answered; but not one who has picked
    the call up. Keys that were typed ahead
    are dropped: they were meant for a menu, not for the person who answers.
    """
    session.call.keys.drop()
    ringing: set[Target] = set()

    def on_ringing(target: Target) -> None:
        if target not in ringing:
            ringing.add(target)
            session.emit(Ringing(at=session.now(), target=told(target)))

    session.call.events.on_ringing = on_ringing
    session.emit(_started(session, request))
    try:
        with session.engagement.called(request.targets):
            outcome = await _first_to_accept(session, request, confirm=confirm)
    except asyncio.CancelledError:
        session.emit(DialEnded(at=session.now(), outcome=Cause.CANCELLED))
        raise
    session.emit(_ended(session, outcome))
    return outcome


async def _first_to_accept(session: Session, request: DialRequest, *, confirm: bool) -> DialOutcome:
    async with session.call.start_dial(replace(request, ringback=session.tone("ringback"))) as dialling:
        drop = partial(dialling.drop, elsewhere=False)
        with session.memory.ringing.ring(RingingCall(session.call, dialling, request.targets, drop)):
            outcome = await dialling.outcome()
        if isinstance(outcome, Answered):
            if outcome.leg.from_call:
                tell_picked_up(session, outcome.leg)
            elif confirm and not await accepts(session, outcome.leg):
                return NotAnswered(Cause.NO_ANSWER)
            dialling.take(outcome.leg)
        return outcome


def _started(session: Session, request: DialRequest) -> DialStarted:
    goes_out = any(isinstance(target, TrunkTarget) for target in request.targets)
    shown = request.caller_id.number if goes_out else None
    return DialStarted(at=session.now(), targets=tuple(map(told, request.targets)), caller_id=shown)


def _ended(session: Session, outcome: DialOutcome) -> DialEnded:
    if isinstance(outcome, Answered):
        return DialEnded(at=session.now(), outcome="answered")
    return DialEnded(at=session.now(), outcome=outcome.cause, status=outcome.status)


async def talk_as_set(session: Session, leg: Leg) -> BridgeEnd:
    """Connect caller and callee, as `talk`; an extension says by itself whether that is recorded."""
    target = leg.target
    extension = session.configuration.get(Extension, target.extension) if isinstance(target, PhoneTarget) else None
    if extension is None:
        return await talk(session, leg, record=False)
    return await talk(session, leg, record=extension.document.record, notice=extension.document.record_notice)


async def talk(session: Session, leg: Leg, *, record: bool, notice: RecordNotice | None = None) -> BridgeEnd:
    """Connect caller and callee; returns when one of them has left, whoever comes in the place of the callee.

    With `record` the talk is recorded, after `notice` (None: the office's).
    """
    return await go_on(session, await talk_with(session, leg, record=record, notice=notice))


async def go_on(session: Session, end: BridgeEnd) -> BridgeEnd:
    """Connect the caller with who has come in the place of the callee (attended transfer), if that is how it ended."""
    while (leg := end.successor) is not None:
        session.emit(CalleeReplaced(at=session.now(), call=leg.from_call, target=told(leg.target)))
        if leg.from_call in session.memory.unrecorded:
            await session.recording.forbid()
        end = await talk_with(session, leg, record=False)
    return end


async def talk_with(session: Session, leg: Leg, *, record: bool, notice: RecordNotice | None = None) -> BridgeEnd:
    """As `talk`, but returns when the callee has left, too.

    Keys pressed during the talk are for the other side, so none of them is left for a menu.
    """
    session.recall = None
    await session.answer(leg)
    if record or session.recording.goes_on:
        await session.recording.start(notice, leg)
    session.music.talks_to(leg.target)
    session.emit(Bridged(at=session.now(), target=told(leg.target)))
    try:
        with _remembered(session, leg.target), session.engagement.called((leg.target,)), session.hold_limit.watched():
            end = await session.call.bridge(leg)
    except asyncio.CancelledError:
        _tell_parting(session, leg.target)
        raise
    session.call.keys.drop()
    session.emit(BridgeEnded(at=session.now(), by=end.by))
    if end.transfer_to:
        if end.by == "caller":
            session.hold_limit.caller_is_another()
            session.present_caller = CallerId(leg.target.number)
            session.engagement.caller_is(leg.target.extension if isinstance(leg.target, PhoneTarget) else None)
        session.emit(_sent_on(session, end))
    return end


def _sent_on(session: Session, end: BridgeEnd) -> Transferred | HoldRecalled:
    if end.recalled and end.transferred_by is not None:
        return HoldRecalled(at=session.now(), extension=end.transferred_by, to=end.transfer_to)
    asked_by, session.moving.asked_by = session.moving.asked_by, ""
    return Transferred(at=session.now(), to=end.transfer_to, by=end.transferred_by, asked_by=asked_by)


def _tell_parting(session: Session, callee: Target) -> None:
    """A talk has ended from outside: the caller has left, somebody has ended the call by command, or a party is in
    another call now.
    """
    ending = session.call.ending
    by = "caller" if ending is None else "switchboard" if ending.by == "system" else ending.by
    session.emit(BridgeEnded(at=session.now(), by=by))
    if ending is not None and ending.handed_to:
        of_callee = callee.extension if isinstance(callee, PhoneTarget) else None
        extension = of_callee if by == "callee" else session.call.info.extension
        session.emit(Transferred(at=session.now(), to=ending.transfer_to, by=extension, into=ending.handed_to))


@contextmanager
def _remembered(session: Session, target: Target) -> Iterator[None]:
    """Remember who talks, and when the extensions in a talk last talked: at its beginning and at its end."""
    callee = target.extension if isinstance(target, PhoneTarget) else None
    talking = [one for one in (callee, session.call.info.extension) if one is not None]
    _note(session, talking)
    try:
        with session.memory.talks.talk(session.call, callee):
            yield
    finally:
        _note(session, talking)


def _note(session: Session, extensions: Iterable[int]) -> None:
    for one in extensions:
        matters = one in session.configuration.ring_by_last_talk
        session.memory.talks.talked(one, session.time_s(), matters=matters)


def tell_picked_up(session: Session, leg: Leg) -> None:
    """Somebody has picked the call up."""
    session.emit(PickedUp(at=session.now(), call=leg.from_call, target=told(leg.target)))


def told(target: Target) -> DialledTarget:
    """A target as events tell it."""
    if isinstance(target, PhoneTarget):
        return DialledTarget(kind="extension", id=target.extension, number=target.number)
    return DialledTarget(kind="trunk", id=target.trunk, number=target.number)
