"""Wrong passwords, counted for all machines that share a database. For PostgreSQL alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from sqlalchemy import ColumnElement, case, delete, or_, select, true, update

from switchboard.clock import Clock
from switchboard.store.db.database import Database
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.tables import failure

What = Literal["sip", "login-address", "login-account", "login-code", "yeastar", "servetel"]
"""Who is counted: the source of SIP requests; the address that logs in, an account, and an account whose codes are
tried; the address of a client of a dialect.
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """A failure that is the `count`th in a row, or that was not counted because there are too many: then `locked_s`
    says for how many seconds there still will be.
    """

    count: int
    locked_s: float | None = None


class Failures:
    """The table `failure`, for one kind of who fails. What they are called is kept as a digest: it may be anything that
    a stranger types.
    """

    def __init__(self, database: Database, clock: Clock, what: What, forgotten_after_s: float) -> None:
        self._database = database
        self._clock = clock
        self._what = what
        self._forgotten_after = timedelta(seconds=forgotten_after_s)

    @classmethod
    def shared(cls, database: Database, clock: Clock, what: What, forgotten_after_s: float) -> "Failures | None":
        """None where no other machine shares the database: then each process counts in memory."""
        return None if database.is_sqlite else cls(database, clock, what, forgotten_after_s)

    async def add(self, who: str) -> int:
        """Count one; returns how many those are at all machines. Raises Unavailable."""
        count = await self._count(who, true())
        assert count is not None
        return count

    async def add_unless(self, who: str, too_many: int) -> Counted:
        """Count one, unless there are too many already. Raises Unavailable."""
        now = self._clock.now()
        count = await self._count(who, or_(failure.c.count < too_many, failure.c.until <= now))
        if count is not None:
            return Counted(count)
        async with self._database.read() as connection:
            until = await connection.scalar(select(failure.c.until).where(self._of(who)))
        return Counted(too_many, ((until or now) - now).total_seconds())

    async def take_back(self, who: str) -> None:
        """What was counted last was none. Raises Unavailable."""
        async with self._database.write() as connection:
            changed = update(failure).where(self._of(who), failure.c.count > 0)
            await connection.execute(changed.values(count=failure.c.count - 1))

    async def forget(self, who: str) -> None:
        """They have proved who they are. Raises Unavailable."""
        async with self._database.write() as connection:
            await connection.execute(delete(failure).where(self._of(who)))

    async def _count(self, who: str, where: ColumnElement[bool]) -> int | None:
        now = self._clock.now()
        until = now + self._forgotten_after
        count = case((failure.c.until > now, failure.c.count + 1), else_=1)
        async with self._database.write() as connection:
            row = insert_into(connection, failure).values(what=self._what, who=_digest(who), count=1, until=until)
            counted = row.on_conflict_do_update(
                index_elements=["what", "who"], set_={"count": count, "until": until}, where=where
            )
            found: int | None = (await connection.execute(counted.returning(failure.c.count))).scalar()
        return found

    def _of(self, who: str) -> ColumnElement[bool]:
        return (failure.c.what == self._what) & (failure.c.who == _digest(who))


def _digest(who: str) -> str:
    return sha256(who.encode("utf-8", "surrogatepass")).hexdigest()


async def purge(database: Database, now: datetime) -> None:
    """Forget what counts no longer. Raises Unavailable."""
    async with database.write() as connection:
        await connection.execute(delete(failure).where(failure.c.until <= now))
