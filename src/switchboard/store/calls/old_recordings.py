"""Recordings that are to go, go: hourly, in the api processes of the machine that has their files."""

import asyncio
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Self

from sqlalchemy import ColumnElement, Row, delete, select

from switchboard.model.office import Office
from switchboard.store.db.database import Database
from switchboard.store.db.tables import recording
from switchboard.store.documents.repository import Repository

AT_ONCE: Final = 500
"""Rows of one transaction."""

_MB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Keeping:
    """Recordings of a tenant that are kept: those that began from `since` on, as many as take `bytes` on a machine.
    None: all.
    """

    since: datetime | None
    bytes: int | None

    @classmethod
    def of(cls, office: Office, now: datetime) -> Self:
        """A recording goes before the record of its call."""
        days = [days for days in (office.keep_recordings_days, office.keep_calls_days) if days]
        return cls(now - timedelta(days=min(days)) if days else None, office.keep_recordings_mb * _MB or None)


async def tidy(database: Database, directory: Path, node: str, now: datetime) -> None:
    """Delete the recordings that their tenants keep no longer, and forget those whose files are gone.

    Raises Unavailable, OSError.
    """
    names = await asyncio.to_thread(_names, directory)
    if not names:
        return  # Nothing at all is rather a disk that is not there.
    async with database.read() as connection:
        mine = select(recording.c.tenant).where(recording.c.node == node).distinct()
        tenants = list(await connection.scalars(mine))
    for tenant in tenants:
        offices = (await Repository(database, tenant).page(Office)).items
        keeping = Keeping.of(offices[0].document if offices else Office(), now)
        ended = (recording.c.node == node) & (recording.c.tenant == tenant) & (recording.c.state != "open")
        if keeping.since is not None:
            await _expire(database, directory, ended & (recording.c.started_at < keeping.since))
        if keeping.bytes is not None and (last := await _last_too_much(database, directory, ended, keeping.bytes)):
            await _expire(database, directory, ended & (recording.c.id <= last))
    await _forget(database, names, node)


async def _last_too_much(database: Database, directory: Path, which: ColumnElement[bool], most: int) -> int | None:
    """The newest recording for which, beside all newer ones, there is no room; None if there is room for all."""
    async with database.read() as connection:
        query = select(recording.c.id, recording.c.name).where(which).order_by(recording.c.id.desc())
        rows = (await connection.execute(query)).all()
    return await asyncio.to_thread(_beyond, directory, rows, most)


def _beyond(directory: Path, rows: Iterable[Row[Any]], most: int) -> int | None:
    taken = 0
    for row in rows:
        taken += _size(directory / row.name)
        if taken > most:
            return int(row.id)
    return None


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


async def _expire(database: Database, directory: Path, which: ColumnElement[bool]) -> None:
    query = select(recording.c.id, recording.c.name).where(which).limit(AT_ONCE)
    while True:
        async with database.read() as connection:
            rows = (await connection.execute(query)).all()
        if not rows:
            return
        # The files first: a row without a file keeps nothing that was said.
        await asyncio.to_thread(_unlink, directory, [row.name for row in rows])
        await _delete_rows(database, [row.id for row in rows])


async def _forget(database: Database, names: Container[str], node: str) -> None:
    """Somebody may delete files by hand, or by a program of his own."""
    last = 0
    while True:
        some = select(recording.c.id, recording.c.name).where(recording.c.id > last, recording.c.node == node)
        async with database.read() as connection:
            query = some.where(recording.c.state != "open").order_by(recording.c.id).limit(AT_ONCE)
            rows = (await connection.execute(query)).all()
        if not rows:
            return
        last = rows[-1].id
        await _delete_rows(database, [row.id for row in rows if row.name not in names])


async def _delete_rows(database: Database, ids: list[int]) -> None:
    if ids:
        async with database.write() as connection:
            await connection.execute(delete(recording).where(recording.c.id.in_(ids)))


def _unlink(directory: Path, names: Iterable[str]) -> None:
    for name in filter(None, names):
        (directory / name).unlink(missing_ok=True)


def _names(directory: Path) -> frozenset[str]:
    return frozenset(one.name for one in directory.iterdir()) if directory.exists() else frozenset()
