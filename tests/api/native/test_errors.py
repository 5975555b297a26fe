"""Every refusal is a problem (RFC 9457) that says what is wrong, and where."""

import dataclasses
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from switchboard.api.native.body import JSON_LIMIT
from switchboard.store.documents.repository import Repository

from ..support import served, shared
from .support import FURNISHED_IVR, IVR, Native, clients, places, problem

pytestmark = pytest.mark.api


@shared
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, [("#/name", "missing"), ("#/number", "missing")]),
        ({**IVR, "name": 5}, [("#/name", "string_type")]),
        ({**IVR, "number": 6200}, [("#/number", "string_type")]),
        ({**IVR, "nuber": "1"}, [("#/nuber", "extra_forbidden")]),
        ({**IVR, "id": 5}, [("#/id", "extra_forbidden")]),
        ({**IVR, "a/b~c d%": 1}, [("#/a~1b~0c%20d%25", "extra_forbidden")]),
        ({**IVR, "response_timeout_s": "3"}, [("#/response_timeout_s", "float_type")]),
        ({**IVR, "response_timeout_s": 3601}, [("#/response_timeout_s", "less_than_equal")]),
        ({**IVR, "no_input": {"retries": 2.5}}, [("#/no_input/retries", "int_type")]),
        ({**IVR, "no_input": {"retries": True}}, [("#/no_input/retries", "int_type")]),
        ({**IVR, "greeting": [{"kind": "x"}]}, [("#/greeting/0", "union_tag_invalid")]),
        ({**IVR, "greeting": [{"kind": "prompt", "prompt": 0}]}, [("#/greeting/0/prompt", "greater_than_equal")]),
        ({**IVR, "greeting": [{"kind": "prompt", "prompt": 999}]}, [("#/greeting/0/prompt", "reference")]),
        (
            {**IVR, "transfer_failed": {"to": {"kind": "extension"}}},
            [("#/transfer_failed/to/extension", "missing")],
        ),
        (
            {**IVR, "transfer_failed": {"to": {"kind": "extension", "extension": "x"}}},
            [("#/transfer_failed/to/extension", "int_type")],
        ),
        (
            {**IVR, "options": [{"keys": "1", "route": {}}, {"keys": "1", "route": {}}]},
            [("#", "value_error")],
        ),
        ([], [("#", "dict_type")]),
        ("text", [("#", "dict_type")]),
        ({f"k{number}": 1 for number in range(50_000)}, [("#", "too_many_faults")]),
        ({**IVR, "options": [1] * 50_000}, [("#", "too_many_faults")]),
    ],
)
async def test_what_is_wrong_in_a_document(
    shared_native: Native, body: object, expected: list[tuple[str, str]]
) -> None:
    answer = await shared_native.editor.post("/ivrs", json=body)
    assert sorted(places(problem(answer, 422, "invalid"))) == sorted(expected)


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
        ("PUT", "/calls", "GET"),
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
