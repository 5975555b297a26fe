"""Sounds by the hash of their content, in parts, so that nobody has to hold a long one in memory.

Who stores a sound that is there already only says so. What nothing refers to any more is swept after a day.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, assert_never

from sqlalchemy import ColumnElement, delete, exists, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from switchboard import disk, errors
from switchboard.store.db.database import Database
from switchboard.store.db.inserting import insert_into
from switchboard.store.db.tables import blob, blob_chunk, mailbox_message

CHUNK = 256 * 1024
UNUSED = timedelta(hours=24)
_CHUNKS_AT_ONCE = 16

Home = Literal["database", "directory"]
"""Where content is kept: in chunks in a table, or each as a file."""


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
    """The stored sounds. New ones get the `home`; what is stored stays where it is.

    `directory` has those of which the home is "directory"; without it there are none. On several machines it must be
    one that all share.
    """

    def __init__(self, database: Database, directory: Path | None = None, home: Home = "database") -> None:
        self._database = database
        self._directory = directory
        self._home = home

    async def put(self, connection: AsyncConnection, content: Content, now: datetime) -> None:
        """Store a sound (WAV) in the transaction that refers to it. Raises OSError."""
        row = {"hash": content.hash, "format": "wav", "bytes": content.size, "home": self._home, "used_at": now}
        # The update locks the row against a sweep; what a sweep before has left shows only under this lock.
        known = insert_into(connection, blob).values(row)
        known = known.on_conflict_do_update(index_elements=["hash"], set_={"used_at": now})
        home: Home = (await connection.execute(known.returning(blob.c.home))).scalar_one()
        match home:
            case "database":
                await _put_chunks(connection, content)
            case "directory":
                await asyncio.to_thread(_write, self._file(content.hash), content)
            case _:
                assert_never(home)

    async def size(self, digest: str) -> int:
        """The length in bytes. Raises NotFound, Unavailable."""
        async with self._database.read() as connection:
            size: int | None = await connection.scalar(select(blob.c.bytes).where(blob.c.hash == digest))
        if size is None:
            raise errors.NotFound("sound", digest)
        return size

    async def part(self, digest: str, number: int) -> bytes:
        """CHUNK bytes of the content, the part with that number (0 is the first). Raises NotFound, Unavailable."""
        home, chunks = await self._found(digest, blob_chunk.c.n == number)
        part = await self._of_file(digest, number * CHUNK, CHUNK) if home == "directory" else b"".join(chunks)
        if not part:
            raise errors.NotFound("sound", digest)
        return part

    async def read(self, digest: str) -> bytes:
        """The whole content. Raises NotFound, Unavailable."""
        home, chunks = await self._found(digest)
        content = await self._of_file(digest, 0, -1) if home == "directory" else b"".join(chunks)
        if not content:
            raise errors.NotFound("sound", digest)
        return content

    async def sweep(self, now: datetime) -> int:
        """Delete what nothing refers to and nobody has stored or let go for a day; returns how many.

        Raises Unavailable, OSError.
        """
        used = exists().where(mailbox_message.c.sound == blob.c.hash)
        unused = delete(blob).where(blob.c.used_at <= now - UNUSED, ~used)
        async with self._database.write() as connection:
            gone = (await connection.execute(unused.returning(blob.c.hash, blob.c.home))).all()
            files = [self._file(row.hash) for row in gone if row.home == "directory"]
            # While the rows are locked: who stores one of these sounds again must find no file that is about to go.
            await asyncio.to_thread(disk.unlink, files)
        return len(gone)

    async def _found(self, digest: str, which: ColumnElement[bool] | None = None) -> tuple[Home, list[bytes]]:
        """Where a sound is kept, and its chunks in order, all or those wanted. Raises NotFound, Unavailable."""
        theirs = blob_chunk.c.hash == blob.c.hash
        found = blob.outerjoin(blob_chunk, theirs if which is None else theirs & which)
        query = select(blob.c.home, blob_chunk.c.data).select_from(found).where(blob.c.hash == digest)
        async with self._database.read() as connection:
            rows = (await connection.execute(query.order_by(blob_chunk.c.n))).all()
        if not rows:
            raise errors.NotFound("sound", digest)
        return rows[0].home, [row.data for row in rows if row.data is not None]

    async def _of_file(self, digest: str, start: int, length: int) -> bytes:
        """Bytes of a file, of length -1 all from `start` on. Raises NotFound, Unavailable."""
        try:
            return await asyncio.to_thread(_read, self._file(digest), start, length)
        except FileNotFoundError as error:
            raise errors.NotFound("sound", digest) from error
        except OSError as error:
            raise errors.Unavailable("the sound cannot be read") from error

    def _file(self, digest: str) -> Path:
        """Thousands of files are apart by the beginning of their names. Raises NotFound without a directory."""
        if self._directory is None:
            raise errors.NotFound("sound", digest)
        return self._directory / digest[:2] / f"{digest}.wav"


async def _put_chunks(connection: AsyncConnection, content: Content) -> None:
    known = await connection.scalar(select(blob_chunk.c.n).where(blob_chunk.c.hash == content.hash).limit(1))
    for start in range(0, len(content.parts) if known is None else 0, _CHUNKS_AT_ONCE):
        some = content.parts[start : start + _CHUNKS_AT_ONCE]
        rows = [{"hash": content.hash, "n": start + index, "data": part} for index, part in enumerate(some)]
        await connection.execute(insert(blob_chunk), rows)


def _write(path: Path, content: Content) -> None:
    if not path.exists():
        disk.write_atomically(path, b"".join(content.parts))


def _read(path: Path, start: int, length: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read(length)
