"""Whatever is sent, the answer is a documented one; whatever is accepted, it is read back."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from switchboard.api.portsip.naming import wire_id
from switchboard.api.portsip.wire_action import ActionFields
from switchboard.api.portsip.wire_ivr import CallerId, Entry, IvrFields, OfficeHours
from tests.kit.examples import examples
from tests.kit.names import NAMEABLE

from .support import HOLIDAY, MINIMAL, OPEN_TRUNK, SECOND_HOLIDAY, PortSip, failures
from .test_parameters import entry, forward

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]

Json = dict[str, object]
some = settings(max_examples=examples(32), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
IDS = [wire_id(id) for id in (50, 60, OPEN_TRUNK, 85, 90, HOLIDAY, 999)]
odd_text = st.text(max_size=12) | st.sampled_from(["", "\ud800", "\0", "1", "1000", "CUSTOM", "DISA", "REPEAT", *IDS])
leaf = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | odd_text
names = st.sampled_from(
    [*Entry.model_fields, *CallerId.model_fields, *OfficeHours.model_fields, "action", "number", "ranges", "from", "to"]
)
anything = st.recursive(
    leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names | odd_text, inner, max_size=4)
)
fields = st.sampled_from([*IvrFields.model_fields, "extension_number", *ActionFields.model_fields])
OTHER = f"ivrs/{wire_id(50)}"
PATHS = ("ivrs", OTHER, f"{OTHER}/action_urls", "auth/refresh_token")


@some
@given(path=st.sampled_from(PATHS), changes=st.dictionaries(fields, anything, max_size=4))
async def test_any_body(shared_portsip: PortSip, path: str, changes: Json) -> None:
    before = await shared_portsip.shown(wire_id(50))
    response = await shared_portsip.send("POST", path, {**MINIMAL, **changes} if path == "ivrs" else changes)
    if response.status_code == 201:
        await shared_portsip.destroy(response.json()["id"], path)
    elif response.status_code == 200:
        restored = {name: before[name] for name in changes if name in before and name != "pin"}
        files = {name: None for name in changes if name.endswith("_file_id")}
        await shared_portsip.update(wire_id(50), {**restored, **files})
    else:
        assert response.status_code in (400, 429), response.text
        failures(response)


@settings(some, max_examples=examples(20))
@given(content=st.binary(min_size=1) | anything.map(lambda value: json.dumps(value).encode()))
async def test_any_bytes(shared_portsip: PortSip, content: bytes) -> None:
    headers = {"Authorization": f"Bearer {shared_portsip.tokens['admin']}"}
    for path in ("ivrs", "auth/sign_in", "login/oauth/token"):
        response = await shared_portsip.http.post(f"/api/{path}", content=content, headers=headers)
        assert response.status_code == 400
        failures(response)


plain = st.text(NAMEABLE, min_size=1, max_size=64)


@settings(some, max_examples=examples(20))
@given(method=st.sampled_from(["GET", "PUT", "DELETE", "POST", "PATCH"]), key=plain)
async def test_any_path(shared_portsip: PortSip, method: str, key: str) -> None:
    path = "".join(f"%{octet:02x}" for octet in key.encode())
    for rest in ("", "/destroy", "/status", "/action_urls/x"):
        response = await shared_portsip.send(method, f"ivrs/x{path}{rest}", {} if method == "POST" else None)
        assert response.status_code in (400, 404, 405)
        failures(response)


number = st.sampled_from(["1000", "1001", "6250", "6400", "+4930", "*57", "8#", "7999"])
hang_up_or_repeat = st.sampled_from(["HANGUP", "REPEAT"]).map(lambda action: {"action": action, "number": None})
rules = number.map(forward) | hang_up_or_repeat
menu_rules = rules | st.just({"action": "DISA", "number": None})
clock = st.integers(0, 1440).map(lambda minute: f"{minute // 60:02}:{minute % 60:02}")
ranges = (
    st.tuples(clock, clock)
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: {"from": min(pair), "to": max(pair)})
)
day = st.builds(lambda enabled, some: {"enabled": enabled, "ranges": some}, st.booleans(), st.lists(ranges, max_size=3))
custom = st.fixed_dictionaries({"mode": st.just("CUSTOM"), **dict.fromkeys(list(OfficeHours.model_fields)[1:], day)})
hours = custom | st.just({"mode": "GLOBAL", **dict.fromkeys(list(OfficeHours.model_fields)[1:])})
keys = st.text("0123456789*", min_size=1, max_size=5)


@st.composite
def entries(draw: st.DrawFn) -> list[Json]:
    found = [
        entry(
            user_input,
            office_hours=draw(hours),
            office_hours_forward_rule=draw(menu_rules),
            non_office_hours_forward_rule=draw(menu_rules),
            holidays=draw(st.lists(st.sampled_from([wire_id(HOLIDAY), wire_id(SECOND_HOLIDAY)]), unique=True)),
            holiday_forward_rule=draw(menu_rules),
        )
        for user_input in draw(st.lists(keys, max_size=5, unique=True))
    ]
    inputs = [str(one["user_input"]) for one in found]
    for one, text in zip(found, inputs, strict=True):
        hides = any(other.startswith(text) for other in inputs if other != text)
        if hides or draw(st.booleans()):
            one["user_input"] = f"{text}#"
    return found


pins = st.sampled_from(["135791", "2468024680", "908172", "1122334455", "102030"])


@st.composite
def valid(draw: st.DrawFn) -> Json:
    """A body that must be accepted."""
    callers = st.builds(
        lambda trunk, caller, text, name: {
            "provider_id": wire_id(trunk),
            "caller_id": "+49301000" if trunk == OPEN_TRUNK else caller,
            "description": text or None,
            "display_name": name or None,
        },
        st.sampled_from([60, OPEN_TRUNK]),
        plain,
        st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=50),
        st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=50),
    )
    silence = {"timeout": draw(st.integers(0, 3600)), "repeat_times": draw(st.integers(0, 1000)), **draw(rules)}
    excluded = st.integers(1000, 8000).map(lambda first: f"{first}-{first + 1}") | st.integers(1, 99).map(str)
    return {
        "name": draw(plain.filter(lambda name: name != "Other")),
        "language": draw(st.sampled_from(["en-US", "de", "zh-Hans-CN", "fr-FR"])),
        "dtmf_interval": draw(st.integers(1, 3600)),
        "enable_pin": draw(st.booleans()),
        "pin": draw(pins),
        "timeout_forward_rule": silence,
        "failure_forward_rule": draw(rules),
        "custom_forward_rules": draw(entries()),
        "outbound_caller_ids": draw(st.lists(callers, max_size=3)),
        "night_mode_forward_rule": draw(st.none() | number.map(forward)),
        "enable_night_mode": draw(st.booleans()),
        "exclude_list": ";".join(draw(st.lists(excluded, max_size=4))),
        "enable_audio_recording": draw(st.booleans()),
    }


def as_request(shown: Json) -> Json:
    """What one would have to send for an answer."""
    rules = shown["custom_forward_rules"]
    assert isinstance(rules, list)
    short = [{**rule, "holidays": [holiday["id"] for holiday in rule["holidays"]]} for rule in rules]
    kept = {
        name: value for name, value in shown.items() if "_file_" not in name and name not in ("id", "extension_number")
    }
    return {**kept, "custom_forward_rules": short}


@settings(some, max_examples=examples(10))
@given(first=valid(), second=valid())
async def test_what_was_written_is_read_back(shared_portsip: PortSip, first: Json, second: Json) -> None:
    id = await shared_portsip.create({**first, "extension_number": "7000"})
    assert as_request(await shared_portsip.shown(id)) == first
    await shared_portsip.update(id, second)
    shown = await shared_portsip.shown(id)
    assert as_request(shown) == second
    was = await shared_portsip.stored(id)
    await shared_portsip.update(id, shown)
    await shared_portsip.update(id, second)
    assert await shared_portsip.stored(id) == was
    await shared_portsip.destroy(id)
