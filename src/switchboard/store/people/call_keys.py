"""Keys of web pages and scripts: whoever has one may have customers called, who go to the place that the key names.

Only the SHA-256 of a key is stored: who reads the database has no key.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.model.directory import Extension
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import call_key, object_, tenant
from switchboard.store.people import passwords
from switchboard.store.people.api_tokens import RANDOM_LENGTH, check_name
from switchboard.store.people.tokens import token_hash

PREFIX = "swk_"
MAX_KEYS = 1000
"""The limit of keys for one tenant."""

_COLUMNS = (
    call_key.c.id,
    call_key.c.tenant,
    call_key.c.name,
    call_key.c.destination,
    call_key.c.permission,
    call_key.c.last_four,
    call_key.c.created_at,
)


@dataclass(frozen=True, slots=True)
class CallKey:
    """What is known of a key: customers who are called by it go to the number `to`, and are called by the routes that
    are open to the extension with the number `permission`.
    """

    id: int
    tenant: int
    name: str
    to: str
    permission: str
    last_four: str
    created_at: datetime


class CallKeys:
    """The keys of an installation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def mint(self, tenant_id: int, name: str, to: str, permission: str, now: datetime) -> tuple[CallKey, str]:
        """Makes a new key, shown this once; without a `permission` that of the extension `to`.

        Raises Invalid, Duplicate (of "name"), LimitReached.
        """
        check_name(name)
        permission = permission or to
        key = PREFIX + passwords.random_text(RANDOM_LENGTH)
        values = {
            "tenant": tenant_id,
            "name": name,
            "destination": to,
            "permission": permission,
            "hash": token_hash(key),
            "last_four": key[-4:],
            "created_at": now,
        }
        mine = call_key.c.tenant == tenant_id
        async with self._database.write() as connection:
            await connection.execute(select(tenant.c.id).where(tenant.c.id == tenant_id).with_for_update())
            await _require_extension(connection, tenant_id, permission)
            if await connection.scalar(select(call_key.c.id).where(mine, call_key.c.name == name)):
                raise errors.Duplicate("name", name, "call key", "")
            if (await connection.scalar(select(func.count()).where(mine)) or 0) >= MAX_KEYS:
                raise errors.LimitReached("call keys", MAX_KEYS)
            row = (await connection.execute(insert(call_key).values(values).returning(*_COLUMNS))).one()
        return _key(row), key

    async def all(self, tenant_id: int) -> list[CallKey]:
        """Every key of a tenant, oldest first; at most `MAX_KEYS`."""
        query = select(*_COLUMNS).where(call_key.c.tenant == tenant_id).order_by(call_key.c.id)
        async with self._database.read() as connection:
            return [_key(row) for row in await connection.execute(query)]

    async def revoke(self, tenant_id: int, id: int) -> None:
        """Nobody is called by the key any more. Raises NotFound."""
        mine = (call_key.c.tenant == tenant_id) & (call_key.c.id == id)
        async with self._database.write() as connection:
            if not storable.is_id(id) or not (await connection.execute(delete(call_key).where(mine))).rowcount:
                raise errors.NotFound("call key", id)

    async def check(self, key: str) -> CallKey | None:
        """What is known of a key; None for an unknown or revoked one."""
        query = select(*_COLUMNS).where(call_key.c.hash == token_hash(key))
        async with self._database.read() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _key(row)


async def _require_extension(connection: AsyncConnection, tenant_id: int, number: str) -> None:
    """Raises Invalid: without the routes of an extension nobody outside can be called."""
    extension = (object_.c.tenant == tenant_id) & (object_.c.kind == Extension.kind) & (object_.c.number == number)
    if not await connection.scalar(select(object_.c.id).where(extension)):
        raise errors.Invalid("permission", "must be the number of an extension", rule="reference")


def _key(row: Row[Any]) -> CallKey:
    return CallKey(*row)
