"""The state of trunks."""

import pytest

from switchboard.model.trunk import Trunk
from switchboard.status import TrunkAnswer, TrunkTest

from ..trunk_states import NOON, knowing, trunk_status
from .support import Native, problem

pytestmark = pytest.mark.api


async def test_a_trunk_is_shown_as_the_calls_process_sees_it(native: Native) -> None:
    trunk = (await native.repository.create(Trunk(name="line", host="192.0.2.9"), author="test")).id
    seen = trunk_status(trunk, "down", reason="no-answer", calls=1)
    async with knowing(native.services, {trunk: seen}):
        shown = (await native.viewer.get(f"/trunks/{trunk}/status")).json()
        assert shown == seen.model_dump(mode="json")
        assert (shown["state"], shown["reason"], shown["hops"][0]["rtt_ms"]) == ("down", "no-answer", 12.5)
        assert (await native.viewer.get("/trunk-statuses")).json() == {"items": [shown]}
        assert (await native.neighbour.get("/trunk-statuses")).json() == {"items": []}
        assert problem(await native.neighbour.get(f"/trunks/{trunk}/status"), 404, "not-found")
        assert problem(await native.viewer.get("/trunks/999999/status"), 404, "not-found")


async def test_without_a_calls_process_nobody_knows(native: Native) -> None:
    trunk = (await native.repository.create(Trunk(name="line", host="192.0.2.9"), author="test")).id
    assert (await native.viewer.get(f"/trunks/{trunk}/status")).status_code == 503


async def test_a_trunk_is_asked_now(native: Native) -> None:
    trunk = (await native.repository.create(Trunk(name="line", host="192.0.2.9"), author="test")).id
    answer = TrunkAnswer(address="192.0.2.9:5060", transport="udp", status=404, reason="Not Found", rtt_ms=12.5)
    tested = TrunkTest(at=NOON, answers=(answer,))
    async with knowing(native.services, {}, tests={trunk: tested}):
        assert (await native.editor.post(f"/trunks/{trunk}/test")).json() == tested.model_dump(mode="json")
        problem(await native.viewer.post(f"/trunks/{trunk}/test"), 403, "forbidden")
        problem(await native.neighbour.post(f"/trunks/{trunk}/test"), 404, "not-found")
        gone = (await native.repository.create(Trunk(name="new", host="192.0.2.9"), author="test")).id
        problem(await native.editor.post(f"/trunks/{gone}/test"), 404, "not-found")
    problem(await native.editor.post(f"/trunks/{trunk}/test"), 503, "unavailable")
