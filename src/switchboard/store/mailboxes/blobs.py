"""Sounds by the hash of their content, in parts, so that nobody has to hold a long one in memory.

Who stores a sound that is there already only says so. What nothing refers to any more is swept after a day.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete, exists, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import errors
from switchboard.store.db.database import Database
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.tables import blob, blob_chunk, mailbox_message

CHUNK = 256 * 1024
UNUSED = timedelta(hours=24)
_CHUNKS_AT_ONCE = 16

Home = Literal["database"]
"""Where content is kept."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be stored: `parts` of CHUNK bytes, the last one as long as it is."""

    hash: str
    size: int
    parts: Sequence[bytes]

    @classmethod
    def of(cls, data: bytes) -> "Content":
        parts = [data[start : start + CHUNK] for start in range(0, len(data), CHUNK)]
        return cls(hashlib.sha256(data).hexdigest(), len(data), parts)


class Blobs:
    """The stored sounds, to read and to sweep."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def size(self, digest: str) -> int:
        """The length in bytes. Raises NotFound, Unavailable."""
        async with self._database.read() as connection:
            size: int | None = await connection.scalar(select(blob.c.bytes).where(blob.c.hash == digest))
        if size is None:
            raise errors.NotFound("sound", digest)
        return size

    async def part(self, digest: str, number: int) -> bytes:
        """CHUNK bytes of the content, the part with that number (0 is the first). Raises NotFound, Unavailable."""
        query = select(blob_chunk.c.data).where(blob_chunk.c.hash == digest, blob_chunk.c.n == number)
        async with self._database.read() as connection:
            data: bytes | None = await connection.scalar(query)
        if data is None:
            raise errors.NotFound("sound", digest)
        return data

    async def read(self, digest: str) -> bytes:
        """The whole content. Raises NotFound, Unavailable."""
        query = select(blob_chunk.c.data).where(blob_chunk.c.hash == digest).order_by(blob_chunk.c.n)
        async with self._database.read() as connection:
            parts = (await connection.scalars(query)).all()
        if not parts:
            raise errors.NotFound("sound", digest)
        return b"".join(parts)

    async def sweep(self, now: datetime) -> int:
        """Delete what nothing refers to and nobody has stored or let go for a day; returns how many.

        Raises Unavailable.
        """
        used = exists().where(mailbox_message.c.sound == blob.c.hash)
        unused = delete(blob).where(blob.c.used_at <= now - UNUSED, ~used)
        async with self._database.write() as connection:
            return (await connection.execute(unused)).rowcount


async def put(connection: AsyncConnection, content: Content, now: datetime) -> None:
    """Store a sound (WAV) in the transaction that refers to it."""
    home: Home = "database"
    row = {"hash": content.hash, "format": "wav", "bytes": content.size, "home": home, "used_at": now}
    # The update locks the row against a sweep; what a sweep before has left shows only under this lock.
    await connection.execute(
        insert_into(connection, blob).values(row).on_conflict_do_update(index_elements=["hash"], set_={"used_at": now})
    )
    known = await connection.scalar(select(blob_chunk.c.n).where(blob_chunk.c.hash == content.hash).limit(1))
    for start in range(0, len(content.parts) if known is None else 0, _CHUNKS_AT_ONCE):
        some = content.parts[start : start + _CHUNKS_AT_ONCE]
        rows = [{"hash": content.hash, "n": start + index, "data": part} for index, part in enumerate(some)]
        await connection.execute(insert(blob_chunk), rows)
