"""The door of a conference: who may come in, and as what."""

from dataclasses import dataclass
from typing import Literal

from switchboard.call.cause import Cause
from switchboard.call.events import ConferenceRefused, ConferenceRefusedReason
from switchboard.callflow.pin_door import PinDoor, PinTimes, door_of
from switchboard.callflow.rooms import Room
from switchboard.callflow.session import Session
from switchboard.engine.port import RoomId
from switchboard.errors import Unavailable
from switchboard.model.conference import LONGEST_PIN, MEMBER_PIN, MODERATOR_PIN, Conference
from switchboard.model.conference_live import Role
from switchboard.model.stored import Stored

PIN_TIMES = PinTimes(first_s=10.0, between_s=5.0)


@dataclass(frozen=True, slots=True)
class NotAdmitted:
    """The caller does not come in, and has heard why."""

    cause: Cause


async def admitted(session: Session, stored: Stored[Conference]) -> Role | NotAdmitted:
    """As what the caller comes in. Moderators by their own phone are known without a question, all others by the PIN
    that they enter; where there is none, nobody is asked.
    """
    conference, info = stored.document, session.call.info
    if info.extension in session.configuration.members(conference.moderators):
        return "moderator"
    try:
        for_members = await session.secrets.secret(stored.id, MEMBER_PIN)
        for_moderators = await session.secrets.secret(stored.id, MODERATOR_PIN)
    except Unavailable:
        return await not_available(session, stored.id)
    if not for_moderators:
        # Nobody need enter a PIN to hear that there is no seat left.
        room = session.memory.rooms.at(RoomId(info.tenant, stored.id))
        if refusal := await is_full(session, stored.id, conference, room, "member"):
            return refusal
    if not (for_members or for_moderators):
        return "member"
    return await _by_pin(session, stored.id, is_optional=not for_members)


async def _by_pin(session: Session, id: int, *, is_optional: bool) -> Role | NotAdmitted:
    """Which PIN the caller enters decides the role. Where there is one for moderators alone, all others enter none."""
    door = PinDoor(
        session,
        door_of(session, id, "shared"),
        MEMBER_PIN,
        PIN_TIMES,
        lambda reason: ConferenceRefused(at=session.now(), conference=id, reason=reason),
        or_name=MODERATOR_PIN,
        is_optional=is_optional,
        words="conf-pin",
        longest=LONGEST_PIN,
    )
    over = await door.refuses()
    if over is None:
        return "moderator" if door.opened_by == MODERATOR_PIN else "member"
    if over.cause is Cause.NORMAL:  # wrong three times; all else was told by the door
        session.emit(ConferenceRefused(at=session.now(), conference=id, reason="wrong_pin"))
    return NotAdmitted(Cause.FORBIDDEN)


async def not_available(session: Session, id: int) -> NotAdmitted:
    """Tell that nobody can find out, or has, what is needed to come in."""
    session.emit(ConferenceRefused(at=session.now(), conference=id, reason="unavailable"))
    await session.say("not-permitted")
    return NotAdmitted(Cause.FORBIDDEN)


async def can_be_moderated(session: Session, stored: Stored[Conference]) -> bool:
    """Whether anybody can come in as a moderator: else those who wait for one would wait in vain."""
    if session.configuration.members(stored.document.moderators):
        return True
    try:
        return bool(await session.secrets.secret(stored.id, MODERATOR_PIN))
    except Unavailable:
        return True


async def is_full(session: Session, id: int, conference: Conference, room: Room, role: Role) -> NotAdmitted | None:
    """Tell who may not come in now that the room is full or locked; moderators always may."""
    if role == "moderator":
        return None
    reason = closed(conference, room)
    return None if reason is None else await _turned_away(session, id, reason)


def closed(conference: Conference, room: Room) -> Literal["full", "locked"] | None:
    """Why nobody but moderators comes in now; None if everybody may. Those who were invited have their seats."""
    if len(room.members) + room.expected >= conference.max_members:
        return "full"
    return "locked" if room.locked else None


async def _turned_away(session: Session, id: int, reason: ConferenceRefusedReason) -> NotAdmitted:
    session.emit(ConferenceRefused(at=session.now(), conference=id, reason=reason))
    await session.say("conf-full" if reason == "full" else "conf-locked")
    return NotAdmitted(Cause.BUSY)
