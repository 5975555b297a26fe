"""Running calls that clients change, with real telephones: what is heard after each step, and what is told of it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
import pytest_asyncio

from switchboard.api.kit.call_ids import call_id
from switchboard.model.trunk import DialPattern, OutboundRoute, Trunk
from tests.e2e.phones import ends
from tests.e2e.test_placed_calls import members, servetel
from tests.kit.calls import hear_one_another, talking
from tests.kit.office import Desk
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.trunks import objects_of
from tests.kit.ua import Session
from tests.kit.web import web_client

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

ALICE, BOB, CAROL, DAN, MENU = "1000", "1001", "1002", "1003", "6200"
OUTSIDE = "0442079460123"
VOICE_HZ = 1300.0


@dataclass
class Floor:
    """Four desks, and a line outside that Dan's telephone plays."""

    product: Product
    alice: Desk
    bob: Desk
    carol: Desk
    dan: Desk
    known: set[str] = field(default_factory=set)
    """Calls of former tests, whose records may not be closed yet."""

    async def talk(self, one: Desk, other: Desk) -> tuple[str, Session, Session]:
        """The id of a call in which they talk, and their sides of it."""
        mine, theirs = await one.talks_to(other)
        return await self.running(), mine, theirs

    async def running(self) -> str:
        """The id of the only new call that goes on."""
        calls: list[dict[str, Any]] = []

        async def is_alone() -> bool:
            found = (await native.get("/calls?state=open")).json()["items"]
            calls[:] = [call for call in found if call["id"] not in self.known]
            return len(calls) == 1

        async with self.product.native() as native:
            await until(is_alone)
        id: str = calls[0]["id"]
        self.known.add(id)
        return id

    async def command(self, call: str, action: str, **body: object) -> httpx.Response:
        async with self.product.native() as native:
            return await native.post(f"/calls/{call}/{action}", json=body)

    async def done(self, call: str, action: str, **body: object) -> None:
        answer = await self.command(call, action, **body)
        assert answer.status_code == 204, answer.text

    async def events(self, call: str) -> list[tuple[str, Mapping[str, Any]]]:
        """Of a call that is about to be over."""
        found: dict[str, Any] = {}

        async def is_over() -> bool:
            found.update((await native.get(f"/calls/{call}")).json())
            return str(found["state"]) != "open"

        async with self.product.native() as native:
            await until(is_over)
        return [(event["type"], event["data"]) for event in found["events"]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def floor(product: Product) -> AsyncIterator[Floor]:
    async with AsyncExitStack() as stack:
        numbers = (ALICE, BOB, CAROL, DAN)
        desks = [await stack.enter_async_context(Desk(product, number).registered()) for number in numbers]
        async with objects_of(product) as objects:
            port = desks[3].telephone.endpoint.port
            trunk = await objects.create(Trunk(name="uplink", host="127.0.0.1", port=port, did_numbers=("5550100",)))
            pattern = DialPattern(pattern="0X.", strip=1)
            await objects.create(
                OutboundRoute(name="out", patterns=(pattern,), trunks=(trunk,), extensions=(await objects.id_of(BOB),))
            )
        yield Floor(product, desks[0], desks[1], desks[2], desks[3])


async def is_silent(listener: Session, speaker: Session) -> None:
    """The listener gets audio, in which nothing is heard of what the speaker says."""
    async with talking(speaker.rtp, VOICE_HZ):
        await speaker.rtp.hears(5)
        listener.rtp.heard.clear()
        await listener.rtp.hears(20)
        assert not listener.rtp.samples(last=10).any()


async def test_hold_and_mute_are_heard_and_told(floor: Floor) -> None:
    call, bob, alice = await floor.talk(floor.bob, floor.alice)
    await hear_one_another(bob.rtp, alice.rtp)
    await floor.done(call, "hold", side="callee")
    bob.rtp.heard.clear()
    await bob.rtp.hears(30)
    assert bob.rtp.samples(last=20).any()
    await is_silent(alice, bob)
    await floor.done(call, "unhold", side="callee")
    await hear_one_another(bob.rtp, alice.rtp)
    await floor.done(call, "mute", side="caller")
    await is_silent(alice, bob)
    async with talking(alice.rtp, VOICE_HZ):
        bob.rtp.heard.clear()
        await bob.rtp.hears_tone(VOICE_HZ)
    await bob.rtp.press("7")
    await alice.rtp.hears_event("7")
    await floor.done(call, "unmute", side="caller")
    await hear_one_another(bob.rtp, alice.rtp)
    await bob.bye()
    await ends(alice)
    told = [(kind, data["side"], data["asked_by"]) for kind, data in await floor.events(call) if "side" in data]
    assert told == [
        ("hold", "callee", "native:first"),
        ("resume", "callee", "native:first"),
        ("muted", "caller", "native:first"),
        ("muted", "caller", "native:first"),
    ]
    assert (await floor.command(call, "hold", side="caller")).json()["code"] == "call-over"


async def test_a_caller_goes_from_a_talk_to_a_menu_and_from_its_prompt_to_another_phone(floor: Floor) -> None:
    call, bob, alice = await floor.talk(floor.bob, floor.alice)
    await floor.done(call, "transfer", to=MENU)
    await ends(alice)
    bob.rtp.heard.clear()
    await bob.rtp.hears(30)
    assert bob.rtp.samples(last=20).any()
    assert (await floor.command(call, "transfer", to=CAROL, party="callee")).json()["code"] == "no-such-party"
    await floor.done(call, "transfer", to=CAROL)
    carol = await (await floor.carol.next()).answer()
    await hear_one_another(bob.rtp, carol.rtp)
    await floor.done(call, "transfer", to=ALICE, party="callee")
    await ends(bob)
    alice = await (await floor.alice.next()).answer()
    await hear_one_another(carol.rtp, alice.rtp)
    await alice.bye()
    await ends(carol)
    kinds = [kind for kind, _ in await floor.events(call)]
    assert kinds.count("transferred") == 3
    assert kinds[-2:] == ["bridge_ended", "call_ended"]


async def test_a_caller_is_taken_from_a_phone_that_rings(floor: Floor) -> None:
    calling, placed = floor.bob.calls(ALICE)
    rung = await floor.alice.next()
    await floor.done(await floor.running(), "transfer", to=CAROL)
    assert not await rung.unless_cancelled(20)
    carol = await (await floor.carol.next()).answer()
    assert await placed == 200
    assert calling.session is not None
    await hear_one_another(calling.session.rtp, carol.rtp)
    await carol.bye()
    await ends(calling.session)


async def test_outside_by_the_rights_of_an_extension_alone(floor: Floor) -> None:
    call, alice, carol = await floor.talk(floor.alice, floor.carol)
    for body, status, code in (
        ({"to": OUTSIDE}, 403, "not-permitted"),
        ({"to": OUTSIDE, "permission": ALICE}, 403, "not-permitted"),
        ({"to": "0112", "permission": BOB}, 403, "not-permitted"),
        ({"to": "4711"}, 422, "invalid"),
        ({"to": CAROL, "permission": MENU}, 422, "invalid"),
    ):
        answer = await floor.command(call, "transfer", **body)
        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    await hear_one_another(alice.rtp, carol.rtp)
    await floor.done(call, "transfer", to=OUTSIDE, permission=BOB)
    outside = await (await floor.dan.next()).answer()
    await ends(carol)
    await hear_one_another(alice.rtp, outside.rtp)
    await outside.bye()
    await ends(alice)
    told = f"call-transferred-outside source=127.0.0.1 client=native:first tenant=1 number={OUTSIDE}"
    assert told in (floor.product.data / "security.log").read_text()


async def test_strangers_change_nothing(floor: Floor) -> None:
    call, bob, alice = await floor.talk(floor.bob, floor.alice)
    async with floor.product.native() as native:
        made = await native.post("/tokens", json={"name": "looks on", "role": "viewer"})
        native.headers["Authorization"] = f"Bearer {made.json()['token']}"
        assert (await native.post(f"/calls/{call}/transfer", json={"to": MENU})).status_code == 403
        assert (await native.post(f"/calls/{call}/mute", json={"side": "caller"})).status_code == 403
    assert (await floor.command("0" * 20, "transfer", to=MENU)).status_code == 404
    await hear_one_another(bob.rtp, alice.rtp)
    await bob.bye()
    await ends(alice)


async def test_a_command_of_the_command_line(floor: Floor) -> None:
    call, bob, alice = await floor.talk(floor.bob, floor.alice)
    assert "transferred" in await floor.product.cli("calls", "transfer", call, CAROL, "--party", "callee")
    await ends(bob)
    carol = await (await floor.carol.next()).answer()
    await hear_one_another(alice.rtp, carol.rtp)
    await carol.bye()
    await ends(alice)
    assert dict(await floor.events(call))["transferred"]["asked_by"] == "cli"


async def test_yeastars_scripts_transfer_hold_and_mute_members(floor: Floor) -> None:
    call, bob, alice = await floor.talk(floor.bob, floor.alice)
    yeastar, id = await floor.product.yeastar(), call_id(call)
    for action, status in (("hold", "HOLD"), ("unhold", "ANSWER"), ("mute", "ANSWER"), ("unmute", "ANSWER")):
        assert (await yeastar.post(f"/call/{action}", {"channel_id": f"{id}.2"}))["call_id"] == id
        assert members(await yeastar.get("/call/query", call_id=id))[1][1:] == (f"{id}.2", ALICE, status)
    await hear_one_another(bob.rtp, alice.rtp)
    wrong = (
        ({"type": "attended", "channel_id": f"{id}.1", "number": MENU}, 40002),
        ({"type": "blind", "channel_id": f"{id}.1"}, 40002),
        ({"type": "blind", "channel_id": f"{id}.1", "number": "4711"}, 40002),
        ({"type": "blind", "channel_id": f"{id}.9", "number": MENU}, 60001),
        ({"type": "blind", "channel_id": f"{id}.1", "number": OUTSIDE}, -1),
        ({"type": "blind", "number": MENU}, 40002),
    )
    for body, errcode in wrong:
        assert (await yeastar.post("/call/transfer", body))["errcode"] == errcode, body
    moved = {"type": "blind", "channel_id": f"{id}.2", "number": CAROL, "dial_permission": BOB}
    assert (await yeastar.post("/call/transfer", moved))["errcode"] == 0
    await ends(bob)
    rung = await floor.carol.next()
    assert [one[1:] for one in members(await yeastar.get("/call/query", call_id=id))] == [
        (f"{id}.1", ALICE, "ALERT"),
        (f"{id}.3", CAROL, "RING"),
    ]
    assert (await yeastar.post("/call/hold", {"channel_id": f"{id}.3"}))["errcode"] == -1
    carol = await rung.answer()
    await hear_one_another(alice.rtp, carol.rtp)
    await carol.bye()
    await ends(alice)
    await yeastar.close()


async def test_servetels_scripts_transfer_who_is_outside(floor: Floor) -> None:
    calling, placed = floor.bob.calls(OUTSIDE)
    outside = await (await floor.dan.next()).answer()
    assert await placed == 200
    await floor.running()
    async with servetel(floor.product) as client:
        (live,) = (await client.get("/live_calls")).json()
        wanted = {"type": 4, "call_id": live["call_id"], "intercom": CAROL}
        for wrong in ({"type": 1}, {"type": 9}, {"intercom": ""}, {"intercom": "4711"}, {"call_id": "1764153000.417"}):
            assert (await client.post("/call/options", json={**wanted, **wrong})).status_code == 422
        answer = await client.post("/call/options", json=wanted)
        assert answer.json()["success"], answer.text
    assert calling.session is not None
    await ends(calling.session)
    carol = await (await floor.carol.next()).answer()
    await hear_one_another(outside.rtp, carol.rtp)
    await carol.bye()
    await ends(outside)


async def test_portsips_scripts_hold_and_refer(floor: Floor) -> None:
    call, bob, alice = await floor.talk(floor.bob, floor.alice)
    async with web_client(f"http://127.0.0.1:{floor.product.api_port}/api") as client:
        name, password = floor.product.first_user()
        signed_in = (await client.post("/auth/sign_in", json={"username": name, "password": password})).json()
        client.headers["Authorization"] = f"Bearer {signed_in['access_token']}"
        session = f"/sessions/{call}"
        assert (await client.post(f"{session}/hold", json={"extension_number": ALICE})).status_code == 200
        await is_silent(alice, bob)
        assert (await client.post(f"{session}/unhold", json={"extension_number": ALICE})).status_code == 200
        assert (await client.post(f"{session}/hold", json={"extension_number": CAROL})).status_code == 400
        assert (await client.post("/sessions/unknown/hold", json={"extension_number": ALICE})).status_code == 404
        asked = {"extension_number": ALICE, "refer_to": OUTSIDE}
        assert (await client.post(f"{session}/refer", json=asked)).status_code == 403
        asked["refer_to"] = f"sip:{CAROL}@127.0.0.1"
        assert (await client.post(f"{session}/refer", json=asked)).status_code == 200
    await ends(alice)
    carol = await (await floor.carol.next()).answer()
    await hear_one_another(bob.rtp, carol.rtp)
    await bob.bye()
    await ends(carol)
    told = dict(await floor.events(call))["transferred"]
    assert (told["to"], told["asked_by"]) == (CAROL, f"portsip:{name}")
