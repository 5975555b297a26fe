"""Tenants: each has its own numbers, SIP domain, tokens and calls."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.call.events import RecordingStarted, type_of
from switchboard.model.tenant import DEFAULT_TENANT, MAX_NAME, is_sip_domain, is_tenant_name, sip_domain
from switchboard.store.db import locks, storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import (
    api_client,
    bearer_token,
    call,
    call_event,
    call_key,
    file,
    metadata,
    object_,
    tenant,
)

_ALL = "SELECT id, name, sip_domain FROM tenant ORDER BY id"
_BY_DOMAIN = "SELECT id, name, sip_domain FROM tenant WHERE sip_domain = :domain AND sip_domain <> ''"
"""Every INVITE and REGISTER asks this."""

_NAMED = 5
"""How many of each sort an error names."""


@dataclass(frozen=True, slots=True)
class Tenant:
    """`sip_domain` is a host name in lower case or an address; "" for none, which only the default tenant may have."""

    id: int
    name: str
    sip_domain: str


async def tenant_name(connection: AsyncConnection, id: int) -> str:
    """What people call a tenant."""
    return await connection.scalar(select(tenant.c.name).where(tenant.c.id == id)) or ""


class Tenants:
    """The tenants of an installation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, name: str, domain: str) -> Tenant:
        """Creates a tenant without objects. Raises Invalid, Duplicate (of "name" or "sip_domain")."""
        domain = _checked_domain(domain)
        _check_name(name)
        async with self._database.write() as connection:
            await locks.configuration(connection)
            await _refuse_taken(connection, "name", name, own=None)
            await _refuse_taken(connection, "sip_domain", domain, own=None)
            id = (await connection.scalar(select(func.max(tenant.c.id))) or 0) + 1
            await connection.execute(insert(tenant).values(id=id, name=name, sip_domain=domain))
            await locks.notify(connection)
        return Tenant(id, name, domain)

    async def all(self) -> list[Tenant]:
        """Every tenant, oldest first."""
        return [Tenant(*row) for row in await self.rows()]

    async def rows(self) -> Sequence[Sequence[Any]]:
        """The same as the values of each, to compare. The calls process asks this after each commit of anybody."""
        return await self._database.look(_ALL)

    async def get(self, id: int) -> Tenant:
        """Raises NotFound."""
        found = await self._one(tenant.c.id == id) if storable.is_id(id) else None
        if found is None:
            raise errors.NotFound("tenant", id)
        return found

    async def by_name(self, name: str) -> Tenant:
        """Raises NotFound."""
        found = await self._one(tenant.c.name == name) if storable.is_text(name) else None
        if found is None:
            raise errors.NotFound("tenant", name)
        return found

    async def by_domain(self, host: str) -> Tenant | None:
        """The tenant with that SIP domain; None for a host that no tenant has. Raises Unavailable."""
        domain = sip_domain(host)
        if not is_sip_domain(domain):
            return None
        rows = await self._database.look(_BY_DOMAIN, domain=domain)
        return Tenant(*rows[0]) if rows else None

    async def rename(self, id: int, name: str) -> Tenant:
        """Raises NotFound, Invalid, Duplicate."""
        _check_name(name)
        return await self._change(id, "name", name)

    async def set_domain(self, id: int, domain: str) -> Tenant:
        """Sets the SIP domain in which phones register from the next request on.

        Raises NotFound, Invalid, Duplicate.
        """
        return await self._change(id, "sip_domain", _checked_domain(domain, empty=id == DEFAULT_TENANT))

    async def delete(self, id: int) -> list[str]:
        """Remove a tenant with its users, history and calls; returns the file names of their recordings.

        Raises NotFound, Invalid for the default tenant, and InUse, which names the first of each sort, while the
        tenant has objects, API clients, tokens, call keys, files or running calls. Users do not keep it: its last
        admin stays.
        """
        if id == DEFAULT_TENANT:
            raise errors.Invalid("tenant", "the default tenant stays", rule="unsupported")
        async with self._database.write() as connection:
            await locks.configuration(connection)
            await _fetch(connection, id)
            if referrers := await _what_keeps(connection, id):
                raise errors.InUse("tenant", id, referrers)
            # A call may have several, of which its row names the last one.
            began = (call_event.c.type == type_of(RecordingStarted)) & (call.c.tenant == id)
            recorded = select(call_event.c.data).join(call, call.c.id == call_event.c.call).where(began)
            recordings = [str(data["name"]) for data in await connection.scalars(recorded)]
            # Reversed: rows go before those that they refer to.
            for table in reversed(metadata.sorted_tables):
                if "tenant" in table.c:
                    await connection.execute(delete(table).where(table.c.tenant == id))
            await connection.execute(delete(tenant).where(tenant.c.id == id))
            await locks.notify(connection)
        return recordings

    async def _one(self, which: ColumnElement[bool]) -> Tenant | None:
        async with self._database.read() as connection:
            row = (await connection.execute(select(tenant).where(which))).one_or_none()
        return None if row is None else Tenant(*row)

    async def _change(self, id: int, field: str, value: str) -> Tenant:
        async with self._database.write() as connection:
            await locks.configuration(connection)
            await _fetch(connection, id)
            await _refuse_taken(connection, field, value, own=id)
            await connection.execute(update(tenant).where(tenant.c.id == id).values({field: value}))
            await locks.notify(connection)
            return await _fetch(connection, id)


async def _fetch(connection: AsyncConnection, id: int) -> Tenant:
    """Reads a tenant; in a writing transaction, locks it against additions until commit. Raises NotFound."""
    query = select(tenant).where(tenant.c.id == id).with_for_update()
    row = (await connection.execute(query)).one_or_none() if storable.is_id(id) else None
    if row is None:
        raise errors.NotFound("tenant", id)
    return Tenant(*row)


async def _refuse_taken(connection: AsyncConnection, field: str, value: str, own: int | None) -> None:
    query = select(tenant.c.id, tenant.c.name).where(tenant.c[field] == value, tenant.c[field] != "")
    owner = (await connection.execute(query)).one_or_none()
    if owner is not None and owner.id != own:
        raise errors.Duplicate(field, value, "tenant", owner.name)


async def _what_keeps(connection: AsyncConnection, id: int) -> tuple[errors.Referrer, ...]:
    found: list[errors.Referrer] = []
    for query in _keeping(id):
        rows = await connection.execute(query.limit(_NAMED))
        found += [errors.Referrer(kind, id, name, "tenant") for kind, id, name in rows]
    return tuple(found)


def _keeping(id: int) -> Iterator[Select[tuple[str, int, str]]]:
    """The objects that must be deleted before the tenant: kind, id and name of each."""
    yield select(object_.c.kind, object_.c.id, object_.c.name).where(object_.c.tenant == id).order_by(object_.c.id)
    for table in (api_client, bearer_token, call_key, file):
        kind = literal(table.name.replace("_", " "))
        yield select(kind, table.c.id, table.c.name).where(table.c.tenant == id).order_by(table.c.id)
    running = (call.c.tenant == id) & (call.c.state == "open")
    yield select(literal("running call"), call.c.position, call.c.id).where(running).order_by(call.c.position)


def _check_name(name: str) -> None:
    if not is_tenant_name(name) or not storable.is_text(name):
        raise errors.Invalid("name", f"must be 1 to {MAX_NAME} printable characters, no space around them")


def _checked_domain(text: str, *, empty: bool = False) -> str:
    domain = sip_domain(text)
    if not (domain == "" and empty) and not is_sip_domain(domain):
        raise errors.Invalid("sip_domain", "must be a host name or an address", rule="invalid" if text else "required")
    return domain
