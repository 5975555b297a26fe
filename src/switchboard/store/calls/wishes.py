"""Calls that are to be placed later, or again: each wish with its tries, kept over restarts."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Literal, Self

from sqlalchemy import Row, delete, func, insert, select, update

from switchboard import errors
from switchboard.call.ids import new_id
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import wish

WishState = Literal["waiting", "calling", "reached", "failed", "ended"]
"""`waiting` for the next try; `calling`: a try goes on; `reached`: no further one is needed; `failed`: none is left, or
nobody may be called; `ended`: somebody has ended it.
"""
_OPEN = ("waiting", "calling")


@dataclass(frozen=True, slots=True)
class Try:
    """One call for a wish: its id, when it began, and what became of it; "" while it goes on."""

    call: str
    at: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class KeptWish:
    """A wish of a client (`by`). `command` is a `PlaceCall` as JSON.

    `outcome` is that of the last try, or why there is none. `due_at` is when the next try is due, or the last one was;
    `node` the machine that calls now, or did last.
    """

    position: int
    id: str
    tenant: int
    by: str
    command: Mapping[str, Any]
    state: WishState
    created_at: datetime
    due_at: datetime
    tries: tuple[Try, ...]
    outcome: str
    node: str

    @classmethod
    def of(cls, row: Row[Any]) -> Self:
        return cls(**{**row._mapping, "tries": tuple(Try(**one) for one in row.tries)})


_COLUMNS = [wish.c[field.name] for field in fields(KeptWish)]


class Wishes:
    """Those of an installation. Who takes one that is due has it alone until it `settle`s it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(
        self, tenant: int, by: str, command: Mapping[str, Any], now: datetime, due_at: datetime, most: int
    ) -> str | None:
        """The id of the new wish; None where the client has `most` open ones. Raises Unavailable."""
        row = {"id": new_id(), "tenant": tenant, "by": by, "command": dict(command), "state": "waiting"}
        row |= {"created_at": now, "due_at": due_at, "tries": [], "outcome": "", "node": ""}
        mine = (wish.c.tenant == tenant) & (wish.c.by == by) & wish.c.state.in_(_OPEN)
        async with self._database.write() as connection:
            if (await connection.scalar(select(func.count()).where(mine)) or 0) >= most:
                return None
            await connection.execute(insert(wish).values(row))
        return str(row["id"])

    async def get(self, tenant: int, id: str) -> KeptWish:
        """Raises NotFound, Unavailable."""
        if not storable.is_text(id):
            raise errors.NotFound("wish", id)
        query = select(*_COLUMNS).where(wish.c.tenant == tenant, wish.c.id == id)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            raise errors.NotFound("wish", id)
        return KeptWish.of(row)

    async def page(
        self, tenant: int, *, limit: int, before: int | None = None, state: WishState | None = None
    ) -> list[KeptWish]:
        """The last wishes of a tenant, newest first; those before the one at that position. Raises Unavailable."""
        query = select(*_COLUMNS).where(wish.c.tenant == tenant).order_by(wish.c.position.desc())
        if before is not None:
            query = query.where(wish.c.position < min(before, storable.MAX_ID))
        if state is not None:
            query = query.where(wish.c.state == state)
        async with self._database.read() as connection:
            return [KeptWish.of(row) for row in await connection.execute(query.limit(limit))]

    async def end(self, tenant: int, id: str) -> KeptWish:
        """There is no further try. Returns the wish as it was. Raises NotFound, Unavailable."""
        found = await self.get(tenant, id)
        one = (wish.c.tenant == tenant) & (wish.c.id == id)
        async with self._database.write() as connection:
            # Looked at again under the lock: a try that begins in this instant is seen here, or sees that it is ended.
            row = (await connection.execute(select(*_COLUMNS).where(one).with_for_update())).one_or_none()
            was = found if row is None else KeptWish.of(row)
            if was.state in _OPEN:
                ended = {"state": "ended", "outcome": was.outcome or "ended"}
                await connection.execute(update(wish).where(one).values(ended))
        return was

    async def next_due(self) -> datetime | None:
        """When the next try is due, of all tenants. Raises Unavailable."""
        query = select(func.min(wish.c.due_at)).where(wish.c.state == "waiting")
        async with self._database.read() as connection:
            found: datetime | None = await connection.scalar(query)
            return found

    async def take_due(self, now: datetime, node: str, limit: int) -> list[KeptWish]:
        """Take those that are due, the longest first. Raises Unavailable."""
        due = (wish.c.state == "waiting") & (wish.c.due_at <= now)
        # What another machine has locked, it is taking.
        free = select(wish.c.position).where(due).order_by(wish.c.due_at).limit(limit).with_for_update(skip_locked=True)
        async with self._database.write() as connection:
            positions = (await connection.scalars(free)).all()
            taken = update(wish).where(wish.c.position.in_(positions)).values(state="calling", node=node)
            rows = await connection.execute(taken.returning(*_COLUMNS))
            found = [KeptWish.of(row) for row in rows]
        return sorted(found, key=lambda one: (one.due_at, one.position))

    async def began(self, id: str, tries: Sequence[Try]) -> bool:
        """The last of the tries goes on; False where the wish was ended meanwhile. Raises Unavailable."""
        calling = (wish.c.id == id) & (wish.c.state == "calling")
        async with self._database.write() as connection:
            written = await connection.execute(update(wish).where(calling).values(tries=_told(tries)))
        return written.rowcount > 0

    async def settle(
        self, id: str, tries: Sequence[Try], outcome: str, state: WishState, due_at: datetime | None = None
    ) -> None:
        """How the try ended, and what comes after it. Who was ended meanwhile stays so. Raises Unavailable."""
        values = {"tries": _told(tries), "outcome": outcome}
        further = {"state": state} if due_at is None else {"state": state, "due_at": due_at}
        async with self._database.write() as connection:
            await connection.execute(update(wish).where(wish.c.id == id).values(values))
            calling = (wish.c.id == id) & (wish.c.state == "calling")
            await connection.execute(update(wish).where(calling).values(further))

    async def interrupted(self, node: str) -> list[KeptWish]:
        """Those for which that machine called when it stopped. Raises Unavailable."""
        query = select(*_COLUMNS).where(wish.c.state == "calling", wish.c.node == node)
        async with self._database.read() as connection:
            return [KeptWish.of(row) for row in await connection.execute(query)]

    async def purge(self, before: datetime) -> None:
        """Forget what is over and older. Raises Unavailable."""
        async with self._database.write() as connection:
            await connection.execute(delete(wish).where(wish.c.state.not_in(_OPEN), wish.c.due_at < before))


def _told(tries: Sequence[Try]) -> list[dict[str, str]]:
    return [asdict(one) for one in tries]
