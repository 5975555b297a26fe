"""Recordings in a bucket: when they go there, that every machine has them then, and what becomes of them when the store
is away, or something else happens meanwhile. The store is moto's server.
"""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError
from sqlalchemy import select, update
from tests.kit.ports import reserved_port
from tests.kit.s3 import BUCKET, Store, s3_store

from switchboard import errors
from switchboard.config import RecordingSettings
from switchboard.media.wav import wav_header
from switchboard.model.office import Office
from switchboard.store.calls import old_recordings
from switchboard.store.calls.bucket import Bucket, StillGrowing
from switchboard.store.calls.into_bucket import IntoBucket
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.recordings import CallRecordings, Elsewhere
from switchboard.store.db.database import Database
from switchboard.store.db.tables import recording
from switchboard.store.documents.repository import Repository

from .test_recordings import START, recorded

pytestmark = pytest.mark.interop
HERE, THERE = "node-1", "node-2"
SOUND = wav_header(8000, 8000, 2) + bytes(range(250)) * 128


@pytest.fixture(scope="module")
def running() -> Iterator[Store]:
    with s3_store() as found:
        yield found


@pytest.fixture
def store(running: Store) -> Iterator[Store]:
    """Empty again after each test."""
    yield running
    bucket = Bucket(running.settings)
    for name in running.names():
        asyncio.run(bucket.delete(f"{BUCKET}/{name}"))


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "recordings").mkdir()
    return tmp_path / "recordings"


@pytest.fixture
def moving(database: Database, directory: Path, store: Store) -> IntoBucket:
    return IntoBucket(database, directory, HERE, Bucket(store.settings))


async def spoken(database: Database, directory: Path, *ids: str, ended: bool = True, days: int = 0) -> None:
    """Calls of this machine that were recorded."""
    for id in ids:
        await CallLog(database, HERE).write(recorded(id, START + timedelta(days=days), ended=ended))
        (directory / f"{id}.wav").write_bytes(SOUND)


def there(database: Database, tmp_path: Path, store: Store) -> CallRecordings:
    """As another machine sees them, which has no files."""
    return CallRecordings(database, tmp_path / "other", THERE, Bucket(store.settings))


async def test_every_machine_has_a_recording_once_its_call_is_over(
    database: Database, tmp_path: Path, directory: Path, store: Store, moving: IntoBucket
) -> None:
    await spoken(database, directory, "open", ended=False)
    await spoken(database, directory, "done")
    other = there(database, tmp_path, store)
    with pytest.raises(Elsewhere):
        await other.all(1, "done")
    assert (await moving.move(), await moving.move()) == (1, 0)
    assert ([path.name for path in directory.iterdir()], store.names()) == (["open.wav"], ["pbx/1/done.wav"])
    found = await other.one(1, "done", "done.wav")
    assert (found.size, found.duration_ms) == (len(SOUND), 1000)
    assert await other.read(found, 0, len(SOUND)) == SOUND
    assert await other.read(found, 100, 50) == SOUND[100:150]
    with pytest.raises(errors.NotFound):
        await other.one(2, "done", "done.wav")
    await other.delete(1, "done", "done.wav")
    assert (store.names(), await other.of_call(1, "done")) == ([], [])


async def test_files_stay_until_the_store_is_back(
    database: Database, directory: Path, store: Store, moving: IntoBucket
) -> None:
    await spoken(database, directory, *"abcd")
    away = store.settings.model_copy(update={"endpoint": f"http://127.0.0.1:{reserved_port()}", "timeout_s": 1.0})
    with pytest.raises(errors.Unavailable, match="does not answer"):
        await IntoBucket(database, directory, HERE, Bucket(away)).move()
    elsewhere = store.settings.model_copy(update={"bucket": "no-such-bucket"})
    with pytest.raises(errors.Unavailable, match="NoSuchBucket"):
        await IntoBucket(database, directory, HERE, Bucket(elsewhere)).move()
    assert len([*directory.iterdir()]) == 4
    assert (await moving.move(), [*directory.iterdir()]) == (4, [])


async def test_what_was_deleted_while_it_was_stored_does_not_come_back(
    database: Database, directory: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await spoken(database, directory, "a")
    bucket, here = Bucket(store.settings), CallRecordings(database, directory, HERE, Bucket(store.settings))
    put = bucket.put

    async def slowly(place: str, path: Path) -> int:
        size = await put(place, path)
        await here.delete(1, "a", "a.wav")
        return size

    monkeypatch.setattr(bucket, "put", slowly)
    assert await IntoBucket(database, directory, HERE, bucket).move() == 0
    assert (store.names(), [*directory.iterdir()]) == ([], [])


async def test_what_was_stored_while_somebody_deleted_it_goes_too(
    database: Database, directory: Path, store: Store, moving: IntoBucket
) -> None:
    await spoken(database, directory, "a")
    here = CallRecordings(database, directory, HERE, Bucket(store.settings))
    (known,) = await here.of_call(1, "a")
    await moving.move()
    await here.remove(known)
    assert (store.names(), await here.of_call(1, "a")) == ([], [])


async def test_a_file_that_grows_is_stored_when_it_does_no_more(
    directory: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = directory / "a.wav"
    file.write_bytes(SOUND)
    size = Path.stat

    def grown(path: Path, **options: bool) -> object:
        file.write_bytes(SOUND * 2)
        return size(path, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", grown)
        with pytest.raises(StillGrowing):
            await Bucket(store.settings).put(f"{BUCKET}/a", file)
    assert await Bucket(store.settings).put(f"{BUCKET}/a", file) == 2 * len(SOUND)


async def test_after_a_crash_no_file_is_left_beside_the_bucket(
    database: Database, directory: Path, moving: IntoBucket
) -> None:
    await spoken(database, directory, "a", "b")
    await moving.move()
    (directory / "a.wav").write_bytes(SOUND)
    await spoken(database, directory, "c")
    await moving.sweep()
    assert [path.name for path in directory.iterdir()] == ["c.wav"]


async def test_what_went_there_after_a_backup_is_found_again(
    database: Database, tmp_path: Path, directory: Path, store: Store, moving: IntoBucket
) -> None:
    await spoken(database, directory, "a", "gone", "kept")
    (directory / "gone.wav").unlink()
    await moving.move()
    (directory / "kept.wav").write_bytes(SOUND)
    async with database.write() as connection:  # as in the backup
        await connection.execute(update(recording).values(place=None, size=None, duration_ms=None))
    bucket = Bucket(store.settings)
    await old_recordings.tidy(database, directory, HERE, bucket, START)
    await IntoBucket(database, directory, HERE, bucket).move()
    other = there(database, tmp_path, store)
    assert [(one.size, one.duration_ms) for one in await other.all(1, "a")] == [(len(SOUND), 1000)]
    assert await other.of_call(1, "gone") == []


@pytest.mark.parametrize(
    ("office", "kept"), [(Office(keep_recordings_days=5), "bc"), (Office(keep_recordings_mb=2), "c"), (Office(), "abc")]
)
async def test_any_machine_deletes_what_a_tenant_keeps_no_longer(
    database: Database, tmp_path: Path, directory: Path, store: Store, moving: IntoBucket, office: Office, kept: str
) -> None:
    for day, id in enumerate("abc"):
        await spoken(database, directory, id, days=day)
        (directory / f"{id}.wav").write_bytes(SOUND[:44] + bytes(1_500_000))
    await moving.move()
    await Repository(database, 1).create(office, author="test")
    now = START + timedelta(days=5, hours=1)
    await old_recordings.tidy(database, tmp_path / "other", THERE, Bucket(store.settings), now)
    async with database.read() as connection:
        left = list(await connection.scalars(select(recording.c.call).order_by(recording.c.call)))
    assert (left, store.names()) == ([*kept], [f"pbx/1/{id}.wav" for id in kept])


async def test_a_recording_of_a_bucket_that_settings_name_no_longer_is_not_lost(
    database: Database, directory: Path, store: Store, moving: IntoBucket
) -> None:
    await spoken(database, directory, "a")
    await moving.move()
    without = CallRecordings(database, directory, HERE)
    with pytest.raises(errors.Unavailable, match="name no bucket"):
        await without.delete(1, "a", "a.wav")
    assert (len(await without.of_call(1, "a")), store.names()) == (1, ["pbx/1/a.wav"])


@pytest.mark.parametrize(
    "settings",
    [
        {"home": "s3"},
        {"bucket": "UPPER"},
        {"bucket": "a/b"},
        {"prefix": "no-end"},
        {"endpoint": "ftp://x"},
        {"endpoint": "https://user:secret@s3.example"},
        {"access_key": "alone"},
        {"secret_key": "alone"},
    ],
)
def test_settings_that_cannot_work_are_refused(settings: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        RecordingSettings.model_validate(settings)


def test_keys_are_in_no_text() -> None:
    settings = RecordingSettings(bucket="calls", access_key="known", secret_key=SecretStr("hidden"))
    assert "hidden" not in repr(settings) + settings.model_dump_json()
