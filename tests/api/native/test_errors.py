"""Every refusal is a problem (RFC 9457) that says what is wrong, and where."""

import dataclasses
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from switchboard.api.native.body import JSON_LIMIT
from switchboard.model.destination import DESTINATION_KINDS
from switchboard.store.documents.repository import Repository

from ..support import served, shared
from .support import FURNISHED_IVR, IVR, Native, clients, places, problem

pytestmark = pytest.mark.api


@shared
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, [("#/name", "required"), ("#/number", "required")]),
        ({**IVR, "name": 5}, [("#/name", "type")]),
        ({**IVR, "number": 6200}, [("#/number", "type")]),
        ({**IVR, "nuber": "1"}, [("#/nuber", "unknown")]),
        ({**IVR, "id": 5}, [("#/id", "unknown")]),
        ({**IVR, "a/b~c d%": 1}, [("#/a~1b~0c%20d%25", "unknown")]),
        ({**IVR, "response_timeout_s": "3"}, [("#/response_timeout_s", "type")]),
        ({**IVR, "response_timeout_s": 3601}, [("#/response_timeout_s", "max")]),
        ({**IVR, "no_input": {"retries": 2.5}}, [("#/no_input/retries", "type")]),
        ({**IVR, "no_input": {"retries": True}}, [("#/no_input/retries", "type")]),
        ({**IVR, "greeting": [{"kind": "x"}]}, [("#/greeting/0", "choice")]),
        ({**IVR, "greeting": [{"kind": "prompt", "prompt": 0}]}, [("#/greeting/0/prompt", "min")]),
        ({**IVR, "greeting": [{"kind": "prompt", "prompt": 999}]}, [("#/greeting/0/prompt", "reference")]),
        (
            {**IVR, "transfer_failed": {"to": {"kind": "extension"}}},
            [("#/transfer_failed/to/extension", "required")],
        ),
        (
            {**IVR, "transfer_failed": {"to": {"kind": "extension", "extension": "x"}}},
            [("#/transfer_failed/to/extension", "type")],
        ),
        (
            {**IVR, "options": [{"keys": "1", "route": {}}, {"keys": "1", "route": {}}]},
            [("#/options/1/keys", "twice")],
        ),
        ([], [("#", "type")]),
        ("text", [("#", "type")]),
        ({f"k{number}": 1 for number in range(50_000)}, [("#", "too-many-faults")]),
        ({**IVR, "options": [1] * 50_000}, [("#", "too-many-faults")]),
    ],
)
async def test_what_is_wrong_in_a_document(
    shared_native: Native, body: object, expected: list[tuple[str, str]]
) -> None:
    answer = await shared_native.editor.post("/ivrs", json=body)
    assert sorted(places(problem(answer, 422, "invalid"))) == sorted(expected)


@shared
async def test_an_error_can_be_worded_in_any_language(shared_native: Native) -> None:
    members = {
        **IVR,
        "response_timeout_s": -1,
        "description": "x" * 501,
        "options": [{"keys": "1", "route": {"to": {"kind": "nowhere"}}}],
        "greeting": [{"kind": "announcement", "name": "default"}] * 6,
        "direct_dial": {"mode": "some", "exclude": [{"first": "20", "last": "10"}]},
    }
    found = problem(await shared_native.editor.post("/ivrs", json=members), 422, "invalid")
    assert isinstance(found["errors"], list)
    told = {one["pointer"]: (one["code"], one["values"]) for one in found["errors"]}
    kinds = told.pop("#/options/0/route/to")
    assert kinds[0] == "choice"
    assert sorted(kinds[1]["allowed"]) == sorted(DESTINATION_KINDS)
    assert told == {
        "#/response_timeout_s": ("min", {"min": 0, "exclusive": False}),
        "#/description": ("too-long", {"max": 500}),
        "#/greeting": ("too-many", {"max": 5}),
        "#/direct_dial/mode": ("choice", {"allowed": ["off", "all", "allow", "restrict"]}),
        "#/direct_dial/exclude/0/last": ("order", {}),
    }


@shared
async def test_who_has_a_taken_number_is_named(shared_native: Native) -> None:
    answer = await shared_native.editor.post("/ivrs", json={"name": "Another", "number": "1000"})
    owner = problem(answer, 409, "duplicate")["owner"]
    assert owner == {"kind": "extension", "id": 85, "name": "Ann Lee", "number": "1000"}


@shared
@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"{'a': 1}", b'{"a": NaN}', b"\xff", b'"\\ud800"', b"[" * 100_000, b'{"a": ' + b"9" * 10_000 + b"}"],
)
async def test_what_is_no_json(shared_native: Native, content: bytes) -> None:
    answer = await shared_native.editor.post("/ivrs", content=content, headers={"Content-Type": "application/json"})
    problem(answer, 400, "malformed-json")


@shared
async def test_what_is_sent_is_not_echoed(shared_native: Native) -> None:
    answer = await shared_native.editor.post("/ivrs", json={**IVR, "number": "secret-4711", "language": "secret 4711"})
    problem(answer, 422, "invalid")
    assert "4711" not in answer.text


@shared
async def test_of_very_many_errors_the_first_are_told(shared_native: Native) -> None:
    answer = await shared_native.editor.post("/ivrs", json={f"x{n}": 1 for n in range(500)})
    assert len(places(problem(answer, 422, "invalid"))) == 100


@shared
async def test_a_body_can_be_too_long(shared_native: Native) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(JSON_LIMIT // 65536 + 1):
            yield b" " * 65536

    kind = {"Content-Type": "application/json"}
    problem(
        await shared_native.editor.post("/ivrs", content=b" " * (JSON_LIMIT + 1), headers=kind), 413, "body-too-large"
    )
    problem(await shared_native.editor.post("/ivrs", content=chunks(), headers=kind), 413, "body-too-large")


@shared
@pytest.mark.parametrize(
    ("method", "path", "field"),
    [
        ("POST", "/ivrs", "accept-post"),
        ("PUT", FURNISHED_IVR, "accept-post"),
        ("PATCH", FURNISHED_IVR, "accept-patch"),
        ("POST", "/prompts", "accept-post"),
        ("POST", "/simulate", "accept-post"),
    ],
)
async def test_a_body_of_another_type(shared_native: Native, method: str, path: str, field: str) -> None:
    headers = {"Content-Type": "text/plain"}
    answer = await shared_native.editor.request(method, path, content=b"{}", headers=headers)
    problem(answer, 415, "unsupported-media-type")
    assert answer.headers[field]


@shared
async def test_no_such_path(shared_native: Native) -> None:
    for path in ("", "/", "/ivr", "/ivrs/", "/ivrs/50/nothing", "/IVRS", "/ivrs/50/revisions/"):
        problem(await shared_native.admin.get(path), 404, "no-such-path")


@shared
@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/ivrs", "GET, POST"),
        ("POST", FURNISHED_IVR, "DELETE, GET, PATCH, PUT"),
        ("PUT", "/calls", "GET, POST"),
        ("GET", "/simulate", "POST"),
        ("GET", f"{FURNISHED_IVR}/restore", "POST"),
    ],
)
async def test_a_path_that_does_not_take_the_method(
    shared_native: Native, method: str, path: str, allowed: str
) -> None:
    answer = await shared_native.admin.request(method, path)
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == allowed


async def test_a_fault_is_an_incident_that_tells_nothing(native: Native) -> None:
    def broken(tenant: int) -> Repository:
        raise ZeroDivisionError("secret")

    services = dataclasses.replace(native.services, repository=broken)
    async with served(services) as base, clients(services, base) as faulty:
        with capture_logs() as logs:
            answer = await faulty.admin.get(FURNISHED_IVR)
    content = problem(answer, 500, "incident")
    assert "secret" not in answer.text
    (entry,) = [log for log in logs if log["event"] == "api.incident"]
    assert entry["incident"] == content["incident"]


async def test_without_a_database_it_says_so(native: Native) -> None:
    await native.services.database.close()
    answer = await native.viewer.get(FURNISHED_IVR)
    problem(answer, 503, "unavailable")
    assert answer.headers["retry-after"]
