"""Whatever is sent, the answer is a documented one; whatever is accepted, it is read back."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from switchboard.api.servetel.attendant import AttendantRequest
from switchboard.api.servetel.wire import DESTINATIONS, IvrRequest, RecordingRequest
from tests.kit.examples import examples
from tests.kit.names import NAMEABLE

from .support import MINIMAL, Servetel, as_request, failure

pytestmark = [pytest.mark.api, pytest.mark.asyncio(loop_scope="module")]

some = settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
odd_text = st.text(max_size=12) | st.sampled_from(
    ["", "\ud800", "\0", "|", "||", "1000", "ivr||50", "recording||90", "outbound_tts|91", "hangup", "tts", "upload"]
)
leaf = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | odd_text
anything = st.recursive(leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(odd_text, inner, max_size=3))
references = st.builds("{}{}{}".format, st.sampled_from(DESTINATIONS), st.sampled_from(["|", "||", ""]), odd_text)
likely = st.one_of(anything, st.integers(-1, 12), references, st.lists(references | odd_text, max_size=3))
plain = st.text(NAMEABLE, min_size=1, max_size=60).map(str.strip).filter(bool)
fields = st.sampled_from(
    (
        *(*IvrRequest.model_fields, *RecordingRequest.model_fields, *AttendantRequest.model_fields),
        *("recording_ID", "email", "password"),
    )
)
PATHS = (
    *(("POST", "ivr"), ("PUT", "ivr/50"), ("POST", "recording"), ("PUT", "recording/90"), ("POST", "auth/login")),
    *(("POST", "auto_attendant"), ("PUT", "auto_attendant/50"), ("PUT", "my_number/50")),
)


@some
@given(endpoint=st.sampled_from(PATHS), changes=st.dictionaries(fields, likely, max_size=4))
async def test_any_body(shared_servetel: Servetel, endpoint: tuple[str, str], changes: dict[str, object]) -> None:
    method, path = endpoint
    body = {**MINIMAL, **changes} if "ivr" in path else changes
    response = await shared_servetel.send(method, path, body)
    if response.status_code == 200:
        assert response.json()["success"] is True
        id = response.json().get("id")
        if id is not None:
            await shared_servetel.ok("DELETE", f"{path}/{id}")
        return
    assert response.status_code in (401, 422, 429), response.text
    reply = failure(response)
    assert set(reply) <= {"success", "message", "errors", "login_failed_count", "retry_after"}
    found = reply.get("errors", {})
    assert isinstance(found, dict)
    assert all(isinstance(reasons, list) and reasons for reasons in found.values())


@settings(some, max_examples=examples(24))
@given(content=st.binary() | anything.map(lambda value: json.dumps(value).encode()))
async def test_any_bytes(shared_servetel: Servetel, content: bytes) -> None:
    headers = {"Authorization": f"Bearer {shared_servetel.token}"}
    response = await shared_servetel.http.post("/v1/ivr", content=content, headers=headers)
    assert response.status_code == 422
    failure(response)


@settings(some, max_examples=examples(24))
@given(method=st.sampled_from(["GET", "PUT", "DELETE", "POST", "PATCH"]), key=plain)
async def test_any_path(shared_servetel: Servetel, method: str, key: str) -> None:
    response = await shared_servetel.send(method, "".join(f"%{octet:02x}" for octet in f"ivr/x{key}".encode()))
    assert response.status_code in (404, 405, 422)
    failure(response)


recordings = st.sampled_from(["recording||90", "recording||91", "recording||0"])
destinations = st.sampled_from(
    [
        *("extension||1000", "extension||1001", "ivr||50", "number||+49301*#", "hangup||1"),
        *("ringgroup||71", "time_condition||72"),
    ]
)
keys = st.text("0123456789*#", min_size=1, max_size=4)


@st.composite
def valid(draw: st.DrawFn) -> dict[str, object]:
    """A body that must be accepted."""
    option = draw(st.lists(keys, min_size=1, max_size=12, unique=True))
    return {
        "name": draw(plain.filter(lambda name: name != "Other")),
        "description": draw(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=500)),
        "recording": draw(recordings),
        "timeout": draw(st.integers(1, 300)),
        "option": option,
        "destination": draw(st.lists(destinations, min_size=len(option), max_size=len(option))),
        "sms_template": draw(st.lists(st.sampled_from(["0", "80"]), min_size=len(option), max_size=len(option))),
        "webhook_id": draw(st.lists(st.sampled_from(["0", "81"]), min_size=len(option), max_size=len(option))),
        "incorrect_count": draw(st.integers(0, 10)),
        "invalid_recording": draw(recordings),
        "recording_invalid": draw(recordings),
        "invalid_destination": draw(destinations),
        "timeout_retry_recording": draw(recordings),
        "timeout_recording": draw(recordings),
        "timeout_destination": draw(destinations),
        "timeout_tries": draw(st.integers(0, 10)),
    }


@settings(some, max_examples=examples(12))
@given(first=valid(), second=valid())
async def test_what_was_written_is_read_back(
    shared_servetel: Servetel, first: dict[str, object], second: dict[str, object]
) -> None:
    id = await shared_servetel.create(first)
    assert as_request(await shared_servetel.shown(id)) == first
    await shared_servetel.ok("PUT", f"ivr/{id}", second)
    assert as_request(await shared_servetel.shown(id)) == second
    await shared_servetel.ok("DELETE", f"ivr/{id}")
