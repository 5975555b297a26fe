"""The file of a backup: a tar archive in gzip, with a manifest in front and the SHA-256 sums of all files at the end.

Other programs read it, too: `tar xzf FILE && sha256sum -c SHA256SUMS`.
"""

import gzip
import hashlib
import os
import re
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, Literal, Self

from pydantic import AwareDatetime, Field, ValidationError

from switchboard.errors import SwitchboardError
from switchboard.model.base import Frozen

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
SUMS: Final = "SHA256SUMS"

_CHUNK = 1024 * 1024
_COMPRESSION = 1
"""Most of it is audio, which gets no smaller by more work."""
_MANIFEST_BYTES = 64 * 1024
_NAME_BYTES = 1024
_LINE_BYTES = 64 + 2 + _NAME_BYTES + 1
"""Of the list of sums."""
_MOST_FILES = 10_000_000
_SPARE_BYTES = 256 * 1024 * 1024
"""What an archive must leave free on the disk."""
_SUM = re.compile(r"([0-9a-f]{64})  ([^\n]{1,1024})")


class BadArchive(SwitchboardError):
    """The file is no backup, or not whole, or this program cannot use it."""

    code = "bad-archive"


class Manifest(Frozen):
    """What a backup is of. `migration` is the version of its database; `node` the machine that made it. `key` says
    whether the key of the installation is in the backup, was left out, or was no file.
    """

    format: int = FORMAT
    program: str
    migration: str = Field(pattern=r"^[0-9]{4}$")
    made_at: AwareDatetime
    node: str
    key: Literal["inside", "left_out", "none"]


class ArchiveWriter:
    """Writes files one after the other, and their sums at the end."""

    def __init__(self, tar: tarfile.TarFile, made_at: datetime) -> None:
        self._tar = tar
        self._made_at = made_at
        self._sums: list[str] = []

    def add(self, name: str, path: Path) -> None:
        """A file as it is now, unless it is gone. Raises OSError."""
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return
        with file:
            status = os.fstat(file.fileno())
            content = _Hashing(file, status.st_size)
            self._tar.addfile(self._info(name, status.st_size, int(status.st_mtime)), content)
        self._sums.append(f"{content.digest}  {name}")

    def add_bytes(self, name: str, data: bytes) -> None:
        self._put(name, data)
        self._sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}")

    def finish(self) -> None:
        self._put(SUMS, os.fsencode("".join(f"{line}\n" for line in self._sums)))

    def _put(self, name: str, data: bytes) -> None:
        self._tar.addfile(self._info(name, len(data), int(self._made_at.timestamp())), _Hashing.of(data))

    def _info(self, name: str, size: int, changed: int) -> tarfile.TarInfo:
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = size, 0o600, changed
        return info


class _Hashing:
    """Reads exactly `size` bytes of a file that others may change meanwhile: what is missing is read as zeros."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._left = size
        self._hash = hashlib.sha256()

    @classmethod
    def of(cls, data: bytes) -> Self:
        return cls(BytesIO(data), len(data))

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()

    def read(self, size: int = _CHUNK, /) -> bytes:
        wanted = min(size, self._left)
        data = self._file.read(wanted).ljust(wanted, b"\0")
        self._left -= wanted
        self._hash.update(data)
        return data


@contextmanager
def written(to: BinaryIO, made_at: datetime) -> Iterator[ArchiveWriter]:
    """Write an archive in the block; it is whole when the block has ended without an exception."""
    with (
        gzip.GzipFile(fileobj=to, mode="wb", compresslevel=_COMPRESSION, mtime=made_at.timestamp()) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.GNU_FORMAT) as tar,
    ):
        writer = ArchiveWriter(tar, made_at)
        yield writer
        writer.finish()


def unpacked(archive: BinaryIO, directory: Path, folders: frozenset[str], files: frozenset[str]) -> Manifest:
    """Unpack an archive into an empty directory: only these files, and what is below these folders.

    Nothing is used before all sums were found right. Raises BadArchive, OSError.
    """
    reader = _Reader(directory, folders, files)
    try:
        with gzip.GzipFile(fileobj=archive, mode="rb") as packed:
            with tarfile.open(fileobj=packed, mode="r|", tarinfo=_PlainFile) as tar:
                for member in tar:
                    reader.take(tar, member)
            # The end of the stream has a sum of its own.
            while packed.read(_CHUNK):
                pass
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BadArchive("the file is no backup, or a part of it is missing or damaged") from error
    return reader.finish()


class _PlainFile(tarfile.TarInfo):
    """Refuses all but files, before anything of it is read into memory."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        is_long_name = self.type == tarfile.GNUTYPE_LONGNAME and self.size <= _NAME_BYTES + 1
        if self.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) and not is_long_name:
            raise BadArchive("there is something in the backup that is no file")
        found: tarfile.TarInfo = super()._proc_member(archive)  # type: ignore[misc]
        return found


class _Reader:
    """Takes the members of an archive in order."""

    def __init__(self, directory: Path, folders: frozenset[str], files: frozenset[str]) -> None:
        self._directory = directory
        self._folders = folders
        self._files = files
        self._found: dict[str, str] = {}
        self._manifest: Manifest | None = None
        self._sums: dict[str, str] | None = None

    def take(self, tar: tarfile.TarFile, member: tarfile.TarInfo) -> None:
        name = member.name
        if len(self._found) >= _MOST_FILES or name in self._found or self._sums is not None:
            raise BadArchive("there are files in the backup that it cannot have")
        if self._manifest is None:
            self._manifest = _manifest(name, self._small(tar, member, _MANIFEST_BYTES))
        elif name == SUMS:
            self._sums = _sums(self._small(tar, member, len(self._found) * _LINE_BYTES))
        elif name in self._files or _is_below(name, self._folders):
            self._unpack(tar, member)
        else:
            raise BadArchive(f"a file of a backup cannot have the name {name!r}")

    def finish(self) -> Manifest:
        if self._manifest is None or self._sums is None:
            raise BadArchive("the file is no backup, or its end is missing")
        if self._sums != self._found:
            raise BadArchive("the sum of a file in the backup is wrong")
        return self._manifest

    def _small(self, tar: tarfile.TarFile, member: tarfile.TarInfo, most: int) -> bytes:
        if member.size > most:
            raise BadArchive(f"{member.name} is too long")
        data = _content(tar, member).read()
        if member.name != SUMS:
            self._found[member.name] = hashlib.sha256(data).hexdigest()
        return data

    def _unpack(self, tar: tarfile.TarFile, member: tarfile.TarInfo) -> None:
        if member.size > shutil.disk_usage(self._directory).free - _SPARE_BYTES:
            raise BadArchive("there is no room on the disk for what is in the backup")
        path = self._directory / member.name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = hashlib.sha256()
        source = _content(tar, member)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            while part := source.read(_CHUNK):
                found.update(part)
                file.write(part)
        os.utime(path, (member.mtime, member.mtime))
        self._found[member.name] = found.hexdigest()


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> BinaryIO:
    file = tar.extractfile(member)
    assert file is not None
    return file  # type: ignore[return-value]


def _is_below(name: str, folders: frozenset[str]) -> bool:
    """Whether a name leads into one of the folders, and nowhere else."""
    parts = name.split("/")
    plain = all(part not in ("", ".", "..") and "\0" not in part for part in parts)
    return len(parts) > 1 and parts[0] in folders and plain and len(os.fsencode(name)) <= _NAME_BYTES


def _manifest(name: str, data: bytes) -> Manifest:
    try:
        if name == MANIFEST:
            found = Manifest.model_validate_json(data)
            if found.format == FORMAT:
                return found
            raise BadArchive("the backup has a form that this program does not know")
    except ValidationError as error:
        raise BadArchive("the manifest of the backup cannot be understood") from error
    raise BadArchive("the file is no backup: it has no manifest in front")


def _sums(data: bytes) -> dict[str, str]:
    lines = os.fsdecode(data).split("\n")
    found = [_SUM.fullmatch(line) for line in lines[:-1]]
    return {match[2]: match[1] for match in found if match is not None}
