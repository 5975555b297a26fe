"""Who is in which conference: what the calls of one process know of one another there. Nothing here does I/O."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from switchboard.engine.port import Call, RoomId, Seat
from switchboard.model.conference import WithoutModerator
from switchboard.model.conference_live import ConferenceAction, LiveConference, LiveMember, Role

Notice = Literal["muted", "unmuted", "locked", "unlocked"]
"""What somebody who is not in the conference has done, over the API."""
MOST_NOTICES = 8


@dataclass(eq=False, slots=True)
class Member:
    """Somebody who has come into a conference. Without a `seat` he waits, and neither hears the others nor is heard.

    `muted` is what he, or somebody over the API, has chosen for him alone. `notices` are what he does not know yet.
    """

    call: Call
    role: Role
    since: datetime
    muted: bool = False
    recordable: bool = True
    seat: Seat | None = None
    removed: bool = False
    notices: deque[Notice] = field(default_factory=lambda: deque(maxlen=MOST_NOTICES))

    @property
    def is_moderator(self) -> bool:
        return self.role == "moderator"


@dataclass(eq=False)
class Room:
    """The members of one conference, in the order in which they came.

    `state`: no moderator has come yet; it is open since one came; the last one has left, and all others wait. `quiet`:
    only moderators are heard. `ends_at_s` is when the room ends because no moderator is there any more (on the loop's
    clock); None while it does not. `recorder` is whose call is recorded, as long as the conference is. `expected` are
    those who were invited, and may come yet.
    """

    members: list[Member] = field(default_factory=list)
    state: Literal["new", "open", "suspended"] = "new"
    locked: bool = False
    quiet: bool = False
    ends_at_s: float | None = None
    recorder: Member | None = None
    expected: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def seated(self) -> list[Member]:
        return [member for member in self.members if member.seat is not None]

    def others(self, member: Member) -> int:
        """How many have come besides that one."""
        return sum(one is not member for one in self.members)

    def is_alone(self, member: Member) -> bool:
        """Whether nobody else has a seat."""
        return all(one is member for one in self.seated)

    def last_guest(self) -> Member | None:
        """Of those who sit here and are no moderators, the one who came last."""
        return next((one for one in reversed(self.seated) if not one.is_moderator), None)

    def is_muted(self, member: Member) -> bool:
        return member.muted or (self.quiet and not member.is_moderator)

    def sit(self, member: Member, seat: Seat) -> None:
        """He hears the others from now on; with a moderator the conference begins, or goes on."""
        member.seat = seat
        if member.is_moderator:
            self.state, self.ends_at_s = "open", None
        if self.recorder is None and member.recordable:
            self.recorder = member
        self.tell()

    def stand_up(self, member: Member, then: WithoutModerator, ends_at_s: float) -> bool:
        """He hears the others no longer. Returns whether he was the last moderator; `then` says what follows, which may
        be the end at `ends_at_s`.
        """
        member.seat = None
        was_last = member.is_moderator and not any(one.is_moderator for one in self.seated)
        if was_last and then == "wait":
            self.state = "suspended"
        if was_last and then == "end":
            self.ends_at_s = ends_at_s
        self.tell()
        return was_last

    def leave(self, member: Member) -> None:
        """To be called when he has no seat."""
        self.members.remove(member)
        if self.recorder is member:
            self.recorder = next((one for one in self.seated if one.recordable), None)
        self.tell()

    def mute(self, member: Member, muted: bool) -> None:
        member.muted = muted
        self._apply()

    def hush(self, quiet: bool) -> None:
        """Let nobody but moderators be heard, or everybody again who has not muted himself."""
        self.quiet = quiet
        self._apply()

    def remove(self, member: Member) -> None:
        """Show him out, whether he has a seat or waits."""
        member.removed = True
        if member.seat is not None:
            member.seat.remove()
        self.tell()

    def change(self, action: ConferenceAction, call: str) -> bool:
        """Do what somebody wants who is not here, to all of the conference or to the member with that call. Returns
        whether anybody, or he, is here.

        Who is muted is told, and so is who came first, in whose call it is kept that the conference was locked.
        """
        first = next(iter(self.seated or self.members), None)
        member = first if action in ("lock", "unlock") else self._member_with(call)
        if member is None:
            return False
        match action:
            case "lock" | "unlock":
                self.locked = action == "lock"
                member.notices.append("locked" if self.locked else "unlocked")
            case "mute" | "unmute":
                self.mute(member, action == "mute")
                member.notices.append("muted" if member.muted else "unmuted")
            case "remove":
                self.remove(member)
        self.tell()
        return True

    def live(self) -> LiveConference:
        """Who is here, for somebody who watches."""
        members = tuple(map(self._seen, self.members))
        return LiveConference(locked=self.locked, quiet=self.quiet, open=self.state == "open", members=members)

    def _seen(self, member: Member) -> LiveMember:
        info = member.call.info
        return LiveMember(
            call=info.id,
            caller=info.caller.number,
            caller_name=info.caller.name,
            extension=info.extension,
            role=member.role,
            since=member.since,
            waits=member.seat is None,
            muted=self.is_muted(member),
            recorded=self.recorder is member,
        )

    def _member_with(self, call: str) -> Member | None:
        return next((member for member in self.members if member.call.info.id == call), None)

    def _apply(self) -> None:
        for member in self.members:
            if member.seat is not None:
                member.seat.set(muted=self.is_muted(member))

    def tell(self) -> None:
        """Something has changed: whoever waits `until` something looks again."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, so: Callable[[], bool]) -> None:
        """Wait until that is so."""
        while not so():
            await self._changed.wait()


class Rooms:
    """The rooms of conferences in which somebody is, or waits."""

    def __init__(self) -> None:
        self._rooms: dict[RoomId, Room] = {}

    def at(self, id: RoomId) -> Room:
        """The room of a conference; a new one if nobody is there."""
        room = self._rooms.get(id)
        return room if room is not None else Room()

    def enter(self, id: RoomId, room: Room, member: Member) -> None:
        """He has come into that room, which is what `at` gives now."""
        self._rooms[id] = room
        room.members.append(member)
        room.tell()

    def leave(self, id: RoomId, room: Room, member: Member) -> None:
        """The room is forgotten with its last member."""
        room.leave(member)
        if not room.members:
            del self._rooms[id]

    def look(self, tenant: int, conference: int) -> LiveConference:
        """Implements `engine.conference_control.Conferences`."""
        return self.at(RoomId(tenant, conference)).live()

    def change(self, tenant: int, conference: int, action: ConferenceAction, call: str) -> bool:
        room = self._rooms.get(RoomId(tenant, conference))
        return room is not None and room.change(action, call)

    def __len__(self) -> int:
        return len(self._rooms)
