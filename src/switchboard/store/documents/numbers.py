"""Numbers that nothing has yet, for objects whose creator does not choose one."""

from sqlalchemy import Integer, Text, case, cast, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.store.db.tables import object_

LAST = 9_999_999
"""The last that is given out. Longer ones are for those who choose them, and fit in no integer of a database."""


async def first_free(connection: AsyncConnection, tenant: int, first: int) -> str:
    """The lowest number from `first` on that no object of the tenant has now. Raises LimitReached."""
    if not await _is_taken(connection, tenant, str(first)):
        return str(first)
    short = func.length(object_.c.number) <= len(str(LAST))
    number = case((short, cast(object_.c.number, Integer)))
    other = object_.alias()
    # The lowest free number above `first` comes right after one that is taken.
    following = exists().where(other.c.tenant == tenant, other.c.number == cast(number + 1, Text))
    query = select(func.min(number + 1)).where(object_.c.tenant == tenant, number >= first, ~following)
    found = await connection.scalar(query)
    if found is None or found > LAST:
        raise errors.LimitReached("numbers", LAST - first + 1)
    return str(found)


async def _is_taken(connection: AsyncConnection, tenant: int, number: str) -> bool:
    query = select(object_.c.id).where(object_.c.tenant == tenant, object_.c.number == number)
    return await connection.scalar(query) is not None
