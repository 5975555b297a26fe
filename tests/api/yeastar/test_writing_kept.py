"""What ivr/create and ivr/update keep: what Yeastar cannot express, and what is not in force here."""

import pytest

from switchboard.model.destination import (
    ByTime,
    Destination,
    Disa,
    HangUp,
    Repeat,
    ToExtension,
    ToExtensionVoicemail,
    ToExternalNumber,
    ToIvr,
    ToNumber,
    ToRingGroup,
    ToTimeCondition,
)
from switchboard.model.ivr import (
    PROMPT_PIN,
    DirectDial,
    Ivr,
    NightMode,
    NumberRange,
    Option,
    Retry,
    Route,
)
from switchboard.model.prompt import Announcement, CustomPrompt, Prompt
from tests.kit.past import revisions

from ..support import MINIMAL, Api, fields, put
from .support import OK, refused, stored

pytestmark = pytest.mark.api

GOODBYE = Announcement(name="goodbye")


async def test_what_yeastar_cannot_express_is_kept_and_shown_as_the_nearest(api: Api) -> None:
    native = Ivr(
        number="6260",
        name="Native",
        description="made elsewhere",
        language="de-DE",
        greeting=(GOODBYE,),
        transfer_prompt=GOODBYE,
        response_timeout_s=45.0,
        digit_timeout_s=0.4,
        ambiguous_timeout_s=0.2,
        options=(Option(keys="12", route=Route()), Option(keys="1", route=Route())),
        no_input=Retry(retries=9, retry_prompt=GOODBYE),
        no_match=Retry(retries=4, final_prompt=GOODBYE),
        transfer_failed=Route(),
        direct_dial=DirectDial(mode="allow", services="all", exclude=(NumberRange(first="1000", last="1999"),)),
        night=NightMode(enabled=True, route=Route(to=ToIvr(ivr=50))),
    )
    await put(api.repository, 200, native)
    shown = await api.shown(200)
    names = ("prompt", "prompt_repeat", "resp_timeout", "digit_timeout")
    assert [shown[name] for name in names] == ["goodbye", 5, 10, 1]
    assert (
        await api.post("ivr/update", {**shown, "name": "Touched", "press1_dest": "", "press2_dest": "end_call"}) == OK
    )
    options = (Option(keys="12", route=Route()), Option(keys="2", route=Route()))
    assert await stored(api, 200) == native.model_copy(update={"name": "Touched", "options": options})


@pytest.mark.parametrize("key", ["3", "_hash", "_star"])
async def test_stopping_to_record_is_kept_for_a_key_without_a_destination(api: Api, key: str) -> None:
    stop, dest = f"allow_out_record{key}", f"press{key}_dest"

    async def update(**body: object) -> tuple[object, object]:
        assert await api.post("ivr/update", {"id": 50, **body}) == OK
        shown = await api.shown(50)
        return shown[dest], shown[stop]

    assert await update(**{stop: 1}) == ("", 1)
    assert (await stored(api, 50)).options == ()
    assert await update(alert_info="x") == ("", 1)
    assert await update(**{dest: "end_call"}) == ("end_call", 1)
    assert (await stored(api, 50)).options[0].route.stop_recording
    assert await update(**{dest: ""}) == ("", 0)
    assert await update(**{dest: "end_call", stop: 1}) == ("end_call", 1)
    assert await update(**{dest: "", stop: 1}) == ("", 1)
    assert await update(**{stop: 0}) == ("", 0)
    assert await update(**{dest: "end_call"}) == ("end_call", 0)
    assert (await stored(api, 50)).unassigned_stop_recording == ()


async def test_a_password_for_prompts_is_kept_as_a_secret(api: Api) -> None:
    async def kept(id: object) -> dict[str, str]:
        assert isinstance(id, int)
        return await api.services.credentials.object_secrets(1, id)

    body = {**MINIMAL, "prompt_manger_enb": 0, "prompt_manger_password": "plugh-1"}
    id = (await api.post("ivr/create", body))["id"]
    assert isinstance(id, int)
    assert await kept(id) == {PROMPT_PIN: "plugh-1"}
    assert "plugh" not in f"{await api.shown(id)} {await stored(api, id)}"
    assert await api.post("ivr/update", {"id": id, "prompt_manger_password": "plugh-1"}) == OK
    assert len(await revisions(api.repository, id)) == 1
    assert await api.post("ivr/update", {"id": id, "prompt_manger_password": "plugh-2"}) == OK
    assert await api.post("ivr/update", {"id": id, "alert_info": "x"}) == OK
    assert await kept(id) == {PROMPT_PIN: "plugh-2"}
    assert await api.post("ivr/update", {"id": id, "prompt_manger_password": ""}) == OK
    assert await kept(id) == {}


async def test_changing_a_greeting_by_telephone_needs_a_password_of_digits(api: Api) -> None:
    assert await refused(api, prompt_manger_enb=1) == [("prompt_manger_password", "required")]
    for password in ("47", "47x1", "1" * 16):
        sent = {"prompt_manger_enb": 1, "prompt_manger_password": password}
        assert await refused(api, **sent) == [("prompt_manger_password", "format")]
    assert await api.post("ivr/update", {"id": 50, "prompt_manger_password": "4711"}) == OK
    assert await api.post("ivr/update", {"id": 50, "prompt_manger_enb": 1}) == OK
    assert (await stored(api, 50)).feature_codes == ("edit_prompt",)
    shown = await api.shown(50)
    assert (shown["prompt_manger_enb"], "4711" in f"{shown}") == (1, False)
    assert await api.post("ivr/update", shown) == OK
    assert await refused(api, prompt_manger_password="") == [("prompt_manger_password", "required")]
    assert await api.post("ivr/update", {"id": 50, "prompt_manger_password": "0815", "alert_info": "x"}) == OK
    assert await api.services.credentials.object_secrets(1, 50) == {PROMPT_PIN: "0815"}
    assert await api.post("ivr/update", {"id": 50, "prompt_manger_enb": 0, "prompt_manger_password": ""}) == OK
    assert (await stored(api, 50)).feature_codes == ()


async def test_unknown_organizations_are_kept_where_they_are_not_in_force(api: Api) -> None:
    ann, house = {"value": "85", "type": "extension"}, {"value": "3", "type": "organization"}
    for option, name, other in (
        ("allow", "dial_ext_list", "restrict"),
        ("restrict", "restrict_dial_ext_list", "allow"),
    ):
        assert await api.post("ivr/update", {"id": 50, "dial_ext_option": "all", name: [house, ann, house]}) == OK
        shown = await api.shown(50)
        entry = {"text": "", **house}
        assert shown[name] == [entry, {"text": "Ann Lee", "text2": "1000", **ann}, entry]
        assert await api.post("ivr/update", shown) == OK
        assert await api.shown(50) == shown
        assert await refused(api, dial_ext_option=option) == [(name, "reference")] * 2
        assert await api.post("ivr/update", {"id": 50, "dial_ext_option": option, name: [ann]}) == OK
        assert await refused(api, **{name: [ann, house]}) == [(name, "reference")]
        listed = {"dial_ext_list": [house], "restrict_dial_ext_list": [house]} | {name: [ann]}
        assert await api.post("ivr/update", {"id": 50, **listed}) == OK, other


async def test_queues_and_conferences_are_kept_where_they_are_not_in_force(api: Api) -> None:
    hotline, queue, room = ({"value": "71", "type": kind} for kind in ("ring_group", "queue", "conference"))
    body = {**MINIMAL, "enb_dial_call_number": 0, "dial_call_number_list": [hotline, queue, room]}
    id = (await api.post("ivr/create", body))["id"]
    assert isinstance(id, int)
    shown = await api.shown(id)
    assert [(item["value"], item["type"]) for item in listing(shown["dial_call_number_list"])] == [
        *(("71", "ring_group"), ("71", "queue"), ("71", "conference"))
    ]
    assert await api.post("ivr/update", shown) == OK
    assert await api.shown(id) == shown
    reply = await api.post("ivr/update", {"id": id, "enb_dial_call_number": 1})
    assert (reply["errcode"], fields(reply)) == (
        40002,
        [("dial_call_number_list", "reference")] * 2,
    )


def listing(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return value


TIMED = ByTime(open=ToExternalNumber(prefix="0", number="112"), closed=HangUp())
ELSEWHERE: list[tuple[Destination, tuple[str, str, str]]] = [
    (TIMED, ("external_num", "0", "112")),
    (ByTime(closed=ToIvr(ivr=50)), ("end_call", "", "")),
    (ToTimeCondition(time_condition=72), ("end_call", "", "")),
    (ToExtensionVoicemail(extension=86), ("ext_vm", "", "86")),
    (ToNumber(number="1000"), ("external_num", "", "1000")),
    (Repeat(), ("ivr", "", "200")),
    (Disa(), ("end_call", "", "")),
    (ToRingGroup(ring_group=71), ("ring_group", "", "71")),
    (ToExtension(extension=86, mobile=True), ("extension", "", "86")),
]


@pytest.mark.parametrize(("to", "shown"), ELSEWHERE)
async def test_destinations_made_elsewhere_are_shown_as_the_nearest_and_kept(
    api: Api, to: Destination, shown: tuple[str, str, str]
) -> None:
    option = Option(keys="1", route=Route(to=to), ambiguous_timeout_s=0, sms_template=80, webhook=81)
    rule = Retry(route=Route(to=to))
    native = Ivr(number="6260", name="Native", options=(option,), no_input=rule, no_match=rule)
    await put(api.repository, 200, native)
    answer = await api.shown(200)
    for slot in ("press1_dest", "timeout_dest", "invalid_dest"):
        assert (answer[slot], answer[f"{slot}_prefix"], answer[f"{slot}_value"]) == shown
    assert await api.post("ivr/update", {**answer, "name": "Touched"}) == OK
    assert await stored(api, 200) == native.model_copy(update={"name": "Touched"})
    assert await api.post("ivr/update", {"id": 200, "press1_dest": "extension", "press1_dest_value": "85"}) == OK
    moved = option.model_copy(update={"route": Route(to=ToExtension(extension=85))})
    assert (await stored(api, 200)).options == (moved,)


async def test_what_is_longer_than_yeastar_permits_may_be_written_back(api: Api) -> None:
    await put(api.repository, 201, Prompt(name="x" * 100, content="0" * 64, duration_ms=1))
    greeting = (CustomPrompt(prompt=201),) * 5
    native = Ivr(number="9" * 20, name="n" * 100, greeting=greeting, no_input=Retry(retries=1000))
    await put(api.repository, 200, native)
    shown = await api.shown(200)
    assert await api.post("ivr/update", {**shown, "resp_timeout": 4}) == OK
    assert await stored(api, 200) == native.model_copy(update={"response_timeout_s": 4})
    for name in ("number", "name", "prompt"):
        reply = await api.post("ivr/update", {"id": 200, name: f"{shown[name]}9"})
        assert (reply["errcode"], [field for field, _ in fields(reply)]) == (40002, [name])
