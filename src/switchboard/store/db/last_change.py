"""The last change (`change.seq`) of a configuration: while it stays, so does the configuration."""

from sqlalchemy import text
from sqlalchemy.engine import Connection

from switchboard.store.db.database import Database

_OF_ALL = "SELECT max(seq) FROM change"
_OF_TENANT = f"{_OF_ALL} WHERE tenant = :tenant"


def of_tenant_in(column: str) -> str:
    """The SQL for the last change of the tenant in a column of a surrounding statement; null before the first."""
    return f"(SELECT max(change.seq) FROM change WHERE change.tenant = {column})"


async def last_change(database: Database, tenant: int) -> int:
    """The last change of a tenant, 0 before the first; on SQLite read in microseconds. Raises Unavailable."""
    ((seq,),) = await database.look(_OF_TENANT, tenant=tenant)
    return seq or 0


async def last_change_of_anybody(database: Database) -> int:
    """The last change of all tenants. Raises Unavailable."""
    ((seq,),) = await database.look(_OF_ALL)
    return seq or 0


def last_change_seen_by(connection: Connection, tenant: int) -> int:
    """The last one that the transaction of a connection sees."""
    return connection.scalar(text(_OF_TENANT), {"tenant": tenant}) or 0
