"""Recordings go into a bucket when their calls are over, from the machine that has their files.

A file is deleted once the database says that the bucket has it. Whatever is interrupted is done again: what is stored
twice has the same name.
"""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Row, select, update

from switchboard import errors
from switchboard.media.wav import HEADER_BYTES, duration_in, duration_ms
from switchboard.store.calls.bucket import Bucket, StillGrowing
from switchboard.store.db.database import Database
from switchboard.store.db.tables import recording
from switchboard.store.documents.objects import batches

AT_ONCE: Final = 100
"""Rows that are read at a time."""

FAILURES: Final = 3
"""After so many in a row, the store is away."""


class IntoBucket:
    """The recordings of one machine. Several processes of it may do this at once."""

    def __init__(self, database: Database, directory: Path, node: str, bucket: Bucket) -> None:
        self._database = database
        self._directory = directory
        self._node = node
        self._bucket = bucket
        self._missed = set[int]()

    async def move(self) -> int:
        """All whose calls are over, if they can be read; returns how many.

        Raises Unavailable when the database or the store is away; what was moved until then is.
        """
        last = moved = failures = 0
        while rows := await self._waiting(last):
            for row in rows:
                try:
                    moved += await self._move(row)
                    failures = 0
                except FileNotFoundError:
                    await self._find_again(row)
                except errors.Unavailable:
                    failures += 1
                    if failures == FAILURES:
                        raise
                except (OSError, StillGrowing):
                    # No sound yet, or not all of it.
                    continue
            last = rows[-1].id
        if failures:
            raise errors.Unavailable("the bucket does not take all recordings")
        return moved

    async def sweep(self) -> None:
        """Delete files that are in the bucket, such as after a crash. Raises Unavailable, OSError."""
        names = await asyncio.to_thread(_names, self._directory)
        for some in batches(names):
            stored = (recording.c.node == self._node) & recording.c.place.is_not(None)
            query = select(recording.c.name).where(stored, recording.c.name.in_(some))
            async with self._database.read() as connection:
                twice = list(await connection.scalars(query))
            await asyncio.to_thread(_unlink, self._directory, twice)

    async def _waiting(self, last: int) -> list[Row[Any]]:
        here = (recording.c.node == self._node) & recording.c.place.is_(None) & (recording.c.id > last)
        over = (recording.c.state != "open") & (recording.c.name != "")
        query = select(recording.c.id, recording.c.tenant, recording.c.name).where(here, over)
        async with self._database.read() as connection:
            return list(await connection.execute(query.order_by(recording.c.id).limit(AT_ONCE)))

    async def _move(self, row: Row[Any]) -> bool:
        path = self._directory / row.name
        length = await asyncio.to_thread(duration_ms, path)
        place = self._bucket.place_of(row.tenant, row.name)
        size = await self._bucket.put(place, path)
        if not await self._note(row.id, place, size, length):
            await self._bucket.delete(place)
            return False
        await asyncio.to_thread(path.unlink, missing_ok=True)
        return True

    async def _find_again(self, row: Row[Any]) -> None:
        """A file that is gone may be in the bucket: it went there after the backup was made from which we come."""
        place = self._bucket.place_of(row.tenant, row.name)
        if row.id in self._missed:
            return
        if (size := await self._bucket.size(place)) is not None:
            await self._note(row.id, place, size, duration_in(await self._bucket.read(place, 0, HEADER_BYTES)))
        self._missed.add(row.id)

    async def _note(self, id: int, place: str, size: int, length: int) -> bool:
        """Say in the database where it is now; False if it was deleted meanwhile."""
        values = {"place": place, "size": size, "duration_ms": length}
        async with self._database.write() as connection:
            await connection.execute(update(recording).where(recording.c.id == id).values(values))
            return await connection.scalar(select(recording.c.id).where(recording.c.id == id)) is not None


def _names(directory: Path) -> list[str]:
    return [path.name for path in directory.iterdir()] if directory.exists() else []


def _unlink(directory: Path, names: Iterable[str]) -> None:
    for name in names:
        (directory / name).unlink(missing_ok=True)
