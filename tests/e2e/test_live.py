"""Calls are seen while they happen, told to others, and ended by command."""

import asyncio
import json
import os
import signal

import httpx
import pytest

from switchboard.delivery.webhooks import signature
from tests.e2e.phones import Phones, ends
from tests.kit.processes import kill, processes, until
from tests.kit.product import Product
from tests.kit.receiver import receiving
from tests.kit.sse import streaming
from tests.kit.ua import Invited, Telephone
from tests.kit.yeastar_events import statuses_in, subscribing

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

MENU = "6200"
SECRET = "0123456789abcdef0123456789abcdef"
SETTINGS = """
[outbound]
private_hosts = ["localhost"]
timeout_s = 2.0
"""
IN_THE_MENU = ["call_started", "going_to", "answered", "menu_entered", "prompt_started"]
TO_ALICE = [
    *("prompt_ended", "key_pressed", "matched", "going_to", "dial_started", "ringing", "dial_ended", "bridged"),
]


async def test_a_call_is_streamed_and_ended_by_api(product: Product, people: Phones) -> None:
    async with product.native() as client, streaming(client) as stream:
        session = await people.call(MENU)
        events = await stream.until("prompt_started")
        assert [one.type for one in events] == IN_THE_MENU
        alice = await people.reach_alice(session)
        assert [one.type for one in await stream.until("bridged")] == TO_ALICE
        call = str(events[0].data["call"])
        assert (await client.post(f"/calls/{call}/hangup")).status_code == 204
        await ends(session)
        await ends(alice)
        ended = (await stream.until("call_ended"))[-1]
        assert ended.data["call"] == call
        details = ended.data["data"]
        assert isinstance(details, dict)
        assert (details["by"], details["cause"]) == ("switchboard", "released")
        assert (await client.post(f"/calls/{call}/hangup")).status_code == 409
    record = (await product.ended_calls())[0]
    assert (record["state"], record["ended_by"], record["cause"]) == ("ended", "switchboard", "released")


async def test_a_call_is_told_in_the_words_of_yeastar(product: Product, people: Phones) -> None:
    """Over a WebSocket and to a webhook: the same."""
    yeastar = await product.yeastar()
    async with (
        product.native() as client,
        receiving() as receiver,
        subscribing(f"http://127.0.0.1:{product.api_port}", yeastar.token) as subscriber,
    ):
        hook = {
            "name": "crm",
            "url": receiver.url("/hook?key=of-the-crm"),
            "format": "yeastar",
            "events": ["call_status", "call_end"],
        }
        id = (await client.post("/webhooks", json=hook)).json()["id"]
        assert (await client.put(f"/webhooks/{id}/secret", json={"secret": SECRET})).status_code == 204
        await subscriber.subscribe(30011, 30012)
        session = await people.call(MENU)
        alice = await people.reach_alice(session)
        await session.rtp.hears(20)
        told = [await subscriber.text() for _ in range(3)]
        await alice.bye()
        await ends(session)
        told += [await subscriber.text() for _ in range(3)]
        posted = await receiver.got(6)
        await client.delete(f"/webhooks/{id}")
    report = await yeastar.get("/call_report/detail", type="ivr", order_by="desc", page_size=1)
    await yeastar.close()
    assert not any(secret in line for line in product.output for secret in (yeastar.token, SECRET, "of-the-crm"))
    assert isinstance(report["ivr_report_detail"], list)
    (row,) = report["ivr_report_detail"]
    assert (row["press"], row["destination"], row["call_to"]) == ("1", "Alice<1000>", "Alice<1000>")
    assert [one.body.decode() for one in posted] == told
    assert all(one.headers["x-signature"] == signature(one.body, SECRET) for one in posted)
    statuses = [statuses_in(text) for text in told[:-1]]
    assert statuses == [
        ["1001 ANSWERED"],
        ["1001 ALERT", "1000 RING"],
        ["1001 ANSWERED", "1000 ANSWER"],
        ["1001 ANSWERED", "1000 BYE"],
        ["1001 BYE"],
    ]
    assert '"call_path": "IVR Welcome<6200>"' in json.loads(told[2])["msg"]
    end = json.loads(json.loads(told[-1])["msg"])
    assert (end["call_from"], end["call_to"], end["status"], end["type"]) == ("1001", "1000", "ANSWERED", "Internal")


async def test_what_was_due_when_the_api_process_died_is_delivered(product: Product, people: Phones) -> None:
    """The receiver never answers the first request; its sender is killed meanwhile."""
    async with product.native() as client, receiving([None]) as receiver:
        hook = {"name": "stubborn", "url": receiver.url(), "events": ["call_end"]}
        id = (await client.post("/webhooks", json=hook)).json()["id"]
        session = await people.call(MENU)
        await session.bye()
        (first,) = await receiver.got(1)
        await kill(product, "api")
        session = await people.call(MENU)
        await session.bye()
        posted = await receiver.got(3)
        again, other = sorted(json.loads(one.body)["position"] for one in posted[1:])
        assert again == json.loads(first.body)["position"]
        assert other > again
        await until(lambda: nothing_waits(client))
        await client.delete(f"/webhooks/{id}")


async def test_streams_end_when_the_api_process_stops(product: Product) -> None:
    stopped = processes(product)["api"]
    async with product.native() as client, streaming(client) as stream:
        os.kill(stopped, signal.SIGTERM)
        assert (await stream.event()).data == {"reason": "stopping"}
        with pytest.raises(EOFError):
            await stream.next()
    await until(lambda: answers_after(product, stopped))


async def answers_after(product: Product, stopped: int) -> bool:
    """Whether another api process than that one is up; the old one answers until it has closed its port."""
    if processes(product).get("api") in (None, stopped):
        return False
    try:
        async with product.native() as client:
            return (await client.get("/calls")).is_success
    except httpx.HTTPError:
        return False


async def nothing_waits(client: httpx.AsyncClient) -> bool:
    return not (await client.get("/outbox?state=waiting")).json()["items"]


async def test_a_caller_who_only_hears_ringing_is_sent_away(product: Product, people: Phones) -> None:
    """Nobody has answered: the caller's INVITE is declined, the callee's cancelled."""
    cancelled = asyncio.Event()

    async def ring_for_ever(invited: Invited) -> None:
        invited.ring()
        assert not await invited.unless_cancelled(None)
        cancelled.set()

    ringing = Telephone(ring_for_ever)
    await ringing.start()
    await ringing.register("1002", product.sip_password("1002"), product.sip_port)
    async with product.native() as client, streaming(client) as stream:
        placing = asyncio.create_task(people.try_to_call("1002"))
        call = str((await stream.until("ringing"))[0].data["call"])
        assert "hung up" in await product.cli("calls", "hangup", call)
        response = (await placing).response
        assert response is not None
        assert response.status == 603
        await asyncio.wait_for(cancelled.wait(), 20)
        await stream.until("call_ended")
    await ringing.close()
