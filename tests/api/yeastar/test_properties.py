"""Whatever is sent, the answer is a documented envelope; whatever is accepted, it is read back."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from switchboard.api.yeastar.envelope import Code
from switchboard.api.yeastar.prompts import SpeechOrder
from switchboard.api.yeastar.wire import DESTINATIONS, PARAMETERS, SLOTS
from tests.kit.examples import examples
from tests.kit.names import NAMEABLE

from ..support import VERSION, Api, answer

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]

KINDS = ("ivr", "extension", "extensiongroup", "extension_group", "ringgroup", "trunk", "outbound_route", "queue")
GETS = (
    *(f"{kind}/{verb}" for kind in KINDS for verb in ("list", "search", "get", "query")),
    *("ivr/delete", "custom_prompt/list", "custom_prompt/search", "custom_prompt/delete"),
    *("system/get_menuoptions", "system/information"),
)
POSTS = ("ivr/create", "ivr/update", "custom_prompt/create")
LOG_INS = ("get_token", "refresh_token")
QUERY_NAMES = (
    "page",
    "page_size",
    "sort_by",
    "order_by",
    "search_value",
    "id",
    "ids",
    "menu",
    "prompt_type",
    "file",
    "x",
)

some = settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
odd_text = st.text(max_size=12) | st.sampled_from(
    ["", "\ud800", "\0", "85", "71", "50", "1", "default", "IVR.wav", "x" * 300]
)
leaf = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | odd_text
anything = st.recursive(leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(odd_text, inner, max_size=3))
likely = st.one_of(
    anything,
    st.integers(-1, 12),
    st.sampled_from(DESTINATIONS),
    st.lists(
        st.fixed_dictionaries(
            {"value": odd_text, "type": st.sampled_from(["extension", "ext_group", "ring_group", "queue"])}
        )
    ),
)
bodies = anything | st.dictionaries(
    st.sampled_from((*PARAMETERS, *SpeechOrder.model_fields, "id", "username", "refresh_token")), likely
)


def check(reply: dict[str, object]) -> None:
    assert reply["errmsg"] == Code(int(str(reply["errcode"]))).message
    assert reply["errcode"] != Code.INTERNAL_SERVER_ERROR, reply
    problems = reply.get("invalid_param_list", [])
    assert isinstance(problems, list)
    for problem in problems:
        assert set(problem) <= {"field", "value", "validation_type", "valid_msg"}


@some
@given(endpoint=st.sampled_from(GETS), query=st.dictionaries(st.sampled_from(QUERY_NAMES), st.text(max_size=20)))
async def test_any_query(shared_api: Api, endpoint: str, query: dict[str, str]) -> None:
    check(await shared_api.get(endpoint, **query))


@some
@given(endpoint=st.sampled_from(POSTS), body=bodies)
async def test_any_body(shared_api: Api, endpoint: str, body: object) -> None:
    if isinstance(body, dict) and endpoint == "ivr/update":
        body = {"id": 50, **body}
    check(await shared_api.post(endpoint, body))


@settings(some, max_examples=examples(12))
@given(endpoint=st.sampled_from(LOG_INS), body=bodies)
async def test_any_log_in(shared_api: Api, endpoint: str, body: object) -> None:
    check(answer(await shared_api.http.post(VERSION + endpoint, content=json.dumps(body))))


@settings(some, max_examples=examples(24))
@given(content=st.binary())
async def test_any_bytes(shared_api: Api, content: bytes) -> None:
    url = VERSION + "ivr/create"
    reply = answer(await shared_api.http.post(url, params={"access_token": shared_api.token}, content=content))
    assert reply["errcode"] in (-2, 40001, 40002)
    if reply["errcode"] == -2:
        assert "incident" not in str(reply)


@settings(some, max_examples=examples(24))
@given(content=st.binary(), boundary=st.text("ab-", min_size=1, max_size=3))
async def test_any_form(shared_api: Api, content: bytes, boundary: str) -> None:
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n'.encode()
    url, parameters = VERSION + "custom_prompt/upload", {"access_token": shared_api.token}
    headers = {"content-type": f"multipart/form-data; boundary={boundary}"}
    for body in (content, head + content, head + b"\r\n" + content + f"\r\n--{boundary}--".encode()):
        reply = answer(await shared_api.http.post(url, params=parameters, headers=headers, content=body))
        assert reply["errcode"] in (40001, 40002), reply


TARGETS = [
    ("end_call", "", ""),
    ("extension", "", "85"),
    ("ivr", "", "50"),
    ("ring_group", "", "71"),
    ("external_num", "0", "+4930*#"),
    ("play_greeting", "5", "IVR.wav"),
    ("play_prompt", "1", "default"),
]


NOWHERE = ("", "", "")
MEMBERS = [{"value": "85", "type": "extension"}, {"value": "70", "type": "ext_group"}]
ABSENT_MEMBER = {"value": "3", "type": "organization"}
RING_GROUP = {"value": "71", "type": "ring_group"}
ABSENT_NUMBERS = [{"value": "4", "type": "queue"}, {"value": "5", "type": "conference"}]


def members(draw: st.DrawFn, *, in_force: bool) -> list[dict[str, str]]:
    """Organizations that do not exist only where they do not count."""
    return draw(st.lists(st.sampled_from(MEMBERS if in_force else [*MEMBERS, ABSENT_MEMBER]), min_size=1))


@st.composite
def valid(draw: st.DrawFn) -> dict[str, object]:
    """A body for ivr/create that must be accepted."""
    option, call_numbers = draw(st.sampled_from(["disable", "all", "allow", "restrict"])), draw(st.integers(0, 1))
    others = [] if call_numbers else draw(st.lists(st.sampled_from(ABSENT_NUMBERS), max_size=3))
    plain = st.text(NAMEABLE, min_size=1, max_size=60)
    body: dict[str, object] = {
        "number": "7999",
        "name": draw(plain.filter(lambda name: name != "Other")),
        "prompt": ",".join(draw(st.lists(st.sampled_from(["default", "IVR.wav", "demo.wav"]), max_size=5))),
        "prompt_repeat": draw(st.integers(1, 5)),
        "resp_timeout": draw(st.integers(1, 10)),
        "digit_timeout": draw(st.integers(1, 10)),
        "alert_info": draw(plain),
        "dial_ext_option": option,
        "dial_ext_list": members(draw, in_force=option == "allow"),
        "restrict_dial_ext_list": members(draw, in_force=option == "restrict"),
        "enb_dial_call_number": call_numbers,
        "dial_call_number_list": [RING_GROUP, *others],
        "enb_dial_outb_routes": draw(st.integers(0, 1)),
        "dial_outb_route_list": [{"value": "21"}],
    }
    for slot in SLOTS:
        dest, prefix, value = draw(st.sampled_from([*TARGETS, NOWHERE] if slot.keys else TARGETS))
        stop = draw(st.integers(0, 1))
        body |= {slot.dest: dest, slot.prefix: prefix, slot.value: value, slot.stop: stop}
    return body


@settings(some, max_examples=examples(10))
@given(first=valid(), second=valid())
async def test_what_was_written_is_read_back(
    shared_api: Api, first: dict[str, object], second: dict[str, object]
) -> None:
    reply = await shared_api.post("ivr/create", first)
    assert reply["errcode"] == 0, reply
    id = int(str(reply["id"]))
    await check_shown(shared_api, id, first)
    reply = await shared_api.post("ivr/update", {"id": id, **second})
    assert reply["errcode"] == 0, reply
    await check_shown(shared_api, id, second)
    await shared_api.get("ivr/delete", id=id)


async def check_shown(api: Api, id: int, body: dict[str, object]) -> None:
    shown = await api.shown(id)
    assert {name: plain(shown[name]) for name in body} == {name: plain(value) for name, value in body.items()}


def plain(value: object) -> object:
    """Lists by what identifies their items."""
    return [(item["value"], item.get("type")) for item in value] if isinstance(value, list) else value
