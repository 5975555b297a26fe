"""Rules by which extensions forward."""

import pytest

from .support import Native, places, problem

pytestmark = pytest.mark.api


async def test_a_rule_is_a_reference_like_others(native: Native) -> None:
    """What a rule leads to cannot be deleted, and a rule leads to nothing that does not exist."""
    to = {"kind": "extension_voicemail", "extension": 86}
    body = {"forwarding": {"dnd": True, "no_answer": {"to": to, "callers": "outside", "confirm": True}}}
    changed = (await native.editor.patch("/extensions/85", json=body)).json()["forwarding"]
    assert (changed["dnd"], changed["no_answer"]["to"], changed["no_answer"]["confirm"]) == (True, to, True)
    users = problem(await native.editor.delete("/extensions/86"), 409, "in-use")["users"]
    assert "#/forwarding/no_answer/to/extension" in str(users)
    body = {"forwarding": {"no_answer": {"to": {"kind": "extension_voicemail", "extension": 999}}}}
    refused = problem(await native.editor.patch("/extensions/85", json=body), 422, "invalid")
    assert places(refused) == [("#/forwarding/no_answer/to/extension", "reference")]
