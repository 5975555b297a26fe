"""Which secrets are set, without reading them."""

from collections import defaultdict

from sqlalchemy import select

from switchboard.model.checks import Secrets
from switchboard.store.db.database import Database
from switchboard.store.db.tables import object_, object_secret, sip_credential


async def known_secrets(database: Database, tenant: int, id: int | None = None) -> Secrets:
    """Of all objects of a tenant, or of the one with that id. Raises Unavailable."""
    phones = select(sip_credential.c.extension).where(sip_credential.c.tenant == tenant)
    named = (
        select(object_secret.c.object, object_secret.c.name)
        .join(object_, object_.c.id == object_secret.c.object)
        .where(object_.c.tenant == tenant)
    )
    if id is not None:
        phones = phones.where(sip_credential.c.extension == id)
        named = named.where(object_secret.c.object == id)
    names: dict[int, set[str]] = defaultdict(set)
    async with database.read() as connection:
        extensions = frozenset((await connection.execute(phones)).scalars())
        for owner, name in await connection.execute(named):
            names[owner].add(name)
    return Secrets(extensions, {owner: frozenset(of_owner) for owner, of_owner in names.items()})
