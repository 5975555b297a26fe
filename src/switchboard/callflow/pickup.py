"""Picking up calls that ring elsewhere: the call semantics, section 10.

Whoever picks a call up becomes the callee of that call, which goes on with its own course: its queue, its recording,
its record. The call by which he did so is over then.
"""

import asyncio
from collections.abc import Callable, Iterator
from typing import Literal

from switchboard.call.cause import Cause
from switchboard.call.events import PickUpAsked
from switchboard.callflow.dialled import ours
from switchboard.callflow.hop import FeatureCall, Over
from switchboard.callflow.ringing import RingingCall
from switchboard.callflow.session import Session
from switchboard.engine.port import Call, Dialling, NotAnswered, PhoneTarget
from switchboard.model.destination import ToExtension
from switchboard.model.directory import Extension
from switchboard.model.prompt import AnnouncementName
from switchboard.model.queue import Queue
from switchboard.model.stored import Stored

_WORDS: dict[Literal["nothing", "not_permitted"], AnnouncementName] = {
    "nothing": "pickup-none",
    "not_permitted": "not-permitted",
}
_CAUSES = {"nothing": Cause.NOT_FOUND, "not_permitted": Cause.FORBIDDEN}

Found = Callable[[], Iterator[tuple[Call, Dialling]]]
"""The calls that may be meant, the best first, with what is dialled there."""


async def pick_up(session: Session, to: FeatureCall) -> Over | NotAnswered:
    """Answer the call that rings at the extension with that number; of several, the one that rings longest."""
    picker, number = _caller(session), to.dialled.number
    callee = ours(session.configuration, number)
    if picker is None or not isinstance(callee, ToExtension):
        return NotAnswered(Cause.FORBIDDEN if picker is None else Cause.NOT_FOUND)
    if not _may(session, picker.id, callee.extension):
        return await _refuse(session, number, "not_permitted")
    extension = callee.extension
    return await take_one_of(session, picker, number, lambda: _ringing(session, picker.id, {extension}))


async def pick_up_group(session: Session, to: FeatureCall) -> Over | NotAnswered:
    """Answer the call that rings longest at anybody of the caller's own group."""
    picker = _caller(session)
    if picker is None:
        return NotAnswered(Cause.FORBIDDEN)
    if session.configuration.office.pickup.who == "nobody":
        return await _refuse(session, "", "not_permitted")
    group = session.configuration.group_of(picker.id)
    return await take_one_of(session, picker, "", lambda: _ringing(session, picker.id, group))


async def take_one_of(session: Session, picker: Stored[Extension], number: str, found: Found) -> Over | NotAnswered:
    """Answer the caller, and let him be the callee of the first call that `found` finds then, if there is one.

    It is looked for before the answer, too: for a call that is not there nobody need be answered twice.
    """
    if next(found(), None) is None:
        return await _refuse(session, number, "nothing")
    await session.answer(record=False)
    callee = PhoneTarget(picker.id, picker.document.number)
    for call, dialling in found():
        if session.call.pick_up(dialling, callee):
            session.emit(PickUpAsked(at=session.now(), number=number, outcome="connected", call=call.info.id))
            # The caller is in that call now; the engine has ended this one.
            raise asyncio.CancelledError
    return await _refuse(session, number, "nothing")


def _ringing(session: Session, picker: int, extensions: set[int] | frozenset[int]) -> Iterator[tuple[Call, Dialling]]:
    """The calls of others that ring at one of the extensions; one alone, if the caller has named it."""
    named = session.call.info.picks_up
    for ringing in session.memory.ringing.of(session.call.info.tenant):
        if named is not None and ringing.call.info.id != named.call:
            continue
        if ringing.call.info.extension == picker or not _may_from_queue(session, picker, ringing):
            continue
        if not extensions.isdisjoint(ringing.extensions()):
            yield ringing.call, ringing.dialling


def _may(session: Session, picker: int, extension: int) -> bool:
    match session.configuration.office.pickup.who:
        case "everybody":
            return True
        case "group":
            return extension in session.configuration.group_of(picker)
        case "nobody":
            return False


def _may_from_queue(session: Session, picker: int, ringing: RingingCall) -> bool:
    """Queues count who talks to their callers: only their own agents may, and only if the office permits it."""
    if ringing.queue is None:
        return True
    queue = session.configuration.get(Queue, ringing.queue)
    is_agent = queue is not None and any(agent.extension == picker for agent in queue.document.agents)
    return is_agent and session.configuration.office.pickup.queues


async def _refuse(session: Session, number: str, outcome: Literal["nothing", "not_permitted"]) -> Over | NotAnswered:
    """Say that there is nothing to pick up, or that it is not permitted. A phone that has named a call is told by the
    protocol."""
    session.emit(PickUpAsked(at=session.now(), number=number, outcome=outcome))
    if session.call.info.picks_up is not None and not session.call.answered:
        return NotAnswered(_CAUSES[outcome])
    await session.answer(record=False)
    await session.say(_WORDS[outcome])
    return Over(Cause.NORMAL)


def _caller(session: Session) -> Stored[Extension] | None:
    extension = session.call.info.extension
    return None if extension is None else session.configuration.get(Extension, extension)
