"""Programs for Yeastar with real telephones."""

import asyncio
import io
import json
import time
import wave
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from websockets.asyncio.client import connect

from switchboard.api.kit.call_ids import named_call
from switchboard.model.queue import Queue, QueueAgent
from tests.e2e.phones import WITHIN_S, ends
from tests.kit.calls import hear_one_another
from tests.kit.office import ALICE, BOB, CAROL, MENU, OUTSIDE, Office
from tests.kit.processes import until
from tests.kit.trunks import objects_of
from tests.kit.web import web_client

from .yeastar_programs import Archive, Dialler, Listener, Row, Synchronizer, Transcriber, halves

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
QUEUE = "6480"
ALL_TOPICS = range(30005, 30037)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def dialler(office: Office) -> AsyncIterator[Dialler]:
    async with web_client(f"http://127.0.0.1:{office.product.api_port}/openapi/v1.0") as http:
        yield await Dialler.logged_in(http, *office.product.api_client())


@pytest_asyncio.fixture(loop_scope="module")
async def listener(office: Office, dialler: Dialler) -> AsyncIterator[Listener]:
    url = f"ws://127.0.0.1:{office.product.api_port}/openapi/v1.0/subscribe?access_token={dialler.token}"
    async with asyncio.timeout(3 * WITHIN_S), connect(url, proxy=None) as socket:
        yield Listener(socket)


async def talk_through_the_menu(office: Office, dialler: Dialler) -> str:
    """The id of a call in which Bob, who is called, reached Alice by a key, and hung up."""
    id = await dialler.dial(BOB, MENU)
    bob = await (await office.bob.next()).answer()
    await bob.rtp.hears(20)
    await bob.rtp.press("1")
    alice = await (await office.alice.next()).answer()
    await hear_one_another(bob.rtp, alice.rtp)
    await bob.bye()
    await ends(alice)
    return id


async def test_a_dialler_finds_its_call_and_ends_the_customers_leg(office: Office, dialler: Dialler) -> None:
    id = await dialler.dial(BOB, "0442 079-460 (123)")
    assert (await dialler.own(call_id=id))["call_id"] == id
    assert (await dialler.own(number=BOB))["call_id"] == id
    bob = await (await office.bob.next()).answer()
    outside = await (await office.carol.next()).answer()
    await hear_one_another(bob.rtp, outside.rtp)
    member = await dialler.outside(extension=BOB)
    assert (member["to"], member["member_status"]) == (OUTSIDE[1:], "ANSWER")
    assert (await dialler.end(channel_id=member["channel_id"]))["call_id"] == id
    await ends(bob)
    await ends(outside)


async def test_a_listener_hears_of_a_call_by_numbers_that_a_script_can_take(
    office: Office, dialler: Dialler, listener: Listener
) -> None:
    await listener.subscribe(*ALL_TOPICS)
    assert await listener.is_heard()
    id = await talk_through_the_menu(office, dialler)
    heard = await listener.until(30012, id)
    assert [content["info"] for topic, content in heard if topic == 30017] == ["1"]
    first, second = halves(id)
    assert first.is_integer() and second.is_integer() and second < 2**53
    summary = heard[-1][1]
    assert (summary["call_from"], summary["call_to"], summary["status"]) == (BOB, ALICE, "ANSWERED")


async def test_a_talk_is_transcribed_and_archived(office: Office, dialler: Dialler) -> None:
    options = ("--dialect", "yeastar", "--right", "recordings", "--json")
    minted = json.loads(await office.product.cli("credentials", "new", *options))
    transcriber = await Transcriber.logged_in(dialler.http, minted["username"], minted["password"])
    archive = Archive(dialler.http, dialler.token)
    begun = int(time.time()) - 60
    id = await talk_through_the_menu(office, dialler)
    await office.record(named_call(id))
    rows: list[Row] = []

    async def are_there() -> bool:
        found = await archive.rows(2, start_time=begun, end_time=begun + 3600)
        rows[:] = [row for row in found if row["call_id"] == id]
        return len(rows) > 1

    await until(are_there)
    assert await archive.probe() >= len(rows)
    assert {row["disposition"] for row in rows} == {"ANSWERED"}
    recording = await transcriber.newest(ALICE, id)
    assert {row["uid"] for row in rows} == {recording["uid"]}
    assert recording["file"] in [row.get("record_file") for row in rows]
    for named in ({"id": recording["id"]}, {"file": recording["file"]}):
        with wave.open(io.BytesIO(await transcriber.sound(**named))) as sound:
            assert (sound.getnchannels(), sound.getnframes() > 0) == (2, True)
    assert (await archive.get("/recording/download", id=recording["id"]))["errcode"] != 0
    menu = next(one for one in (await archive.get("/ivr/list"))["data"] if one["number"] == MENU)
    counted, presses = await archive.presses(menu["id"], "2026/01/01 00:00:00", "2099/01/01 00:00:00")
    assert counted["press_count"]["press_1"] >= 1
    assert recording["uid"] in [one["id"] for one in presses]


async def test_a_customer_is_sent_to_the_queue_and_hung_up_there_by_the_id_of_the_call(
    office: Office, dialler: Dialler, listener: Listener
) -> None:
    async with objects_of(office.product) as objects:
        seat = QueueAgent(extension=await objects.id_of(ALICE))
        await objects.create(Queue(name="Support", number=QUEUE, agents=(seat,)))
    await listener.subscribe(30011, 30012, 30013)
    id = await dialler.dial(BOB, OUTSIDE)
    bob = await (await office.bob.next()).answer()
    outside = await (await office.carol.next()).answer()
    await hear_one_another(bob.rtp, outside.rtp)
    member = await dialler.outside(call_id=id)
    assert (await dialler.send_on(member["channel_id"], QUEUE, BOB))["call_id"] == id
    await ends(bob)
    alice = await (await office.alice.next()).answer()
    await hear_one_another(alice.rtp, outside.rtp)
    assert (await dialler.end(call_id=id))["errcode"] == 0
    await ends(alice)
    await ends(outside)
    assert 30013 in [topic for topic, _ in await listener.until(30012, id)]


async def test_presence_follows_a_calendar_and_address_books_are_empty(office: Office, dialler: Dialler) -> None:
    synchronizer = Synchronizer(dialler.http, dialler.token)
    for state in ("business_trip", "do_not_disturb"):
        await synchronizer.say(CAROL, state)
        assert await synchronizer.says(CAROL) == state
    await dialler.dial(CAROL, MENU)
    await synchronizer.say(CAROL, "available")
    assert office.carol.rung.empty()
    assert await synchronizer.contacts() == []


async def test_a_client_of_another_tenant_reaches_nobody_here(office: Office, dialler: Dialler) -> None:
    await office.product.cli("tenants", "create", "neighbour", "neighbour.example")
    minted = json.loads(
        await office.product.cli("--tenant", "neighbour", "credentials", "new", "--dialect", "yeastar", "--json")
    )
    stranger = await Dialler.logged_in(dialler.http, minted["username"], minted["password"])
    id = await dialler.dial(BOB, MENU)
    bob = await (await office.bob.next()).answer()
    await bob.rtp.hears(20)
    for caller, callee in ((BOB, MENU), (BOB, OUTSIDE), (MENU, OUTSIDE), (OUTSIDE, ALICE)):
        assert (await stranger.post("/call/dial", caller=caller, callee=callee))["errcode"] == 40002
    assert (await stranger.get("/call/query"))["data"] == []
    assert (await stranger.end(call_id=id))["errcode"] == 60001
    assert (await stranger.end(channel_id=f"{id}.1"))["errcode"] == 60001
    assert (await stranger.send_on(f"{id}.1", ALICE, BOB))["errcode"] != 0
    await bob.rtp.hears(len(bob.rtp.audio_packets()) + 20)
    await bob.bye()
    assert office.alice.rung.empty() and office.carol.rung.empty()


async def test_nobody_is_called_who_may_not_be(office: Office, dialler: Dialler) -> None:
    """Toll fraud: without a token, to what no route of the caller permits, and to numbers that are none."""
    for caller, callee, code in (
        (BOB, "x", 40002),
        (BOB, "0" * 10_000, 40002),
        (BOB, "+" * 40, 40002),
        (BOB, "<sip:x@evil.example>", 40002),
        (ALICE, "0 (900) 123-456", 0),
        (BOB, "112", 0),
        (BOB, "0112", 0),
        (OUTSIDE, OUTSIDE, 0),
    ):
        answer = await dialler.post("/call/dial", caller=caller, callee=callee)
        assert answer["errcode"] == code, (callee[:40], answer)
    stolen = Dialler(dialler.http, dialler.token[::-1])
    assert (await stolen.post("/call/dial", caller=BOB, callee=OUTSIDE))["errcode"] == 10004
    assert office.bob.rung.empty() and office.carol.rung.empty() and office.alice.rung.empty()


async def test_a_hundred_at_once_ring_no_more_than_a_client_may(office: Office, dialler: Dialler) -> None:
    answers = await asyncio.gather(*(dialler.post("/call/dial", caller=BOB, callee=CAROL) for _ in range(100)))
    placed = [str(answer["call_id"]) for answer in answers if answer["errcode"] == 0]
    assert 0 < len(placed) <= 60
    running = (await dialler.get("/call/query"))["data"]
    assert len(running) <= 20
    for call in running:
        await dialler.end(call_id=call["call_id"])
    while not office.bob.rung.empty():
        office.bob.rung.get_nowait()
