"""Updates in part, IVRs that were made elsewhere, duplicates, and who wrote."""

import asyncio
from collections.abc import Callable

import pytest

from switchboard.api.portsip.naming import object_id, wire_id
from switchboard.model.destination import (
    ByTime,
    Destination,
    Disa,
    PlayAndExit,
    PlayAndReturn,
    Repeat,
    ToExtension,
    ToExternalNumber,
    ToIvr,
    ToNumber,
    ToTimeCondition,
)
from switchboard.model.ivr import (
    DirectDial,
    ExtensionMember,
    Ivr,
    NightMode,
    Option,
    OutboundDial,
    Retry,
    Route,
)
from switchboard.model.office import Office
from switchboard.model.prompt import Announcement, CustomPrompt
from switchboard.model.schedule import Schedule
from switchboard.model.time_condition import TimeCondition
from tests.kit.past import revisions

from ..support import put
from .support import HOLIDAY, MINIMAL, NOTHING, PortSip, failures

pytestmark = pytest.mark.api

DEMO = CustomPrompt(prompt=91)
OUT = ToExternalNumber(prefix="0", number="4930")
ELSEWHERE, CONDITION = 70_000, 70_001
FOREIGN = Ivr(
    name="Made elsewhere " + "x" * 80,
    number="62",
    description="not of PortSIP",
    greeting=(CustomPrompt(prompt=90), DEMO),
    transfer_prompt=Announcement(name="goodbye"),
    response_timeout_s=7.4,
    digit_timeout_s=0.3,
    ambiguous_timeout_s=1.5,
    options=(
        Option(keys="1", route=Route(to=ToExtension(extension=85), stop_recording=True)),
        Option(keys="#", route=Route(to=PlayAndExit(prompt=DEMO, times=2)), ambiguous_timeout_s=0),
        Option(keys="12#", route=Route(to=OUT), ambiguous_timeout_s=0),
        Option(keys="3", route=Route(to=PlayAndReturn(prompt=DEMO))),
        Option(keys="4", route=Route(to=ToTimeCondition(time_condition=CONDITION))),
        Option(
            keys="5",
            route=Route(to=ByTime(when=Schedule(holidays=(HOLIDAY,), timezone="Asia/Tokyo"), open=OUT, closed=None)),
            ambiguous_timeout_s=2,
        ),
    ),
    no_input=Retry(retries=1, retry_prompt=DEMO, final_prompt=DEMO, route=Route(to=Disa(), stop_recording=True)),
    no_match=Retry(retries=4, final_prompt=DEMO, route=Route(to=Disa(), stop_recording=True)),
    direct_dial=DirectDial(mode="restrict", restrict=(ExtensionMember(extension=86),)),
    outbound_dial=OutboundDial(enabled=True, routes=(21,)),
    alert_info="external",
    night=NightMode(route=Route(to=OUT, stop_recording=True)),
)


async def foreign(portsip: PortSip) -> str:
    """An IVR that another face has made."""
    await put(portsip.repository, CONDITION, TimeCondition(name="Later"))
    await put(portsip.repository, ELSEWHERE, FOREIGN)
    return wire_id(ELSEWHERE)


async def revision(portsip: PortSip, id: str) -> int:
    return (await portsip.repository.get(Ivr, object_id(id) or 0)).revision


async def test_what_is_not_sent_stays(portsip: PortSip) -> None:
    id = await portsip.create({**MINIMAL, "exclude_list": "1", "prompt_file_id": wire_id(90), "enable_pin": False})
    before = await portsip.shown(id)
    await portsip.update(id, {"name": "Other name"})
    assert await portsip.shown(id) == {**before, "name": "Other name"}


@pytest.mark.parametrize("body", [None, {}, {"unknown": 1}, {"id": "x", "extension_number": "7999"}])
async def test_an_update_that_says_nothing_changes_nothing(portsip: PortSip, body: object) -> None:
    id = await portsip.create(MINIMAL)
    before, was = await portsip.shown(id), await revision(portsip, id)
    await portsip.update(id, body)
    assert (await portsip.shown(id), await revision(portsip, id)) == (before, was)


async def test_the_number_never_changes(portsip: PortSip) -> None:
    id = await portsip.create(MINIMAL)
    await portsip.update(id, {"extension_number": "7001", "name": "New"})
    shown = await portsip.shown(id)
    assert (shown["name"], shown["extension_number"]) == ("New", "7000")


async def test_an_array_replaces_the_whole_array(portsip: PortSip) -> None:
    rules: list[dict[str, object]] = [{"user_input": "1"}, {"user_input": "2"}]
    id = await portsip.create({**MINIMAL, "custom_forward_rules": rules})
    await portsip.update(id, {"custom_forward_rules": [{"user_input": "3"}]})
    assert [option.keys for option in (await portsip.stored(id)).options] == ["3"]
    await portsip.update(id, {"custom_forward_rules": []})
    assert (await portsip.stored(id)).options == ()


async def test_numbers_lead_to_what_has_them_now(portsip: PortSip) -> None:
    destinations: dict[str, Destination] = {
        "1000": ToExtension(extension=85),
        "6250": ToIvr(ivr=50),
        "7000": ToNumber(number="7000"),
        "+4930": ToNumber(number="+4930"),
    }
    id = await portsip.create(MINIMAL)
    own = ToIvr(ivr=object_id(id) or 0)
    for number, to in {**destinations, "7000": own}.items():
        await portsip.update(id, {"failure_forward_rule": {"action": "FORWARD_TO_NUMBER", "number": number}})
        assert (await portsip.stored(id)).transfer_failed == Route(to=to)
        shown = await portsip.shown(id)
        assert shown["failure_forward_rule"] == {"action": "FORWARD_TO_NUMBER", "number": number}
    first = {"action": "FORWARD_TO_NUMBER", "number": "7001"}
    self_named = await portsip.create(
        {**MINIMAL, "name": "2nd", "extension_number": "7001", "timeout_forward_rule": first}
    )
    assert (await portsip.stored(self_named)).no_input.route.to == ToNumber(number="7001")


async def test_who_dials_wrong_numbers_goes_where_the_silent_go(portsip: PortSip) -> None:
    id = await portsip.create(MINIMAL)
    to = {"action": "FORWARD_TO_NUMBER", "number": "1000"}
    await portsip.update(id, {"timeout_forward_rule": to})
    ivr = await portsip.stored(id)
    assert ivr.no_match.route == ivr.no_input.route == Route(to=ToExtension(extension=85))
    assert ivr.no_match.retries == 10


async def test_a_missing_rule_that_is_needed_is_that_of_the_office_hours(portsip: PortSip) -> None:
    repeat = {"action": "REPEAT"}
    rules = [
        {"user_input": "1", "office_hours_forward_rule": repeat, "holidays": [wire_id(HOLIDAY)]},
        {"user_input": "2", "office_hours_forward_rule": repeat},
        {"user_input": "3"},
    ]
    id = await portsip.create({**MINIMAL, "custom_forward_rules": rules})
    found = [option.route.to for option in (await portsip.stored(id)).options]
    again = Repeat()
    assert found == [
        ByTime(when=Schedule(holidays=(HOLIDAY,)), open=again, closed=again, holiday=again),
        ByTime(open=again, closed=again),
        ByTime(),
    ]


async def test_repeat_at_night_hangs_up(portsip: PortSip) -> None:
    id = await portsip.create({**MINIMAL, "night_mode_forward_rule": {"action": "REPEAT"}})
    assert (await portsip.shown(id))["night_mode_forward_rule"] == {"action": "HANGUP", "number": None}
    assert (await portsip.stored(id)).night.route == Route()


async def test_the_language_is_that_of_the_tenant_until_one_is_set(portsip: PortSip) -> None:
    id = await portsip.create(MINIMAL)
    assert (await portsip.shown(id))["language"] == "en-US"
    await portsip.repository.create(Office(language="fr-FR"), author="test")
    assert (await portsip.shown(id))["language"] == "fr-FR"
    await portsip.update(id, {"language": "fr-FR"})
    assert (await portsip.stored(id)).language == ""
    await portsip.update(id, {"language": "it"})
    assert (await portsip.stored(id)).language == "it"
    await portsip.update(id, {"language": None})
    assert (await portsip.shown(id))["language"] == "fr-FR"


async def test_what_portsip_cannot_express_appears_as_the_nearest(portsip: PortSip) -> None:
    shown = await portsip.shown(await foreign(portsip))
    hang_up, again = {"action": "HANGUP", "number": None}, {"action": "REPEAT", "number": None}
    out = {"action": "FORWARD_TO_NUMBER", "number": "04930"}
    assert shown["timeout_forward_rule"] == {"timeout": 7, "repeat_times": 1, **hang_up}
    assert (shown["failure_forward_rule"], shown["night_mode_forward_rule"]) == (hang_up, out)
    assert (shown["dtmf_interval"], shown["pin"], shown["prompt_file_name"]) == (1, None, "IVR.wav")
    assert (shown["transfer_prompt_file_name"], shown["extension_number"]) == (None, "62")
    entries = shown["custom_forward_rules"]
    assert isinstance(entries, list)
    found = {one["user_input"]: one["office_hours_forward_rule"] for one in entries}
    inside = {"action": "FORWARD_TO_NUMBER", "number": "1000"}
    assert found == {"1#": inside, "#": hang_up, "12##": out, "3#": again, "4#": hang_up, "5#": out}
    assert all(one["office_hours"]["mode"] == "GLOBAL" for one in entries)
    assert entries[0]["non_office_hours_forward_rule"] == inside
    assert entries[5]["non_office_hours_forward_rule"] is None


async def test_what_is_written_as_it_was_read_changes_nothing(portsip: PortSip) -> None:
    id = await foreign(portsip)
    was = await revision(portsip, id)
    shown = await portsip.shown(id)
    await portsip.update(id, shown)
    assert (await portsip.stored(id), await revision(portsip, id)) == (FOREIGN, was)


async def test_only_what_differs_is_changed(portsip: PortSip) -> None:
    id = await foreign(portsip)
    shown = await portsip.shown(id)
    entries = shown["custom_forward_rules"]
    silence = shown["timeout_forward_rule"]
    assert isinstance(entries, list) and isinstance(silence, dict)
    entries[0]["office_hours_forward_rule"] = {"action": "REPEAT"}
    entries[5]["holiday_forward_rule"] = {"action": "HANGUP"}
    fields = {
        "custom_forward_rules": entries[:4] + entries[5:],
        "timeout_forward_rule": {**silence, "repeat_times": 9},
        "enable_night_mode": True,
        "exclude_list": "10-20",
        "prompt_file_id": wire_id(90),
        "transfer_prompt_file_id": wire_id(90),
    }
    await portsip.update(id, fields)
    ivr, old = await portsip.stored(id), FOREIGN.options
    first = old[0].model_copy(
        update={
            "route": Route(to=ByTime(open=Repeat(), closed=ToExtension(extension=85)), stop_recording=True),
        }
    )
    times = old[5].route.to
    assert isinstance(times, ByTime)
    assert ivr.options[0] == first
    assert ivr.options[1:4] == old[1:4]
    changed = ivr.options[4].route.to
    assert isinstance(changed, ByTime)
    assert (changed.when, changed.open, ivr.options[4].ambiguous_timeout_s) == (times.when, OUT, 2)
    assert ivr.no_input == FOREIGN.no_input.model_copy(update={"retries": 9})
    assert (ivr.no_match, ivr.response_timeout_s, ivr.greeting) == (FOREIGN.no_match, 7.4, FOREIGN.greeting)
    assert ivr.night == NightMode(enabled=True, route=FOREIGN.night.route)
    assert (ivr.direct_dial.mode, len(ivr.direct_dial.exclude)) == ("restrict", 1)
    assert ivr.transfer_prompt == CustomPrompt(prompt=90)
    assert (ivr.alert_info, ivr.outbound_dial, ivr.description) == ("external", FOREIGN.outbound_dial, "not of PortSIP")


async def test_the_timeout_action_of_elsewhere_changes_alone(portsip: PortSip) -> None:
    id = await foreign(portsip)
    sent = {"timeout": 7, "repeat_times": 1, "action": "REPEAT"}
    await portsip.update(id, {"timeout_forward_rule": sent})
    ivr = await portsip.stored(id)
    assert ivr.no_input.route == Route(to=Repeat(), stop_recording=True)
    assert (ivr.no_match, ivr.response_timeout_s) == (FOREIGN.no_match, 7.4)


async def test_the_built_in_prompt_again(portsip: PortSip) -> None:
    id = await foreign(portsip)
    await portsip.update(id, {"prompt_file_id": None})
    assert (await portsip.stored(id)).greeting == (Announcement(name="default"),)
    await portsip.update(id, {"prompt_file_id": wire_id(91)})
    assert (await portsip.stored(id)).greeting == (DEMO,)


async def test_an_extension_that_is_led_to_follows_its_number(portsip: PortSip) -> None:
    id = await portsip.create({**MINIMAL, "failure_forward_rule": {"action": "FORWARD_TO_NUMBER", "number": "1000"}})
    extension = await portsip.repository.by_number("1000")
    assert extension is not None
    moved = extension.document.model_copy(update={"number": "1999"})
    await portsip.repository.update(extension.id, moved, expected_revision=None, author="test")
    shown = await portsip.shown(id)
    assert shown["failure_forward_rule"] == {"action": "FORWARD_TO_NUMBER", "number": "1999"}


@pytest.mark.parametrize("number", ["1000", "6250", "6400"])
async def test_a_number_that_something_has(portsip: PortSip, number: str) -> None:
    assert await portsip.refused("POST", "ivrs", {**MINIMAL, "extension_number": number}) == ["extension_number"]


async def test_a_name_that_another_ivr_has(portsip: PortSip) -> None:
    assert await portsip.refused("POST", "ivrs", {**MINIMAL, "name": "Other"}) == ["name"]
    id = await portsip.create({**MINIMAL, "name": "Ann Lee"})
    assert await portsip.refused("POST", f"ivrs/{id}", {"name": "Other"}) == ["name"]


async def test_an_ivr_in_use_cannot_be_destroyed(portsip: PortSip) -> None:
    id = await portsip.create({**MINIMAL, "failure_forward_rule": {"action": "FORWARD_TO_NUMBER", "number": "6250"}})
    response = await portsip.send("POST", f"ivrs/{wire_id(50)}/destroy")
    assert response.status_code == 400
    (failure,) = failures(response)
    assert failure["code"] == "UNKNOWN"
    assert "Front desk" in str(failure["message"])
    await portsip.destroy(id)
    await portsip.destroy(wire_id(50))
    assert (await portsip.get("ivrs"))["count"] == 0


async def test_unknown_ids(portsip: PortSip) -> None:
    for id in (NOTHING, wire_id(85), "50", "x", NOTHING.lower(), wire_id(50) + "=", "%00", "é"):
        for method, path, status in (
            ("GET", "", 404),
            ("POST", "", 404),
            ("GET", "/status", 404),
            ("POST", "/destroy", 400),
        ):
            response = await portsip.send(method, f"ivrs/{id}{path}", {} if method == "POST" else None)
            assert response.status_code == status, (id, path)
            assert [one["code"] for one in failures(response)] == ["UNKNOWN"]


async def test_status(portsip: PortSip) -> None:
    assert await portsip.get(f"ivrs/{wire_id(50)}/status") == {"status": "ONLINE"}


async def test_who_wrote_is_in_the_history(portsip: PortSip) -> None:
    response = await portsip.send("POST", "ivrs", MINIMAL, token=portsip.tokens["editor"])
    id = response.json()["id"]
    await portsip.update(id, {"enable_audio_recording": True})
    written = await revisions(portsip.repository, object_id(id) or 0)
    assert [one.author for one in written] == ["portsip:editor", "portsip:admin"]


async def test_updates_at_once_lose_nothing(portsip: PortSip) -> None:
    id = await portsip.create(MINIMAL)
    changes: list[dict[str, object]] = [
        {"name": "Renamed"},
        {"dtmf_interval": 9},
        {"exclude_list": "1"},
        {"enable_audio_recording": True},
    ]
    await asyncio.gather(*(portsip.update(id, change) for change in changes))
    shown = await portsip.shown(id)
    assert {name: shown[name] for change in changes for name in change} == {
        name: value for change in changes for name, value in change.items()
    }


async def test_unknown_keys_are_ignored(portsip: PortSip) -> None:
    id = await portsip.create(
        {**MINIMAL, "later": {"x": 1}, "failure_forward_rule": {"action": "REPEAT", "later": 1}, "prompt_file_name": 5}
    )
    assert (await portsip.shown(id))["failure_forward_rule"] == {"action": "REPEAT", "number": None}


async def test_an_update_reads_what_it_refers_to_once(portsip: PortSip, statements: Callable[[], list[str]]) -> None:
    """The IVR; by id, by number and the office all that it and the request refer to; and, to write it, the IVR as it is
    then, and the office, whose emergency numbers it may not have.
    """
    rule = {"action": "FORWARD_TO_NUMBER", "number": "1000"}
    entry = {"user_input": "1", "office_hours_forward_rule": rule, "holidays": [wire_id(HOLIDAY)]}
    id = await portsip.create({**MINIMAL, "custom_forward_rules": [entry]})
    statements()
    await portsip.update(id, {"custom_forward_rules": [{**entry, "user_input": "2"}]})
    assert sum(one.startswith("SELECT") and "object.document" in one for one in statements()) == 6
