"""Who is in which conference: what the calls of one process know of one another there. Nothing here does I/O."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from switchboard.engine.port import Call, RoomId, Seat
from switchboard.model.conference import WithoutModerator

Role = Literal["member", "moderator"]


@dataclass(eq=False, slots=True)
class Member:
    """Somebody who has come into a conference. Without a `seat` he waits, and neither hears the others nor is heard.

    `muted` is what he, or a moderator about him alone, has chosen.
    """

    call: Call
    role: Role
    since: datetime
    muted: bool = False
    recordable: bool = True
    seat: Seat | None = None

    @property
    def is_moderator(self) -> bool:
        return self.role == "moderator"


@dataclass(eq=False)
class Room:
    """The members of one conference, in the order in which they came.

    `state`: no moderator has come yet; it is open since one came; the last one has left, and all others wait. `quiet`:
    only moderators are heard. `ends_at_s` is when the room ends because no moderator is there any more (on the loop's
    clock); None while it does not. `recorder` is whose call is recorded, as long as the conference is.
    """

    members: list[Member] = field(default_factory=list)
    state: Literal["new", "open", "suspended"] = "new"
    locked: bool = False
    quiet: bool = False
    ends_at_s: float | None = None
    recorder: Member | None = None
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

    def __len__(self) -> int:
        return len(self._rooms)
