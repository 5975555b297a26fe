"""What would happen to a caller."""

from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest

from switchboard.model.language import spoken_language

from ..support import shared
from .support import Native, places, problem

pytestmark = [pytest.mark.api, shared]

ANNOUNCEMENT = {"kind": "announcement", "name": "enter-pin"}


async def types(native: Native, **body: object) -> list[str]:
    answer = await native.editor.post("/simulate", json=body)
    assert answer.status_code == 200, answer.text
    return [event["type"] for event in answer.json()["events"]]


async def test_the_events_of_a_call(shared_native: Native) -> None:
    body = {"dialled": "6250", "from": "1001", "keys": "wait:1 hangup", "at": "2026-03-01T08:00:00+01:00"}
    answer = await shared_native.editor.post("/simulate", json=body)
    first, *_, last = answer.json()["events"]
    assert (first["type"], first["caller"], first["at"]) == ("call_started", "1001", "2026-03-01T08:00:00+01:00")
    assert (last["type"], last["by"]) == ("call_ended", "caller")


async def test_phones_behave_as_told(shared_native: Native) -> None:
    assert "bridged" in await types(shared_native, dialled="1001")
    assert "bridged" not in await types(shared_native, dialled="1001", phones={"1001": "busy"})


async def test_agents_of_queues_do_what_is_said(shared_native: Native) -> None:
    people = (await shared_native.editor.get("/extensions", params={"number": "1001"})).json()["items"]
    seat = {"extension": next(one["id"] for one in people if one["number"] == "1001"), "login": "by_code"}
    queue = {"name": "q", "number": "6491", "agents": [seat]}
    assert (await shared_native.editor.post("/queues", json=queue)).status_code == 201
    assert "bridged" not in await types(shared_native, dialled="6491")
    assert "bridged" in await types(shared_native, dialled="6491", agents={"1001": "logged_in"})
    assert "bridged" not in await types(shared_native, dialled="6491", agents={"1001": "paused"})
    refused = await shared_native.editor.post("/simulate", json={"dialled": "6491", "agents": {"1000": "paused"}})
    assert places(problem(refused, 422, "invalid")) == [("#/agents", "reference")]


async def test_a_call_from_outside(shared_native: Native) -> None:
    assert (await types(shared_native, dialled="5550100", trunk=60, **{"from": "+15550101"}))[0] == "call_started"


async def test_a_caller_who_does_not_want_to_be_known(shared_native: Native) -> None:
    for caller, of_trunk, shown in (("+15550101", {"trunk": 60}, ""), ("1001", {}, "1001")):
        body = {"dialled": "5550100", "from": caller, "withheld": True, **of_trunk}
        answer = await shared_native.editor.post("/simulate", json=body)
        started = answer.json()["events"][0]
        assert (started["caller"], started["withheld"]) == (shown, True)


async def test_announcements_last_as_long_as_in_the_language_of_the_menu(shared_native: Native) -> None:
    for number, language in (("6290", ""), ("6291", "de-AT")):
        menu = {"name": number, "number": number, "language": language, "greeting": [ANNOUNCEMENT]}
        assert (await shared_native.editor.post("/ivrs", json=menu)).status_code == 201
        answer = await shared_native.editor.post("/simulate", json={"dialled": number})
        ended = next(event for event in answer.json()["events"] if event["type"] == "prompt_ended")
        expected = await shared_native.services.prompts.announcements(spoken_language(language))
        assert (ended["name"], ended["offset_ms"]) == ("enter-pin", expected["enter-pin"].duration_ms)


async def test_what_has_changed_counts_at_once(shared_native: Native) -> None:
    await types(shared_native, dialled="6250")
    answer = await shared_native.editor.post("/extensions", json={"name": "New", "number": "1777"})
    assert "bridged" in await types(shared_native, dialled="1777")
    await shared_native.editor.delete(f"/extensions/{answer.json()['id']}")
    assert "bridged" not in await types(shared_native, dialled="1777")


async def test_each_tenant_has_its_own_world(shared_native: Native) -> None:
    refused = await shared_native.neighbour.post("/simulate", json={"dialled": "6250", "from": "1000"})
    assert places(problem(refused, 422, "invalid")) == [("#/from", "reference")]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "#/dialled"),
        ({"dialled": "1", "from": "9999"}, "#/from"),
        ({"dialled": "1", "caller": "1000"}, "#/caller"),
        ({"dialled": "1", "trunk": 85}, "#/trunk"),
        ({"dialled": "1", "keys": "x"}, "#/keys"),
        ({"dialled": "1", "keys": "wait:x"}, "#/keys"),
        ({"dialled": "1", "keys": "wait:1e300 1"}, "#/keys"),
        ({"dialled": "1", "keys": "1 " * 1001}, "#/keys"),
        ({"dialled": "1", "at": "2026-01-01T00:00:00"}, "#/at"),
        ({"dialled": "1", "at": "9999-01-01T00:00:00Z"}, "#/at"),
        ({"dialled": "1", "phones": {"1": "sleeps"}}, "#/phones/1"),
    ],
)
async def test_what_cannot_be_simulated(shared_native: Native, body: dict[str, object], place: str) -> None:
    refused = await shared_native.editor.post("/simulate", json=body)
    assert place in [where for where, _ in places(problem(refused, 422, "invalid"))]


async def test_a_pin_is_asked_for(shared_native: Native) -> None:
    menu = {"name": "6292", "number": "6292", "options": [{"keys": "1", "route": {"to": {"kind": "disa"}}}]}
    created = await shared_native.editor.post("/ivrs", json=menu)
    body = {"dialled": "6292", "keys": "1 wait:0.5 246813# wait:0.5 1001#"}
    assert "disa_refused" in await types(shared_native, **body)
    await shared_native.services.credentials.set_object_secret(1, "ivr", created.json()["id"], "disa_pin", "246813")
    answer = await shared_native.editor.post("/simulate", json=body)
    events = answer.json()["events"]
    assert [event["outcome"] for event in events if event["type"] == "pin_entered"] == ["right"]
    assert "246813" not in answer.text
    assert events[-1]["keys"] == "11001#"
    looked = await shared_native.viewer.post("/simulate", json=body)
    assert looked.status_code == 200
    assert "right" not in [event.get("outcome") for event in looked.json()["events"]]


async def test_web_servers_answer_as_told(shared_native: Native) -> None:
    action = {"key": 3, "name": "crm", "enabled": True, "on": "keys", "mask": "7", "method": "GET"}
    menu = {"name": "6293", "number": "6293", "actions": [action | {"url": "http://192.0.2.7/"}]}
    assert (await shared_native.editor.post("/ivrs", json=menu)).status_code == 201
    call = {"3": {"action": "call", "destination": "1001"}}
    assert "bridged" in await types(shared_native, dialled="6293", keys="7", replies=call)
    assert "bridged" not in await types(shared_native, dialled="6293", keys="7")


@pytest.mark.parametrize(
    "replies",
    [
        {"x": {"action": "hangup"}},
        {"3": {"action": "dance"}},
        {"3": {"action": "call"}},
        {"3": {"action": "hangup", "destination": "1001"}},
        {"3": {"action": "call", "destination": "sip:x"}},
    ],
)
async def test_replies_that_no_server_gives(shared_native: Native, replies: dict[str, object]) -> None:
    refused = await shared_native.editor.post("/simulate", json={"dialled": "6250", "replies": replies})
    assert all(where.startswith("#/replies/") for where, _ in places(problem(refused, 422, "invalid")))


async def test_no_call_comes_through_a_trunk_that_is_off(shared_native: Native) -> None:
    trunk = {"name": "Off", "host": "192.0.2.10", "enabled": False}
    id = (await shared_native.editor.post("/trunks", json=trunk)).json()["id"]
    refused = await shared_native.editor.post("/simulate", json={"dialled": "1", "trunk": id})
    assert places(problem(refused, 422, "invalid")) == [("#/trunk", "disabled")]


async def test_others_call_meanwhile(shared_native: Native) -> None:
    third = (await shared_native.editor.post("/extensions", json={"name": "Cy", "number": "1778"})).json()["id"]
    body = {
        "dialled": "1001",
        "from": "1000",
        "phones": {"1001": "no_answer"},
        "others": [{"from": "1778", "dialled": "*041001", "after_s": 3, "keys": "wait:2 hangup"}],
    }
    answer = await shared_native.editor.post("/simulate", json=body)
    await shared_native.editor.delete(f"/extensions/{third}")
    assert answer.status_code == 200, answer.text
    own, (other,) = answer.json()["events"], answer.json()["others"]
    (picked,) = (event for event in own if event["type"] == "picked_up")
    assert picked["target"]["number"] == "1778"
    assert [event["type"] for event in other][-2:] == ["pick_up_asked", "call_ended"]


async def test_a_phone_parks_its_caller(shared_native: Native) -> None:
    assert "parked" in await types(
        shared_native, dialled="1001", transfers={"1001": "6003"}, keys="wait:9 hangup", **{"from": "1000"}
    )


async def test_others_who_are_no_extensions(shared_native: Native) -> None:
    others = [{"from": "999", "dialled": "1000", "after_s": 1}]
    refused = await shared_native.editor.post("/simulate", json={"dialled": "1001", "others": others})
    assert places(problem(refused, 422, "invalid")) == [("#/others/0/from", "reference")]


async def test_phones_take_their_time_and_mailboxes_are_full(shared_native: Native) -> None:
    slow = {"1001": {"does": "answers", "after_s": 4, "talks_s": 60, "leaves": "caller"}}
    answer = await shared_native.editor.post("/simulate", json={"dialled": "1001", "phones": slow})
    events = {one["type"]: one for one in answer.json()["events"]}
    spent = [datetime.fromisoformat(events[one]["at"]) for one in ("ringing", "bridged", "bridge_ended")]
    assert [(b - a).total_seconds() for a, b in pairwise(spent)] == [4, 60]
    assert events["bridge_ended"]["by"] == "caller"
    person = {"name": "Box", "number": "1778", "voicemail": {"takes": ["busy"]}}
    assert (await shared_native.editor.post("/extensions", json=person)).status_code == 201
    called: dict[str, Any] = {"dialled": "1778", "phones": {"1778": "busy"}, "keys": "wait:20 speaks:5 #"}
    assert "message_left" in await types(shared_native, **called)
    assert "message_left" not in await types(shared_native, **called, messages={"1778": {"new": 100}})
    refused = await shared_native.editor.post("/simulate", json={"dialled": "1001", "messages": {"6250": {}}})
    assert places(problem(refused, 422, "invalid")) == [("#/messages", "reference")]


async def test_others_wait_in_a_queue_before(shared_native: Native) -> None:
    made = await shared_native.editor.post("/queues", json={"name": "full", "number": "6492", "join_when": None})
    assert made.status_code == 201, made.text
    before = [{"queue": made.json()["id"], "callers": 3}]
    answer = await shared_native.editor.post(
        "/simulate", json={"dialled": "6492", "keys": "wait:9 hangup", "waiting": before}
    )
    joined = next(one for one in answer.json()["events"] if one["type"] == "queue_joined")
    assert joined["position"] == 4
    refused = await shared_native.editor.post("/simulate", json={"dialled": "6492", "waiting": [{"queue": 4711}]})
    assert places(problem(refused, 422, "invalid")) == [("#/waiting/0/queue", "reference")]


async def test_somebody_is_called_for_a_client(shared_native: Native) -> None:
    phone = {"does": "answers", "after_s": 1, "talks_s": 60, "keys": "wait:9 1", "greeting_s": 4}
    wanted = {"from": "1001", "dialled": "6250", "phones": {"1001": phone}}
    found = await types(shared_native, **wanted, placed={"answering_machine": "hang_up"})
    assert found[:6] == ["call_started", "dial_started", "ringing", "dial_ended", "answered", "answered_by"]
    assert found[6:] == ["call_ended"]
    assert "menu_entered" in await types(shared_native, **wanted, placed={})
    wrong = {"from": "1001", "dialled": "6250", "placed": {"caller_id": "1"}}
    refused = await shared_native.editor.post("/simulate", json=wrong)
    assert "#/placed/caller_id" in [where for where, _ in places(problem(refused, 422, "invalid"))]
