"""Events over a real WebSocket."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.engine import Connection

from switchboard.api.yeastar import routes_subscribe
from switchboard.call import events as happened
from switchboard.call.cause import Cause
from switchboard.call.events import CallEvent, DialledTarget
from switchboard.callflow.record import CallRecorder
from switchboard.config import YeastarSettings
from switchboard.engine.port import (
    CallerId,
    CallInfo,
)
from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.queue_rows import AgentChange
from switchboard.store.calls.log import CallLog
from switchboard.store.calls.writer import CallWriter
from switchboard.store.db.tables import tenant
from switchboard.store.people.registrations import RegistrationRow, Registrations
from switchboard.store.queues import agent_changes
from tests.kit.yeastar_events import Subscriber, subscribing

from ..support import EXTENSION, VERSION, Api, logged_in

pytestmark = pytest.mark.api
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
CARRIER = 60
ALICE = DialledTarget(kind="extension", id=85, number="1000")
OUTSIDE = DialledTarget(kind="trunk", id=CARRIER, number="0301234")


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@asynccontextmanager
async def call(api: Api, *, trunk: int | None = None, of: int = 1, id: str = "c1") -> AsyncIterator[CallRecorder]:
    """A call whose events are recorded as the calls process records them."""
    writer = CallWriter(CallLog(api.services.database, "here"))
    extension = None if trunk else 86
    info = CallInfo(id, of, CallerId("1001" if extension else "030999", "Bo"), "6250", NOON, extension, trunk)
    writer.start()
    yield CallRecorder(info, writer)
    await writer.close()


def in_the_menu() -> list[CallEvent]:
    return [
        happened.CallStarted(at=NOON, caller="1001", dialled="6250", extension=86),
        happened.CallAnswered(at=after(1)),
        happened.MenuEntered(at=after(1), ivr=50, number="6250", name="Other", revision=1, visit=1),
        happened.KeyPressed(at=after(2), digit="1", method="info"),
    ]


def to(target: DialledTarget) -> list[CallEvent]:
    return [
        happened.DialStarted(at=after(3), targets=(target,)),
        happened.Ringing(at=after(3), target=target),
        happened.DialEnded(at=after(5), outcome="answered"),
        happened.Bridged(at=after(5), target=target),
    ]


def ended(by: str = "callee", cause: Cause = Cause.NORMAL) -> CallEvent:
    return happened.CallEnded.model_validate({"at": after(9), "by": by, "cause": cause})


@asynccontextmanager
async def subscribed(api: Api, *topics: int) -> AsyncIterator[Subscriber]:
    async with subscribing(str(api.http.base_url), api.token) as subscriber:
        await subscriber.subscribe(*topics)
        yield subscriber


async def test_the_status_of_each_member_as_it_changes(api: Api) -> None:
    async with subscribed(api, 30011) as subscriber, call(api) as recorder:
        for event in [*in_the_menu(), *to(ALICE)]:
            recorder.emit(event)
        assert await subscriber.statuses() == ["1001 ANSWERED"]
        assert await subscriber.statuses() == ["1001 ALERT", "1000 RING"]
        assert await subscriber.statuses() == ["1001 ANSWERED", "1000 ANSWER"]
        recorder.emit(happened.Held(at=after(6), side="callee"))
        assert await subscriber.statuses() == ["1001 ANSWERED", "1000 HOLD"]
        recorder.emit(happened.Resumed(at=after(7), side="callee"))
        assert await subscriber.statuses() == ["1001 ANSWERED", "1000 ANSWER"]
        recorder.emit(happened.BridgeEnded(at=after(9), by="callee"))
        recorder.emit(ended())
        assert await subscriber.statuses() == ["1001 ANSWERED", "1000 BYE"]
        assert await subscriber.statuses() == ["1001 BYE"]


async def test_phones_that_register_and_presence(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes_subscribe, "LOOK_S", 0.02)
    registrations = Registrations(api.services.database)
    row = RegistrationRow("sip:1000@192.0.2.7", NOON + timedelta(hours=9), "c", 1, source="udp 192.0.2.7 5060")
    async with subscribed(api, 30007, 30009) as subscriber:
        await registrations.put(1, EXTENSION, [row])
        told = {"extension": "1000", "kind": "Sip", "registered_ip": "192.0.2.7"}
        assert await subscriber.event() == (30007, {**told, "status": "Registered"})
        await registrations.put(1, EXTENSION, [], gone=[row.contact])
        assert await subscriber.event() == (30007, {**told, "status": "Unregistered"})
        await api.post("extension/update", {"id": EXTENSION, "presence_status": "lunch"})
        assert await subscriber.event() == (30009, {"extension": "1000", "status": "lunch"})
        await subscriber.subscribe(30012)
        await api.post("extension/update", {"id": EXTENSION, "presence_status": "away"})
        await subscriber.subscribe(30009)
        await api.post("extension/update", {"id": EXTENSION, "presence_status": "available"})
        assert await subscriber.event() == (30009, {"extension": "1000", "status": "available"})


async def test_members_say_how_they_are_reached_and_by_which_menu(api: Api) -> None:
    async with subscribed(api, 30011) as subscriber, call(api, trunk=CARRIER) as recorder:
        for event in [*in_the_menu(), *to(OUTSIDE)]:
            recorder.emit(event)
        for _ in range(2):
            await subscriber.event()
        _, content = await subscriber.event()
        common = {"trunk_name": "Carrier", "call_path": "IVR Other<6250>"}
        assert content == {
            "call_id": "c1",
            "members": [
                {
                    "inbound": {
                        "from": "030999",
                        "to": "6250",
                        "channel_id": "c1.1",
                        "member_status": "ANSWERED",
                        **common,
                    }
                },
                {
                    "outbound": {
                        "from": "030999",
                        "to": "0301234",
                        "channel_id": "c1.2",
                        "member_status": "ANSWER",
                        **common,
                    }
                },
            ],
        }


async def test_the_details_of_a_call_at_its_end(api: Api) -> None:
    async with subscribed(api, 30012) as subscriber, call(api, trunk=CARRIER) as recorder:
        for event in [*in_the_menu(), *to(ALICE), happened.RecordingStarted(at=after(5), name="c1.wav"), ended()]:
            recorder.emit(event)
        topic, content = await subscriber.event()
        assert topic == 30012
        assert content == {
            "call_id": "c1",
            "time_start": "2026/01/05 12:00:00",
            "call_from": "030999",
            "call_to": "1000",
            "call_duration": 9,
            "talk_duration": 8,
            "src_trunk_name": "Carrier",
            "dst_trunk_name": "",
            "status": "ANSWERED",
            "type": "Inbound",
            "recording": "20260105120000-c1-030999-6250-Inbound.wav",
            "did_number": "6250",
            "did_name": "",
            "agent_ring_time": 0,
            "uid": "c1",
            "call_note_id": "",
        }


@pytest.mark.parametrize(
    ("cause", "status"),
    [(Cause.BUSY, "BUSY"), (Cause.NO_ANSWER, "NO ANSWER"), (Cause.CANCELLED, "NO ANSWER"), (Cause.FAILED, "FAILED")],
)
async def test_the_details_of_a_call_that_nobody_answered(api: Api, cause: Cause, status: str) -> None:
    async with subscribed(api, 30012) as subscriber, call(api) as recorder:
        recorder.emit(happened.CallStarted(at=NOON, caller="1001", dialled="1000"))
        for event in to(OUTSIDE)[:2]:
            recorder.emit(event)
        recorder.emit(ended("switchboard", cause))
        _, content = await subscriber.event()
        assert (content["status"], content["type"], content["talk_duration"]) == (status, "Outbound", 0)
        assert (content["call_to"], content["dst_trunk_name"]) == ("0301234", "Carrier")


async def test_only_what_was_asked_for_and_only_the_own_tenant(api: Api) -> None:
    async with api.services.database.write() as connection:
        await connection.execute(insert(tenant).values(id=2, name="other", sip_domain=""))
    async with subscribed(api, 30012) as subscriber:
        async with call(api, of=2, id="theirs") as theirs:
            for event in [*in_the_menu(), ended()]:
                theirs.emit(event)
        async with call(api) as recorder:
            for event in [*in_the_menu(), ended()]:
                recorder.emit(event)
        topic, content = await subscriber.event()
        assert (topic, content["call_id"]) == (30012, "c1")


async def test_a_call_that_its_process_lost_ends_too(api: Api) -> None:
    async with subscribed(api, 30011, 30012) as subscriber:
        async with call(api) as recorder:
            for event in in_the_menu():
                recorder.emit(event)
        await CallLog(api.services.database, "here").interrupt_open(after(60))
        assert await subscriber.statuses() == ["1001 ANSWERED"]
        assert await subscriber.statuses() == ["1001 BYE"]
        topic, content = await subscriber.event()
        assert (topic, content["call_duration"]) == (30012, 60)


async def test_every_subscriber_has_the_same_serial_as_the_system(api: Api) -> None:
    data = (await api.get("system/information"))["data"]
    assert isinstance(data, dict)
    async with subscribed(api, 30012) as subscriber, call(api) as recorder:
        recorder.emit(happened.CallStarted(at=NOON, caller="1001", dialled="1000"))
        recorder.emit(ended())
        text = await subscriber.text()
    assert len(data["sn"]) == 12
    assert f'"sn": "{data["sn"]}"' in text


async def test_a_heartbeat_is_answered(api: Api) -> None:
    async with subscribed(api) as subscriber:
        await subscriber.socket.send("heartbeat")
        assert await subscriber.text() == "heartbeat response"


async def test_who_is_silent_is_let_go_and_who_is_not_stays(migrated_sqlite: Path, tmp_path: Path) -> None:
    file = shutil.copy(migrated_sqlite, tmp_path / "switchboard.db")
    settings = YeastarSettings(silence_s=0.3)
    async with (
        logged_in(f"sqlite+aiosqlite:///{file}", tmp_path, settings) as api,
        subscribed(api) as silent,
        subscribed(api) as talkative,
    ):
        while silent.socket.close_code is None:
            await talkative.socket.send("heartbeat")
            assert await talkative.text() == "heartbeat response"
        assert await silent.close_code() == 1008


async def test_topics_that_never_come_are_accepted(api: Api) -> None:
    async with subscribed(api, *range(30005, 30037)) as subscriber, call(api) as recorder:
        recorder.emit(ended())
        assert [(await subscriber.event())[0] for _ in range(2)] == [30011, 30012]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"topic_list": [30011, 30004]}, 40002),
        ({"topic_list": [30037]}, 40002),
        ({"topic_list": [-30011]}, 40002),
        ({"topic_list": [0]}, 40002),
        ({}, 40002),
        ({"topic_list": "30011"}, 40001),
        ({"topic_list": ["30011"]}, 40001),
        ({"topic_list": [True]}, 40001),
        ([30011], 40001),
        ("null", 40001),
        ("Heartbeat", -2),
        ("{", -2),
        ("[" * 60_000, -2),
    ],
)
async def test_what_is_no_list_of_topics_changes_nothing(api: Api, message: object, code: int) -> None:
    async with subscribed(api, 30012) as subscriber, call(api) as recorder:
        assert (await subscriber.ask(message))["errcode"] == code
        recorder.emit(happened.CallStarted(at=NOON, caller="1001", dialled="1000"))
        recorder.emit(ended())
        assert (await subscriber.event())[0] == 30012


async def test_bytes_are_refused_and_messages_that_are_too_long_end_the_connection(api: Api) -> None:
    async with subscribed(api) as subscriber:
        await subscriber.socket.send(b"heartbeat")
        assert '"errcode":40001' in await subscriber.text()
        await subscriber.socket.send("x" * 70_000)
        assert await subscriber.close_code() == 1009


@pytest.mark.parametrize("token", ["", "nonsense"])
async def test_without_a_token_there_is_nothing_to_hear(api: Api, token: str) -> None:
    async with subscribing(str(api.http.base_url), token) as subscriber:
        assert '"errcode":10004' in await subscriber.text()
        assert await subscriber.close_code() == 1008


async def test_the_end_of_the_token_is_announced(api: Api) -> None:
    async with subscribed(api, 30011) as subscriber:
        api.move_clock(1801)
        assert '"errcode":10004' in await subscriber.text()
        assert await subscriber.close_code() == 1008


async def test_a_revoked_token_hears_nothing_more(api: Api) -> None:
    async with subscribed(api, 30011, 30012) as subscriber, call(api) as recorder:
        assert (await api.get("del_token"))["errcode"] == 0
        for event in [*in_the_menu(), ended()]:
            recorder.emit(event)
        assert '"errcode":10004' in await subscriber.text()
        assert await subscriber.close_code() == 1008


async def test_who_leaves_is_forgotten_and_the_others_stay(api: Api) -> None:
    async with subscribed(api, 30012) as staying:
        async with subscribed(api, 30012):
            assert api.services.feed.listeners == 2
        async with call(api) as recorder:
            recorder.emit(happened.CallStarted(at=NOON, caller="1001", dialled="1000"))
            recorder.emit(ended())
        assert (await staying.event())[0] == 30012


async def test_the_stop_of_the_server_is_said(api: Api) -> None:
    async with subscribed(api) as subscriber:
        api.services.feed.close()
        assert await subscriber.close_code() == 1001


async def test_whoever_only_asks_gets_status_400(api: Api) -> None:
    response = await api.http.get(f"{VERSION}subscribe", params={"access_token": api.token})
    assert response.status_code == 400
    assert response.json()["errcode"] == 40002


async def test_what_agents_of_queues_do(api: Api) -> None:
    """In all queues: one message for each in which the agent is."""
    repository, database = api.services.repository(1), api.services.database
    seat = QueueAgent(extension=85)
    for number in ("6401", "6402"):
        await repository.create(Queue(name=number, number=number, agents=(seat,)), author="test")
    await repository.create(Queue(name="without", number="6403"), author="test")

    def pause(connection: Connection) -> None:
        agent_changes.put(connection, 1, [AgentChange(85, None, "paused", "lunch", "api")], NOON)

    async with subscribed(api, 30029) as subscriber:
        await database.writing(pause)
        told = [await subscriber.event() for _ in range(2)]
        about = {"agent_number": "1000", "status": "Paused", "reason": "lunch"}
        assert told == [(30029, {"queue_number": f"queue-{one}", **about}) for one in ("6401", "6402")]
