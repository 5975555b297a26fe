"""Of several machines that share a database, which one has the room of a conference. The process that runs calls
implements it and hands it in.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from switchboard.call.cause import Cause
from switchboard.call.events import CallEvent
from switchboard.engine.port import CallInfo, RoomId
from switchboard.model.conference_live import Role


@dataclass(frozen=True, slots=True)
class Guest:
    """A caller who goes to the room of another machine. `emit` takes what happens to him there; `record` begins the
    recording of his call, None where he may not be recorded.
    """

    info: CallInfo
    role: Role
    emit: Callable[[CallEvent], None]
    record: Callable[[], None] | None


@dataclass(frozen=True, slots=True)
class StayOver:
    """The other machine has done with its guest: he was in the conference, or was `not_admitted`, and has heard why."""

    not_admitted: Cause | None = None


class SeatElsewhere(Protocol):
    """The place of a caller at another machine, which expects him at `address`."""

    @property
    def address(self) -> str: ...

    async def over(self) -> StayOver | None:
        """How it ended, as soon as that is known; None if nobody says so within some seconds."""
        ...

    async def lost(self) -> None:
        """Wait until the other machine has the room no longer."""
        ...


class RoomElsewhere(Protocol):
    """Another machine has the room."""

    def seat(self, guest: Guest) -> AbstractAsyncContextManager[SeatElsewhere]:
        """Raises Unavailable, also when that machine is dead."""
        ...


class RoomHomes(Protocol):
    """Says where rooms are."""

    def home(self, room: RoomId) -> AbstractAsyncContextManager[RoomElsewhere | None]:
        """None: the room is here, and stays here as long as the block runs. Raises Unavailable."""
        ...


class AtHome:
    """There is one machine."""

    @asynccontextmanager
    async def home(self, room: RoomId) -> AsyncIterator[RoomElsewhere | None]:
        yield None
