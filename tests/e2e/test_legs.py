"""Real calls, and what Yeastar's listeners and call detail records tell of them: the same that was heard."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from switchboard.model.destination import ToQueue
from switchboard.model.ivr import Ivr, Option, Route
from switchboard.model.queue import Queue, QueueAgent
from switchboard.model.ring_group import RingGroup
from tests.e2e.phones import WITHIN_S, ends
from tests.kit.calls import hear_one_another
from tests.kit.office import ALICE, BOB, CAROL, Desk
from tests.kit.product import Product, YeastarClient
from tests.kit.trunks import objects_of
from tests.kit.yeastar_events import Subscriber, subscribing

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

LINE, SUPPORT, CREW = "6210", "6400", "6300"
PHONE, STATE, PRESENCE, END = 30007, 30008, 30009, 30012


@dataclass
class Office:
    product: Product
    yeastar: YeastarClient
    told: Subscriber
    alice: Desk
    bob: Desk
    carol: Desk

    async def until_over(self) -> tuple[list[str], dict[str, Any]]:
        """What the extensions do until a call is over and they are idle, and event 30012."""
        states, end = list[str](), dict[str, Any]()
        while not end or states[-1:] != [f"{BOB} Idle"]:
            topic, msg = await self.told.event()
            if topic == END:
                end = msg
            elif topic == STATE:
                states.append(f"{msg['extension']} {msg['status']}")
        return states, end

    async def legs(self, uid: object) -> list[dict[str, Any]]:
        """The rows of one call."""
        answer: Any = await self.yeastar.get("/cdr/search", call_from=BOB)
        assert answer["errcode"] == 0 and answer["total_number"] == len(answer["data"])
        return [row for row in answer["data"] if row["uid"] == uid]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(product: Product) -> AsyncIterator[Office]:
    async with AsyncExitStack() as stack, objects_of(product) as objects:
        seat = QueueAgent(extension=await objects.id_of(ALICE))
        queue = await objects.create(Queue(name="Support", number=SUPPORT, agents=(seat,)))
        options = (Option(keys="1", route=Route(to=ToQueue(queue=queue))),)
        await objects.create(Ivr(name="Line", number=LINE, options=options))
        members = (await objects.id_of(ALICE), await objects.id_of(CAROL))
        await objects.create(RingGroup(name="Crew", number=CREW, members=members))
        yeastar = await product.yeastar()
        stack.push_async_callback(yeastar.close)
        base = f"http://127.0.0.1:{product.api_port}"
        told = await stack.enter_async_context(subscribing(base, yeastar.token))
        await told.subscribe(PHONE, STATE, PRESENCE, END)
        desks = []
        for number in (ALICE, BOB, CAROL):
            desks.append(await stack.enter_async_context(Desk(product, number).registered()))
            topic, msg = await told.event()
            assert (topic, msg["extension"], msg["status"]) == (PHONE, number, "Registered")
            assert (msg["kind"], msg["registered_ip"]) == ("Sip", "127.0.0.1")
        yield Office(product, yeastar, told, *desks)


def shown(rows: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(row["call_to"], row["disposition"]) for row in rows]


async def test_through_a_menu_and_a_queue_to_an_agent(office: Office) -> None:
    bob = await office.bob.reaches(LINE)
    await bob.rtp.hears(20)
    await bob.rtp.press("1")
    alice = await (await office.alice.next()).answer()
    await hear_one_another(bob.rtp, alice.rtp)
    await bob.bye()
    await ends(alice)
    states, end = await office.until_over()
    assert states == [f"{BOB} Busy", f"{ALICE} Ringing", f"{ALICE} Busy", f"{ALICE} Idle", f"{BOB} Idle"]
    rows = await office.legs(end["uid"])
    name = rows[-1]["call_to_name"]
    agent = (f"{name}<{ALICE}>", "ANSWERED")
    assert shown(rows) == [(f"IVR Line<{LINE}>", "ANSWERED"), (f"Queue Support<{SUPPORT}>", "ANSWERED"), agent]
    assert rows[1]["talk_duration"] == rows[2]["talk_duration"]
    assert {(row["call_id"], row["call_from_number"], row["call_type"]) for row in rows} == {
        (end["call_id"], BOB, "Internal")
    }
    assert (end["call_to"], end["status"]) == (ALICE, "ANSWERED")


async def test_somebody_is_busy(office: Office) -> None:
    _, placed = office.bob.calls(CAROL)
    (await office.carol.next()).tx.respond(486)
    assert await placed == 486
    states, end = await office.until_over()
    assert f"{CAROL} Ringing" in states
    (row,) = await office.legs(end["uid"])
    assert (row["call_to_number"], row["disposition"], end["status"]) == (CAROL, "BUSY", "BUSY")
    assert (row["talk_duration"], row["call_id"]) == (0, end["call_id"])


async def test_one_of_a_group_answers(office: Office) -> None:
    calling, placed = office.bob.calls(CREW)
    invited, other = await office.alice.next(), await office.carol.next()
    alice = await invited.answer()
    assert not await other.unless_cancelled(WITHIN_S)
    assert await placed == 200 and calling.session is not None
    await hear_one_another(calling.session.rtp, alice.rtp)
    await alice.bye()
    await ends(calling.session)
    _, end = await office.until_over()
    group, *members = await office.legs(end["uid"])
    assert (group["call_to"], group["disposition"]) == (f"RingGroup Crew<{CREW}>", "ANSWERED")
    assert sorted((row["call_to_number"], row["disposition"]) for row in members) == [
        (ALICE, "ANSWERED"),
        (CAROL, "NO ANSWER"),
    ]
    (answered,) = (row for row in members if row["disposition"] == "ANSWERED")
    assert answered["talk_duration"] == group["talk_duration"]
    assert (end["call_to"], end["uid"]) == (ALICE, group["uid"])


async def test_who_does_not_want_to_be_disturbed_is_not(office: Office) -> None:
    found: Any = await office.yeastar.get("/extension/search", search_value=CAROL)
    (carol,) = found["data"]
    assert carol["presence_status"] == "available"
    body = {"id": carol["id"], "presence_status": "do_not_disturb"}
    assert (await office.yeastar.post("/extension/update", body))["errcode"] == 0
    assert await office.told.event() == (PRESENCE, {"extension": CAROL, "status": "do_not_disturb"})
    _, placed = office.bob.calls(CAROL)
    assert await placed == 486
    assert office.carol.rung.empty()
    topic, end = await office.told.event()
    while topic != END:
        topic, end = await office.told.event()
    (row,) = await office.legs(end["uid"])
    assert (row["call_to_number"], row["disposition"]) == (CAROL, "BUSY")
