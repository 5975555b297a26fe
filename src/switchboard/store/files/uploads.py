"""Uploads in parts: a row each, and the bytes so far in a file of that name, until they are complete.

A part is on disk before its row says so, and the row is locked meanwhile. After a crash, bytes beyond the recorded size
are overwritten by the next part.
"""

import asyncio
import hashlib
import mimetypes
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from uuid import uuid4

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import disk, errors
from switchboard.store.db import storable
from switchboard.store.db.database import Database
from switchboard.store.db.tables import file, tenant, upload
from switchboard.store.files.files import COLUMNS, File, Files, as_file
from switchboard.store.people.vault import Vault

LIFETIME_S = 3600
TEMPORARY_S = 86400
"""How long a temporary file lives once it is complete."""

MAX_OPEN = 20
"""Uploads of one tenant at a time."""

MAX_FILES = 1000
"""The limit of files for one tenant."""

P = ParamSpec("P")
T = TypeVar("T")

_NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f/\\]{1,128}")
_WAVE = "audio/vnd.wave"
_TYPES = mimetypes.MimeTypes()
"""Only the types that Python itself knows, because machines differ in what they add."""


@dataclass(frozen=True, slots=True)
class Progress:
    """An upload with `size` bytes so far; `token` is what its next part must show."""

    id: str
    size: int
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes that go on the end of the upload `id`, from whoever knows its newest token."""

    id: str
    token: str = field(repr=False)
    data: bytes = field(repr=False)


class Uploads:
    """The open uploads of all tenants, in `directory`; what they lead to goes to `files`, at most `limit` bytes each.

    A token follows from the upload and its size, so that who lost an answer can ask for it.
    """

    def __init__(self, database: Database, files: Files, directory: Path, vault: Vault, limit: int) -> None:
        self._database = database
        self._files = files
        self._directory = directory
        self._vault = vault
        self._limit = limit

    async def start(self, owner: int, name: str, *, temporary: bool, now: datetime) -> Progress:
        """Raises Invalid (of "filename"), LimitReached."""
        if not _NAME.fullmatch(name) or not storable.is_text(name) or name in (".", ".."):
            raise errors.Invalid("filename", "must be 1 to 128 characters without slashes and control characters")
        await self.purge(now)
        new = await self._progress(str(uuid4()), 0)
        values = {
            "id": new.id,
            "tenant": owner,
            "name": name,
            "temporary": temporary,
            "size": 0,
            "token_hash": _hash(new.token),
            "expires_at": now + timedelta(seconds=LIFETIME_S),
        }
        async with self._database.write() as connection:
            await _lock(connection, owner)
            await _refuse_more(connection, owner, now)
            await connection.execute(insert(upload).values(values))
        return new

    async def progress(self, owner: int, id: str, now: datetime) -> Progress:
        """How far it is. Raises NotFound."""
        async with self._database.read() as connection:
            row = await _fetch(connection, owner, id, now)
        return await self._progress(row.id, row.size)

    async def append(self, owner: int, part: Part, now: datetime) -> Progress:
        """Raises NotFound, Invalid (of "token"), LimitReached, Unavailable; then nothing has changed."""
        async with self._database.write() as connection:
            row = await self._extended(connection, owner, part, now)
            new = await self._progress(row.id, row.size + len(part.data))
            values = {"size": new.size, "token_hash": _hash(new.token)}
            await connection.execute(update(upload).where(upload.c.id == row.id).values(values))
        return new

    async def complete(self, owner: int, part: Part, digest: str | None, now: datetime) -> File:
        """The file that it becomes with the last part; `digest` is the SHA-256 that all of it must have, in hex.

        Raises what `append` raises, and Invalid of "digest" and "body"; then it is as before and can be tried again.
        """
        async with self._database.write() as connection:
            await _lock(connection, owner)
            row = await self._extended(connection, owner, part, now)
            content = await _on_disk(self._path(row.id).read_bytes)
            if not content:
                raise errors.Invalid("body", "the file is empty")
            found = hashlib.sha256(content).hexdigest()
            if digest is not None and digest.lower() != found:
                raise errors.Invalid("digest", "is not the SHA-256 of what was sent")
            key = secrets.token_urlsafe(32)
            # A link and no move: if the transaction fails, the upload is as before, and `sweep` finds the link.
            await _on_disk(disk.link, self._path(row.id), self._files.path(key))
            values = _described(row, content, now) | {"digest": found, "key": key}
            new = (await connection.execute(insert(file).values(values).returning(*COLUMNS))).one()
            await connection.execute(delete(upload).where(upload.c.id == row.id))
        await self._unlink([row.id])
        return as_file(new)

    async def destroy(self, owner: int, id: str, now: datetime) -> None:
        """Give it up. Raises NotFound."""
        async with self._database.write() as connection:
            row = await _fetch(connection, owner, id, now, lock=True)
            await connection.execute(delete(upload).where(upload.c.id == row.id))
        await self._unlink([row.id])

    async def purge(self, now: datetime) -> None:
        """Delete the uploads that have expired, and what is in the directory without one."""
        async with self._database.write() as connection:
            await connection.execute(delete(upload).where(upload.c.expires_at <= now))
        present = await asyncio.to_thread(self._present)
        async with self._database.read() as connection:
            known = set((await connection.scalars(select(upload.c.id))).all())
        await self._unlink(present - known)

    async def _extended(self, connection: AsyncConnection, owner: int, part: Part, now: datetime) -> Row[Any]:
        """The row as it is, with the part on disk behind what the row knows of."""
        row = await _fetch(connection, owner, part.id, now, lock=True)
        if not secrets.compare_digest(row.token_hash, _hash(part.token)):
            raise errors.Invalid("token", "is not the newest of this upload; /status tells it")
        if row.size + len(part.data) > self._limit:
            raise errors.LimitReached("bytes in a file", self._limit)
        await _on_disk(disk.write_at, self._path(row.id), row.size, part.data)
        return row

    async def _progress(self, id: str, size: int) -> Progress:
        token = await asyncio.to_thread(self._vault.sign, f"upload {id} {size}")
        return Progress(id, size, token)

    def _path(self, id: str) -> Path:
        return self._directory / id

    def _present(self) -> set[str]:
        return {path.name for path in self._directory.iterdir()} if self._directory.is_dir() else set()

    async def _unlink(self, names: Iterable[str]) -> None:
        await asyncio.to_thread(disk.unlink, [self._path(name) for name in names])


async def _on_disk(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Raises Unavailable when the disk refuses."""
    try:
        return await asyncio.to_thread(work, *args, **kwargs)
    except OSError as error:
        raise errors.Unavailable("the disk refuses the file") from error


async def _lock(connection: AsyncConnection, owner: int) -> None:
    """Lock the counts of the tenant's uploads and files until the transaction ends."""
    await connection.execute(select(tenant.c.id).where(tenant.c.id == owner).with_for_update())


async def _refuse_more(connection: AsyncConnection, owner: int, now: datetime) -> None:
    """Open uploads count as files, so that a complete one is never refused."""
    opened = select(func.count()).where(upload.c.tenant == owner, upload.c.expires_at > now)
    kept = select(func.count()).where(file.c.tenant == owner)
    count = await connection.scalar(opened) or 0
    if count >= MAX_OPEN:
        raise errors.LimitReached("open uploads", MAX_OPEN)
    if count + (await connection.scalar(kept) or 0) >= MAX_FILES:
        raise errors.LimitReached("files", MAX_FILES)


async def _fetch(connection: AsyncConnection, owner: int, id: str, now: datetime, *, lock: bool = False) -> Row[Any]:
    if storable.is_text(id):
        query = select(upload).where(upload.c.tenant == owner, upload.c.id == id, upload.c.expires_at > now)
        row = (await connection.execute(query.with_for_update() if lock else query)).one_or_none()
        if row is not None:
            return row
    raise errors.NotFound("upload", id)


def _described(row: Row[Any], content: bytes, now: datetime) -> dict[str, object]:
    return {
        "tenant": row.tenant,
        "name": row.name,
        "media_type": _media_type(row.name, content),
        "size": len(content),
        "created_at": now,
        "expires_at": now + timedelta(seconds=TEMPORARY_S) if row.temporary else None,
    }


def _media_type(name: str, content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return _WAVE
    return _TYPES.guess_type(name)[0] or "application/octet-stream"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
