"""Recordings of calls, over the API."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from switchboard.call.events import RecordingStarted
from switchboard.call.record import CallRow, EndedRow, EventRow, OpenedRow
from switchboard.media.wav import wav_header
from switchboard.security_log import close_security_log, open_security_log
from switchboard.store.calls.log import CallLog
from switchboard.store.db.tables import recording
from switchboard.store.people.api_tokens import ApiTokens

from .support import OTHER_TENANT, Native, problem

pytestmark = pytest.mark.api
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
SOUND = wav_header(8000, 8000, 2) + bytes(range(250)) * 128
ONE = "/calls/done/recordings/done.wav"


@pytest.fixture(autouse=True)
async def calls(native: Native) -> None:
    """A call with two recordings, one that is being recorded, one without, and one of another machine."""
    rows: list[CallRow] = []
    for id, names in {
        "done": ("done.wav", "done-2.wav"),
        "open": ("open.wav",),
        "none": (),
        "far": ("far.wav",),
    }.items():
        rows.append(OpenedRow(id, 1, NOON, "1000", "Ann", "6200", 85))
        began = (RecordingStarted(at=NOON + timedelta(seconds=seq), name=name) for seq, name in enumerate(names))
        rows += [EventRow.of(id, seq, event) for seq, event in enumerate(began)]
        if id != "open":
            rows.append(EndedRow(id, NOON, "ended", "normal", "caller", (), names[-1] if names else ""))
    settings = native.services.settings
    await CallLog(native.services.database, settings.node_name).write([row for row in rows if row.call_id != "far"])
    await CallLog(native.services.database, "elsewhere").write([row for row in rows if row.call_id == "far"])
    settings.recordings_directory.mkdir(parents=True)
    for name in ("done.wav", "done-2.wav", "open.wav"):
        (settings.recordings_directory / name).write_bytes(SOUND)


async def test_all_recordings_of_a_call(native: Native) -> None:
    listed = (await native.listener.get("/calls/done/recordings")).json()["items"]
    assert [(one["name"], one["size"], one["duration_ms"]) for one in listed] == [
        ("done.wav", len(SOUND), 1000),
        ("done-2.wav", len(SOUND), 1000),
    ]
    assert listed[1]["started_at"] == "2026-01-05T12:00:01Z"
    assert (await native.listener.get("/calls/none/recordings")).json() == {"items": []}


async def test_only_calls_that_were_recorded_are_listed_on_demand(native: Native) -> None:
    for recorded, ids in (("true", ["far", "done"]), ("false", ["none", "open"])):
        page = (await native.viewer.get(f"/calls?recorded={recorded}")).json()
        assert sorted(call["id"] for call in page["items"]) == sorted(ids)


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [("bytes=0-0", 0, 0), ("bytes=10-", 10, len(SOUND) - 1), ("bytes=-5", len(SOUND) - 5, len(SOUND) - 1)],
)
async def test_a_range_of_the_sound(native: Native, wanted: str, first: int, last: int) -> None:
    answer = await native.listener.get(ONE, headers={"Range": wanted})
    assert answer.status_code == 206
    assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(SOUND)}"
    assert answer.content == SOUND[first : last + 1]


async def test_the_whole_sound_and_nothing_that_is_known(native: Native) -> None:
    answer = await native.listener.get(ONE)
    assert (answer.status_code, answer.content) == (200, SOUND)
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.headers["content-disposition"] == 'attachment; filename="done.wav"'
    known = await native.listener.get(ONE, headers={"If-None-Match": answer.headers["etag"]})
    assert (known.status_code, known.content) == (304, b"")


async def test_deleted_once_the_call_is_over(native: Native) -> None:
    problem(await native.listener.delete("/calls/open/recordings/open.wav"), 409, "call-open")
    assert (await native.listener.delete(ONE)).status_code == 204
    problem(await native.listener.get(ONE), 404, "not-found")
    problem(await native.listener.delete(ONE), 404, "not-found")
    listed = (await native.listener.get("/calls/done/recordings")).json()["items"]
    assert [one["name"] for one in listed] == ["done-2.wav"]


async def test_another_machine_has_its_own(native: Native) -> None:
    for path in ("/calls/far/recordings", "/calls/far/recordings/far.wav"):
        assert problem(await native.listener.get(path), 409, "recording-elsewhere")["node"] == "elsewhere"


async def test_what_is_in_a_bucket_is_listed_and_stays_while_nobody_reaches_it(native: Native) -> None:
    stored = {"place": "bucket/1/far.wav", "size": 16044, "duration_ms": 500}
    async with native.services.database.write() as connection:
        await connection.execute(update(recording).where(recording.c.call == "far").values(stored))
    (listed,) = (await native.listener.get("/calls/far/recordings")).json()["items"]
    assert (listed["name"], listed["size"], listed["duration_ms"]) == ("far.wav", 16044, 500)
    for client in (native.listener.get, native.listener.delete):
        problem(await client("/calls/far/recordings/far.wav"), 503, "unavailable")
    assert len((await native.listener.get("/calls/far/recordings")).json()["items"]) == 1


@pytest.mark.parametrize("name", ["open.wav", "..%2F..%2Fswitchboard.db", "%2Fetc%2Fpasswd"])
async def test_no_name_leads_to_another_file(native: Native, name: str) -> None:
    for client in (native.listener.get, native.listener.delete):
        assert (await client(f"/calls/done/recordings/{name}")).status_code in (404, 405)
    assert (native.services.settings.recordings_directory / "open.wav").exists()


async def test_the_right_is_needed_and_reaches_no_other_tenant(native: Native) -> None:
    for path in ("/calls/done/recordings", ONE):
        problem(await native.admin.get(path), 403, "forbidden")
        tokens, now = ApiTokens(native.services.database), native.services.clock.now()
        _, token = await tokens.mint(OTHER_TENANT, "spy", "admin", now, rights=("recordings",))
        problem(await native.anybody.get(path, headers={"Authorization": f"Bearer {token}"}), 404, "not-found")


async def test_the_security_log_says_who_heard_and_deleted(native: Native, tmp_path: Path) -> None:
    file = tmp_path / "security.log"
    open_security_log(file)
    try:
        await native.listener.get(ONE)
        await native.listener.delete(ONE)
    finally:
        close_security_log()
    lines = [line.split(" ", 1)[1] for line in file.read_text().splitlines()]
    about = "source=127.0.0.1 tenant=1 call=done recording=done.wav by=native:listener"
    assert lines == [f"recording-downloaded {about}", f"recording-deleted {about}"]
