"""The messages of all mailboxes. Counts are counted, never kept, so that no lamp can be wrong for long."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.call.message import HeardOrNot, Message, MessageDraft, State
from switchboard.model.mailbox import MessageCounts
from switchboard.store.calls import outbox
from switchboard.store.calls.notices import MailNotice
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.tables import blob, mailbox_message, object_, revision
from switchboard.store.documents.objects import batches
from switchboard.store.mailboxes import changes
from switchboard.store.mailboxes.blobs import Blobs, Content

RESTORABLE = timedelta(hours=24)
"""How long a deleted message can be had back."""

OWNERLESS = timedelta(days=30)
"""How long messages outlive their owner, who may come back by a restore."""

_COUNTS = (
    "SELECT state, count(*) FROM mailbox_message"
    " WHERE tenant = :tenant AND owner = :owner AND deleted_at IS NULL GROUP BY state"
)
_ALL_COUNTS = (
    "SELECT owner, state, count(*) FROM mailbox_message"
    " WHERE tenant = :tenant AND deleted_at IS NULL GROUP BY owner, state"
)
_PRESENT = mailbox_message.c.deleted_at.is_(None)


_COLUMNS = [mailbox_message.c[one.name] for one in fields(Message) if one.name != "heard"]
_MESSAGE = (*_COLUMNS, mailbox_message.c.state.label("heard"))


class Messages:
    """The messages of an installation. All methods raise Unavailable.

    `blobs` take the sounds of new ones; without it the database does.
    """

    def __init__(self, database: Database, blobs: Blobs | None = None) -> None:
        self._database = database
        self._blobs = blobs or Blobs(database)

    async def put(
        self,
        draft: MessageDraft,
        content: Content,
        to: Mapping[int, int | None],
        now: datetime,
        *,
        mailed: Collection[int] = (),
    ) -> None:
        """Store a message for each mailbox of `to`, and its sound once, in one transaction; repeating it does nothing.
        The owners in `mailed` are told of it by mail. Raises OSError if there is no room for the sound.

        A message that was recorded is always stored. Of a mailbox that maps to a limit, the oldest heard messages are
        deleted, so that it has no more messages than that if they suffice.
        """
        async with self._database.write() as connection:
            await self._blobs.put(connection, content, now)
            for owner, limit in to.items():
                id = await _insert(connection, draft, content, owner, now)
                if id is not None and limit is not None:
                    await _make_room(connection, owner, limit, now)
                if id is not None and owner in mailed:
                    await _announce(connection, draft.tenant, owner, id, now)
            await changes.note(connection, to.keys(), now)

    async def counts(self, tenant: int, owner: int) -> MessageCounts:
        """How many messages a mailbox has."""
        rows = await self._database.look(_COUNTS, tenant=tenant, owner=owner)
        found = {row[0]: int(row[1]) for row in rows}
        return MessageCounts(found.get("new", 0), found.get("heard", 0))

    async def counts_of_all(self, tenant: int) -> dict[int, MessageCounts]:
        """How many messages the mailboxes of a tenant have, by owner; of those that have any."""
        found: dict[int, MessageCounts] = defaultdict(MessageCounts)
        for owner, state, number in await self._database.look(_ALL_COUNTS, tenant=tenant):
            found[owner] += MessageCounts(**{state: int(number)})
        return found

    async def page(
        self, tenant: int, owner: int, *, limit: int, after: int = 0, state: State | None = None
    ) -> list[Message]:
        """The messages of a mailbox behind the one with the id `after`, oldest first; deleted ones only if asked."""
        query = _of(tenant, owner).where(_is(state), mailbox_message.c.id > min(after, storable.MAX_ID))
        async with self._database.read() as connection:
            rows = await connection.execute(query.order_by(mailbox_message.c.id).limit(limit))
            return [_message(row) for row in rows]

    async def get(self, tenant: int, owner: int, id: int) -> Message:
        """One message, also a deleted one. Raises NotFound."""
        if storable.is_id(id) and storable.is_id(owner):
            query = _of(tenant, owner).where(mailbox_message.c.id == id)
            async with self._database.read() as connection:
                if row := (await connection.execute(query)).one_or_none():
                    return _message(row)
        raise errors.NotFound("message", id)

    async def left_in(self, tenant: int, call: str, received_at: Collection[datetime]) -> list[Message]:
        """The messages that were left in a call at these moments, deleted ones included; one for each mailbox."""
        these = (mailbox_message.c.tenant == tenant) & (mailbox_message.c.call == call)
        left = mailbox_message.c.received_at.in_(received_at) & mailbox_message.c.copied_from.is_(None)
        async with self._database.read() as connection:
            rows = await connection.execute(select(*_MESSAGE).where(these, left).order_by(mailbox_message.c.id))
            return [_message(row) for row in rows]

    async def has_any(self, tenant: int, owner: int) -> bool:
        """Whether there are messages, deleted ones included, which may be all that is left of a mailbox."""
        async with self._database.read() as connection:
            return (await connection.execute(_of(tenant, owner).limit(1))).one_or_none() is not None

    async def mark(self, message: Message, state: HeardOrNot, now: datetime) -> bool:
        """Note that a message was heard, or is to count as new again.

        False when it is so already, or when the message has gone meanwhile.
        """
        return await self._change(message, _PRESENT & (mailbox_message.c.state != state), {"state": state}, now)

    async def delete(self, message: Message, now: datetime) -> bool:
        """Delete a message; it can be restored for RESTORABLE. False when somebody was first."""
        return await self._change(message, _PRESENT, {"deleted_at": now}, now)

    async def restore(self, message: Message, now: datetime) -> bool:
        """Undo `delete`. False when the message is not deleted, or gone for good."""
        return await self._change(message, ~_PRESENT, {"deleted_at": None}, now)

    async def tenants(self) -> Sequence[int]:
        """The tenants that have messages."""
        async with self._database.read() as connection:
            return (await connection.scalars(select(mailbox_message.c.tenant).distinct())).all()

    async def expire(self, tenant: int, days: Mapping[int, int], now: datetime) -> int:
        """Delete the messages that are older than so many days, by owner; returns how many."""
        owners_of_deleted: list[int] = []
        async with self._database.write() as connection:
            for kept in sorted(set(days.values())):
                old = (mailbox_message.c.received_at <= now - timedelta(days=kept)) & _PRESENT
                for owners in batches([owner for owner, of_owner in days.items() if of_owner == kept]):
                    theirs = (mailbox_message.c.tenant == tenant) & mailbox_message.c.owner.in_(owners)
                    gone = update(mailbox_message).where(theirs, old).values(deleted_at=now, changed_at=now)
                    owners_of_deleted += await connection.scalars(gone.returning(mailbox_message.c.owner))
            await changes.note(connection, owners_of_deleted, now)
        return len(owners_of_deleted)

    async def purge(self, now: datetime) -> int:
        """Remove what was deleted a day ago, and what has had no owner for thirty days; returns how many."""
        has_owner = select(object_.c.id).where(object_.c.id == mailbox_message.c.owner).exists()
        owner_went = select(func.max(revision.c.at)).where(revision.c.object == mailbox_message.c.owner)
        ownerless = ~has_owner & (
            func.coalesce(owner_went.scalar_subquery(), mailbox_message.c.changed_at) <= now - OWNERLESS
        )
        old = or_(mailbox_message.c.deleted_at <= now - RESTORABLE, ownerless)
        async with self._database.write() as connection:
            gone = await connection.execute(delete(mailbox_message).where(old).returning(mailbox_message.c.sound))
            sounds = sorted(gone.scalars().all())
            for some in batches(sorted(set(sounds))):
                await connection.execute(update(blob).where(blob.c.hash.in_(some)).values(used_at=now))
        return len(sounds)

    async def copy(
        self, message: Message, to: Mapping[int, int | None], now: datetime, *, mailed: Collection[int] = ()
    ) -> None:
        """Give a new copy to each mailbox of `to`, as `put`; when and by whom it was left stays. Its sound is shared.

        Raises NotFound if the message has gone for good.
        """
        kept = [column for column in _COLUMNS if column.name not in ("id", "owner", "copied_from", "changed_at")]
        this = (mailbox_message.c.id == message.id) & (mailbox_message.c.owner == message.owner)
        async with self._database.write() as connection:
            row = (await connection.execute(select(mailbox_message.c.tenant, *kept).where(this))).one_or_none()
            if row is None:
                raise errors.NotFound("message", message.id)
            as_new = {"state": "new", "deleted_at": None, "changed_at": now, "copied_from": message.id}
            for owner, limit in to.items():
                copied = insert(mailbox_message).values({**row._mapping, **as_new, "owner": owner})
                id = (await connection.execute(copied.returning(mailbox_message.c.id))).scalar_one()
                if limit is not None:
                    await _make_room(connection, owner, limit, now)
                if owner in mailed:
                    await _announce(connection, row.tenant, owner, id, now)
            await changes.note(connection, to.keys(), now)

    async def _change(
        self, message: Message, still: ColumnElement[bool], values: Mapping[str, object], now: datetime
    ) -> bool:
        """A race that is lost changes nothing, and is no error."""
        this = (mailbox_message.c.id == message.id) & still
        async with self._database.write() as connection:
            changed = update(mailbox_message).where(this).values({**values, "changed_at": now})
            if not (await connection.execute(changed)).rowcount:
                return False
            await changes.note(connection, [message.owner], now)
            return True


async def _insert(
    connection: AsyncConnection, draft: MessageDraft, content: Content, owner: int, now: datetime
) -> int | None:
    """The id of the message, None if it was there: a write whose answer was lost is repeated."""
    values = {
        **draft.model_dump(exclude={"owner", "sound"}),
        **{"owner": owner, "sound": content.hash, "state": "new", "changed_at": now},
    }
    added = insert_into(connection, mailbox_message).values(values).on_conflict_do_nothing()
    id: int | None = await connection.scalar(added.returning(mailbox_message.c.id))
    return id


async def _announce(connection: AsyncConnection, tenant: int, owner: int, id: int, now: datetime) -> None:
    """Tell the owner of a new message by mail."""
    notice = MailNotice(message=id).model_dump()
    await outbox.put(connection, [outbox.Message(tenant, "mail", owner, notice)], now)


async def _make_room(connection: AsyncConnection, owner: int, limit: int, now: datetime) -> None:
    present = (mailbox_message.c.owner == owner) & _PRESENT
    number = await connection.scalar(select(func.count()).select_from(mailbox_message).where(present)) or 0
    if number <= limit:
        return
    oldest = select(mailbox_message.c.id).where(present, mailbox_message.c.state == "heard")
    oldest = oldest.order_by(mailbox_message.c.id).limit(number - limit)
    gone = update(mailbox_message).where(mailbox_message.c.id.in_(oldest))
    await connection.execute(gone.values(deleted_at=now, changed_at=now))


def _in(tenant: int, owner: int) -> ColumnElement[bool]:
    return (mailbox_message.c.tenant == tenant) & (mailbox_message.c.owner == owner)


def _of(tenant: int, owner: int) -> Select[Any]:
    return select(*_MESSAGE).where(_in(tenant, owner))


def _is(state: State | None) -> ColumnElement[bool]:
    if state == "deleted":
        return ~_PRESENT
    return _PRESENT if state is None else _PRESENT & (mailbox_message.c.state == state)


def _message(row: Row[Any]) -> Message:
    return Message(**row._mapping)
