"""Sounds by the hash of their content, in parts, so that nobody has to hold a long one in memory.

Who stores a sound that is there already only says so. Sounds of messages (WAV) to which nothing refers any more are
swept after a day. Those of prompts (FLAC, by the hash of their samples) go when somebody removes them.
"""

import asyncio
import hashlib
from collections.abc import Iterable, Sequence
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
from switchboard.store.documents.objects import batches

CHUNK = 256 * 1024
UNUSED = timedelta(hours=24)
_CHUNKS_AT_ONCE = 16
_UNUSED = (blob.c.format == "wav") & ~exists().where(mailbox_message.c.sound == blob.c.hash)

Form = Literal["wav", "flac"]
Home = Literal["database", "directory"]
"""Where content is kept: in chunks in a table, or each as a file."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be stored: `parts` of CHUNK bytes, the last one as long as it is."""

    hash: str
    size: int
    parts: Sequence[bytes]
    form: Form = "wav"

    @classmethod
    def of(cls, data: bytes) -> "Content":
        return cls.named(hashlib.sha256(data).hexdigest(), data, "wav")

    @classmethod
    def named(cls, digest: str, data: bytes, form: Form) -> "Content":
        """With a hash that is known already."""
        parts = [data[start : start + CHUNK] for start in range(0, len(data), CHUNK)]
        return cls(digest, len(data), parts, form)


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
        """Store a sound in the transaction that refers to it. Raises OSError."""
        row = {
            "hash": content.hash,
            "format": content.form,
            "bytes": content.size,
            "home": self._home,
            "used_at": now,
        }
        # The update locks the row against a sweep; what a sweep before has left shows only under this lock.
        known = insert_into(connection, blob).values(row)
        known = known.on_conflict_do_update(index_elements=["hash"], set_={"used_at": now})
        home: Home = (await connection.execute(known.returning(blob.c.home))).scalar_one()
        match home:
            case "database":
                await _put_chunks(connection, content)
            case "directory":
                await asyncio.to_thread(_write, self._file(content.hash, content.form), content)
            case _:
                assert_never(home)

    async def keep(self, content: Content, now: datetime) -> None:
        """Store a sound to which something will refer later. Raises Unavailable, OSError."""
        async with self._database.write() as connection:
            await self.put(connection, content, now)

    async def known(self, digests: Iterable[str]) -> set[str]:
        """Those of the sounds that are stored. Raises Unavailable."""
        found: set[str] = set()
        async with self._database.read() as connection:
            for some in batches(list(digests)):
                found.update(await connection.scalars(select(blob.c.hash).where(blob.c.hash.in_(some))))
        return found

    async def remove(self, digests: Iterable[str], form: Form, before: datetime) -> None:
        """Delete sounds of that form that nobody has stored since `before`. Raises Unavailable, OSError."""
        for some in batches(list(digests)):
            await self._delete((blob.c.format == form) & blob.c.hash.in_(some) & (blob.c.used_at < before))

    async def size(self, digest: str) -> int:
        """The length in bytes. Raises NotFound, Unavailable."""
        async with self._database.read() as connection:
            size: int | None = await connection.scalar(select(blob.c.bytes).where(blob.c.hash == digest))
        if size is None:
            raise errors.NotFound("sound", digest)
        return size

    async def part(self, digest: str, number: int) -> bytes:
        """CHUNK bytes of the content, the part with that number (0 is the first). Raises NotFound, Unavailable."""
        file, chunks = await self._found(digest, blob_chunk.c.n == number)
        part = await _of_file(file, number * CHUNK, CHUNK) if file else b"".join(chunks)
        if not part:
            raise errors.NotFound("sound", digest)
        return part

    async def read(self, digest: str) -> bytes:
        """The whole content. Raises NotFound, Unavailable."""
        file, chunks = await self._found(digest)
        content = await _of_file(file, 0, -1) if file else b"".join(chunks)
        if not content:
            raise errors.NotFound("sound", digest)
        return content

    async def sweep(self, now: datetime) -> int:
        """Delete what nothing refers to and nobody has stored or let go for a day; returns how many.

        Raises Unavailable, OSError.
        """
        return await self._delete((blob.c.used_at <= now - UNUSED) & _UNUSED)

    async def remove_unused(self, digests: Iterable[str]) -> None:
        """The same at once, for some sounds. Raises Unavailable, OSError."""
        for some in batches(list(digests)):
            await self._delete(blob.c.hash.in_(some) & _UNUSED)

    async def _delete(self, which: ColumnElement[bool]) -> int:
        async with self._database.write() as connection:
            columns = (blob.c.hash, blob.c.home, blob.c.format)
            gone = (await connection.execute(delete(blob).where(which).returning(*columns))).all()
            files = [self._file(row.hash, row.format) for row in gone if row.home == "directory"]
            # While the rows are locked: who stores one of these sounds again must find no file that is about to go.
            await asyncio.to_thread(disk.unlink, files)
        return len(gone)

    async def _found(self, digest: str, which: ColumnElement[bool] | None = None) -> tuple[Path | None, list[bytes]]:
        """The file of a sound that is kept in one, or else its chunks in order, all or those wanted.

        Raises NotFound, Unavailable.
        """
        theirs = blob_chunk.c.hash == blob.c.hash
        found = blob.outerjoin(blob_chunk, theirs if which is None else theirs & which)
        query = select(blob.c.home, blob.c.format, blob_chunk.c.data).select_from(found).where(blob.c.hash == digest)
        async with self._database.read() as connection:
            rows = (await connection.execute(query.order_by(blob_chunk.c.n))).all()
        if not rows:
            raise errors.NotFound("sound", digest)
        file = self._file(digest, rows[0].format) if rows[0].home == "directory" else None
        return file, [row.data for row in rows if row.data is not None]

    def _file(self, digest: str, form: Form) -> Path:
        """Thousands of files are apart by the beginning of their names. Raises NotFound without a directory."""
        if self._directory is None:
            raise errors.NotFound("sound", digest)
        return self._directory / digest[:2] / f"{digest}.{form}"


async def _of_file(file: Path, start: int, length: int) -> bytes:
    """Bytes of a file, of length -1 all from `start` on. Raises NotFound, Unavailable."""
    try:
        return await asyncio.to_thread(_read, file, start, length)
    except FileNotFoundError as error:
        raise errors.NotFound("sound", file.stem) from error
    except OSError as error:
        raise errors.Unavailable("the sound cannot be read") from error


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
