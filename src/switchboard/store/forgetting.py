"""What is known of a telephone number, and that it is forgotten: all but the sums, in which nobody is named."""

import json
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Table, Text, cast, delete, func, or_, select

from switchboard.model.base import Document
from switchboard.model.configuration import Configuration
from switchboard.model.stored import Stored
from switchboard.store.calls.recordings import CallRecordings, Elsewhere
from switchboard.store.db.database import Database
from switchboard.store.db.tables import (
    call,
    call_event,
    call_leg,
    call_object,
    mailbox_message,
    outbox,
    pin_failure,
    recording,
    wish,
)
from switchboard.store.documents import objects
from switchboard.store.documents.objects import batches
from switchboard.store.mailboxes import changes
from switchboard.store.mailboxes.blobs import Blobs

CALLS_AT_ONCE: Final = 50
"""Calls of one transaction."""

ROWS_AT_ONCE: Final = 2000
"""Rows that are looked through at a time."""


@dataclass(frozen=True, slots=True)
class Naming:
    """An object whose document names the number. It stays: somebody has configured it so."""

    kind: str
    id: int
    name: str


@dataclass(slots=True)
class Traces:
    """What there is of a number: ids of calls, messages, wishes and deliveries, and how many wrong PINs were counted.

    `running` calls, and `objects` that name the number, stay. So do the calls of which another machine, one of
    `elsewhere`, has a recording.
    """

    forms: tuple[str, ...]
    calls: list[str] = field(default_factory=list)
    recordings: list[str] = field(default_factory=list)
    messages: list[int] = field(default_factory=list)
    wishes: list[str] = field(default_factory=list)
    deliveries: list[int] = field(default_factory=list)
    wrong_pins: int = 0
    running: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    objects: list[Naming] = field(default_factory=list)


class Forgetting:
    """The traces of people in one tenant."""

    def __init__(self, database: Database, tenant: int, recordings: CallRecordings, blobs: Blobs) -> None:
        self._database = database
        self._tenant = tenant
        self._recordings = recordings
        self._blobs = blobs

    async def traces(self, number: str) -> Traces:
        """What there is, in whatever form the number was written. Raises Unavailable."""
        everything = await self._everything()
        numbering = Configuration.of(everything).office.numbering
        forms = tuple(dict.fromkeys((*numbering.forms(number), *numbering.forms(number, "any"))))
        found = Traces(forms, objects=list(_naming(everything, forms)))
        positions = await self._find_calls(found)
        found.messages = await self._ids(mailbox_message, mailbox_message.c.caller.in_(forms))
        found.wishes = [row.id async for row in self._rows(wish, wish.c.position) if _names(row.command, forms)]
        deliveries = self._rows(outbox, outbox.c.id)
        found.deliveries = [row.id async for row in deliveries if _is_about(row, forms, positions, found.messages)]
        found.wrong_pins = len(await self._ids(pin_failure, _wrong(forms)))
        return found

    async def forget(self, number: str, now: datetime) -> Traces:
        """Delete all of it for good, and say what it was. Raises Unavailable, OSError.

        If it is interrupted, it can be called again.
        """
        found = await self.traces(number)
        await self._delete(outbox, outbox.c.id, found.deliveries)
        await self._delete(wish, wish.c.id, found.wishes)
        async with self._database.write() as connection:
            await connection.execute(delete(pin_failure).where(self._mine(pin_failure), _wrong(found.forms)))
        await self._forget_messages(found.messages, now)
        elsewhere = set(found.elsewhere)
        for start in range(0, len(found.calls), CALLS_AT_ONCE):
            some = found.calls[start : start + CALLS_AT_ONCE]
            await self._forget_calls(await self._without_recordings(some, elsewhere))
        found.elsewhere = sorted(elsewhere)
        return found

    async def _everything(self) -> Sequence[Stored[Document]]:
        async with self._database.read() as connection:
            return list((await objects.snapshot(connection, self._tenant))[1])

    async def _find_calls(self, found: Traces) -> set[int]:
        """The calls that name the number anywhere; returns the positions of their events."""
        ends = call.c.caller.in_(found.forms) | call.c.dialled.in_(found.forms)
        ids = set(await self._ids(call, ends))
        ids |= await self._calls_of_legs(found.forms)
        ids |= await self._calls_of_events(found.forms)
        positions: set[int] = set()
        for some in batches(sorted(ids)):
            async with self._database.read() as connection:
                query = select(call.c.id, call.c.state).where(self._mine(call), call.c.id.in_(some))
                for row in await connection.execute(query.order_by(call.c.position)):
                    (found.running if row.state == "open" else found.calls).append(row.id)
                names = select(recording.c.name, recording.c.node).where(recording.c.call.in_(some))
                found.recordings += (row.name for row in await connection.execute(names))
                events = select(call_event.c.position).where(call_event.c.call.in_(some))
                positions.update(await connection.scalars(events))
        return positions

    async def _calls_of_legs(self, forms: Collection[str]) -> set[str]:
        people = (call_leg.c.caller, call_leg.c.callee, call_leg.c.did, call_leg.c.shown)
        query = select(call.c.id).join(call_leg, call_leg.c.call == call.c.position)
        query = query.where(self._mine(call_leg), or_(*(column.in_(forms) for column in people)))
        async with self._database.read() as connection:
            return set(await connection.scalars(query))

    async def _calls_of_events(self, forms: Collection[str]) -> set[str]:
        """No index has what is in events: all are looked through, some at a time."""
        named = or_(*(cast(call_event.c.data, Text).contains(json.dumps(form), autoescape=True) for form in forms))
        ids: set[str] = set()
        async with self._database.read() as connection:
            last = await connection.scalar(select(func.max(call_event.c.position))) or 0
        for start in range(0, last, 10 * ROWS_AT_ONCE):
            some = (call_event.c.position > start) & (call_event.c.position <= start + 10 * ROWS_AT_ONCE)
            query = select(call_event.c.call).distinct().join(call, call.c.id == call_event.c.call)
            async with self._database.read() as connection:
                ids.update(await connection.scalars(query.where(some, named, self._mine(call))))
        return ids

    async def _without_recordings(self, calls: Sequence[str], elsewhere: set[str]) -> list[str]:
        """Delete the recordings of calls; returns the calls that have none any more."""
        bare = []
        for id in calls:
            try:
                for one in await self._recordings.of_call(self._tenant, id):
                    await self._recordings.remove(one)
            except Elsewhere as error:
                elsewhere.add(error.node)
            else:
                bare.append(id)
        return bare

    async def _forget_calls(self, ids: Sequence[str]) -> None:
        """Their events and legs go with them."""
        theirs = self._mine(call) & call.c.id.in_(ids)
        async with self._database.write() as connection:
            positions = list(await connection.scalars(select(call.c.position).where(theirs)))
            met = self._mine(call_object) & call_object.c.call.in_(positions)
            await connection.execute(delete(call_object).where(met))
            await connection.execute(delete(call).where(theirs))

    async def _forget_messages(self, ids: Sequence[int], now: datetime) -> None:
        """For good, with their sounds as far as no other message has them."""
        sounds: set[str] = set()
        for some in batches(ids):
            gone = delete(mailbox_message).where(self._mine(mailbox_message), mailbox_message.c.id.in_(some))
            async with self._database.write() as connection:
                columns = (mailbox_message.c.owner, mailbox_message.c.sound)
                rows = (await connection.execute(gone.returning(*columns))).all()
                sounds.update(row.sound for row in rows)
                await changes.note(connection, {row.owner for row in rows}, now)
        await self._blobs.remove_unused(sounds)

    async def _rows(self, table: Table, key: ColumnElement[int]) -> AsyncIterator[Row[Any]]:
        """All rows of the tenant, some at a time."""
        last = 0
        while True:
            query = select(table, key.label("its_key")).where(self._mine(table), key > last).order_by(key)
            async with self._database.read() as connection:
                rows = (await connection.execute(query.limit(ROWS_AT_ONCE))).all()
            if not rows:
                return
            for row in rows:
                yield row
            last = rows[-1].its_key

    async def _ids(self, table: Table, which: ColumnElement[bool]) -> list[Any]:
        async with self._database.read() as connection:
            return list(await connection.scalars(select(table.c.id).where(self._mine(table), which)))

    async def _delete(self, table: Table, key: ColumnElement[Any], ids: Sequence[Any]) -> None:
        for some in batches(ids):
            async with self._database.write() as connection:
                await connection.execute(delete(table).where(self._mine(table), key.in_(some)))

    def _mine(self, table: Table) -> ColumnElement[bool]:
        return table.c.tenant == self._tenant


def _wrong(forms: Collection[str]) -> ColumnElement[bool]:
    return (pin_failure.c.what == "caller") & pin_failure.c.who.in_(forms)


def _naming(everything: Iterable[Stored[Document]], forms: Collection[str]) -> Iterable[Naming]:
    for stored in everything:
        if _names(stored.document.model_dump(mode="json"), forms):
            yield Naming(stored.document.kind, stored.id, stored.document.name)


def _names(value: object, forms: Collection[str]) -> bool:
    """Whether JSON has one of the texts anywhere."""
    if isinstance(value, str):
        return value in forms
    if isinstance(value, Mapping):
        return any(_names(one, forms) for one in value.values())
    return isinstance(value, Sequence) and any(_names(one, forms) for one in value)


def _is_about(row: Row[Any], forms: Collection[str], positions: set[int], messages: Collection[int]) -> bool:
    """Whether something of the outbox is about the number, one of these events or one of these messages."""
    content: Mapping[str, Any] = row.message
    if row.channel == "webhook":
        return content.get("position") in positions and content.get("topic") != "agent_state"
    if row.channel == "mail":
        return content.get("message") in messages
    return _names(content, forms)
