"""Whom a member of a conference may call, and how."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from switchboard.call.cause import Cause
from switchboard.callflow.answering import may_have_no_more
from switchboard.callflow.dial import ways_out_of
from switchboard.callflow.dialled import inside
from switchboard.callflow.hop import OutsideCall
from switchboard.callflow.outward import origination
from switchboard.callflow.session import Session
from switchboard.engine.port import Origination, PhoneTarget
from switchboard.model.conference import Conference
from switchboard.model.destination import ToExtension
from switchboard.model.directory import Extension


@dataclass(frozen=True, slots=True)
class Reach:
    """The ways to call somebody, the best first."""

    ways: tuple[Origination, ...]


def reach_of(session: Session, conference: Conference, number: str) -> Reach | Literal["not-permitted"] | Cause:
    """How whoever has the number can be called by the extension that is in the conference; else why not.

    These are extensions, and numbers outside for which the extension has a route. They are not forwarded: who is
    invited is a person.
    """
    match inside(session.configuration, number, session.call.info.extension, "phone"):
        case ToExtension(extension=id):
            return _to_phone(session, conference, id)
        case OutsideCall() as call:
            return Reach(tuple(_outward(session, conference, call)))
        case _:
            return "not-permitted"


def _to_phone(session: Session, conference: Conference, id: int) -> Reach | Cause:
    callee = session.configuration.get(Extension, id)
    if callee is None:
        return Cause.UNREACHABLE
    if callee.document.forwarding.dnd or may_have_no_more(session, callee):
        return Cause.BUSY
    target = PhoneTarget(id, callee.document.number)
    ring = Origination(
        session.call.info.tenant,
        target,
        callee.document.ring_time_s,
        session.call.info.shown,
        dialled=conference.number,
        name=callee.document.name,
    )
    return Reach((ring,))


def _outward(session: Session, conference: Conference, call: OutsideCall) -> Iterator[Origination]:
    for attempt in ways_out_of(session, call):
        yield origination(session.configuration, attempt, session.call.info, conference.number)
