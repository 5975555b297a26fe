"""A backup is made, while the product runs or not."""

import asyncio
import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from switchboard import disk
from switchboard.backup import contents, copying
from switchboard.backup.archive import MANIFEST, Manifest, written
from switchboard.config import Settings
from switchboard.store.db.database import Database


async def make(settings: Settings, to: BinaryIO, now: datetime, *, with_keys: bool = True) -> Manifest:
    """Write a backup of an installation; returns what it says of itself. Raises Refused, Unavailable, OSError."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    data = settings.data.resolve()
    with contents.workspace(data, contents.MAKING) as space:
        # Messages that the database has not yet come first: one that it gets meanwhile is then in both, and not in
        # neither. Sounds come last: all that the database refers to were there before it.
        waiting = await asyncio.to_thread(_copied, contents.drafts(data), space)
        copy = space / contents.DATABASE
        migration = await _saved(settings, copy)
        manifest = _manifest(settings, migration, now, with_keys=with_keys)
        files = chain(
            ((one, data / one) for one in contents.KEYS if with_keys),
            [(contents.DATABASE, copy)],
            waiting,
            contents.kept(data),
        )
        await asyncio.to_thread(_write, to, manifest, files)
    return manifest


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that only its owner reads, and that is there when it is complete. Raises OSError, FileExistsError."""
    if path.exists():
        raise FileExistsError(errno.EEXIST, "there is such a file already")
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # A link, unlike a rename, takes the place of no other file.
        disk.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


async def _saved(settings: Settings, file: Path) -> str:
    database = Database(settings.database_url)
    if not database.is_sqlite:
        await database.connect()
    try:
        return await copying.save(database, file)
    finally:
        await database.close()


def _write(to: BinaryIO, manifest: Manifest, files: Iterator[tuple[str, Path]]) -> None:
    with written(to, manifest.made_at) as archive:
        archive.add_bytes(MANIFEST, manifest.model_dump_json(indent=2).encode())
        for name, path in files:
            archive.add(name, path)


def _manifest(settings: Settings, migration: str, now: datetime, *, with_keys: bool) -> Manifest:
    return Manifest(
        program=version("switchboard-ivr"),
        migration=migration,
        made_at=now,
        node=settings.node_name,
        key="none" if not settings.key_file.exists() else "inside" if with_keys else "left_out",
    )


def _copied(files: Iterator[tuple[str, Path]], directory: Path) -> list[tuple[str, Path]]:
    """Copies of files that may soon be gone."""
    kept = []
    for number, (name, path) in enumerate(files):
        copy = directory / str(number)
        with suppress(FileNotFoundError):
            shutil.copyfile(path, copy)
            kept.append((name, copy))
    return kept
