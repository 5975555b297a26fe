"""Files that are complete or not there at all, even when the machine stops. Everything blocks."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """All of it or nothing: a new file, synced, then renamed over `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with new.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    sync_directory(path.parent)


def write_at(path: Path, offset: int, data: bytes) -> None:
    """`data` on disk from `offset` on; what was there behind it is cut off. Readable for the owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.seek(offset)
        file.truncate()
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    sync_directory(path.parent)


def link(old: Path, new: Path) -> None:
    """A second name for a file, on disk when this returns. Raises FileExistsError."""
    new.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.link(old, new)
    sync_directory(new.parent)


def unlink(paths: Iterable[Path]) -> None:
    """Remove the files; one that is not there is no error."""
    for path in paths:
        path.unlink(missing_ok=True)


def sync_directory(directory: Path) -> None:
    """Put the names in a directory on disk: to sync a file saves its content, not that it is there."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
