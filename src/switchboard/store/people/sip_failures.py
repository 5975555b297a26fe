"""Wrong SIP passwords by source, counted for all machines that share a database. For PostgreSQL alone."""

from datetime import datetime, timedelta

from sqlalchemy import case, delete

from switchboard.clock import Clock
from switchboard.store.db.database import Database
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.tables import sip_failure


class SipFailures:
    """The table `sip_failure`. It is written by those who fail, and by who succeeds where somebody has failed."""

    def __init__(self, database: Database, clock: Clock, forgotten_after_s: float) -> None:
        self._database = database
        self._clock = clock
        self._forgotten_after = timedelta(seconds=forgotten_after_s)

    async def add(self, source: str) -> int:
        """Count one; returns how many those are at all machines. Raises Unavailable."""
        now = self._clock.now()
        until = now + self._forgotten_after
        count = case((sip_failure.c.until > now, sip_failure.c.count + 1), else_=1)
        async with self._database.write() as connection:
            row = insert_into(connection, sip_failure).values(source=source, count=1, until=until)
            counted = row.on_conflict_do_update(index_elements=["source"], set_={"count": count, "until": until})
            found: int = (await connection.execute(counted.returning(sip_failure.c.count))).scalar_one()
        return found

    async def forget(self, source: str) -> None:
        """Somebody there knows a password. Raises Unavailable."""
        async with self._database.write() as connection:
            await connection.execute(delete(sip_failure).where(sip_failure.c.source == source))


async def purge(database: Database, now: datetime) -> None:
    """Forget what counts no longer. Raises Unavailable."""
    async with database.write() as connection:
        await connection.execute(delete(sip_failure).where(sip_failure.c.until <= now))
