"""The rooms of this node, and who is in them."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from switchboard.engine.builtin.media import Home
from switchboard.engine.port import RoomEnd, RoomId


class Occupant(Protocol):
    """A seat, as its room sees it."""

    def on_company(self, *, alone: bool) -> None:
        """Somebody came or went; whether nobody else is in the room."""
        ...

    def announce_to_all(self, path: Path) -> None:
        """Play that to everybody in the room, this one included."""
        ...

    def show_out(self, end: RoomEnd) -> None: ...


class Room:
    """Mixed in one media worker, under a number that no other room there has or had; `on_empty` tells of its end."""

    def __init__(self, worker: Home, on_empty: Callable[["Room"], None]) -> None:
        self.number = worker.next_room()
        self.worker = worker
        self._client = worker.client
        self._on_empty = on_empty
        self._occupants: list[Occupant] = []

    @property
    def is_lost(self) -> bool:
        """Whether the worker has died since."""
        return not self.worker.connected.is_set() or self.worker.client is not self._client

    @property
    def occupants(self) -> tuple[Occupant, ...]:
        return tuple(self._occupants)

    def enter(self, occupant: Occupant) -> None:
        self._occupants.append(occupant)
        self._tell()

    def leave(self, occupant: Occupant) -> None:
        """May be called again."""
        if occupant in self._occupants:
            self._occupants.remove(occupant)
            self._tell()
            if not self._occupants:
                self._on_empty(self)

    def end(self) -> None:
        for occupant in self.occupants:
            occupant.show_out("ended")

    def _tell(self) -> None:
        for occupant in self._occupants:
            occupant.on_company(alone=len(self._occupants) == 1)


class Rooms:
    """Rooms by id; each is there from its first member to its last."""

    def __init__(self) -> None:
        self._rooms: dict[RoomId, Room] = {}

    def __len__(self) -> int:
        return len(self._rooms)

    def at(self, room_id: RoomId, worker: Home) -> Room:
        """The room, or a new one in that worker if there is none, or it is lost."""
        room = self._rooms.get(room_id)
        if room is None or room.is_lost:
            room = self._rooms[room_id] = Room(worker, lambda empty: self._forget(room_id, empty))
        return room

    def _forget(self, room_id: RoomId, room: Room) -> None:
        if self._rooms.get(room_id) is room:
            del self._rooms[room_id]
