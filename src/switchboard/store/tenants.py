"""Tenants. There is one for now, and everything is already told apart by it."""

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard.store import locks
from switchboard.store.tables import tenant

DEFAULT_TENANT = 1


async def tenant_name(connection: AsyncConnection, key: int) -> str:
    """What people call a tenant."""
    return await connection.scalar(select(tenant.c.name).where(tenant.c.id == key)) or ""


async def tenant_name_and_domain(connection: AsyncConnection, key: int) -> tuple[str, str]:
    """What people call a tenant, and its SIP domain, empty for none."""
    row = (await connection.execute(select(tenant.c.name, tenant.c.sip_domain).where(tenant.c.id == key))).one()
    return row.name, row.sip_domain


async def ensure_default_tenant(connection: AsyncConnection) -> None:
    """Tenant 1, named "default", exists afterwards; what somebody has changed about it stays."""
    await locks.configuration(connection)
    found = await connection.scalar(select(tenant.c.id).where(tenant.c.id == DEFAULT_TENANT))
    if found is None:
        await connection.execute(insert(tenant).values(id=DEFAULT_TENANT, name="default", sip_domain=""))
