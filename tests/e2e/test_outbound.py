"""Menus that call people, over real SIP and RTP: who answers, who may be called, and how often it is tried."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
import pytest_asyncio

from switchboard.model.do_not_call import DoNotCallList
from switchboard.model.schedule import WeekHours
from tests.e2e.phones import ends
from tests.kit.greetings import MACHINES, PEOPLE
from tests.kit.office import BOB, MENU, OUTSIDE, Office, office_of
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.trunks import objects_of

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

SHORT = next(one for one in MACHINES if one.text == "Leave a message.")
MENU_CALLS = {"from": MENU, "to": OUTSIDE, "permission": BOB}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(product: Product) -> AsyncIterator[Office]:
    async with office_of(product) as opened:
        yield opened


async def wish(office: Office, id: str) -> dict[str, Any]:
    async with office.product.native() as native:
        answer = await native.get(f"/placed/{id}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


async def settled(office: Office, id: str, *outcomes: str | None, state: str = "") -> dict[str, Any]:
    """The wish once its tries have these outcomes, and it is in this state."""
    found: dict[str, Any] = {}

    async def is_so() -> bool:
        found.update(await wish(office, id))
        return [one["outcome"] for one in found["tries"]] == list(outcomes) and state in ("", found["state"])

    await until(is_so)
    return found


async def comes_to_the_menu(office: Office, id: str) -> None:
    async def is_there() -> bool:
        async with office.product.native() as native:
            events = (await native.get(f"/calls/{id}")).json()["events"]
        return any(event["type"] == "menu_entered" for event in events)

    await until(is_there)


def kinds(events: list[tuple[str, Mapping[str, Any]]], *wanted: str) -> list[str]:
    return [kind for kind, _ in events if kind in wanted]


async def test_a_machine_is_hung_up(office: Office) -> None:
    id = await office.place(**MENU_CALLS, answering_machine="hang_up")
    callee = await (await office.carol.next()).answer()
    greeting = asyncio.create_task(callee.rtp.say(MACHINES[0].sound(2)))
    await ends(callee)
    greeting.cancel()
    call, events = await office.record(id)
    assert (call["cause"], call["ended_by"]) == ("no-answer", "switchboard")
    told = dict(events)
    assert told["answered_by"]["who"] == told["call_ended"]["answered_by"] == "machine"
    assert 2400 < told["answered_by"]["speech_ms"] < 3000
    assert "menu_entered" not in told


async def test_a_machine_gets_its_message_after_the_beep_and_a_person_gets_the_menu_at_once(office: Office) -> None:
    id = await office.place(**MENU_CALLS, answering_machine="leave_message")
    machine = await (await office.carol.next()).answer()
    await machine.rtp.say(SHORT.sound(0))
    await comes_to_the_menu(office, id)
    await machine.bye()
    _, events = await office.record(id)
    steps = ("answered_by", "greeting_ended", "menu_entered", "prompt_started")
    assert kinds(events, *steps)[:4] == list(steps)
    assert dict(events)["greeting_ended"]["how"] == "beep"
    id = await office.place(**MENU_CALLS, answering_machine="leave_message")
    person = await (await office.carol.next()).answer()
    await person.rtp.say(PEOPLE[0].sound(0))
    await comes_to_the_menu(office, id)
    await person.rtp.press("1")
    alice = await (await office.alice.next()).answer()
    await alice.bye()
    await ends(person)
    told = dict((await office.record(id))[1])
    assert told["answered_by"]["who"] == "person"
    assert told["answered_by"]["after_ms"] < PEOPLE[0].over_s * 1000 + 800
    assert "greeting_ended" not in told and told["key_pressed"]["digit"] == "1"


async def test_who_objects_is_called_by_no_menu_whoever_asks(office: Office) -> None:
    async with objects_of(office.product) as objects:
        listed = await objects.create(DoNotCallList(name="objections", numbers=("+442079460123",)))
    answer = await office.asked(**MENU_CALLS)
    assert (answer.status_code, answer.json()["code"]) == (403, "on-do-not-call-list")
    call, events = await office.record(answer.json()["call"])
    assert (call["cause"], kinds(events, "not_called", "dial_started")) == ("forbidden", ["not_called"])
    told = dict(events)["not_called"]
    assert (told["reason"], told["list"], told["name"]) == ("do_not_call", listed, "objections")
    kept = await office.asked(**MENU_CALLS, retry={"times": 3})
    assert (kept.status_code, kept.json()["code"]) == (403, "on-do-not-call-list")
    yeastar = await office.product.yeastar()
    assert (await yeastar.post("/call/dial", {"caller": MENU, "callee": OUTSIDE, "dial_permission": BOB}))[
        "errcode"
    ] == 0
    await yeastar.close()
    assert office.carol.rung.empty()
    id = await office.place(**{"from": BOB, "to": OUTSIDE})
    bob = await (await office.bob.next()).answer()
    outside = await (await office.carol.next()).answer()
    await bob.bye()
    await ends(outside)
    assert "bridged" in kinds((await office.record(id))[1], "bridged")
    async with office.product.native() as native:
        assert (await native.delete(f"/do-not-call-lists/{listed}")).status_code == 204


async def test_nobody_is_called_at_night_but_a_wish_waits_for_the_day(office: Office) -> None:
    async with office.product.native() as native:
        offices = (await native.get("/offices")).json()["items"]
        if offices:
            path, before = f"/offices/{offices[0]['id']}", offices[0]
        else:
            made = (await native.post("/offices", json={})).json()
            path, before = f"/offices/{made['id']}", made
        never = WeekHours().model_dump(mode="json")
        assert (await native.patch(path, json={"calling_hours": never})).status_code == 200
        answer = await office.asked(**MENU_CALLS)
        assert (answer.status_code, answer.json()["code"]) == (403, "outside-calling-hours")
        assert dict((await office.record(answer.json()["call"]))[1])["not_called"]["reason"] == "calling_hours"
        assert (await native.patch(path, json={"calling_hours": before["calling_hours"]})).status_code == 200
    assert office.carol.rung.empty()


async def test_a_wish_is_tried_again_and_each_try_has_a_record(office: Office) -> None:
    made = await office.asked(**MENU_CALLS, retry={"times": 2, "after_s": 1, "on": ["busy"]})
    assert made.status_code == 201, made.text
    id = made.json()["wish"]
    assert made.json()["id"] is None and made.headers["Location"].endswith(f"/placed/{id}")
    (await office.carol.next()).tx.respond(486)
    callee = await (await office.carol.next()).answer()
    await settled(office, id, "busy", None, state="calling")
    await callee.bye()
    reached = await settled(office, id, "busy", "answered", state="reached")
    for count, one in enumerate(reached["tries"], 1):
        started = dict((await office.record(one["call"]))[1])["call_started"]
        assert (started["wish"], started["attempt"]) == (id, count)
    async with office.product.native() as native:
        assert [one["id"] for one in (await native.get("/placed?state=reached")).json()["items"]] == [id]


async def test_a_wish_for_later_is_ended_and_so_is_a_call_that_rings_for_one(office: Office) -> None:
    printed = await office.product.cli(
        *("call", MENU, OUTSIDE, "--permission", BOB, "--retry", "3", "--not-before", "2099-01-01", "--json")
    )
    later = json.loads(printed)["wish"]
    now = (await office.asked(**MENU_CALLS, retry={"times": 3})).json()["wish"]
    ringing = await office.carol.next()
    async with office.product.native() as native:
        for id in (later, now):
            assert (await native.delete(f"/placed/{id}")).status_code == 204
        assert (await native.delete("/placed/nothing")).status_code == 404
    assert not await ringing.unless_cancelled(10)
    await settled(office, later, state="ended")
    ended = await settled(office, now, "ended", state="ended")
    assert (await office.record(ended["tries"][0]["call"]))[0]["cause"] == "released"


async def test_yeastars_scripts_have_prompts_played(office: Office) -> None:
    async with office.product.native() as native:
        spoken = await native.post("/prompts/speech", json={"name": "storm.wav", "text": "Storm", "language": "en"})
        assert spoken.status_code == 201, spoken.text
    yeastar = await office.product.yeastar()
    asked = {"number": BOB, "prompts": ["storm"], "count": 2, "auto_answer": "yes", "volume": "5"}
    assert await yeastar.post("/call/play_prompt", asked) == {"errcode": 0, "errmsg": "SUCCESS"}
    bob = await (await office.bob.next()).answer()
    await ends(bob)
    async with office.product.native() as native:
        newest = (await native.get("/calls?limit=1")).json()["items"][0]["id"]
    call, events = await office.record(newest)
    assert (call["caller"], call["cause"], call["ended_by"]) == (BOB, "normal", "switchboard")
    assert kinds(events, "prompt_ended") == ["prompt_ended"] * 2
    for wrong, code in (
        ({"prompts": ["nothing"]}, 40002),
        ({"prompts": []}, 40002),
        ({"prompts": "storm"}, 40001),
        ({"number": MENU}, 40002),
        ({"count": 0}, 40002),
        ({"volume": 21}, 40002),
    ):
        assert (await yeastar.post("/call/play_prompt", {**asked, **wrong}))["errcode"] == code, wrong
    await yeastar.close()


async def test_a_hundred_wishes_at_once_ring_no_more_phones_than_a_client_may(office: Office) -> None:
    wanted = {**MENU_CALLS, "retry": {"times": 10, "after_s": 1, "on": ["busy", "no_answer", "failed"]}}
    answers = await asyncio.gather(*(office.asked(**wanted) for _ in range(100)))
    kept = [answer.json()["wish"] for answer in answers if answer.status_code == 201]
    assert (0 < len(kept) <= 60, {answer.status_code for answer in answers} - {201}) == (True, {429})
    rung = [await office.carol.next()]

    async def are_tried() -> bool:
        async with office.product.native() as native:
            due = (await native.get("/placed?state=waiting&limit=100")).json()["items"]
        return all(one["id"] not in kept or one["due_at"] > one["created_at"] for one in due)

    await until(are_tried)
    while not office.carol.rung.empty():
        rung.append(office.carol.rung.get_nowait())
    assert len(rung) <= 20
    async with office.product.native() as native:
        for id in kept:
            assert (await native.delete(f"/placed/{id}")).status_code == 204
    for one in rung:
        await one.unless_cancelled(10)
