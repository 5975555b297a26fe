"""An installation is made of a backup."""

import asyncio
import json
import os
import shutil
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select, update

from switchboard import unix_socket
from switchboard.backup import contents, copying
from switchboard.backup.archive import BadArchive, Manifest, unpacked
from switchboard.backup.copying import Refused
from switchboard.config import Settings
from switchboard.prompts.library import PromptLibrary
from switchboard.store.calls.log import CallLog
from switchboard.store.db import sqlite
from switchboard.store.db.database import Database
from switchboard.store.db.newest import newest_version
from switchboard.store.db.tables import call, outbox, recording, wish

STOPPED = "restored from a backup"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored. `aside` is where the files are that were there before; `lacks_key`: its key must be added."""

    manifest: Manifest
    aside: Path | None
    lacks_key: bool


async def restore(
    settings: Settings, archive: BinaryIO, now: datetime, *, replace: bool = False, resume: bool = False
) -> Restored:
    """Make the installation of `settings` what the backup has. Unless `replace`, it must be empty.

    What was to be sent and whom to call when the backup was made is let be, unless `resume`: it may have happened
    since. Raises BadArchive, Refused, Unavailable, OSError; then all is as before.
    """
    data = settings.data.resolve()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    await _refuse_running(settings)
    if not replace and not await _is_empty(settings):
        raise Refused("there is an installation already; with --replace the backup takes its place")
    aside = data / f"replaced-{now:%Y%m%dT%H%M%SZ}"
    with contents.workspace(data, contents.RESTORING) as staged:
        manifest = await asyncio.to_thread(unpacked, archive, staged, contents.FOLDERS, contents.FILES)
        await _prepare(settings, staged, manifest, now, resume=resume)
        await _settle(settings, staged, aside)
    await PromptLibrary(settings.prompts, settings.limits).complete()
    lacks_key = manifest.key == "left_out" and not settings.key_file.exists()
    return Restored(manifest, aside if aside.exists() else None, lacks_key)


async def _refuse_running(settings: Settings) -> None:
    running = any(map(unix_socket.is_served, (settings.calls_socket, settings.api_socket)))
    if running or await _asked(settings, copying.is_in_use):
        raise Refused("the product runs: stop it first, on all machines")


async def _is_empty(settings: Settings) -> bool:
    data = settings.data.resolve()
    if any(next((data / folder).rglob("*"), None) for folder in contents.FOLDERS):
        return False
    database = Database(settings.database_url)
    if database.is_sqlite:
        return not sqlite.path_of(database.url).exists()
    return await _asked(settings, copying.is_empty)


async def _asked(settings: Settings, question: Callable[[Database], Awaitable[bool]]) -> bool:
    """The answer of a server of PostgreSQL; False for SQLite, which is this machine's alone."""
    database = Database(settings.database_url)
    if database.is_sqlite:
        return False
    await database.connect()
    try:
        return await question(database)
    finally:
        await database.close()


async def _prepare(settings: Settings, staged: Path, manifest: Manifest, now: datetime, *, resume: bool) -> None:
    """Bring what was unpacked up to date, and make it this machine's, before anything is put in its place."""
    file = staged / contents.DATABASE
    if not file.exists():
        raise BadArchive("the backup has no database")
    if manifest.migration > newest_version():
        raise BadArchive("the backup was made by a newer version of this program")
    await asyncio.to_thread(_move_drafts, staged, settings)
    database = Database(f"sqlite+aiosqlite:///{file}")
    await database.connect()
    try:
        await database.migrate()
        await _end_calls(database, now)
        await _take_over(database, settings.node_name, staged)
        if not resume:
            await _let_be(database)
    finally:
        await database.close()
    await asyncio.to_thread(_fold, file)


def _fold(file: Path) -> None:
    """Into one file, which can be moved."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


async def _end_calls(database: Database, now: datetime) -> None:
    """The calls that went on when the backup was made."""
    async with database.read() as connection:
        nodes = list(await connection.scalars(select(call.c.node).where(call.c.state == "open").distinct()))
    for node in nodes:
        await CallLog(database, node).interrupt_open(now)


async def _take_over(database: Database, node: str, staged: Path) -> None:
    """This machine has the recordings now whose files came with the backup."""
    present = await asyncio.to_thread(lambda: {path.name for path in (staged / "recordings").glob("*")})
    async with database.write() as connection:
        found = (await connection.execute(select(recording.c.id, recording.c.name))).all()
        ours = [row.id for row in found if row.name in present]
        for start in range(0, len(ours), 500):
            some = recording.c.id.in_(ours[start : start + 500])
            await connection.execute(update(recording).where(some).values(node=node))


async def _let_be(database: Database) -> None:
    sending = update(outbox).where(outbox.c.state == "waiting").values(state="failed", outcome=STOPPED)
    open_ones = wish.c.state.in_(("waiting", "calling"))
    async with database.write() as connection:
        await connection.execute(sending)
        await connection.execute(update(wish).where(open_ones).values(state="ended", outcome=STOPPED))


def _move_drafts(staged: Path, settings: Settings) -> None:
    """Side-cars of messages name the files of their sounds, which are elsewhere now."""
    for path in (staged / contents.DRAFTS).glob("*.json"):
        try:
            side_car = json.loads(path.read_bytes())
            side_car["draft"]["sound"] = str(settings.takes / f"{path.stem}.wav")
        except (ValueError, KeyError, TypeError) as error:
            raise BadArchive(f"{path.name} is no message") from error
        path.write_text(json.dumps(side_car))


async def _settle(settings: Settings, staged: Path, aside: Path) -> None:
    """Put what is ready in its place. The database comes last where it is a file, and first where that may fail."""
    database = Database(settings.database_url)
    file = sqlite.path_of(database.url) if database.is_sqlite else None
    if file is None:
        await _load(database, staged / contents.DATABASE)
    else:
        await asyncio.to_thread(_move, (Path(f"{file}{end}") for end in ("", "-wal", "-shm")), aside)
    await asyncio.to_thread(_put_in_place, settings.data.resolve(), staged, aside)
    if file is not None:
        await asyncio.to_thread(shutil.move, staged / contents.DATABASE, file)
    await asyncio.to_thread(os.sync)


async def _load(database: Database, file: Path) -> None:
    await database.connect()
    try:
        await database.migrate()
        await copying.load(file, database)
    finally:
        await database.close()


def _put_in_place(data: Path, staged: Path, aside: Path) -> None:
    for folder in sorted(contents.FOLDERS):
        _move((data / folder).glob("*"), aside / folder)
        _move((staged / folder).glob("*"), data / folder)
    for name in contents.KEYS:
        if (staged / name).exists():
            _move([data / name], aside)
            _move([staged / name], data)


def _move(paths: Iterable[Path], into: Path) -> None:
    """A folder may be on a disk of its own, so what is in it is moved, and not the folder."""
    for path in paths:
        if path.exists():
            into.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.move(path, into / path.name)
