"""A caller of another machine in a conference whose room is here. He was answered, and asked for his PIN, there."""

from collections.abc import Callable

from switchboard.callflow.conference.course import come_as_guest
from switchboard.callflow.conference.door import NotAdmitted
from switchboard.callflow.hop import Over
from switchboard.callflow.session import Services, Session
from switchboard.engine.port import Call
from switchboard.model.conference import Conference
from switchboard.model.conference_live import Role
from switchboard.model.stored import Stored


async def receive_guest(
    call: Call, services: Services, conference: Stored[Conference], role: Role, record: Callable[[], None] | None
) -> Over | NotAdmitted | None:
    """From his coming to the end of his stay; None where the room is not here. `services.emit` tells his own machine
    what happens, and `record` that it is to record his call; None where he may not be recorded.
    """
    session = Session(call, services)
    session.recording.leave_to(record)
    await session.answer(record=False)
    return await come_as_guest(session, conference, role)
