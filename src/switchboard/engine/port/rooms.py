"""Rooms, in which callers hear one another."""

from dataclasses import dataclass
from typing import Literal, Protocol

from switchboard.engine.port.sound import Audio


@dataclass(frozen=True, slots=True)
class RoomId:
    """The room of a tenant's conference, by the conference's id."""

    tenant: int
    conference: int


RoomEnd = Literal["removed", "ended", "media-lost"]
"""Why somebody is no longer in a room: he was removed, the room was ended, or its media worker died."""


class Seat(Protocol):
    """A caller's place in a room, from `Call.join` to the end of its block.

    Nobody hears himself. Whoever is muted, or holds the call, is not heard; of many who speak, the loudest few are.
    """

    async def left(self) -> RoomEnd:
        """Wait until somebody else has ended the stay. From then on the caller neither hears nor is heard."""
        ...

    def set(
        self,
        *,
        muted: bool | None = None,
        deaf: bool | None = None,
        hear_db: float | None = None,
        speak_db: float | None = None,
    ) -> None:
        """Change what is not None. Who is deaf does not hear the room; `hear_db` is how much louder he hears it, and
        `speak_db` how much louder it hears him, each from -40 to 12.
        """
        ...

    def announce(self, audio: Audio) -> None:
        """Play to everybody else in the room, over their voices, which go on as loud as they were.

        It goes on when the caller has left. What is announced meanwhile follows it, up to a few. An unreadable one is
        left out.
        """
        ...

    def remove(self) -> None:
        """Show the caller out: `left` returns "removed"."""
        ...

    def end_room(self) -> None:
        """Show everybody out: `left` returns "ended" to all."""
        ...
