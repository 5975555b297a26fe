"""Recordings that are to go, go: hourly, in the api processes of the machine that has their files."""

import asyncio
from collections.abc import Container, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import delete, select

from switchboard.model.office import Office
from switchboard.store.db.database import Database
from switchboard.store.db.tables import recording
from switchboard.store.documents.repository import Repository

AT_ONCE: Final = 500
"""Rows of one transaction."""


async def tidy(database: Database, directory: Path, node: str, now: datetime) -> None:
    """Delete the recordings that are older than their tenants keep them, and forget those whose files are gone.

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
        days = offices[0].document.keep_recordings_days if offices else 0
        if days:
            await _expire(database, directory, node, tenant, now - timedelta(days=days))
    await _forget(database, names, node)


async def _expire(database: Database, directory: Path, node: str, tenant: int, before: datetime) -> None:
    old = (recording.c.node == node) & (recording.c.tenant == tenant) & (recording.c.started_at < before)
    query = select(recording.c.id, recording.c.name).where(old, recording.c.state != "open").limit(AT_ONCE)
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
