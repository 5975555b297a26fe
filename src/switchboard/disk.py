"""Files that are complete or not there at all, even when the machine stops. Everything blocks."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Self


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


class WrittenTogether:
    """Files of which each is complete or not there at all, as `write_atomically` has them, but synced together at the
    end of the block: one by one, hundreds of files take seconds. After an exception none is there.
    """

    def __init__(self) -> None:
        self._new: dict[Path, Path] = {}

    def write(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = self._new.setdefault(path, path.with_name(f".{path.name}.{secrets.token_hex(8)}"))
        new.write_bytes(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._settle()
        finally:
            unlink(self._new.values())

    def _settle(self) -> None:
        for new in self._new.values():
            with new.open("rb+") as file:
                os.fsync(file.fileno())
        for path, new in self._new.items():
            new.replace(path)
        for directory in {path.parent for path in self._new}:
            sync_directory(directory)


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
