"""Of the machines that share a database, one has the room of a conference as long as anybody is there. For PostgreSQL
alone.

A room is held by a calls process, and is free as soon as that is buried (`nodes.py`).
"""

from dataclasses import dataclass

from sqlalchemy import delete, or_, select
from sqlalchemy.engine import Connection

from switchboard.errors import Unavailable
from switchboard.store.db.database import Database, to_its_end
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.tables import node, room
from switchboard.store.nodes.heartbeat import Heartbeat


@dataclass(frozen=True, slots=True)
class RoomHolder:
    """The calls process that has a room, by its machine."""

    node: str
    incarnation: str


async def holder_of(database: Database, conference: int) -> RoomHolder | None:
    """Who has the room of a conference, None where nobody is there. Raises Unavailable."""
    living = select(room.c.node, room.c.incarnation).join(node, node.c.incarnation == room.c.incarnation)
    async with database.read() as connection:
        row = (await connection.execute(living.where(room.c.conference == conference))).one_or_none()
    return None if row is None else RoomHolder(row.node, row.incarnation)


class HeldRooms:
    """The table `room`, for one calls process."""

    def __init__(self, database: Database, heart: Heartbeat) -> None:
        self._database = database
        self._me = RoomHolder(heart.name, heart.incarnation)
        # A machine has one calls process at a time, so what a former one had is free.
        former = (room.c.node == heart.name) & (room.c.incarnation != heart.incarnation)
        living = select(node.c.name).where(node.c.incarnation == room.c.incarnation).correlate(room)
        self._free = or_(former, ~living.exists())

    async def take(self, conference: int) -> RoomHolder | None:
        """Take the room, unless somebody else has it: who; None, it is ours. Raises Unavailable."""
        holder = await to_its_end(self._database.writing(lambda connection: self._take(connection, conference)))
        return None if holder == self._me else holder

    async def holder(self, conference: int) -> RoomHolder | None:
        """Who has the room now. Raises Unavailable."""
        return await holder_of(self._database, conference)

    async def give_up(self, conference: int) -> None:
        """Nobody is there any more. Raises Unavailable."""
        ours = (room.c.conference == conference) & (room.c.incarnation == self._me.incarnation)
        async with self._database.write() as connection:
            await connection.execute(delete(room).where(ours))

    def _take(self, connection: Connection, conference: int) -> RoomHolder:
        """Whoever does not count as alive takes nothing: others would take it away at once."""
        alive = select(node.c.name).where(node.c.incarnation == self._me.incarnation)
        if connection.scalar(alive) is None:
            raise Unavailable("this machine does not count as alive yet")
        ours = {"incarnation": self._me.incarnation, "node": self._me.node}
        row = insert_into(connection, room).values(conference=conference, **ours)
        connection.execute(row.on_conflict_do_update(index_elements=["conference"], set_=ours, where=self._free))
        found = connection.execute(select(room).where(room.c.conference == conference)).one_or_none()
        if found is None:
            raise Unavailable("the room was left at this moment")
        return RoomHolder(found.node, found.incarnation)
