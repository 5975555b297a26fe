"""What of a data directory a backup has. What is made anew, such as logs and sockets, it has not."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from switchboard.prompts.shelf import SUFFIXES

DATABASE: Final = "database.sqlite"
"""The database, whichever it is, as a file of SQLite."""

DRAFTS: Final = "drafts"
TAKES: Final = "takes"
KEPT: Final = ("prompts", "recordings", "sounds", "files", "uploads", "voices")
FOLDERS: Final = frozenset((DRAFTS, TAKES, *KEPT))
KEY: Final = "secret.key"
KEYS: Final = (KEY, "certificate.pem")
FILES: Final = frozenset((DATABASE, *KEYS))

MAKING: Final = "backup."
RESTORING: Final = "restore."
_LEFT_BEHIND_S = 86400
_MADE_OF_FLAC = tuple(f".{suffix}" for suffix in SUFFIXES if suffix != "flac")


def drafts(data: Path) -> Iterator[tuple[str, Path]]:
    """Messages that are not in the database yet, each with its sound, as name and path."""
    for side_car in sorted((data / DRAFTS).glob("*.json")):
        yield f"{DRAFTS}/{side_car.name}", side_car
        yield f"{TAKES}/{side_car.stem}.wav", data / TAKES / f"{side_car.stem}.wav"


def kept(data: Path) -> Iterator[tuple[str, Path]]:
    """All other files in folders, as name and path."""
    for folder in KEPT:
        for directory, _, names in os.walk(data / folder):
            for name in sorted(names):
                path = Path(directory, name)
                if path.is_file() and not _is_made_anew(path, folder):
                    yield path.relative_to(data).as_posix(), path


def _is_made_anew(path: Path, folder: str) -> bool:
    """Files that are being written begin with a point; of a prompt, its FLAC file has everything. None of ours has a
    name of several lines, which the list of sums could not hold.
    """
    return (
        path.name.startswith(".")
        or "\n" in path.as_posix()
        or (folder == "prompts" and path.suffix in _MADE_OF_FLAC and path.with_suffix(".flac").exists())
    )


@contextmanager
def workspace(data: Path, prefix: str) -> Iterator[Path]:
    """A folder in the data directory, for one backup. What one that was killed has left behind goes a day later."""
    for left in (path for beginning in (MAKING, RESTORING) for path in data.glob(f"{beginning}*")):
        if left.stat().st_mtime < time.time() - _LEFT_BEHIND_S:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=data, prefix=prefix) as name:
        yield Path(name)
