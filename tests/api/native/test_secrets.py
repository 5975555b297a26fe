"""What objects keep beside their documents."""

import pytest

from switchboard.model.ivr import DISA_PIN
from switchboard.store.people.credentials import Credentials

from .support import Native, places, problem

pytestmark = pytest.mark.api

ACTION = {"key": 3, "name": "Ask", "on": "keys", "mask": "7", "method": "GET", "url": "https://a.example/"}


async def kept(native: Native, id: int) -> dict[str, str]:
    credentials: Credentials = native.services.credentials
    return await credentials.object_secrets(1, id)


@pytest.mark.parametrize(
    ("path", "id", "body", "name", "secret"),
    [
        ("/ivrs/50/pin", 50, {"pin": "135791"}, DISA_PIN, "135791"),
        ("/ivrs/50/actions/3/secret", 50, {"secret": "to-ken!1"}, "action:3", "to-ken!1"),
        ("/trunks/60/password", 60, {"password": "pw"}, "password", "pw"),
    ],
)
async def test_a_secret_is_set_and_forgotten(
    native: Native, path: str, id: int, body: dict[str, str], name: str, secret: str
) -> None:
    assert (await native.editor.patch("/ivrs/50", json={"actions": [ACTION]})).status_code == 200
    before = (await native.viewer.get(f"/{path.split('/')[1]}/{id}")).text
    assert (await native.editor.put(path, json=body)).status_code == 204
    assert await kept(native, id) == {name: secret}
    assert (await native.viewer.get(f"/{path.split('/')[1]}/{id}")).text == before
    assert (await native.editor.delete(path)).status_code == 204
    assert await kept(native, id) == {}
    assert (await native.editor.delete(path)).status_code == 204


@pytest.mark.parametrize("pin", ["12345", "12345678901", "111357", "135678", "139876", "13579a", ""])
async def test_pins_that_are_too_easy(native: Native, pin: str) -> None:
    answer = await native.editor.put("/ivrs/50/pin", json={"pin": pin})
    assert places(problem(answer, 422, "invalid")) == [("#/pin", "pin")]
    assert not pin or pin not in answer.text


async def test_of_what_is_not_there(native: Native) -> None:
    problem(await native.editor.put("/ivrs/85/pin", json={"pin": "135791"}), 404, "not-found")
    problem(await native.editor.put("/ivrs/50/actions/9/secret", json={"secret": "long-enough"}), 404, "not-found")
    problem(await native.editor.delete("/trunks/50/password"), 404, "not-found")
    answer = await native.editor.put("/trunks/60/password", json={"password": "two words"})
    assert places(problem(answer, 422, "invalid")) == [("#/password", "printable")]
    assert "two words" not in answer.text


HIDDEN = "s3cr3t"
SPEAKING = {
    **ACTION,
    "url": f"https://bob:{HIDDEN}@a.example/x?key={HIDDEN}",
    "headers": [{"name": "X-Key", "value": HIDDEN}, {"name": "Accept", "value": "text/plain"}],
}


async def test_viewers_see_no_secret_of_a_document(native: Native) -> None:
    """Wherever a document is shown: itself, in lists, in its history, in differences. Kept pages are no way around."""
    hook = {"name": "CRM", "url": f"https://crm.example/?key={HIDDEN}"}
    assert (await native.editor.patch("/ivrs/50", json={"actions": [SPEAKING]})).status_code == 200
    made = (await native.editor.post("/webhooks", json=hook)).json()
    paths = (
        "/ivrs/50",
        "/ivrs",
        "/ivrs/50/revisions/2",
        "/ivrs/50/diff?from=1&to=2",
        "/webhooks",
        f"/webhooks/{made['id']}",
    )
    for path in paths:
        for reader, sees in (
            (native.editor, True),
            (native.viewer, False),
            (native.admin, True),
            (native.viewer, False),
        ):
            answer = await reader.get(path)
            assert answer.status_code == 200, answer.text
            assert (HIDDEN in answer.text) is sees, (path, answer.text)
            assert "example" in answer.text
    shown = (await native.viewer.get("/ivrs/50")).json()["actions"][0]
    assert shown["headers"] == [{"name": "X-Key", "value": "******"}, {"name": "Accept", "value": "text/plain"}]


async def test_what_a_viewer_read_is_not_written(native: Native) -> None:
    assert (await native.editor.patch("/ivrs/50", json={"actions": [SPEAKING]})).status_code == 200
    viewed = (await native.viewer.get("/ivrs/50")).json()
    actions = {"actions": viewed["actions"]}
    assert places(problem(await native.editor.put("/ivrs/50", json=viewed), 422, "invalid")) == [("#", "masked")]
    assert places(problem(await native.editor.patch("/ivrs/50", json=actions), 422, "invalid")) == [("#", "masked")]
    new = {"name": "Other", "number": "6399", **actions}
    assert places(problem(await native.editor.post("/ivrs", json=new), 422, "invalid")) == [("#", "masked")]
    assert HIDDEN in (await native.editor.get("/ivrs/50")).text
