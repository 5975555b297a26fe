"""Many writes as one: all of them happen, or none; the order of the objects does not matter."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard.clock import Clock, SystemClock
from switchboard.model.base import Document
from switchboard.model.stored import Stored
from switchboard.store.db import locks
from switchboard.store.db.database import Database
from switchboard.store.documents import objects, writing
from switchboard.store.documents.ids import free_id
from switchboard.store.documents.writing import Author, Batch, Objects, Unique, unique_values

B = TypeVar("B", bound=Batch)


@dataclass(frozen=True, slots=True)
class Current:
    """All objects of a tenant at one moment. Ids from `free_id` on have never been used."""

    objects: Objects
    free_id: int


@dataclass(frozen=True, slots=True)
class Clash:
    """Two objects have the same `field`, "number" or "name", which must be unique."""

    field: str
    value: str
    first: Stored[Document]
    second: Stored[Document]


def clashes(everything: Iterable[Stored[Document]]) -> Iterator[Clash]:
    """Numbers that occur twice in a tenant, and names that occur twice in a kind where they are unique."""
    owners: dict[Unique, Stored[Document]] = {}
    for stored in everything:
        for unique in unique_values(stored.document):
            owner = owners.setdefault(unique, stored)
            if owner is not stored:
                yield Clash(unique[1], unique[2], owner, stored)


class Batches:
    """Reads and rewrites the whole configuration of one tenant."""

    def __init__(self, database: Database, tenant: int, clock: Clock | None = None) -> None:
        self._database = database
        self._tenant = tenant
        self._clock = clock or SystemClock()

    async def current(self) -> Current:
        """Everything at this moment."""
        async with self._database.read() as connection:
            return await _current(connection, self._tenant)

    async def rewrite(self, plan: Callable[[Current], B], *, author: str, note: str = "") -> B:
        """Read everything, `plan`, and write in one transaction, in which nobody else writes; returns what was planned.

        Raises what `plan` and `writing.write` raise; then nothing is written.
        """
        async with self._database.write() as connection:
            await locks.configuration(connection)
            current = await _current(connection, self._tenant)
            # In a thread: for thousands of objects it takes a second, in which this process would answer nobody.
            batch = await asyncio.to_thread(plan, current)
            await writing.write(connection, self._tenant, batch, Author(author, self._clock.now(), note))
            return batch

    async def rehearse(self, plan: Callable[[Current], B]) -> B:
        """What `rewrite` would plan, and write, and whether it could: it is written, and taken back. Raises as
        `rewrite`.
        """
        try:
            async with self._database.write() as connection:
                await locks.configuration(connection)
                batch = plan(await _current(connection, self._tenant))
                await writing.write(connection, self._tenant, batch, Author("", self._clock.now(), ""))
                raise _Rehearsed
        except _Rehearsed:
            return batch


class _Rehearsed(Exception):
    """Undoes the transaction."""


async def _current(connection: AsyncConnection, tenant: int) -> Current:
    _, found = await objects.snapshot(connection, tenant)
    return Current(found, await free_id(connection))
