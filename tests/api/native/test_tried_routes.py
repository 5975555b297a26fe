"""Which route takes a number."""

import pytest

from switchboard.model.destination import HangUp
from switchboard.model.trunk import DialPattern, InboundRoute, OutboundRoute

from .support import Native, problem

pytestmark = pytest.mark.api


async def test_the_routes_in_that_take_a_number(native: Native) -> None:
    async def route(name: str, pattern: str, position: int) -> int:
        document = InboundRoute(name=name, pattern=pattern, position=position, trunks=(60,), to=HangUp())
        return (await native.repository.create(document, author="test")).id

    narrow, wide = await route("Sales", "4930123", 2), await route("All", "4930.", 3)
    found = (await native.viewer.get("/tried-routes/in?number=4930123&trunk=60")).json()["items"]
    assert [one["route"] for one in found] == [narrow, wide]
    assert (await native.neighbour.get("/tried-routes/in?number=4930123&trunk=60")).json() == {"items": []}
    problem(await native.viewer.get("/tried-routes/in?number=4930123"), 422, "invalid")
    problem(await native.viewer.get("/tried-routes/in?number=x&trunk=60"), 422, "invalid")


async def test_the_ways_out_for_a_number(native: Native) -> None:
    pattern = DialPattern(pattern="9.", strip=1)
    document = OutboundRoute(name="Out", patterns=(pattern,), trunks=(60,), extensions=(85,))
    route = (await native.repository.create(document, author="test")).id
    way = {"route": route, "pattern": "9.", "sent": "0301", "trunk": 60}
    assert way in (await native.viewer.get("/tried-routes/out?number=90301")).json()["items"]
    assert way in (await native.viewer.get("/tried-routes/out?number=90301&extension=85")).json()["items"]
    assert way not in (await native.viewer.get("/tried-routes/out?number=90301&extension=86")).json()["items"]
