"""Calls that a client asks for, with real telephones: who is called, where he goes, and what is known of it."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import pytest_asyncio

from switchboard.api.kit.call_ids import named_call
from tests.e2e.phones import WITHIN_S, ends
from tests.kit.calls import hear_one_another
from tests.kit.office import ALICE, BOB, CAROL, MENU, OUTSIDE, Office, office_of
from tests.kit.product import Product
from tests.kit.web import web_client
from tests.kit.yeastar_events import subscribing

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(product: Product) -> AsyncIterator[Office]:
    async with office_of(product) as found:
        yield found


async def test_a_phone_is_called_and_goes_on_to_a_menu_and_from_there_to_another_phone(office: Office) -> None:
    id = await office.place(**{"from": BOB, "to": MENU, "auto_answer": True})
    invited = await office.bob.next()
    headers = invited.tx.request.headers
    assert invited.tx.request.from_.uri.user == MENU
    assert headers.get("Answer-Mode") == "Auto"
    assert (headers.get("Call-Info") or "").endswith(";answer-after=0")
    assert (headers.get("Alert-Info") or "").endswith(";info=alert-autoanswer;delay=0")
    bob = await invited.answer()
    await bob.rtp.hears(20)
    await bob.rtp.press("1")
    other = await office.alice.next()
    assert other.tx.request.from_.uri.user == BOB
    assert other.tx.request.headers.get("Answer-Mode") is None
    alice = await other.answer()
    await hear_one_another(bob.rtp, alice.rtp)
    await bob.bye()
    await ends(alice)
    call, events = await office.record(id)
    assert (call["caller"], call["dialled"], call["cause"]) == (BOB, MENU, "normal")
    kinds = [kind for kind, _ in events]
    assert kinds[:6] == ["call_started", "dial_started", "ringing", "dial_ended", "answered", "going_to"]
    assert dict(events)["call_started"]["placed_by"] == "native:first"
    assert "bridged" in kinds


async def test_a_menu_calls_somebody_outside_and_hears_his_keys(office: Office) -> None:
    id = await office.place(**{"from": MENU, "to": OUTSIDE, "permission": BOB, "caller_id": "5550100"})
    invited = await office.carol.next()
    assert invited.uri.user == OUTSIDE[1:]
    assert invited.tx.request.from_.uri.user == "5550100"
    callee = await invited.answer()
    await callee.rtp.hears(20)
    await callee.rtp.press("1")
    alice = await (await office.alice.next()).answer()
    await hear_one_another(callee.rtp, alice.rtp)
    await alice.bye()
    await ends(callee)
    call, events = await office.record(id)
    assert (call["caller"], call["dialled"], call["ended_by"]) == (OUTSIDE, MENU, "callee")
    assert dict(events)["key_pressed"]["digit"] == "1"


async def test_a_phone_is_connected_to_somebody_outside(office: Office) -> None:
    id = await office.place(**{"from": BOB, "to": OUTSIDE})
    bob = await (await office.bob.next()).answer()
    outside = await (await office.carol.next()).answer()
    await hear_one_another(bob.rtp, outside.rtp)
    await office.hang_up(id)
    await ends(bob)
    await ends(outside)
    call, _ = await office.record(id)
    assert (call["cause"], call["ended_by"]) == ("released", "switchboard")


@pytest.mark.parametrize(("status", "cause"), [(486, "busy"), (603, "rejected"), (480, "no-answer")])
async def test_whoever_declines_ends_the_call(office: Office, status: int, cause: str) -> None:
    id = await office.place(**{"from": BOB, "to": MENU})
    (await office.bob.next()).tx.respond(status)
    call, events = await office.record(id)
    assert (call["cause"], call["ended_by"], call["answered_at"]) == (cause, "callee", None)
    assert [kind for kind, _ in events] == ["call_started", "dial_started", "ringing", "dial_ended", "call_ended"]


async def test_who_does_not_answer_in_time_or_is_hung_up_rings_no_longer(office: Office) -> None:
    id = await office.place(**{"from": BOB, "to": MENU, "ring_time_s": 1})
    assert not await (await office.bob.next()).unless_cancelled(WITHIN_S)
    assert (await office.record(id))[0]["cause"] == "no-answer"
    id = await office.place(**{"from": BOB, "to": MENU})
    invited = await office.bob.next()
    await office.hang_up(id)
    assert not await invited.unless_cancelled(WITHIN_S)
    assert (await office.record(id))[0]["cause"] == "released"


async def test_a_call_goes_on_no_longer_than_it_may(office: Office) -> None:
    id = await office.place(**{"from": BOB, "to": MENU, "max_duration_s": 1})
    await ends(await (await office.bob.next()).answer())
    call, _ = await office.record(id)
    assert (call["cause"], call["ended_by"]) == ("normal", "switchboard")


@pytest.mark.parametrize(
    ("wanted", "status", "pointer"),
    [
        ({"from": ALICE, "to": OUTSIDE}, 403, None),
        ({"from": MENU, "to": OUTSIDE}, 403, None),
        ({"from": BOB, "to": "0112"}, 403, None),
        ({"from": BOB, "to": "999999"}, 422, "#/to"),
        ({"from": MENU, "to": "6201"}, 422, "#/from"),
        ({"from": BOB, "to": MENU, "permission": "6200"}, 422, "#/permission"),
        ({"from": BOB, "to": OUTSIDE, "caller_id": "5550199"}, 422, "#/caller_id"),
        ({"from": BOB}, 422, "#"),
        ({"from": BOB, "menu": 999999}, 404, None),
    ],
)
async def test_what_may_not_be_calls_nobody(
    office: Office, wanted: Mapping[str, object], status: int, pointer: str | None
) -> None:
    answer = await office.asked(**wanted)
    assert answer.status_code == status, answer.text
    assert [error.get("pointer") for error in answer.json().get("errors", [])] == ([pointer] if pointer else [])
    if status == 403:
        call, _ = await office.record(answer.json()["call"])
        assert (call["cause"], call["ended_by"]) == ("forbidden", "switchboard")
    assert office.alice.rung.empty() and office.bob.rung.empty() and office.carol.rung.empty()


async def test_a_call_by_command(office: Office) -> None:
    printed = await office.product.cli("call", MENU, OUTSIDE, "--permission", BOB, "--longest", "1", "--json")
    callee = await (await office.carol.next()).answer()
    await ends(callee)
    call, events = await office.record(json.loads(printed)["id"])
    assert (call["cause"], dict(events)["call_started"]["placed_by"]) == ("normal", "cli")
    assert "no route permits it" in await office.product.complaint("call", ALICE, OUTSIDE)
    assert "leads nowhere" in await office.product.complaint("call", BOB, "999999")


async def test_viewers_place_no_calls(office: Office) -> None:
    async with office.product.native() as native:
        made = await native.post("/tokens", json={"name": "looks", "role": "viewer"})
        native.headers["Authorization"] = f"Bearer {made.json()['token']}"
        assert (await native.post("/calls", json={"from": BOB, "to": MENU})).status_code == 403


async def test_a_hundred_requests_at_once_ring_no_more_phones_than_a_client_may(office: Office) -> None:
    # None of them ends by itself meanwhile, however slow the machine is.
    wanted = {"from": BOB, "to": MENU, "ring_time_s": 300}
    answers = await asyncio.gather(*(office.asked(**wanted) for _ in range(100)))
    placed = [answer.json()["id"] for answer in answers if answer.status_code == 201]
    refused = {answer.status_code for answer in answers} - {201}
    assert (0 < len(placed) <= 20, refused) == (True, {429})
    for id in placed:
        await office.hang_up(id)
        assert (await office.record(id))[0]["cause"] == "released"
    while not office.bob.rung.empty():
        office.bob.rung.get_nowait()


async def test_yeastars_scripts_dial_look_for_the_call_and_end_it(office: Office) -> None:
    yeastar = await office.product.yeastar()
    async with subscribing(f"http://127.0.0.1:{office.product.api_port}", yeastar.token) as subscriber:
        await subscriber.subscribe(30011, 30012, 30013, 30015, 30017)
        dialled = await yeastar.post("/call/dial", {"caller": BOB, "callee": MENU, "auto_answer": "yes"})
        id = str(dialled["call_id"])
        assert [float(half) > 0 for half in id.split(".")] == [True, True]
        invited = await office.bob.next()
        assert members(await yeastar.get("/call/query", call_id=id)) == [(id, f"{id}.1", BOB, "RING")]
        bob = await invited.answer()
        await bob.rtp.hears(20)
        await bob.rtp.press("1")
        alice = await (await office.alice.next()).answer()
        await hear_one_another(bob.rtp, alice.rtp)
        assert members(await yeastar.get("/call/query", number="1000")) == [
            (id, f"{id}.1", BOB, "ANSWER"),
            (id, f"{id}.2", ALICE, "ANSWER"),
        ]
        assert members(await yeastar.get("/call/query", number=CAROL)) == []
        assert (await yeastar.post("/call/hangup", {"channel_id": f"{id}.2"}))["call_id"] == id
        await ends(bob)
        await ends(alice)
        told = [json.loads(await subscriber.text()) for _ in range(8)]
        assert (await yeastar.post("/call/hangup", {"call_id": id}))["errcode"] == 60001
        assert members(await yeastar.get("/call/query")) == []
        assert [one["type"] for one in told] == [30011, 30011, 30017, 30011, 30011, 30011, 30011, 30012]
        contents = [json.loads(one["msg"]) for one in told]
        assert {one["call_id"] for one in contents} == {id}
        assert (contents[2]["info"], contents[2]["flag"], contents[2]["infos"]) == ("1", 0, "1")
        assert (contents[-1]["call_from"], contents[-1]["call_to"], contents[-1]["status"]) == (BOB, ALICE, "ANSWERED")
        forbidden = await yeastar.post("/call/dial", {"caller": ALICE, "callee": OUTSIDE})
        assert forbidden["errcode"] == 0
        gone, failed, ended = [json.loads(await subscriber.text()) for _ in range(3)]
        assert gone["type"] == 30011
        assert (failed["type"], json.loads(failed["msg"])["reason"]) == (30015, "NO Outbound Restrictin")
        assert (ended["type"], json.loads(ended["msg"])["status"]) == (30012, "FAILED")
    for body in ({"callee": MENU}, {"caller": BOB, "callee": "x"}, {"caller": BOB, "callee": "999999"}):
        assert (await yeastar.post("/call/dial", body))["errcode"] == 40002
    await yeastar.close()


def members(answer: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    """Who is in the calls that are listed: call, channel, number, status."""
    assert answer["errcode"] == 0
    return [
        (call["call_id"], member["channel_id"], member["number"], member["member_status"])
        for call in answer["data"]
        for one in call["members"]
        for member in one.values()
    ]


async def test_servetels_scripts_connect_an_agent_and_find_the_call(office: Office) -> None:
    async with servetel(office.product) as client:
        asked = {"agent_number": BOB, "destination_number": OUTSIDE, "async": 1, "caller_id": "5550100"}
        queued = (await client.post("/click_to_call", json=asked)).json()
        assert queued["success"] and len(queued["ref_id"]) == 32
        bob = await (await office.bob.next()).answer()
        invited = await office.carol.next()
        assert invited.tx.request.from_.uri.user == "5550100"
        (live,) = (await client.get("/live_calls", params={"agent_number": BOB})).json()
        assert (live["type"], live["state"], live["direction"]) == ("click-to-call", "Ringing", 2)
        outside = await invited.answer()
        await hear_one_another(bob.rtp, outside.rtp)
        found = (await client.get(f"/live_calls/{live['call_id']}")).json()
        assert (found["state"], found["destination"]) == ("Answered", OUTSIDE[1:])
        assert (await client.post("/call/hangup", json={"call_id": live["call_id"]})).json()["success"]
        await ends(bob)
        await ends(outside)
        assert (await client.post("/call/hangup", json={"call_id": live["call_id"]})).status_code == 422
        await office.record(named_call(live["call_id"]))
        assert (await client.get("/live_calls")).json() == []
        page = (await client.get("/call/records", params={"limit": 1, "page": 1})).json()
        (row,) = page["results"]
        assert (page["limit"], page["size"], page["page"], page["count"] >= 1) == (1, 1, 1, True)
        assert (row["call_id"], row["ref_id"], row["status"]) == (live["call_id"], queued["ref_id"], "answered")
        assert (row["direction"], row["client_number"], row["agent_number"]) == ("outbound", OUTSIDE, OUTSIDE[1:])
        users = (await client.get("/users")).json()["data"]
        assert [user["extension"] for user in users] == ["1000", "1001", "1002", "1003"]
        assert (await client.get("/active_calls")).status_code == 404
        for wrong in ({"agent_number": ALICE}, {"destination_number": "999999"}, {"async": 0}, {"caller_id": "1"}):
            answer = await client.post("/click_to_call", json={**asked, **wrong})
            assert answer.status_code == 422, answer.text


@asynccontextmanager
async def servetel(product: Product) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the dialect with a permanent token."""
    minted = json.loads(await product.cli("credentials", "new", "--dialect", "servetel", "--permanent", "--json"))
    headers = {"Authorization": minted["token"]}
    async with web_client(f"http://127.0.0.1:{product.api_port}/v1", headers) as client:
        yield client


async def test_portsips_scripts_begin_a_session_and_find_its_record(office: Office) -> None:
    async with web_client(f"http://127.0.0.1:{office.product.api_port}/api") as client:
        name, password = office.product.first_user()
        signed_in = (await client.post("/auth/sign_in", json={"username": name, "password": password})).json()
        client.headers["Authorization"] = f"Bearer {signed_in['access_token']}"
        wanted = {"caller": BOB, "callee": ALICE, "send_sdp": True, "user_data": "order 7"}
        made = await client.post("/sessions", json={**wanted, "additional_header": "ANSWER_MODE"})
        assert made.status_code == 201, made.text
        id = made.json()["id"]
        invited = await office.bob.next()
        assert invited.tx.request.headers.get("Answer-Mode") == "Auto"
        bob = await invited.answer()
        alice = await (await office.alice.next()).answer()
        await hear_one_another(bob.rtp, alice.rtp)
        listed = (await client.get("/sessions")).json()
        assert (listed["count"], listed["items"][0]) == (1, (await client.get(f"/sessions/{id}")).json())
        (call,) = listed["items"][0]["calls"]
        assert (call["caller"], call["callee"]) == (BOB, ALICE)
        assert (await client.post(f"/sessions/{id}/destroy")).status_code == 204
        await ends(bob)
        await ends(alice)
        await office.record(id)
        assert (await client.post(f"/sessions/{id}/destroy")).status_code == 404
        newest = (await client.get("/cdrs", params={"top": 1})).json()["items"][0]
        (leg,) = (await client.get(f"/cdrs/{id}")).json()["items"]
        assert (leg["id"], leg["caller"], leg["callee"], leg["status_code"]) == (id, BOB, ALICE, 200)
        after = {"filter": f"caller eq '{BOB}' and started_at ge {newest['started_at']}", "orderby": "started_at desc"}
        assert (await client.get("/cdrs", params=after)).json()["items"][0] == newest
        assert (newest["direction"], newest["user_data"], newest["status_code"]) == ("EXTENSION_CALL", "order 7", 200)
        for wrong, status in (
            ({"callee": "999999"}, 400),
            ({"caller": ALICE, "callee": OUTSIDE}, 403),
            ({"send_sdp": None}, 400),
            ({"trunk": "uplink"}, 400),
        ):
            assert (await client.post("/sessions", json={**wanted, **wrong})).status_code == status, wrong
        assert (await client.get("/sessions/directly")).status_code == 403
