"""Files of a tenant: a row each, and the content on disk under a key that nobody can guess.

Content is on disk before its row is, and goes after it; what a crash leaves behind has no row, and `sweep` finds it.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, select, update

from switchboard import disk, errors
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import file
from switchboard.store.documents.objects import batches

ORPHAN_S = 3600
"""How old content without a row must be to have been left by a crash; younger, it may be about to get its row."""


@dataclass(frozen=True, slots=True)
class File:
    """A file: `digest` is the SHA-256 of its `size` bytes, `prompt` the id of the prompt that was made of it."""

    id: int
    tenant: int
    name: str
    media_type: str
    size: int
    digest: str
    key: str = field(repr=False)
    created_at: datetime
    expires_at: datetime | None
    prompt: int | None


COLUMNS = tuple(file.c[one.name] for one in fields(File))


class Files:
    """The files of all tenants, with their content in `directory`. What has expired is not there any more."""

    def __init__(self, database: Database, directory: Path) -> None:
        self._database = database
        self._directory = directory

    async def all(self, tenant: int, now: datetime) -> list[File]:
        """Oldest first."""
        return await self._select(now, file.c.tenant == tenant)

    async def get(self, tenant: int, id: int, now: datetime) -> File:
        """Raises NotFound."""
        found = await self._select(now, file.c.tenant == tenant, file.c.id == id) if storable.is_id(id) else []
        if not found:
            raise errors.NotFound("file", id)
        return found[0]

    async def of_prompts(self, tenant: int, prompts: Iterable[int], now: datetime) -> dict[int, File]:
        """The files that prompts were made of, by the id of the prompt."""
        found: dict[int, File] = {}
        for ids in batches([id for id in prompts if storable.is_id(id)]):
            made = await self._select(now, file.c.tenant == tenant, file.c.prompt.in_(ids))
            found.update((one.prompt, one) for one in made if one.prompt is not None)
        return found

    async def by_key(self, key: str, now: datetime) -> File | None:
        """The file with that key, in whatever tenant."""
        found = await self._select(now, file.c.key == key) if storable.is_text(key) else []
        return found[0] if found else None

    async def by_digest(self, tenant: int, digest: str, now: datetime) -> File | None:
        """The oldest file of the tenant with that content."""
        if not storable.is_text(digest):
            return None
        found = await self._select(now, file.c.tenant == tenant, file.c.digest == digest)
        return found[0] if found else None

    async def read(self, of: File) -> bytes:
        """The content. Raises NotFound when it has gone meanwhile."""
        try:
            return await asyncio.to_thread(self.path(of.key).read_bytes)
        except FileNotFoundError:
            raise errors.NotFound("file", of.id) from None

    async def remember_prompt(self, of: File, prompt: int) -> bool:
        """Note what prompt was made of it; False when somebody else did so meanwhile, or the file has gone."""
        same = (file.c.id == of.id) & file.c.prompt.is_not_distinct_from(of.prompt)
        async with self._database.write() as connection:
            return bool((await connection.execute(update(file).where(same).values(prompt=prompt))).rowcount)

    async def delete(self, of: File) -> None:
        """Raises NotFound when somebody else was first."""
        async with self._database.write() as connection:
            if not (await connection.execute(delete(file).where(file.c.id == of.id))).rowcount:
                raise errors.NotFound("file", of.id)
        await self._unlink([of.key])

    async def purge(self, now: datetime) -> None:
        """Delete the files that have expired."""
        expired = delete(file).where(file.c.expires_at <= now).returning(file.c.key)
        async with self._database.write() as connection:
            gone = (await connection.scalars(expired)).all()
        await self._unlink(gone)

    async def sweep(self, now: datetime) -> None:
        """Delete content that has no row and has had none for an hour."""
        old = await asyncio.to_thread(self._older_than, now - timedelta(seconds=ORPHAN_S))
        async with self._database.read() as connection:
            known: set[str] = set()
            for names in batches(old):
                known.update((await connection.scalars(select(file.c.key).where(file.c.key.in_(names)))).all())
        await self._unlink(set(old) - known)

    def path(self, key: str) -> Path:
        """The path of the content."""
        return self._directory / key

    async def _select(self, now: datetime, *conditions: ColumnElement[bool]) -> list[File]:
        live = file.c.expires_at.is_(None) | (file.c.expires_at > now)
        query = select(*COLUMNS).where(live, *conditions).order_by(file.c.id)
        async with self._database.read() as connection:
            return [as_file(row) for row in await connection.execute(query)]

    def _older_than(self, limit: datetime) -> list[str]:
        """The names of files older than `limit`. A link changes the inode's time, so a file completed now is young."""
        if not self._directory.is_dir():
            return []
        return [path.name for path in self._directory.iterdir() if path.stat().st_ctime < limit.timestamp()]

    async def _unlink(self, names: Iterable[str]) -> None:
        await asyncio.to_thread(disk.unlink, [self.path(name) for name in names])


def as_file(row: Row[Any]) -> File:
    """Makes a file from a row of `COLUMNS`."""
    return File(**row._mapping)
