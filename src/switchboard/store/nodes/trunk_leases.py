"""Of the machines that share a database, one registers at each trunk. For PostgreSQL alone.

A lease is held by a calls process, and lasts as long as that is in the table `node`: its heartbeat renews all that it
holds, and whoever buries a dead process makes them free.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, delete, or_, select, update
from sqlalchemy.engine import Connection

from switchboard.clock import Clock
from switchboard.store.db.database import Database, to_its_end
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.tables import node, trunk_lease
from switchboard.store.nodes.heartbeat import Heartbeat, database_now

NOT_YET = "registering"
"""The outcome of a registration that was just taken over."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How the last REGISTER at a trunk ended, and its SIP status."""

    outcome: str = NOT_YET
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Registrant:
    """The machine that registers at a trunk; `ours`: it is this one, which is to try again if it is `hurried`."""

    node: str
    ours: bool
    progress: Progress
    hurried: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What a machine makes of its leases: it `takes` those of these trunks that nobody has, gives up those that are
    neither among these nor `held`, and tells the others its `progress`. Whoever else registers at one of those that it
    `hurries` is to try again what failed.
    """

    trunks: Collection[int]
    held: Collection[int]
    progress: Mapping[int, Progress]
    takes: bool = True
    hurries: Collection[int] = ()


class TrunkLeases:
    """The table `trunk_lease`, for one machine."""

    def __init__(self, database: Database, clock: Clock, heart: Heartbeat) -> None:
        self._database = database
        self._clock = clock
        self._heart = heart
        self._mine = trunk_lease.c.incarnation == heart.incarnation
        # A machine has one calls process at a time, so what a former one had is free.
        former = (trunk_lease.c.node == heart.name) & ~self._mine
        holder = select(node.c.name).where(node.c.incarnation == trunk_lease.c.incarnation).correlate(trunk_lease)
        self._free = or_(former, ~holder.exists())

    async def look(self, wish: Wish) -> Mapping[int, Registrant]:
        """Who registers at the trunks of a wish, once it is fulfilled. Raises Unavailable."""
        to_do, rows = await self._database.reading(lambda connection: self._read(connection, wish))
        hurried = {row.trunk for row in rows if row.hurried and self._is_mine(row)}
        if to_do:
            rows = await to_its_end(self._database.writing(lambda connection: self._fulfil(connection, wish)))
        return {row.trunk: self._registrant(row, hurried) for row in rows if row.trunk in wish.trunks}

    async def give_up(self) -> None:
        """Leave all trunks to others. Raises Unavailable."""
        async with self._database.write() as connection:
            await connection.execute(delete(trunk_lease).where(self._mine))

    async def others_live(self) -> bool:
        """Whether there is a machine that could register in our place. Raises Unavailable."""

        def look(connection: Connection) -> bool:
            alive = (node.c.name != self._heart.name) & (node.c.alive_until > database_now(connection, self._clock))
            return connection.scalar(select(node.c.name).where(alive, node.c.name != "").limit(1)) is not None

        return await self._database.reading(look)

    def _read(self, connection: Connection, wish: Wish) -> tuple[bool, Sequence[Row[Any]]]:
        """Whether there is anything to do, which is rare, and the leases as they are."""
        rows = self._leases(connection)
        return self._is_to_do(rows, wish), rows

    def _leases(self, connection: Connection) -> Sequence[Row[Any]]:
        return connection.execute(select(trunk_lease, self._free.label("is_free"))).all()

    def _is_to_do(self, rows: Sequence[Row[Any]], wish: Wish) -> bool:
        held = {row.trunk for row in rows if not row.is_free}
        missing = wish.takes and not held.issuperset(wish.trunks)
        return missing or any(
            self._is_over(row, wish) or self._is_old(row, wish) or self._is_hurried(row, wish) for row in rows
        )

    def _is_hurried(self, row: Row[Any], wish: Wish) -> bool:
        """Whether that is to be noted, or was, for us."""
        return bool(row.hurried) if self._is_mine(row) else row.trunk in wish.hurries

    def _is_over(self, row: Row[Any], wish: Wish) -> bool:
        unwanted = row.trunk not in wish.trunks and row.trunk not in wish.held
        return unwanted and (row.is_free or self._is_mine(row))

    def _is_old(self, row: Row[Any], wish: Wish) -> bool:
        progress = wish.progress.get(row.trunk)
        return self._is_mine(row) and progress is not None and progress != Progress(row.outcome, row.status)

    def _fulfil(self, connection: Connection, wish: Wish) -> Sequence[Row[Any]]:
        rows = self._leases(connection)
        over = [row.trunk for row in rows if self._is_over(row, wish)]
        connection.execute(delete(trunk_lease).where(trunk_lease.c.trunk.in_(over), or_(self._mine, self._free)))
        for trunk in (row.trunk for row in rows if self._is_old(row, wish)):
            told = {"outcome": wish.progress[trunk].outcome, "status": wish.progress[trunk].status}
            connection.execute(update(trunk_lease).where(trunk_lease.c.trunk == trunk, self._mine).values(told))
        for mine in (True, False):
            trunks = [row.trunk for row in rows if self._is_mine(row) is mine and self._is_hurried(row, wish)]
            connection.execute(update(trunk_lease).where(trunk_lease.c.trunk.in_(trunks)).values(hurried=not mine))
        if wish.takes:
            self._take(connection, {row.trunk for row in rows if not row.is_free}, wish)
        return self._leases(connection)

    def _take(self, connection: Connection, held: Collection[int], wish: Wish) -> None:
        """Whoever does not count as alive takes nothing: others would take it away at once."""
        me = {"incarnation": self._heart.incarnation, "node": self._heart.name}
        anew = me | {"outcome": NOT_YET, "status": None, "hurried": False}
        alive = select(node.c.name).where(node.c.incarnation == self._heart.incarnation)
        if connection.scalar(alive) is None:
            return
        for trunk in sorted(set(wish.trunks).difference(held)):  # in one order on all machines: no deadlock
            row = insert_into(connection, trunk_lease).values(trunk=trunk, **anew)
            connection.execute(row.on_conflict_do_update(index_elements=["trunk"], set_=anew, where=self._free))

    def _is_mine(self, row: Row[Any]) -> bool:
        return bool(row.incarnation == self._heart.incarnation)

    def _registrant(self, row: Row[Any], hurried: Collection[int]) -> Registrant:
        progress = Progress(row.outcome, row.status)
        return Registrant(row.node, self._is_mine(row), progress, hurried=self._is_mine(row) and row.trunk in hurried)
