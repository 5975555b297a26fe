"""Programs for PortSIP with real telephones: a console, and a script that puts a new menu behind a number."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from tests.e2e.phones import ends
from tests.kit.calls import hear_one_another
from tests.kit.office import ALICE, BOB, OUR_NUMBER, OUTSIDE, Office
from tests.kit.ua import Calling
from tests.kit.web import web_client

from .portsip_programs import Console, Rollout

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def console(office: Office) -> AsyncIterator[Console]:
    async with web_client(f"http://127.0.0.1:{office.product.api_port}/api") as http:
        name, password = office.product.first_user()
        await office.product.cli("users", "rights", name, "recordings")
        yield await Console.signed_in(http, name, password)


async def test_a_console_places_a_call_watches_it_and_finds_its_record(office: Office, console: Console) -> None:
    id = await console.begin(BOB, ALICE, user_data="order 7", additional_header="CALL_INFO", header_direction="CALLER")
    invited = await office.bob.next()
    assert "answer-after=0" in (invited.tx.request.headers.get("Call-Info") or "")
    bob = await invited.answer()
    alice = await (await office.alice.next()).answer()
    await hear_one_another(bob.rtp, alice.rtp)
    session = await console.session(id)
    assert session is not None
    assert [(one["caller"], one["callee"], one["talking_time"] >= 0) for one in session["calls"]] == [
        (BOB, ALICE, True)
    ]
    await console.end(id)
    await ends(bob)
    await ends(alice)
    record = await console.record("order 7")
    assert await console.session(id) is None
    assert (record["caller"], record["callee"], record["direction"]) == (BOB, ALICE, "EXTENSION_CALL")
    assert all(record[name].endswith("Z") for name in ("started_at", "rang_at", "answered_at", "ended_at"))
    assert (await console.http.get(f"/cdrs/{record['id']}")).json()["items"]
    (recording,) = [one for one in await console.everything("recordings") if one["caller"] == BOB]
    (item,) = (await console.http.get(f"/recordings/{recording['id']}")).json()["items"]
    async with web_client(f"http://127.0.0.1:{office.product.api_port}") as anybody:
        sound = await anybody.get(item["file_url"])
    assert (sound.status_code, len(sound.content)) == (200, item["file_size"])
    people = {one["extension_number"]: one["display_name"] for one in await console.everything("users")}
    assert people[ALICE] == "Alice"


async def test_a_script_puts_a_new_menu_behind_a_number(office: Office, console: Console) -> None:
    rollout = Rollout(console.http)
    rule = {"action": "FORWARD_TO_NUMBER", "number": ALICE}
    await rollout.menu("Sales", "7100", custom_forward_rules=[{"user_input": "3", "office_hours_forward_rule": rule}])
    id = await rollout.lead("Sales", OUR_NUMBER, "7100")
    calling = Calling(office.carol.telephone, "442079460999", "")
    assert await calling.place(OUR_NUMBER, office.product.sip_port) == 200
    assert calling.session is not None
    await calling.session.rtp.hears(20)
    await calling.session.rtp.press("3")
    alice = await (await office.alice.next()).answer()
    await hear_one_another(calling.session.rtp, alice.rtp)
    await calling.session.bye()
    await ends(alice)
    assert (await console.http.post(f"/inbound_rules/{id}/destroy")).status_code == 204
    assert await Calling(office.carol.telephone, "442079460999", "").place(OUR_NUMBER, office.product.sip_port) == 404


async def test_nobody_is_called_who_may_not_be(office: Office, console: Console) -> None:
    """Toll fraud: by a viewer, without a token, to what no route permits, and to numbers that are none."""
    viewer = await as_a_viewer(office)
    wanted = {"caller": BOB, "callee": OUTSIDE, "send_sdp": False}
    assert (await viewer.post("/sessions", json=wanted)).status_code == 403
    assert (await viewer.post("/sessions", json=wanted, headers={"Authorization": ""})).status_code == 401
    await viewer.aclose()
    for fields, status in (
        ({"caller": ALICE}, 403),
        ({"callee": "112"}, 403),
        ({"callee": "0112"}, 403),
        ({"caller": ALICE, "callee": "0 (900) 123-456"}, 403),
        ({"caller": OUTSIDE}, 403),
        ({"callee": "0" * 10_000}, 400),
        ({"callee": "x@evil.example"}, 400),
        ({"trunk": "uplink"}, 400),
    ):
        answer = await console.http.post("/sessions", json={**wanted, **fields})
        assert answer.status_code == status, (fields, answer.text)
    assert office.bob.rung.empty() and office.carol.rung.empty() and office.alice.rung.empty()


async def as_a_viewer(office: Office) -> httpx.AsyncClient:
    user = {"name": "looks", "password": "correct horse 17", "role": "viewer"}
    async with office.product.native() as native:
        assert (await native.post("/users", json=user)).status_code == 201
    http = web_client(f"http://127.0.0.1:{office.product.api_port}/api")
    return (await Console.signed_in(http, user["name"], user["password"])).http


async def test_a_hundred_at_once_ring_no_more_than_a_user_may(office: Office, console: Console) -> None:
    wanted = {"caller": BOB, "callee": ALICE, "send_sdp": True}
    answers = await asyncio.gather(*(console.http.post("/sessions", json=wanted) for _ in range(100)))
    placed = [answer.json()["id"] for answer in answers if answer.status_code == 201]
    assert {answer.status_code for answer in answers} == {201, 429}
    assert len(placed) <= 60
    running = await console.everything("sessions")
    assert len(running) <= 20
    for session in running:
        await console.end(session["id"])
    while not office.bob.rung.empty():
        office.bob.rung.get_nowait()
