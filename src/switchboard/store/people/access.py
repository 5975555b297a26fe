"""Who has access to a tenant at all."""

from sqlalchemy import exists, or_, select

from switchboard.store.db.database import Database
from switchboard.store.db.tables import api_client, bearer_token, user


async def has_anybody(database: Database, tenant: int) -> bool:
    """Whether a tenant has a user, a client or a token. Once true it stays true, as the last admin cannot be deleted.

    Raises Unavailable.
    """
    anybody = or_(*(exists().where(table.c.tenant == tenant) for table in (user, api_client, bearer_token)))
    async with database.read() as connection:
        return bool(await connection.scalar(select(anybody)))
