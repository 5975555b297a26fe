"""What is to go of mailboxes goes: hourly, in every api process."""

from datetime import datetime

from switchboard.model.configuration import Configuration
from switchboard.model.mailbox import kept_days
from switchboard.store.db.database import Database
from switchboard.store.documents import objects
from switchboard.store.mailboxes.blobs import Blobs
from switchboard.store.mailboxes.changes import MailboxChanges
from switchboard.store.mailboxes.messages import Messages


async def tidy(database: Database, blobs: Blobs, now: datetime) -> None:
    """Delete messages that are older than their mailboxes keep them, and remove what nobody can have back.

    Raises Unavailable, OSError.
    """
    messages = Messages(database)
    for tenant in await messages.tenants():
        async with database.read() as connection:
            _, everything = await objects.snapshot(connection, tenant)
        await messages.expire(tenant, kept_days(Configuration.of(everything)), now)
    await messages.purge(now)
    await blobs.sweep(now)
    await MailboxChanges(database).purge(now)
