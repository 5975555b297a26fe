"""Ringing the members of a ring group by its strategy."""

from collections.abc import Iterator, Sequence

from switchboard.call.cause import Cause
from switchboard.call.events import Forwarded
from switchboard.callflow.dial import dial, talk_as_set
from switchboard.callflow.dialled import ours
from switchboard.callflow.forwarding import in_force
from switchboard.callflow.session import Session
from switchboard.engine.port import (
    Answered,
    BridgeEnd,
    DialRequest,
    NotAnswered,
    PhoneTarget,
)
from switchboard.model.destination import ToExtension, ToNumber
from switchboard.model.directory import Extension
from switchboard.model.ring_group import RingGroup
from switchboard.model.stored import Stored

Members = Sequence[Stored[Extension]]


async def ring_group(session: Session, group: RingGroup, alert_info: str = "") -> BridgeEnd | NotAnswered:
    """Ring members by the group's strategy; if one answers, returns when the talk is over.

    A member without a phone, and one whose phone forwards, is passed over: a group calls its members, not the people to
    whom they would forward.
    """
    # One time-out for all turns: each turn rings for what is left of it at most.
    until_s = session.time_s() + group.timeout_s
    failure = NotAnswered(Cause.UNREACHABLE)
    for members in _turns(group, await _members(session, group)):
        left_s = until_s - session.time_s()
        if left_s <= 0:
            break
        ring_time_s = left_s if group.strategy == "ring_all" else min(left_s, group.ring_time_s)
        targets = tuple(PhoneTarget(one.id, one.document.number) for one in members)
        request = DialRequest(targets, ring_time_s, session.call.info.shown, alert_info, session.diversions)
        outcome = await dial(session, request)
        if isinstance(outcome, Answered):
            return await talk_as_set(session, outcome.leg)
        failure = _worthier(failure, outcome)
    return failure


def _turns(group: RingGroup, members: Members) -> Iterator[Members]:
    """The members that ring together, one turn after the other."""
    if group.strategy == "ring_all":
        if members:
            yield members
    elif group.strategy == "memory":
        yield from (members[: count + 1] for count in range(len(members)))
    else:
        yield from ((member,) for member in members)


async def _members(session: Session, group: RingGroup) -> list[Stored[Extension]]:
    """The members in the order in which they ring: each once, without the caller and those who are not to be disturbed.

    If the group follows its members, the extension to which one forwards rings in the member's place.
    """
    ids = [id for id in dict.fromkeys(group.members) if id != session.call.info.extension]
    if group.strategy == "random":
        session.memory.random.shuffle(ids)
    elif group.strategy == "least_recent":
        ids = await session.memory.talks.longest_ago_first(ids)
    members = [found for id in ids if (found := session.configuration.get(Extension, id))]
    if group.follow_members:
        members = [_followed(session, member) for member in members]
    return [one for one in dict.fromkeys(members) if not one.document.forwarding.dnd]


def _followed(session: Session, member: Stored[Extension]) -> Stored[Extension]:
    """The extension to which a member's rule `always` leads now, else the member. That one's rules do not count."""
    rule = member.document.forwarding.always
    if member.document.forwarding.dnd or rule is None or not in_force(session, rule):
        return member
    to = ours(session.configuration, rule.to.number) if isinstance(rule.to, ToNumber) else rule.to
    other = session.configuration.get(Extension, to.extension) if isinstance(to, ToExtension) else None
    if other is None or (isinstance(rule.to, ToExtension) and rule.to.mobile):
        return member
    by, number = member.document.number, other.document.number
    session.emit(Forwarded(at=session.now(), extension=member.id, number=by, to=number, rule="always"))
    return other


def _worthier(one: NotAnswered, other: NotAnswered) -> NotAnswered:
    """The failure to report of two turns: the later one, unless it says only that there was no phone."""
    return one if other.cause is Cause.UNREACHABLE else other
