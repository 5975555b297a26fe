"""The document that describes the API."""

from collections.abc import Iterator
from typing import Any

import pytest

from switchboard.api.native.shapes import plural
from switchboard.model.families import FAMILIES

from ..support import shared
from .support import Native

pytestmark = [pytest.mark.api, shared]


def references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield str(value["$ref"])
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


async def document(native: Native) -> dict[str, dict[str, dict[str, dict[str, object]]]]:
    answer = await native.anybody.get("/openapi.json")
    assert answer.status_code == 200
    return dict(answer.json())


async def test_anybody_may_read_it(shared_native: Native) -> None:
    assert (await shared_native.anybody.get("/docs")).headers["location"] == "/page/api"


async def test_every_reference_leads_somewhere(shared_native: Native) -> None:
    found = await document(shared_native)
    names = {reference.removeprefix("#/components/schemas/") for reference in references(found)}
    assert names <= set(found["components"]["schemas"])
    assert "Problem" in names


async def test_every_operation_is_described(shared_native: Native) -> None:
    paths = (await document(shared_native))["paths"]
    assert {f"/{plural(kind)}" for kind in FAMILIES} <= set(paths)
    names = [operation["operationId"] for methods in paths.values() for operation in methods.values()]
    assert len(names) == len(set(map(str, names)))
    for path, methods in paths.items():
        for method, operation in methods.items():
            assert operation["summary"], path
            anybody = path.startswith("/login") or (method, path) == ("post", "/session")
            assert operation["security"] == ([] if anybody else [{"token": []}, {"session": []}])
            without = path in (
                "/logout",
                "/logout/everywhere",
                "/mailboxes/{owner}/messages/{id}/restore",
                "/my/messages/{id}/restore",
            )
            without = without or path.endswith(
                ("/hangup", "/test", "/mute", "/unmute", "/remove", "/lock", "/unlock", "/sip-password")
            )
            names_a_side = path.startswith("/calls/") and path.endswith("mute")
            without = without and path != "/me/second-factor/remove" and not names_a_side
            has_body = method in ("post", "put", "patch") and not without
            assert ("requestBody" in operation) == has_body, path
            assert "default" in str(operation["responses"])


async def test_bodies_are_the_documents(shared_native: Native) -> None:
    found = await document(shared_native)
    create = found["paths"]["/ivrs"]["post"]
    assert "#/components/schemas/Ivr'" in str(create["requestBody"])
    assert "StoredIvr" in str(create["responses"])
    upload = str(found["paths"]["/prompts"]["post"]["requestBody"])
    assert all(word in upload for word in ("multipart/form-data", "'file'", "'language'"))
    assert "alert_info" in str(found["paths"]["/ivrs/{id}"]["patch"]["requestBody"])
    assert "audio/flac" in str(found["paths"]["/prompts/{id}/audio"]["get"]["responses"])


async def test_every_json_body_has_an_example(shared_native: Native) -> None:
    for path, methods in (await document(shared_native))["paths"].items():
        for method, operation in methods.items():
            body = operation.get("requestBody")
            content = body["content"] if isinstance(body, dict) else {}
            for kind, described in content.items():
                assert ("example" in described) == ("json" in kind), (method, path)


def example(document: Any, path: str, method: str, media: str = "application/json") -> Any:
    return document["paths"][path][method]["requestBody"]["content"][media]["example"]


@pytest.mark.parametrize("kind", sorted(set(FAMILIES) - {"prompt"}))
async def test_the_example_of_a_document_can_be_sent(shared_native: Native, kind: str) -> None:
    path, found = f"/{plural(kind)}", await document(shared_native)
    created = await shared_native.editor.post(path, json=example(found, path, "post"))
    assert created.status_code == 201, created.text
    here = created.headers["location"].removeprefix("/rest/v1")
    part = example(found, f"{path}/{{id}}", "patch", "application/merge-patch+json")
    assert (await shared_native.editor.patch(here, json=part)).status_code == 200
    shown: Any = found["paths"][f"{path}/{{id}}"]["get"]["responses"]
    assert set(shown["200"]["content"]["application/json"]["example"]) == set(created.json())
    assert (await shared_native.editor.delete(here)).status_code == 204


async def test_the_example_of_a_simulation_can_be_sent(shared_native: Native) -> None:
    wanted = example(await document(shared_native), "/simulate", "post")
    assert (await shared_native.editor.post("/simulate", json=wanted)).status_code == 200
