"""The PINs of conferences."""

import pytest

from switchboard.model.conference import MEMBER_PIN, MODERATOR_PIN, Conference

from ..support import put
from .support import Native, problem

pytestmark = pytest.mark.api

BOARD = 76


async def test_the_pins_of_a_conference_differ_and_are_never_shown(native: Native) -> None:
    await put(native.repository, BOARD, Conference(name="Board", number="6500"))
    path = f"/conferences/{BOARD}"
    assert (await native.editor.put(f"{path}/pin", json={"pin": "2468"})).status_code == 204
    problem(await native.editor.put(f"{path}/moderator-pin", json={"pin": "2468"}), 422, "invalid")
    problem(await native.editor.put(f"{path}/moderator-pin", json={"pin": "12"}), 422, "invalid")
    assert (await native.editor.put(f"{path}/moderator-pin", json={"pin": "97531"})).status_code == 204
    kept = [await native.services.credentials.object_secret(1, BOARD, name) for name in (MEMBER_PIN, MODERATOR_PIN)]
    assert kept == ["2468", "97531"]
    shown = (await native.viewer.get(path)).text
    assert "2468" not in shown and "97531" not in shown
    assert (await native.editor.delete(f"{path}/pin")).status_code == 204
    problem(await native.editor.put("/conferences/85/pin", json={"pin": "2468"}), 404, "not-found")
