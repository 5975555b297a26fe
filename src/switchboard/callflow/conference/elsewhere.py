"""A caller in a conference whose room another machine has: that one does all that happens inside, and is told to us."""

import asyncio

from switchboard.call.cause import Cause
from switchboard.call.events import CallEvent, ConferenceJoined, ConferenceLeft, ConferenceLeftReason
from switchboard.callflow.conference.door import NotAdmitted
from switchboard.callflow.first import first_of
from switchboard.callflow.hop import Over
from switchboard.callflow.room_homes import Guest, RoomElsewhere, SeatElsewhere
from switchboard.callflow.session import Session
from switchboard.engine.port import Ending
from switchboard.errors import Unavailable
from switchboard.model.conference_live import Role


class Stay:
    """One stay of the caller at another machine, in the record of his call."""

    def __init__(self, session: Session, conference: int) -> None:
        self._session = session
        self._conference = conference
        self._is_inside = self.has_been_inside = False
        self._recording: asyncio.Task[None] | None = None

    async def run(self, room: RoomElsewhere, role: Role) -> Over | NotAdmitted | None:
        """Returns when his call is to end, or why he does not come in. None: the other machine is gone, or does not
        take him, so somebody else has the room, or will.
        """
        session = self._session
        record = None if session.recording.is_forbidden else self._record
        guest = Guest(session.call.info, role, self._emit, record)
        try:
            async with room.seat(guest) as seat:
                return await self._at(seat)
        except Unavailable:
            return None
        finally:
            if self._recording is not None:
                self._recording.cancel()

    async def _at(self, seat: SeatElsewhere) -> Over | NotAdmitted | None:
        self._session.call.background(None)
        over, reason = None, left_reason(None)
        try:
            await first_of(self._session.call.relay(seat.address), seat.lost())
            reason = "system"
        except asyncio.CancelledError:
            reason = left_reason(self._session.ending)
            raise
        finally:
            # Also for a caller who has hung up: what he has left is told by whoever saw it.
            over = await seat.over()
            if over is None and self._is_inside:
                self._left(reason)
        if over is None:
            return None
        self._session.leave_menu()
        return Over(Cause.NORMAL) if over.not_admitted is None else NotAdmitted(over.not_admitted)

    def _emit(self, event: CallEvent) -> None:
        if isinstance(event, ConferenceJoined):
            self._is_inside = self.has_been_inside = True
        if isinstance(event, ConferenceLeft):
            self._is_inside = False
        self._session.emit(event)

    def _left(self, reason: ConferenceLeftReason) -> None:
        """The other machine is dead, and with it whoever was there."""
        self._is_inside = False
        self._session.emit(
            ConferenceLeft(at=self._session.now(), conference=self._conference, reason=reason, members=0)
        )

    def _record(self) -> None:
        """The conference is recorded in this call from now on."""
        self._recording = asyncio.create_task(self._session.recording.start_told())


def left_reason(ending: Ending | None) -> ConferenceLeftReason:
    """Why the caller is no longer there, whose call was ended from outside."""
    if ending is not None and ending.cause is Cause.MEDIA_LOST:
        return "media"
    return "caller" if ending is None or ending.by == "caller" else "system"
