"""What objects keep beside their documents."""

import pytest

from switchboard.model.ivr import DISA_PIN
from switchboard.store.credentials import Credentials

from .support import Native, places, problem

pytestmark = pytest.mark.api

ACTION = {"key": 3, "name": "Ask", "on": "keys", "mask": "7", "method": "GET", "url": "https://a.example/"}


async def kept(native: Native, key: int) -> dict[str, str]:
    credentials: Credentials = native.services.credentials
    return await credentials.object_secrets(1, key)


@pytest.mark.parametrize(
    ("path", "key", "body", "name", "secret"),
    [
        ("/ivrs/50/pin", 50, {"pin": "135791"}, DISA_PIN, "135791"),
        ("/ivrs/50/actions/3/secret", 50, {"secret": "to-ken!1"}, "action:3", "to-ken!1"),
        ("/trunks/60/password", 60, {"password": "pw"}, "password", "pw"),
    ],
)
async def test_a_secret_is_set_and_forgotten(
    native: Native, path: str, key: int, body: dict[str, str], name: str, secret: str
) -> None:
    assert (await native.editor.patch("/ivrs/50", json={"actions": [ACTION]})).status_code == 200
    before = (await native.viewer.get(f"/{path.split('/')[1]}/{key}")).text
    assert (await native.editor.put(path, json=body)).status_code == 204
    assert await kept(native, key) == {name: secret}
    assert (await native.viewer.get(f"/{path.split('/')[1]}/{key}")).text == before
    assert (await native.editor.delete(path)).status_code == 204
    assert await kept(native, key) == {}
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
