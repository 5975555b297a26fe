"""The outbox: messages to others, by HTTP and by mail, kept until they are delivered or given up."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Final, Literal, get_args

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard.store.db import locks, storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import outbox

Channel = Literal["sms", "webhook", "mail", "alarm"]
DeliveryState = Literal["waiting", "sent", "failed"]
CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel)
MAX_OUTCOME = 255


@dataclass(frozen=True, slots=True)
class Message:
    """Something to send. `target` is the id of the webhook or SMS template, or of the owner of the mailbox; `content`
    is JSON that the channel reads: a WebhookNotice, an SmsNotice or a MailNotice."""

    tenant: int
    channel: Channel
    target: int
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message and how far it is. `attempts` counts those begun; `outcome` says how the last one ended."""

    id: int
    tenant: int
    channel: Channel
    target: int
    message: Mapping[str, Any]
    created_at: datetime
    due_at: datetime
    attempts: int
    state: DeliveryState
    outcome: str


_COLUMNS = [outbox.c[field.name] for field in fields(Delivery)]


class Outbox:
    """The messages of an installation. A sender that takes one has it to itself for the time that it asked for."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, messages: Sequence[Message], now: datetime) -> None:
        """Due at once. Raises Unavailable."""
        async with self._database.write() as connection:
            await put(connection, messages, now)

    async def next_due(
        self, busy: Collection[tuple[Channel, int]] = (), channels: Collection[Channel] = CHANNELS
    ) -> datetime | None:
        """When a message of these channels is next due to a target that is not `busy`. Raises Unavailable."""
        waiting = (outbox.c.state == "waiting") & outbox.c.channel.in_(channels)
        query = select(func.min(outbox.c.due_at)).where(waiting, *_not_to(busy))
        async with self._database.read() as connection:
            found: datetime | None = await connection.scalar(query)
            return found

    async def take_due(
        self,
        now: datetime,
        hold_s: float,
        limit: int,
        busy: Collection[tuple[Channel, int]] = (),
        channels: Collection[Channel] = CHANNELS,
    ) -> list[Delivery]:
        """Take the oldest due message of each target of these channels that is not `busy`. They become due again after
        `hold_s`, in case the sender that took them dies. Raises Unavailable."""
        due = (outbox.c.state == "waiting") & (outbox.c.due_at <= now) & outbox.c.channel.in_(channels)
        # One of each target at a time, so that a slow target holds up no other, and is never sent two at once.
        oldest = select(func.min(outbox.c.id)).where(due, *_not_to(busy))
        oldest = oldest.group_by(outbox.c.channel, outbox.c.target).limit(limit)
        # What another sender has locked, it is taking.
        free = select(outbox.c.id).where(outbox.c.id.in_(oldest), due).with_for_update(skip_locked=True)
        taken = {"due_at": now + timedelta(seconds=hold_s), "attempts": outbox.c.attempts + 1}
        async with self._database.write() as connection:
            rows = await connection.execute(
                update(outbox).where(outbox.c.id.in_(free)).values(taken).returning(*_COLUMNS)
            )
            return sorted((Delivery(**row._mapping) for row in rows), key=lambda one: one.id)

    async def sent(self, delivery: Delivery, outcome: str) -> None:
        """The target has it."""
        await self._settle(delivery, {"state": "sent", "outcome": outcome[:MAX_OUTCOME]})

    async def failed(self, delivery: Delivery, outcome: str, again_at: datetime | None) -> None:
        """The attempt failed; the next is at `again_at`, None gives up."""
        again = {"state": "failed"} if again_at is None else {"due_at": again_at}
        await self._settle(delivery, {**again, "outcome": outcome[:MAX_OUTCOME]})

    async def page(
        self, tenant: int, *, limit: int, before: int | None = None, state: DeliveryState | None = None
    ) -> list[Delivery]:
        """The last messages of a tenant, newest first; those before the one with the id `before`."""
        query = select(*_COLUMNS).where(outbox.c.tenant == tenant).order_by(outbox.c.id.desc())
        if before is not None:
            query = query.where(outbox.c.id < min(before, storable.MAX_ID))
        if state is not None:
            query = query.where(outbox.c.state == state)
        async with self._database.read() as connection:
            return [Delivery(**row._mapping) for row in await connection.execute(query.limit(limit))]

    async def counts(self) -> Mapping[DeliveryState, int]:
        """How many messages of all tenants are in which state; a state that none has is missing. Raises Unavailable."""
        query = select(outbox.c.state, func.count().label("number")).group_by(outbox.c.state)
        async with self._database.read() as connection:
            return {row.state: row.number for row in await connection.execute(query)}

    async def failures(self, tenant: int, since: datetime) -> int:
        """How many messages of a tenant that are not older have failed for good. Raises Unavailable."""
        ours = (outbox.c.tenant == tenant) & (outbox.c.state == "failed") & (outbox.c.created_at >= since)
        async with self._database.read() as connection:
            return await connection.scalar(select(func.count()).where(ours)) or 0

    async def give_up(self, before: datetime) -> int:
        """Fail what waits and is older; returns how many. Raises Unavailable."""
        old = (outbox.c.state == "waiting") & (outbox.c.created_at < before)
        async with self._database.write() as connection:
            given_up = update(outbox).where(old).values(state="failed", outcome="too old")
            return (await connection.execute(given_up)).rowcount

    async def purge(self, before: datetime) -> int:
        """Forget what was settled and is older; returns how many. Raises Unavailable."""
        old = (outbox.c.state != "waiting") & (outbox.c.created_at < before)
        async with self._database.write() as connection:
            return (await connection.execute(delete(outbox).where(old))).rowcount

    async def _settle(self, delivery: Delivery, values: Mapping[str, Any]) -> None:
        """Write how an attempt went, unless another sender has taken the message since."""
        ours = (outbox.c.id == delivery.id) & (outbox.c.attempts == delivery.attempts) & (outbox.c.state == "waiting")
        async with self._database.write() as connection:
            await connection.execute(update(outbox).where(ours).values(values))


async def put(connection: AsyncConnection, messages: Sequence[Message], now: datetime) -> None:
    """Put messages in the transaction that writes what they are about: both happen, or neither."""
    await connection.run_sync(put_now, messages, now)


def put_now(connection: Connection, messages: Sequence[Message], now: datetime) -> None:
    """The same in a transaction that somebody runs in one go."""
    if not messages:
        return
    common = {"created_at": now, "due_at": now, "attempts": 0, "state": "waiting", "outcome": ""}
    rows = [
        {"tenant": one.tenant, "channel": one.channel, "target": one.target, "message": dict(one.content), **common}
        for one in messages
    ]
    connection.execute(insert(outbox), rows)
    locks.notify_now(connection, locks.OUTBOX)


def _not_to(busy: Collection[tuple[Channel, int]]) -> list[ColumnElement[bool]]:
    return [~((outbox.c.channel == channel) & (outbox.c.target == target)) for channel, target in busy]
