"""What callers meet in IVRs that were written through this dialect: real call flow on virtual time."""

import asyncio
from datetime import datetime

import pytest

from switchboard.api.portsip.naming import wire_id
from switchboard.engine.port import CallerId
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.scenario import Scenario
from switchboard.model.configuration import Configuration
from switchboard.simulation import run_scenario

from .support import HOLIDAY, MINIMAL, PortSip

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]

Event = dict[str, object]
MONDAY_NOON, MONDAY_NIGHT, CHRISTMAS_EVE = "2026-01-05T12:00:00Z", "2026-01-05T20:00:00Z", "2026-12-24T12:00:00Z"


def forward(number: str) -> dict[str, object]:
    return {"action": "FORWARD_TO_NUMBER", "number": number}


def menu(user_input: str = "1", rule: dict[str, object] | None = None) -> list[dict[str, object]]:
    return [{"user_input": user_input, "office_hours_forward_rule": rule or forward("1000")}]


async def call(
    portsip: PortSip, keys: str, at: str = MONDAY_NOON, phones: dict[str, str] | None = None, /, **fields: object
) -> list[Event]:
    """What happens to the extension 1001 in an IVR with these fields."""
    id = await portsip.create({**MINIMAL, **fields})
    events = await simulated(portsip, keys, at, phones)
    await portsip.destroy(id)
    return events


async def simulated(
    portsip: PortSip,
    keys: str,
    at: str = MONDAY_NOON,
    phones: dict[str, str] | None = None,
    replies: dict[str, object] | None = None,
) -> list[Event]:
    body = {"dialled": "7000", "from": "1001", "keys": keys, "at": at, "phones": phones or {}, "replies": replies or {}}
    headers = {"Authorization": f"Bearer {portsip.tokens['admin']}"}
    response = await portsip.http.post("/rest/v1/simulate", json=body, headers=headers)
    assert response.status_code == 200, response.text
    return list(response.json()["events"])


def of(events: list[Event], kind: str, field: str) -> list[object]:
    return [event[field] for event in events if event["type"] == kind]


def reached(events: list[Event]) -> list[object]:
    """The numbers that rang."""
    found: list[object] = []
    for targets in of(events, "dial_started", "targets"):
        assert isinstance(targets, list)
        found += [target["number"] for target in targets]
    return found


def between(events: list[Event], first: str, last: str) -> float:
    """Seconds from the last event of one type to the first of another after it."""
    start = max(datetime.fromisoformat(str(event["at"])) for event in events if event["type"] == first)
    ends = (datetime.fromisoformat(str(event["at"])) for event in events if event["type"] == last)
    return (min(end for end in ends if end >= start) - start).total_seconds()


async def test_an_entry_leads_to_a_number(shared_portsip: PortSip) -> None:
    events = await call(shared_portsip, "wait:1 1", custom_forward_rules=menu())
    assert of(events, "matched", "entry") == ["1"]
    assert reached(events) == ["1000"]


async def test_actions(shared_portsip: PortSip) -> None:
    events = await call(shared_portsip, "wait:1 1", custom_forward_rules=menu(rule={"action": "HANGUP"}))
    assert (reached(events), of(events, "call_ended", "by")) == ([], ["switchboard"])
    events = await call(shared_portsip, "wait:1 1 wait:5 hangup", custom_forward_rules=menu(rule={"action": "REPEAT"}))
    assert of(events, "menu_entered", "visit") == [1, 2]
    events = await call(shared_portsip, "wait:1 1 wait:1 hangup", custom_forward_rules=menu(rule=forward("6250")))
    assert of(events, "menu_entered", "number") == ["7000", "6250"]
    events = await call(shared_portsip, "wait:1 1", custom_forward_rules=menu(rule=forward("6400")))
    assert reached(events) == ["1000"]


async def test_silence(shared_portsip: PortSip) -> None:
    rule = {"timeout": 5, "repeat_times": 2, **forward("1000")}
    events = await call(shared_portsip, "", timeout_forward_rule=rule)
    assert of(events, "no_input", "count") == [1, 2, 3]
    assert of(events, "prompt_started", "name")[:3] == ["default"] * 3
    assert between(events, "prompt_ended", "no_input") == 5
    assert reached(events) == ["1000"]


async def test_the_time_decides(shared_portsip: PortSip) -> None:
    rules = [
        {
            "user_input": "1",
            "office_hours_forward_rule": forward("1000"),
            "non_office_hours_forward_rule": {"action": "REPEAT"},
            "holidays": [wire_id(HOLIDAY)],
            "holiday_forward_rule": {"action": "HANGUP"},
        }
    ]
    for at, rule, numbers in (
        (MONDAY_NOON, "open", ["1000"]),
        (MONDAY_NIGHT, "closed", []),
        (CHRISTMAS_EVE, "holiday", []),
    ):
        events = await call(shared_portsip, "wait:1 1 wait:3 hangup", at, custom_forward_rules=rules)
        assert (of(events, "time_decided", "rule"), reached(events)) == ([rule], numbers)


async def test_hours_of_its_own(shared_portsip: PortSip) -> None:
    evening = {"mode": "CUSTOM", "monday": {"enabled": True, "ranges": [{"from": "19:00", "to": "21:00"}]}}
    rules = [{**menu()[0], "office_hours": evening, "non_office_hours_forward_rule": {"action": "HANGUP"}}]
    for at, rule in ((MONDAY_NOON, "closed"), (MONDAY_NIGHT, "open")):
        events = await call(shared_portsip, "wait:1 1", at, custom_forward_rules=rules)
        assert of(events, "time_decided", "rule") == [rule]


async def test_an_entry_fires_at_once_unless_it_waits(shared_portsip: PortSip) -> None:
    events = await call(shared_portsip, "wait:1 1000", custom_forward_rules=menu("1", {"action": "HANGUP"}))
    assert of(events, "matched", "by") == ["option"]
    events = await call(shared_portsip, "wait:1 1000", custom_forward_rules=menu("1#", {"action": "HANGUP"}))
    assert (of(events, "matched", "by"), reached(events)) == (["extension"], ["1000"])


async def test_a_waiting_entry_waits_three_seconds(shared_portsip: PortSip) -> None:
    fields = {"dtmf_interval": 10, "custom_forward_rules": menu("1#", {"action": "HANGUP"})}
    events = await call(shared_portsip, "wait:1 1", **fields)
    assert of(events, "matched", "entry") == ["1"]
    assert between(events, "key_pressed", "matched") == 3
    events = await call(shared_portsip, "wait:1 1 #", **fields)
    assert between(events, "key_pressed", "matched") == 0


async def test_a_waiting_entry_does_not_wait_less_with_a_short_interval(shared_portsip: PortSip) -> None:
    events = await call(
        shared_portsip, "wait:1 1", dtmf_interval=1, custom_forward_rules=menu("1#", {"action": "HANGUP"})
    )
    assert between(events, "key_pressed", "matched") == 3


async def test_extensions_can_be_dialled_less_those_excluded(shared_portsip: PortSip) -> None:
    assert reached(await call(shared_portsip, "wait:1 1000")) == ["1000"]
    assert reached(await call(shared_portsip, "wait:1 6400")) == ["1000"]
    events = await call(shared_portsip, "wait:1 1000 wait:8 hangup", exclude_list="1000-1010")
    assert (reached(events), len(of(events, "no_match", "entry"))) == ([], 1)


async def test_the_interval_between_digits(shared_portsip: PortSip) -> None:
    events = await call(shared_portsip, "wait:1 100 wait:9 hangup", dtmf_interval=6)
    assert of(events, "no_match", "entry") == ["100"]
    assert between(events, "key_pressed", "no_match") == 6


async def test_wrong_numbers(shared_portsip: PortSip) -> None:
    events = await call(shared_portsip, "wait:1 9 wait:20 hangup")
    assert of(events, "prompt_started", "name") == ["default", "no-such-extension", "default"]
    assert of(events, "no_input", "count") == []
    script = " ".join(["wait:30 9"] * 11)
    rule = {"timeout": 60, **forward("1000")}
    events = await call(shared_portsip, script, timeout_forward_rule=rule)
    assert (of(events, "no_match", "count")[-1], reached(events)) == (11, ["1000"])


async def test_a_failed_transfer(shared_portsip: PortSip) -> None:
    for kind in ("busy", "no_answer", "rejects", "unregistered", "fails"):
        events = await call(
            shared_portsip,
            "wait:1 1 wait:60 hangup",
            MONDAY_NOON,
            {"1000": kind},
            custom_forward_rules=menu(),
            failure_forward_rule={"action": "REPEAT"},
        )
        assert of(events, "menu_entered", "visit") == [1, 2], kind
    events = await call(
        shared_portsip,
        "wait:1 1",
        MONDAY_NOON,
        {"1000": "busy"},
        custom_forward_rules=menu(),
        failure_forward_rule=None,
    )
    assert (of(events, "menu_entered", "visit"), of(events, "call_ended", "by")) == ([1], ["switchboard"])


async def test_night_mode(shared_portsip: PortSip) -> None:
    night = {"night_mode_forward_rule": forward("1000")}
    events = await call(shared_portsip, "", enable_night_mode=True, **night)
    assert (of(events, "night_mode", "by"), of(events, "prompt_started", "name")) == (["ivr"], [])
    assert reached(events) == ["1000"]
    events = await call(shared_portsip, "wait:1 hangup", **night)
    assert (of(events, "night_mode", "by"), reached(events)) == ([], [])


async def test_prompts(shared_portsip: PortSip) -> None:
    files = {"prompt_file_id": wire_id(90), "transfer_prompt_file_id": wire_id(91)}
    events = await call(shared_portsip, "wait:0.2 1", custom_forward_rules=menu(), **files)
    assert of(events, "prompt_started", "name") == ["IVR.wav", "demo.wav"]


async def test_recording(shared_portsip: PortSip) -> None:
    for flag in (True, False):
        events = await call(shared_portsip, "wait:1 hangup", enable_audio_recording=flag)
        assert bool(of(events, "recording_started", "name")) is flag


async def test_disa_asks_for_the_pin(shared_portsip: PortSip) -> None:
    rules = menu(rule={"action": "DISA"})
    events = await call(shared_portsip, "wait:1 1 wait:5 135791# wait:5 1000#", custom_forward_rules=rules)
    assert (of(events, "pin_entered", "outcome"), reached(events)) == (["right"], ["1000"])
    events = await call(shared_portsip, "wait:1 1 wait:5 135792# wait:60 hangup", custom_forward_rules=rules)
    assert (of(events, "pin_entered", "outcome")[0], reached(events)) == ("wrong", [])
    events = await call(shared_portsip, "wait:1 1 wait:5 1000#", custom_forward_rules=rules, enable_pin=False)
    assert (of(events, "pin_entered", "outcome"), reached(events)) == ([], ["1000"])


async def test_action_urls(shared_portsip: PortSip) -> None:
    id = await shared_portsip.create({**MINIMAL, "failure_forward_rule": forward("1001")})
    sent = {"name": "CRM", "type": "DTMF", "dtmf_mask": "55*", "method": "POST", "url": "https://a.example/"}
    url = await shared_portsip.create(sent, f"ivrs/{id}/action_urls")
    said: dict[str, object] = {"1": {"action": "call", "destination": "1000"}}
    events = await simulated(shared_portsip, "wait:1 551 wait:9 hangup", replies=said)
    assert (of(events, "action_asked", "input"), reached(events)) == ([], [])
    await shared_portsip.update(url, {"enabled": True}, f"ivrs/{id}/action_urls")
    events = await simulated(shared_portsip, "wait:1 551", replies=said)
    assert (of(events, "action_asked", "input"), reached(events)) == (["551"], ["1000"])
    await shared_portsip.destroy(id)


async def test_outside_numbers_go_through_the_outbound_routes(shared_portsip: PortSip) -> None:
    events = await call(shared_portsip, "wait:1 1", custom_forward_rules=menu(rule=forward("004930")))
    targets = of(events, "dial_started", "targets")
    assert targets and isinstance(targets[0], list)
    assert [(target["kind"], target["id"]) for target in targets[0]] == [("trunk", 60)]


async def test_the_caller_id_for_a_trunk(shared_portsip: PortSip) -> None:
    caller = {"provider_id": wire_id(60), "caller_id": "+4930555", "display_name": "Head office"}
    body = {**MINIMAL, "custom_forward_rules": menu(rule=forward("004930")), "outbound_caller_ids": [caller]}
    id = await shared_portsip.create(body)
    _, everything = await shared_portsip.repository.snapshot()
    scenario = Scenario(dialled="7000", caller="1001", caller_name="Bo Day", extension=86, script="wait:1 1")
    run = run_scenario(Configuration.of(everything), scenario, datetime.fromisoformat(MONDAY_NOON))
    (dialled,) = (await asyncio.to_thread(run_virtual, run)).call.dialled
    assert dialled.caller_id == CallerId("+4930555", "Head office")
    await shared_portsip.destroy(id)
