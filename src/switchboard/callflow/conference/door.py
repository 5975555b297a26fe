"""The door of a conference: who may come in, and as what."""

from dataclasses import dataclass

from switchboard.call.cause import Cause
from switchboard.call.events import ConferenceRefused
from switchboard.callflow.rooms import Role, Room
from switchboard.callflow.session import Session
from switchboard.engine.port import RoomId
from switchboard.model.conference import Conference
from switchboard.model.stored import Stored


@dataclass(frozen=True, slots=True)
class NotAdmitted:
    """The caller does not come in, and has heard why."""

    cause: Cause


async def admitted(session: Session, stored: Stored[Conference]) -> Role | NotAdmitted:
    """As what the caller comes in. Moderators by their own phone are known without a question."""
    conference, info = stored.document, session.call.info
    if info.extension in session.configuration.members(conference.moderators):
        return "moderator"
    room = session.memory.rooms.at(RoomId(info.tenant, stored.id))
    if refusal := await is_full(session, stored.id, conference, room, "member"):
        return refusal
    return "member"


async def can_be_moderated(session: Session, stored: Stored[Conference]) -> bool:
    """Whether anybody can come in as a moderator: else those who wait for one would wait in vain."""
    return bool(session.configuration.members(stored.document.moderators))


async def is_full(session: Session, id: int, conference: Conference, room: Room, role: Role) -> NotAdmitted | None:
    """Tell who may not come in now that the room is full or locked; moderators always may."""
    if role == "moderator":
        return None
    if len(room.members) >= conference.max_members:
        session.emit(ConferenceRefused(at=session.now(), conference=id, reason="full"))
        await session.say("conf-full")
        return NotAdmitted(Cause.BUSY)
    if room.locked:
        session.emit(ConferenceRefused(at=session.now(), conference=id, reason="locked"))
        await session.say("conf-locked")
        return NotAdmitted(Cause.BUSY)
    return None
