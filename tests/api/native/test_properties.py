"""Whatever is accepted is read back; whatever is sent, the answer is a document or a problem."""

import json

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from switchboard.api.native.shapes import plural
from switchboard.model.base import Document
from switchboard.model.families import FAMILIES
from tests.kit.examples import examples

from ..support import shared
from .documents import DOCUMENTS, EDITED_PROMPT
from .support import Native

pytestmark = [pytest.mark.api, shared]
quiet = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def whole(kind: str, document: dict[str, object]) -> dict[str, object]:
    """With what was left out, as the model says."""
    family: type[Document] = FAMILIES[kind]
    return family.model_validate_json(json.dumps(document)).model_dump(mode="json")


def without_identity(answer: httpx.Response) -> dict[str, object]:
    assert answer.is_success, answer.text
    return {name: value for name, value in answer.json().items() if name not in ("id", "revision")}


async def test_every_kind_has_documents() -> None:
    assert set(DOCUMENTS) | {"prompt"} == set(FAMILIES)


@settings(quiet, max_examples=examples(4))
@pytest.mark.parametrize("kind", sorted(DOCUMENTS))
@given(data=st.data())
async def test_what_was_written_is_read_back(shared_native: Native, kind: str, data: st.DataObject) -> None:
    first, second = data.draw(DOCUMENTS[kind]), data.draw(DOCUMENTS[kind])
    editor, base = shared_native.editor, f"/{plural(kind)}"
    answer = await editor.post(base, json=first)
    assert without_identity(answer) == whole(kind, first)
    path = f"{base}/{answer.json()['id']}"
    try:
        assert without_identity(await editor.get(path)) == whole(kind, first)
        assert without_identity(await editor.put(path, json=second)) == whole(kind, second)
        assert without_identity(await editor.get(path)) == whole(kind, second)
        renamed = await editor.patch(path, json={"name": first["name"]})
        assert without_identity(renamed) == whole(kind, {**second, "name": first["name"]})
        (found,) = (await editor.get(base, params={"name": str(first["name"])})).json()["items"]
        assert found == renamed.json()
    finally:
        assert (await editor.delete(path)).status_code == 204


@settings(quiet, max_examples=examples(6))
@given(document=EDITED_PROMPT)
async def test_what_was_written_about_a_prompt_is_read_back(shared_native: Native, document: dict[str, object]) -> None:
    editor, path = shared_native.editor, "/prompts/90"
    fixed = {"content": f"{90:064x}", "duration_ms": 1000, "source": "upload"}
    expected = whole("prompt", document | fixed)
    assert without_identity(await editor.put(path, json=document | fixed)) == expected
    assert without_identity(await editor.get(path)) == expected


leaf = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9)
)
anything = st.recursive(leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3))
FIELDS = sorted({name for family in FAMILIES.values() for name in family.model_fields} | {"id", "revision", "kind"})
bodies = anything | st.dictionaries(st.sampled_from(FIELDS), anything)


def check(answer: httpx.Response) -> None:
    if answer.is_success:
        assert answer.headers["content-type"] == "application/json"
    else:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] != "incident", answer.text
        assert answer.status_code < 500


@settings(quiet, max_examples=examples(24))
@given(kind=st.sampled_from(sorted(FAMILIES)), method=st.sampled_from(["POST", "PUT", "PATCH"]), body=bodies)
async def test_any_body(shared_native: Native, kind: str, method: str, body: object) -> None:
    ids = {"ivr": 50, "extension": 86, "extension_group": 70, "prompt": 91, "trunk": 60, "outbound_route": 21}
    path = f"/{plural(kind)}" + ("" if method == "POST" else f"/{ids.get(kind, 1)}")
    check(await shared_native.editor.request(method, path, json=body))


@settings(quiet, max_examples=examples(12))
@given(path=st.sampled_from(["/ivrs", "/prompts", "/simulate", "/prompts/speech"]), content=st.binary())
async def test_any_bytes(shared_native: Native, path: str, content: bytes) -> None:
    check(await shared_native.editor.post(path, content=content))
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    check(await shared_native.editor.post("/prompts", content=b"--x\r\n" + content, headers=headers))


NAMES = st.sampled_from(["limit", "cursor", "search", "sort", "number", "name", "total", "state", "from", "to", "x"])
PATHS = st.sampled_from(["/extensions", "/calls", "/changes", "/ivrs/50/revisions", "/ivrs/50/diff", "/ivrs/50"])


@settings(quiet, max_examples=examples(16))
@given(path=PATHS, query=st.dictionaries(NAMES, st.text(max_size=20), max_size=3))
async def test_any_query(shared_native: Native, path: str, query: dict[str, str]) -> None:
    encoded = {name: value.encode(errors="surrogatepass").decode(errors="replace") for name, value in query.items()}
    check(await shared_native.viewer.get(path, params=encoded))
