"""The rows of recordings, on every database: as calls write them, in pages, and until they are too old."""

import shutil
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from switchboard.call.events import Bridged, CallEvent, DialledTarget, RecordingStarted
from switchboard.call.record import CallRow, EndedRow, EventRow, OpenedRow
from switchboard.config import RecordingSettings
from switchboard.model.office import Office
from switchboard.store.calls import old_recordings
from switchboard.store.calls.bucket import Bucket
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.recordings import CallRecordings, RecordingFilter
from switchboard.store.db.database import Database
from switchboard.store.db.tables import call, recording
from switchboard.store.documents.repository import Repository

pytestmark = pytest.mark.interop
NODE = "node-1"
NO_BUCKET = Bucket(RecordingSettings())
START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ALL = RecordingFilter()


def recorded(id: str, at: datetime = START, *, ended: bool = True, test: bool = False) -> list[CallRow]:
    talked = [DialledTarget(kind="extension", id=7, number="1001"), DialledTarget(kind="trunk", id=8, number="0301")]
    events: list[CallEvent] = [
        RecordingStarted(at=at, name=f"{id}.wav"),
        *(Bridged(at=at, target=target) for target in talked),
    ]
    rows: list[CallRow] = [OpenedRow(id, 1, at, "1000", "", "6000", test=test)]
    rows += [EventRow.of(id, seq, event) for seq, event in enumerate(events)]
    return [*rows, EndedRow(id, at + timedelta(seconds=5), recording=f"{id}.wav")] if ended else rows


@pytest.fixture
def recordings(database: Database, tmp_path: Path) -> CallRecordings:
    return CallRecordings(database, tmp_path, NODE)


async def test_a_recording_is_listed_when_its_call_is_over(database: Database, recordings: CallRecordings) -> None:
    log = CallLog(database, NODE)
    await log.write(recorded("a", ended=False))
    assert (await recordings.page(1, ALL, limit=9), len(await recordings.of_call(1, "a"))) == ([], 1)
    for _ in range(2):
        await log.write(recorded("a"))
    (found,) = await recordings.page(1, ALL, limit=9)
    assert (found.callee, found.goes_out, found.record.id) == ("0301", True, "a")
    assert (found.ended_at, await recordings.count(1, ALL)) == (START + timedelta(seconds=5), 1)
    assert await recordings.count(2, ALL) == 0


async def test_one_whose_process_died_is_complete(database: Database, recordings: CallRecordings) -> None:
    log = CallLog(database, NODE)
    await log.write(recorded("a", ended=False))
    await log.interrupt_open(START + timedelta(seconds=9))
    assert [one.ended_at for one in await recordings.page(1, ALL, limit=9)] == [START + timedelta(seconds=9)]


async def test_those_of_test_calls_are_not_listed(database: Database, recordings: CallRecordings) -> None:
    await CallLog(database, NODE).write(recorded("a", test=True))
    assert await recordings.count(1, ALL) == 0


async def fill(database: Database, count: int) -> None:
    calls = [
        {
            "id": f"{n:020x}",
            "tenant": 1,
            "node": NODE,
            "started_at": START + timedelta(seconds=n),
            "caller": str(n % 50),
        }
        | dict.fromkeys(("caller_name", "dialled", "cause", "ended_by", "dtmf_methods", "recording"), "")
        | {"state": "ended"}
        for n in range(1, count + 1)
    ]
    rows = [
        {"id": n, "tenant": 1, "call": one["id"], "name": f"{n}.wav", "node": NODE, "started_at": one["started_at"]}
        | {"caller": one["caller"], "callee": str(n % 20), "goes_out": False, "state": "ended"}
        for n, one in enumerate(calls, 1)
    ]
    async with database.write() as connection:
        await connection.execute(insert(call), calls)
        await connection.execute(insert(recording), rows)


@pytest.fixture
async def many(migrated_sqlite: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """Ten thousand recordings."""
    database = Database(f"sqlite+aiosqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'many.db')}")
    await database.connect()
    await fill(database, 10_000)
    yield database
    await database.close()


async def test_a_page_of_ten_thousand_is_read_by_an_index(
    many: Database, tmp_path: Path, statements: Callable[[], list[str]]
) -> None:
    recordings = CallRecordings(many, tmp_path, NODE)
    since = RecordingFilter(since=START + timedelta(seconds=500), until=START + timedelta(seconds=503))
    second = RecordingFilter(call=(f"{9:020x}", f"{11:020x}", "a"))
    last, by = list(range(1000, 980, -1)), "ix_recording_tenant_state_"
    asked: tuple[tuple[RecordingFilter, dict[str, Any], list[int], str], ...] = (
        (ALL, {"descending": True, "skip": 9000}, last, f"{by}id"),
        (ALL, {"sort": "time", "descending": True, "skip": 9000}, last, f"{by}started_at"),
        (since, {"sort": "time"}, [500, 501, 502], f"{by}started_at"),
        (RecordingFilter(caller="7"), {}, list(range(7, 1007, 50)), f"{by}caller"),
        (RecordingFilter(callee="7"), {"skip": 400}, list(range(8007, 8407, 20)), f"{by}callee"),
        (second, {}, [10], f"{by}call"),
    )
    for wanted, order, found, index in asked:
        statements()
        page = await recordings.page(1, wanted, limit=20, **order)
        assert [one.id for one in page] == found
        (statement,) = statements()
        steps = await plan(many, statement)
        assert any(f"INDEX {index} " in step for step in steps), steps
        assert not [step for step in steps if step.startswith(("SCAN recording", "SCAN call"))]
    assert await recordings.count(1, RecordingFilter(caller="7")) == 200


async def plan(database: Database, statement: str) -> list[str]:
    """How SQLite goes about it, whatever the values are."""
    async with database.read() as connection:
        values = (None,) * statement.count("?")
        return [row.detail for row in await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    (tmp_path / "recordings").mkdir()
    return tmp_path / "recordings"


async def keeping(database: Database, days: int = 0, **other: int) -> None:
    await Repository(database, 1).create(Office(keep_recordings_days=days, **other), author="test")


async def left(database: Database) -> list[str]:
    async with database.read() as connection:
        return list(await connection.scalars(select(recording.c.call).order_by(recording.c.call)))


async def test_old_recordings_go_with_their_files(database: Database, directory: Path) -> None:
    """Not those of running calls, nor those of other machines."""
    for id, at, ended, node in (
        ("new", START + timedelta(days=30), True, NODE),
        ("old", START, True, NODE),
        ("far", START, True, "node-2"),
        ("open", START, False, NODE),
    ):
        await CallLog(database, node).write(recorded(id, at, ended=ended))
        (directory / f"{id}.wav").touch()
    now = START + timedelta(days=30, seconds=1)
    await old_recordings.tidy(database, directory, NODE, NO_BUCKET, now)
    assert await left(database) == ["far", "new", "old", "open"]
    await keeping(database, 30)
    await old_recordings.tidy(database, directory, NODE, NO_BUCKET, now)
    assert await left(database) == ["far", "new", "open"]
    assert sorted(path.name for path in directory.iterdir()) == ["far.wav", "new.wav", "open.wav"]


async def test_what_somebody_deleted_by_hand_is_forgotten_but_a_missing_disk_is_not(
    database: Database, directory: Path
) -> None:
    for id in ("kept", "removed"):
        await CallLog(database, NODE).write(recorded(id))
    await keeping(database, 1)
    await old_recordings.tidy(database, directory / "unmounted", NODE, NO_BUCKET, START + timedelta(days=9))
    await old_recordings.tidy(database, directory, NODE, NO_BUCKET, START + timedelta(days=9))
    assert await left(database) == ["kept", "removed"]
    (directory / "kept.wav").touch()
    await old_recordings.tidy(database, directory, NODE, NO_BUCKET, START + timedelta(hours=9))
    assert await left(database) == ["kept"]


@pytest.mark.parametrize(("megabytes", "kept"), [(9, "abco"), (3, "bco"), (2, "co")])
async def test_the_oldest_go_when_all_take_too_much(
    database: Database, directory: Path, megabytes: int, kept: str
) -> None:
    for index, id in enumerate("abco"):
        await CallLog(database, NODE).write(recorded(id, START + timedelta(days=index), ended=id != "o"))
        (directory / f"{id}.wav").write_bytes(bytes(1_500_000))
    await keeping(database, keep_recordings_mb=megabytes)
    await old_recordings.tidy(database, directory, NODE, NO_BUCKET, START + timedelta(days=9))
    assert await left(database) == [*kept]
    assert sorted(path.stem for path in directory.iterdir()) == [*kept]


async def test_recordings_go_with_the_records_of_their_calls(database: Database, directory: Path) -> None:
    await CallLog(database, NODE).write(recorded("a"))
    (directory / "a.wav").touch()
    await keeping(database, 90, keep_calls_days=30)
    await old_recordings.tidy(database, directory, NODE, NO_BUCKET, START + timedelta(days=31))
    assert await left(database) == []
