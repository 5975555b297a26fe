"""The file of a backup: what was put in comes out, and nothing else does."""

import gzip
import hashlib
import io
import tarfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from switchboard.backup import archive
from switchboard.backup.archive import MANIFEST, SUMS, BadArchive, Manifest, unpacked, written

pytestmark = pytest.mark.unit

NOW = datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC)
FOLDERS, FILES = frozenset({"prompts"}), frozenset({"database.sqlite"})
DESCRIBED = Manifest(program="1.0", migration="0027", made_at=NOW, node="a", key="none").model_dump_json().encode()
LONG = "prompts/" + "/".join(["n" * 90] * 4)


def backup_of(tmp_path: Path, **files: bytes) -> bytes:
    to = io.BytesIO()
    with written(to, NOW) as writer:
        writer.add_bytes(MANIFEST, DESCRIBED)
        for name, data in {"database.sqlite": b"rows", **files}.items():
            path = tmp_path / hashlib.sha256(name.encode()).hexdigest()
            path.write_bytes(data)
            writer.add(name, path)
    return to.getvalue()


def packed(members: Iterable[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    to = io.BytesIO()
    with gzip.GzipFile(fileobj=to, mode="wb") as zipped, tarfile.open(fileobj=zipped, mode="w") as tar:
        for info, data in members:
            tar.addfile(info, io.BytesIO(data))
    return to.getvalue()


def a_file(name: str, data: bytes = b"x") -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    return info, data


def no_file(kind: bytes, name: str = "prompts/x", link: str = "/etc/passwd") -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info, b""


def sums(*files: tuple[tarfile.TarInfo, bytes]) -> tuple[tarfile.TarInfo, bytes]:
    lines = (f"{hashlib.sha256(data).hexdigest()}  {info.name}\n" for info, data in files)
    return a_file(SUMS, "".join(lines).encode())


def take(data: bytes, into: Path) -> Manifest:
    into.mkdir()
    return unpacked(io.BytesIO(data), into, FOLDERS, FILES)


def test_what_was_put_in_comes_out(tmp_path: Path) -> None:
    data = backup_of(tmp_path, **{"prompts/a/b.flac": b"sound", LONG: b"", "prompts/ü": b"\0" * 3_000_000})
    found = take(data, tmp_path / "out")
    assert (found.node, found.made_at) == ("a", NOW)
    assert (tmp_path / "out/prompts/a/b.flac").read_bytes() == b"sound"
    assert (tmp_path / "out" / LONG).read_bytes() == b""
    assert (tmp_path / "out/prompts/ü").stat().st_size == 3_000_000
    assert (tmp_path / "out/database.sqlite").stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_cut_off_while_it_is_read_keeps_its_length() -> None:
    reader = archive._Hashing(io.BytesIO(b"abc"), 5)
    assert (reader.read(4), reader.read(4), reader.read(4)) == (b"abc\0", b"\0", b"")
    assert reader.digest == hashlib.sha256(b"abc\0\0").hexdigest()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:],
        lambda data: b"",
        lambda data: b"no archive at all",
        lambda data: gzip.compress(b"no tar" * 1000),
    ],
)
def test_a_damaged_one_is_refused(spoil: Callable[[bytes], bytes], tmp_path: Path) -> None:
    with pytest.raises(BadArchive):
        take(spoil(backup_of(tmp_path, **{"prompts/a": b"sound" * 1000})), tmp_path / "out")


HEAD = a_file(MANIFEST, DESCRIBED)
ROWS = a_file("database.sqlite")
HOSTILE = {
    "a path that leads out": a_file("prompts/../../x"),
    "an absolute path": a_file("/etc/cron.d/x"),
    "a path from the root": a_file("prompts//x"),
    "another folder": a_file("run/calls.sock"),
    "a file that is no folder": a_file("prompts"),
    "another file": a_file("secret"),
    "a symbolic link": no_file(tarfile.SYMTYPE),
    "a hard link": no_file(tarfile.LNKTYPE),
    "a device": no_file(tarfile.CHRTYPE),
    "a pipe": no_file(tarfile.FIFOTYPE),
    "a folder": no_file(tarfile.DIRTYPE),
    "headers of another form": no_file(tarfile.XHDTYPE),
    "the same file twice": ROWS,
    "a name that has no end": a_file("prompts/" + "n/" * 600 + "n"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_file_of_an_installation_is_refused(what: str, tmp_path: Path) -> None:
    member = HOSTILE[what]
    with pytest.raises(BadArchive):
        take(packed([HEAD, ROWS, member, sums(HEAD, ROWS, member)]), tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    "members",
    [
        [ROWS, sums(ROWS)],
        [HEAD, ROWS],
        [HEAD, ROWS, sums(HEAD)],
        [HEAD, sums(HEAD, ROWS)],
        [HEAD, ROWS, sums(HEAD, a_file("database.sqlite", b"y"))],
        [HEAD, ROWS, sums(HEAD, ROWS), a_file("prompts/late")],
        [a_file(MANIFEST, b"{}"), sums(a_file(MANIFEST, b"{}"))],
        [a_file(MANIFEST, DESCRIBED.replace(b'"format":1', b'"format":2'))],
        [a_file(MANIFEST, b" " * 100_000)],
    ],
)
def test_one_that_does_not_say_what_is_in_it_is_refused(
    members: list[tuple[tarfile.TarInfo, bytes]], tmp_path: Path
) -> None:
    with pytest.raises(BadArchive):
        take(packed(members), tmp_path / "out")


def test_one_for_which_there_is_no_room_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = backup_of(tmp_path, **{"prompts/large": b"\0" * 1_000_000})
    monkeypatch.setattr(archive, "_SPARE_BYTES", 1 << 62)
    with pytest.raises(BadArchive, match="no room"):
        take(data, tmp_path / "out")
