"""The drafts of a tenant: begun, changed and thrown away. `publications.py` puts them in force."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.clock import Clock, SystemClock
from switchboard.model.base import Document
from switchboard.model.drafts.draft import FIRST_REVISION, Drafted
from switchboard.store.db import locks
from switchboard.store.db.database import Database
from switchboard.store.db.last_change import last_change_seen_by
from switchboard.store.db.tables import draft, draft_change
from switchboard.store.documents.ids import free_id, never_give
from switchboard.store.documents.objects import batches
from switchboard.store.drafts import rows
from switchboard.store.drafts.rows import Draft

MAX_DRAFTS: Final = 100
"""The limit of drafts of one tenant."""
MAX_CHANGES: Final = 1000
"""The limit of objects that one draft changes."""
MAX_BYTES: Final = 8 * 1024 * 1024
"""The limit of all documents of one draft together, as JSON."""


class DraftWritten(Exception):
    """Somebody else has written to the draft since it was read: what was planned must be planned again."""


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft with all that it changes."""

    draft: Draft
    drafted: tuple[Drafted, ...]

    def of(self, id: int) -> Drafted | None:
        """What it says of the object with that id; None: nothing."""
        return next((one for one in self.drafted if one.id == id), None)


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of a draft in one go: what it says of some objects, and of which it no longer says anything.

    It gets a revision above `above`, the highest that these objects have.
    """

    drafted: Sequence[Drafted]
    reverted: Sequence[int]
    above: int


class Drafts:
    """The drafts of one tenant."""

    def __init__(self, database: Database, tenant: int, clock: Clock | None = None) -> None:
        self._database = database
        self._tenant = tenant
        self._clock = clock or SystemClock()

    async def all(self) -> list[Draft]:
        """Those that were changed last come first; at most `MAX_DRAFTS`."""
        query = rows.drafts(self._tenant).order_by(draft.c.changed_at.desc(), draft.c.id.desc())
        async with self._database.read() as connection:
            return [rows.read(row) for row in await connection.execute(query)]

    async def begin(self, name: str, note: str, *, author: str) -> Draft:
        """An empty draft. Raises LimitReached."""
        now = self._clock.now()
        async with self._writing() as connection:
            mine = select(func.count()).select_from(draft).where(draft.c.tenant == self._tenant)
            if (await connection.scalar(mine) or 0) >= MAX_DRAFTS:
                raise errors.LimitReached("drafts", MAX_DRAFTS)
            base = await connection.run_sync(last_change_seen_by, self._tenant)
            values = {"tenant": self._tenant, "name": name, "note": note, "author": author, "base": base}
            times = {"created_at": now, "changed_at": now, "revision": 1}
            id = await connection.scalar(insert(draft).values(values | times).returning(draft.c.id))
            return await rows.fetch(connection, self._tenant, id or 0)

    async def get(self, id: int) -> Draft:
        """Raises NotFound."""
        async with self._database.read() as connection:
            return await rows.fetch(connection, self._tenant, id)

    async def opened(self, id: int) -> OpenDraft:
        """A draft with all that it changes, at one moment. Raises NotFound."""
        async with self._database.read() as connection:
            found = await rows.fetch(connection, self._tenant, id)
            return OpenDraft(found, await rows.fetch_drafted(connection, id))

    async def rename(self, id: int, name: str, note: str, *, check: Callable[[int], None]) -> Draft:
        """Another name and note. Raises NotFound, and what `check` raises, which is given the revision before."""
        async with self._writing() as connection:
            old = await rows.fetch(connection, self._tenant, id)
            check(old.revision)
            await self._touch(connection, old, old.revision + 1, {"name": name, "note": note})
            return await rows.fetch(connection, self._tenant, id)

    async def discard(self, id: int, *, check: Callable[[int], None]) -> None:
        """Throw a draft away. Raises NotFound, and what `check` raises."""
        async with self._writing() as connection:
            check((await rows.fetch(connection, self._tenant, id)).revision)
            await connection.execute(delete(draft).where(draft.c.id == id))

    async def add(self, to: Draft, document: Document, *, author: str) -> Drafted:
        """A new object in a draft, under an id that it keeps when it is published.

        Raises NotFound when there is no such draft any more, DraftWritten, and LimitReached.
        """
        async with self._writing() as connection:
            id = await free_id(connection)
            new = Drafted(id, document.kind, 0, None, document, author, self._clock.now())
            return (await self._write(connection, to, Change((new,), (), above=0)))[0]

    async def write(self, to: Draft, change: Change) -> Sequence[Drafted]:
        """What a draft says of these objects from now on. Raises as `add`."""
        async with self._writing() as connection:
            return await self._write(connection, to, change)

    async def plan(self, to: Draft, plan: Callable[[int], Change]) -> None:
        """The same with new objects, whose ids `plan` takes from the one that it is given on. Raises as `add`, and what
        `plan` raises.
        """
        async with self._writing() as connection:
            # In a thread: for thousands of objects it takes a second, in which this process would answer nobody.
            change = await asyncio.to_thread(plan, await free_id(connection))
            await self._write(connection, to, change)

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction in which nobody else writes drafts or configuration.

        So whoever counts ids (`Batches`) meets none that is reserved and not written yet.
        """
        async with self._database.write() as connection:
            await locks.configuration(connection)
            yield connection

    async def _write(self, connection: AsyncConnection, to: Draft, change: Change) -> Sequence[Drafted]:
        revision, now = _following(to, change.above), self._clock.now()
        await self._touch(connection, to, revision)
        new = [replace(one, revision=FIRST_REVISION + revision, at=now) for one in change.drafted]
        for ids in batches([*change.reverted, *(one.id for one in new)]):
            mine = draft_change.c.draft == to.id
            await connection.execute(delete(draft_change).where(mine, draft_change.c.object.in_(ids)))
        if new:
            await connection.execute(insert(draft_change), [_row(to, one) for one in new])
            await never_give(connection, max(one.id for one in new))
        await _refuse_too_much(connection, to)
        return new

    async def _touch(
        self, connection: AsyncConnection, to: Draft, revision: int, values: dict[str, Any] | None = None
    ) -> None:
        """Raises NotFound and DraftWritten unless the draft still is as it was read."""
        mine = (draft.c.tenant == self._tenant) & (draft.c.id == to.id)
        new = {"revision": revision, "changed_at": self._clock.now()} | (values or {})
        done = await connection.execute(update(draft).where(mine, draft.c.revision == to.revision).values(new))
        if done.rowcount == 0:
            await rows.fetch(connection, self._tenant, to.id)
            raise DraftWritten


def _following(to: Draft, above: int) -> int:
    """The draft's next revision, higher than all that any of its objects ever had."""
    return max(to.revision, above - FIRST_REVISION) + 1


def _row(to: Draft, drafted: Drafted) -> dict[str, Any]:
    document = drafted.document
    return {
        "draft": to.id,
        "object": drafted.id,
        "kind": drafted.kind,
        "base_revision": None if drafted.base is None else drafted.base.revision,
        "document": None if document is None else document.model_dump(mode="json"),
        "size": 0 if document is None else len(document.model_dump_json()),
        "revision": drafted.revision,
        "author": drafted.author,
        "at": drafted.at,
    }


async def _refuse_too_much(connection: AsyncConnection, to: Draft) -> None:
    """Raises LimitReached."""
    counted = select(func.count(), func.sum(draft_change.c.size)).where(draft_change.c.draft == to.id)
    changes, size = (await connection.execute(counted)).one()
    if changes > MAX_CHANGES:
        raise errors.LimitReached("changed objects in a draft", MAX_CHANGES)
    if size is not None and size > MAX_BYTES:
        raise errors.LimitReached("bytes in a draft", MAX_BYTES)
