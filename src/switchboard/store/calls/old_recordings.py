"""Recordings that are to go, go: hourly, files in the api processes of the machine that has them, and what is in a
bucket in those of any.
"""

import asyncio
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Protocol, Self

from sqlalchemy import ColumnElement, Row, delete, select

from switchboard.model.office import Office
from switchboard.store.calls.bucket import Bucket
from switchboard.store.db.database import Database
from switchboard.store.db.tables import recording
from switchboard.store.documents.repository import Repository

AT_ONCE: Final = 500
"""Rows of one transaction."""

_MB: Final = 1024 * 1024
_ROWS: Final = select(recording.c.id, recording.c.name, recording.c.place, recording.c.size)


@dataclass(frozen=True, slots=True)
class Keeping:
    """Recordings of a tenant that are kept: those that began from `since` on, as many as take `bytes` on a machine or
    in buckets.
    None: all.
    """

    since: datetime | None
    bytes: int | None

    @classmethod
    def of(cls, office: Office, now: datetime) -> Self:
        """A recording goes before the record of its call."""
        days = [days for days in (office.keep_recordings_days, office.keep_calls_days) if days]
        return cls(now - timedelta(days=min(days)) if days else None, office.keep_recordings_mb * _MB or None)


class Home(Protocol):
    """Where some recordings are kept. Rows have `name`, `place` and `size`."""

    async def sizes(self, rows: Sequence[Row[Any]]) -> Sequence[int]: ...

    async def delete(self, rows: Sequence[Row[Any]]) -> None: ...


class InDirectory:
    """Files of this machine."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    async def sizes(self, rows: Sequence[Row[Any]]) -> Sequence[int]:
        return await asyncio.to_thread(lambda: [_size(self._directory / row.name) for row in rows])

    async def delete(self, rows: Sequence[Row[Any]]) -> None:
        await asyncio.to_thread(_unlink, self._directory, [row.name for row in rows])


class InBucket:
    """Sounds of all machines."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    async def sizes(self, rows: Sequence[Row[Any]]) -> Sequence[int]:
        return [row.size or 0 for row in rows]

    async def delete(self, rows: Sequence[Row[Any]]) -> None:
        for row in rows:
            await self._bucket.delete(row.place)


async def tidy(database: Database, directory: Path, node: str, bucket: Bucket, now: datetime) -> None:
    """Delete the recordings that their tenants keep no longer, and forget those whose files are gone.

    Raises Unavailable, OSError.
    """
    names = await asyncio.to_thread(_names, directory)
    here = (recording.c.node == node) & recording.c.place.is_(None)
    if names:  # Nothing at all is rather a disk that is not there.
        await _tidy(database, here, InDirectory(directory), now)
        await _forget(database, names, bucket, here)
    await _tidy(database, recording.c.place.is_not(None), InBucket(bucket), now)


async def _tidy(database: Database, which: ColumnElement[bool], home: Home, now: datetime) -> None:
    async with database.read() as connection:
        tenants = list(await connection.scalars(select(recording.c.tenant).where(which).distinct()))
    for tenant in tenants:
        offices = (await Repository(database, tenant).page(Office)).items
        keeping = Keeping.of(offices[0].document if offices else Office(), now)
        ended = which & (recording.c.tenant == tenant) & (recording.c.state != "open")
        if keeping.since is not None:
            await _expire(database, home, ended & (recording.c.started_at < keeping.since))
        if keeping.bytes is not None and (last := await _last_too_much(database, home, ended, keeping.bytes)):
            await _expire(database, home, ended & (recording.c.id <= last))


async def _last_too_much(database: Database, home: Home, which: ColumnElement[bool], most: int) -> int | None:
    """The newest recording for which, beside all newer ones, there is no room; None if there is room for all."""
    async with database.read() as connection:
        rows = (await connection.execute(_ROWS.where(which).order_by(recording.c.id.desc()))).all()
    taken = 0
    for row, size in zip(rows, await home.sizes(rows), strict=True):
        taken += size
        if taken > most:
            return int(row.id)
    return None


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


async def _expire(database: Database, home: Home, which: ColumnElement[bool]) -> None:
    while True:
        async with database.read() as connection:
            rows = (await connection.execute(_ROWS.where(which).limit(AT_ONCE))).all()
        if not rows:
            return
        # The sounds first: a row without a sound keeps nothing that was said.
        await home.delete(rows)
        await _delete_rows(database, [row.id for row in rows], which)


async def _forget(database: Database, names: Container[str], bucket: Bucket, here: ColumnElement[bool]) -> None:
    """Somebody may delete files by hand, or by a program of his own. What is in the bucket is soon noted as such."""
    last = 0
    while True:
        some = (recording.c.id > last) & (recording.c.state != "open") & here
        query = select(recording.c.id, recording.c.tenant, recording.c.name).where(some)
        async with database.read() as connection:
            rows = (await connection.execute(query.order_by(recording.c.id).limit(AT_ONCE))).all()
        if not rows:
            return
        last = rows[-1].id
        missing = [row for row in rows if row.name not in names]
        await _delete_rows(database, [row.id for row in missing if not await _is_stored(bucket, row)], here)


async def _is_stored(bucket: Bucket, row: Row[Any]) -> bool:
    return bucket.is_named and await bucket.size(bucket.place_of(row.tenant, row.name)) is not None


async def _delete_rows(database: Database, ids: list[int], which: ColumnElement[bool]) -> None:
    """Those of them that are still so: a file may have gone into the bucket meanwhile."""
    if ids:
        async with database.write() as connection:
            await connection.execute(delete(recording).where(recording.c.id.in_(ids), which))


def _unlink(directory: Path, names: Iterable[str]) -> None:
    for name in filter(None, names):
        (directory / name).unlink(missing_ok=True)


def _names(directory: Path) -> frozenset[str]:
    return frozenset(one.name for one in directory.iterdir()) if directory.exists() else frozenset()
