"""Every field of an IVR: stored and read back under its own name, its limits, and what it is in the model."""

import pytest

from switchboard.api.portsip.naming import wire_id
from switchboard.api.portsip.wire_ivr import CallerId, Entry, IvrFields, MenuRule, NewIvr, OfficeHours, TimeoutRule
from switchboard.model.destination import (
    ByTime,
    Disa,
    HangUp,
    Repeat,
    ToExtension,
    ToExtensionVoicemail,
    ToGroupVoicemail,
    ToIvr,
    ToNumber,
    ToRingGroup,
)
from switchboard.model.group_voicemail import GroupVoicemail
from switchboard.model.ivr import DirectDial, MenuCallerId, NightMode, NumberRange, Option, Retry, Route
from switchboard.model.prompt import Announcement, CustomPrompt
from switchboard.model.schedule import DayHours, Schedule, TimeRange, WeekHours

from ..support import put
from .support import HOLIDAY, MINIMAL, OPEN_TRUNK, RING_GROUP, SECOND_HOLIDAY, PortSip

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]

Json = dict[str, object]
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NO_DAYS: Json = dict.fromkeys(DAYS)
GLOBAL: Json = {"mode": "GLOBAL", **NO_DAYS}
HANG_UP: Json = {"action": "HANGUP", "number": None}
SILENCE: Json = {"timeout": 30, "repeat_times": 3, **HANG_UP}


def forward(number: str) -> Json:
    return {"action": "FORWARD_TO_NUMBER", "number": number}


def entry(user_input: str = "1", **fields: object) -> Json:
    """A menu entry as it is shown."""
    to = fields.get("office_hours_forward_rule", HANG_UP)
    return {
        "user_input": user_input,
        "office_hours": GLOBAL,
        "office_hours_forward_rule": to,
        "non_office_hours_forward_rule": to,
        "holidays": [],
        "holiday_forward_rule": None,
        **fields,
    }


def caller(**fields: object) -> Json:
    return {"provider_id": wire_id(60), "caller_id": "4930", "description": None, "display_name": None, **fields}


SETTINGS: dict[str, tuple[Json, Json]] = {
    "name": ({"name": "Zentrale Köln"}, {"name": "Zentrale Köln"}),
    "language": ({"language": "zh-Hans-CN"}, {"language": "zh-Hans-CN"}),
    "dtmf_interval": ({"dtmf_interval": 3600}, {"dtmf_interval": 3600}),
    "prompt_file_id": ({"prompt_file_id": wire_id(90)}, {"prompt_file_name": "IVR.wav"}),
    "transfer_prompt_file_id": (
        {"transfer_prompt_file_id": wire_id(91)},
        {"transfer_prompt_file_name": "demo.wav"},
    ),
    "enable_pin": ({"enable_pin": False}, {"enable_pin": False}),
    "pin": ({"pin": "2468135790"}, {"pin": "2468135790"}),
    "timeout_forward_rule": (
        {"timeout_forward_rule": {"action": "REPEAT"}},
        {"timeout_forward_rule": {**SILENCE, "action": "REPEAT"}},
    ),
    "timeout_forward_rule.timeout": (
        {"timeout_forward_rule": {"timeout": 0}},
        {"timeout_forward_rule": {**SILENCE, "timeout": 0}},
    ),
    "timeout_forward_rule.repeat_times": (
        {"timeout_forward_rule": {"repeat_times": 1000}},
        {"timeout_forward_rule": {**SILENCE, "repeat_times": 1000}},
    ),
    "timeout_forward_rule.number": (
        {"timeout_forward_rule": forward("1001")},
        {"timeout_forward_rule": {**SILENCE, **forward("1001")}},
    ),
    "failure_forward_rule": (
        {"failure_forward_rule": {"action": "REPEAT", "number": ""}},
        {"failure_forward_rule": {"action": "REPEAT", "number": None}},
    ),
    "failure_forward_rule.number": (
        {"failure_forward_rule": forward("+4930*1#")},
        {"failure_forward_rule": forward("+4930*1#")},
    ),
    "custom_forward_rules": (
        {"custom_forward_rules": [{"user_input": "12"}, {"user_input": "*9#"}]},
        {
            "custom_forward_rules": [
                entry("12", office_hours_forward_rule=None),
                entry("*9#", office_hours_forward_rule=None),
            ]
        },
    ),
    "custom_forward_rules.office_hours": (
        {
            "custom_forward_rules": [
                {
                    "user_input": "1",
                    "office_hours": {
                        "mode": "CUSTOM",
                        "monday": {
                            "enabled": True,
                            "ranges": [{"from": "09:00", "to": "12:00"}, {"from": "13:00", "to": "24:00"}],
                        },
                        "tuesday": {"enabled": True},
                    },
                }
            ]
        },
        {
            "custom_forward_rules": [
                entry(
                    office_hours={
                        "mode": "CUSTOM",
                        **{day: {"enabled": False, "ranges": []} for day in DAYS},
                        "monday": {
                            "enabled": True,
                            "ranges": [{"from": "09:00", "to": "12:00"}, {"from": "13:00", "to": "24:00"}],
                        },
                        "tuesday": {"enabled": True, "ranges": []},
                    },
                    office_hours_forward_rule=None,
                )
            ]
        },
    ),
    "custom_forward_rules.office_hours_forward_rule": (
        {"custom_forward_rules": [{"user_input": "1", "office_hours_forward_rule": {"action": "DISA"}}]},
        {"custom_forward_rules": [entry(office_hours_forward_rule={"action": "DISA", "number": None})]},
    ),
    "custom_forward_rules.non_office_hours_forward_rule": (
        {"custom_forward_rules": [{"user_input": "1", "non_office_hours_forward_rule": forward("1000")}]},
        {
            "custom_forward_rules": [
                entry(office_hours_forward_rule=None, non_office_hours_forward_rule=forward("1000"))
            ]
        },
    ),
    "custom_forward_rules.holiday_forward_rule": (
        {"custom_forward_rules": [{"user_input": "1", "holiday_forward_rule": forward("6400")}]},
        {"custom_forward_rules": [entry(office_hours_forward_rule=None, holiday_forward_rule=forward("6400"))]},
    ),
    "outbound_caller_ids": (
        {"outbound_caller_ids": [caller(), caller(provider_id=wire_id(OPEN_TRUNK), caller_id="+49301001")]},
        {"outbound_caller_ids": [caller(), caller(provider_id=wire_id(OPEN_TRUNK), caller_id="+49301001")]},
    ),
    "outbound_caller_ids.description": (
        {"outbound_caller_ids": [caller(description="main\nline")]},
        {"outbound_caller_ids": [caller(description="main\nline")]},
    ),
    "outbound_caller_ids.display_name": (
        {"outbound_caller_ids": [caller(display_name="Ann & Co.")]},
        {"outbound_caller_ids": [caller(display_name="Ann & Co.")]},
    ),
    "night_mode_forward_rule": (
        {"night_mode_forward_rule": forward("1000")},
        {"night_mode_forward_rule": forward("1000")},
    ),
    "enable_night_mode": ({"enable_night_mode": True}, {"enable_night_mode": True}),
    "exclude_list": (
        {"exclude_list": " 1001-2001;3000 ; 7000-7000"},
        {"exclude_list": "1001-2001;3000;7000"},
    ),
    "enable_audio_recording": ({"enable_audio_recording": True}, {"enable_audio_recording": True}),
}
"""Field -> what is written, and what of the answer differs then."""

FILE_KEYS = ("prompt_file_size", "prompt_file_url", "transfer_prompt_file_size", "transfer_prompt_file_url")
DEFAULTS: Json = {
    "name": "Front desk",
    "extension_number": "7000",
    "language": "en-US",
    "dtmf_interval": 2,
    "prompt_file_name": None,
    "prompt_file_size": 0,
    "prompt_file_url": None,
    "transfer_prompt_file_name": None,
    "transfer_prompt_file_size": 0,
    "transfer_prompt_file_url": None,
    "enable_pin": True,
    "pin": "135791",
    "timeout_forward_rule": SILENCE,
    "failure_forward_rule": HANG_UP,
    "custom_forward_rules": [],
    "outbound_caller_ids": [],
    "night_mode_forward_rule": None,
    "enable_night_mode": False,
    "exclude_list": "",
    "enable_audio_recording": False,
}


def told(shown: Json) -> Json:
    """An answer without what depends on where files are."""
    return {name: value for name, value in shown.items() if name not in FILE_KEYS}


async def test_no_field_is_forgotten() -> None:
    of_entries = {f"custom_forward_rules.{name}" for name in Entry.model_fields} - {"custom_forward_rules.user_input"}
    of_callers = {f"outbound_caller_ids.{name}" for name in CallerId.model_fields}
    of_silence = {f"timeout_forward_rule.{name}" for name in TimeoutRule.model_fields} - {"timeout_forward_rule.action"}
    in_others = {
        "custom_forward_rules.holidays",
        "outbound_caller_ids.provider_id",
        "outbound_caller_ids.caller_id",
        "failure_forward_rule.number",
    }
    known = set(IvrFields.model_fields) | of_entries | of_callers | of_silence | in_others
    assert set(SETTINGS) | in_others == known
    assert set(NewIvr.model_fields) == {*IvrFields.model_fields, "extension_number"}
    assert list(OfficeHours.model_fields) == ["mode", *DAYS]
    assert list(MenuRule.model_fields) == ["action", "number"]


@pytest.mark.parametrize("field", SETTINGS)
async def test_update_is_read_back(shared_portsip: PortSip, field: str) -> None:
    portsip, (sent, expected) = shared_portsip, SETTINGS[field]
    id = await portsip.create(MINIMAL)
    before = await portsip.shown(id)
    await portsip.update(id, sent)
    assert told(await portsip.shown(id)) == told({**before, **expected})
    assert before != {**before, **expected}
    await portsip.destroy(id)


@pytest.mark.parametrize("field", SETTINGS)
async def test_create_is_read_back(shared_portsip: PortSip, field: str) -> None:
    sent, expected = SETTINGS[field]
    id = await shared_portsip.create({**MINIMAL, **sent})
    assert told(await shared_portsip.shown(id)) == told({"id": id, **DEFAULTS, **expected})
    await shared_portsip.destroy(id)


async def test_defaults(shared_portsip: PortSip) -> None:
    id = await shared_portsip.create(MINIMAL)
    assert await shared_portsip.shown(id) == {"id": id, **DEFAULTS}
    await shared_portsip.destroy(id)


@pytest.mark.parametrize("field", sorted({name.partition(".")[0] for name in SETTINGS} - {"name", "pin"}))
async def test_null_is_the_default_again(shared_portsip: PortSip, field: str) -> None:
    every = {name: value for one, _ in SETTINGS.values() for name, value in one.items()}
    id = await shared_portsip.create({**MINIMAL, **every})
    before = await shared_portsip.shown(id)
    await shared_portsip.update(id, {field: None})
    answered = field.replace("_id", "_name") if field.endswith("_file_id") else field
    changed = {answered: DEFAULTS[answered]}
    assert told(await shared_portsip.shown(id)) == told({**before, **changed})
    await shared_portsip.destroy(id)


async def test_holidays_are_ids_or_objects_and_come_back_in_full(shared_portsip: PortSip) -> None:
    sent = [wire_id(SECOND_HOLIDAY), {"id": wire_id(HOLIDAY), "name": "whatever"}]
    rules = [{"user_input": "1", "office_hours_forward_rule": HANG_UP, "holidays": sent}]
    id = await shared_portsip.create({**MINIMAL, "custom_forward_rules": rules})
    shown = await shared_portsip.shown(id)
    trip = {
        "id": wire_id(SECOND_HOLIDAY),
        "name": "Trip",
        "region": None,
        "consecutive": True,
        "every_year": False,
        "year_start": 2026,
        "year_end": 2026,
        "month_start": 7,
        "month_end": 7,
        "day_start": 1,
        "day_end": 3,
        "hour_start": 8,
        "hour_end": 17,
        "minute_start": 0,
        "minute_end": 30,
    }
    carols = await shared_portsip.get(f"holidays/{wire_id(HOLIDAY)}")
    full = entry(office_hours_forward_rule=HANG_UP, holidays=[trip, carols], holiday_forward_rule=HANG_UP)
    assert shown["custom_forward_rules"] == [full]
    await shared_portsip.update(id, {"custom_forward_rules": shown["custom_forward_rules"]})
    assert await shared_portsip.shown(id) == shown
    await shared_portsip.destroy(id)


REQUIRED = ("name", "extension_number", "pin")


@pytest.mark.parametrize("field", REQUIRED)
async def test_what_is_missing(shared_portsip: PortSip, field: str) -> None:
    body = {name: value for name, value in MINIMAL.items() if name != field}
    assert await shared_portsip.refused("POST", "ivrs", body) == [field]
    assert await shared_portsip.refused("POST", "ivrs", {**MINIMAL, field: None}) == [field]


@pytest.mark.parametrize("field", ["name", "pin"])
async def test_what_cannot_be_cleared(shared_portsip: PortSip, field: str) -> None:
    id = await shared_portsip.create(MINIMAL)
    assert await shared_portsip.refused("POST", f"ivrs/{id}", {field: None}) == [field]
    await shared_portsip.destroy(id)


async def test_the_mapping_of_the_call_semantics(shared_portsip: PortSip) -> None:
    id = await shared_portsip.create(
        {
            **MINIMAL,
            "language": "de-DE",
            "dtmf_interval": 4,
            "prompt_file_id": wire_id(90),
            "transfer_prompt_file_id": wire_id(91),
            "enable_pin": False,
            "timeout_forward_rule": {"timeout": 12, "repeat_times": 5, **forward("1000")},
            "failure_forward_rule": {"action": "REPEAT"},
            "custom_forward_rules": [
                {"user_input": "1", "office_hours_forward_rule": forward("6250")},
                {
                    "user_input": "2#",
                    "office_hours": {
                        "mode": "CUSTOM",
                        "monday": {"enabled": True, "ranges": [{"from": "09:00", "to": "17:00"}]},
                    },
                    "office_hours_forward_rule": forward("6400"),
                    "non_office_hours_forward_rule": {"action": "DISA"},
                    "holidays": [wire_id(HOLIDAY)],
                    "holiday_forward_rule": forward("+4930"),
                },
            ],
            "outbound_caller_ids": [caller(display_name="We")],
            "night_mode_forward_rule": forward("1001"),
            "enable_night_mode": True,
            "exclude_list": "1000-1001",
            "enable_audio_recording": True,
        }
    )
    ivr = await shared_portsip.stored(id)
    monday = DayHours(open=True, ranges=(TimeRange(start="09:00", end="17:00"),))
    silent = Route(to=ToExtension(extension=85))
    assert (ivr.number, ivr.language, ivr.digit_timeout_s, ivr.response_timeout_s) == ("7000", "de-DE", 4, 12)
    assert (ivr.greeting, ivr.transfer_prompt) == ((CustomPrompt(prompt=90),), CustomPrompt(prompt=91))
    assert (ivr.disa_pin_required, ivr.record, ivr.ambiguous_timeout_s) == (False, True, None)
    assert ivr.no_input == Retry(retries=5, route=silent)
    assert ivr.no_match == Retry(retries=10, retry_prompt=Announcement(name="no-such-extension"), route=silent)
    assert ivr.transfer_failed == Route(to=Repeat())
    assert ivr.options == (
        Option(keys="1", route=Route(to=ByTime(open=ToIvr(ivr=50), closed=ToIvr(ivr=50))), ambiguous_timeout_s=0),
        Option(
            keys="2",
            route=Route(
                to=ByTime(
                    when=Schedule(hours=WeekHours(monday=monday), holidays=(HOLIDAY,)),
                    open=ToRingGroup(ring_group=RING_GROUP),
                    closed=Disa(),
                    holiday=ToNumber(number="+4930"),
                )
            ),
            ambiguous_timeout_s=3,
        ),
    )
    excluded = NumberRange(first="1000", last="1001")
    assert ivr.direct_dial == DirectDial(mode="all", services="all", exclude=(excluded,))
    assert ivr.caller_ids == (MenuCallerId(trunk=60, number="4930", display_name="We"),)
    assert ivr.night == NightMode(enabled=True, route=Route(to=ToExtension(extension=86)))
    assert (ivr.outbound_dial.enabled, ivr.actions, ivr.alert_info) == (False, (), "")
    await shared_portsip.destroy(id)


async def test_voicemail_of_extensions_and_groups(shared_portsip: PortSip) -> None:
    portsip = shared_portsip
    await put(portsip.repository, 200, GroupVoicemail(name="Desk", number="6320"))
    voicemail = {"action": "FORWARD_TO_VOICEMAIL", "number": "1000"}
    sent = {"timeout_forward_rule": voicemail, "failure_forward_rule": forward("6320")}
    key = await portsip.create({**MINIMAL, **sent})
    ivr = await portsip.stored(key)
    assert ivr.no_input.route.to == ToExtensionVoicemail(extension=85)
    assert ivr.transfer_failed == Route(to=ToGroupVoicemail(group_voicemail=200))
    shown = await portsip.shown(key)
    assert shown["timeout_forward_rule"] == {"timeout": 30, "repeat_times": 3, **voicemail}
    assert shown["failure_forward_rule"] == forward("6320")
    assert (await portsip.get("extension_numbers/6320"))["type"] == "SHARED_VOICEMAIL"
    await portsip.destroy(key)
    await portsip.services.repository(1).delete(GroupVoicemail, 200, author="test")


async def test_a_new_ivr_in_the_model(shared_portsip: PortSip) -> None:
    id = await shared_portsip.create(MINIMAL)
    ivr = await shared_portsip.stored(id)
    assert ivr.greeting == (Announcement(name="default"),)
    assert ivr.no_input == Retry(retries=3, route=Route(to=HangUp()))
    assert ivr.no_match.route == ivr.transfer_failed == Route(to=HangUp())
    assert (ivr.language, ivr.disa_pin_required, ivr.night) == ("", True, NightMode())
    assert ivr.direct_dial == DirectDial(mode="all", services="all")
    await shared_portsip.destroy(id)
