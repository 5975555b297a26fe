"""An office of three desks in the demo, of which one also plays the telephone network."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from switchboard.model.trunk import DialPattern, OutboundRoute, Trunk
from tests.kit.phone import Phone
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.trunks import objects_of
from tests.kit.ua import Invited

WITHIN_S = 20.0
ALICE, BOB, CAROL, MENU = "1000", "1001", "1002", "6200"
OUTSIDE = "0442079460123"
OUR_NUMBER = "5550100"


class Desk(Phone):
    """A phone that says that it rings."""

    async def invite(self, invited: Invited) -> None:
        invited.ring()
        await super().invite(invited)

    async def next(self) -> Invited:
        return await asyncio.wait_for(self.rung.get(), WITHIN_S)


@dataclass
class Office:
    product: Product
    alice: Desk
    bob: Desk
    carol: Desk
    """Who also plays the trunk."""

    async def place(self, **wanted: object) -> str:
        """The id of the call that was asked for."""
        answer = await self.asked(**wanted)
        assert answer.status_code == 201, answer.text
        assert answer.headers["Location"].endswith(answer.json()["id"])
        id: str = answer.json()["id"]
        return id

    async def asked(self, **wanted: object) -> httpx.Response:
        async with self.product.native() as native:
            return await native.post("/calls", json=wanted)

    async def hang_up(self, id: str) -> None:
        async with self.product.native() as native:
            assert (await native.post(f"/calls/{id}/hangup")).status_code in (204, 409)

    async def record(self, id: str) -> tuple[dict[str, Any], list[tuple[str, Mapping[str, Any]]]]:
        """The call once it is over, and its events."""
        async with asyncio.timeout(WITHIN_S), self.product.native() as native:
            call: dict[str, Any] = {}

            async def is_over() -> bool:
                call.update((await native.get(f"/calls/{id}")).json())
                return str(call["state"]) != "open"

            await until(is_over)
        return call, [(event["type"], event["data"]) for event in call["events"]]


@asynccontextmanager
async def office_of(product: Product) -> AsyncIterator[Office]:
    """Everybody is registered. Only Bob may call outside, by a 0 in front, through Carol's trunk."""
    async with AsyncExitStack() as stack:
        desks = [await stack.enter_async_context(Desk(product, number).registered()) for number in (ALICE, BOB, CAROL)]
        async with objects_of(product) as objects:
            port = desks[2].telephone.endpoint.port
            trunk = await objects.create(Trunk(name="uplink", host="127.0.0.1", port=port, did_numbers=(OUR_NUMBER,)))
            pattern = DialPattern(pattern="0X.", strip=1)
            await objects.create(
                OutboundRoute(name="out", patterns=(pattern,), trunks=(trunk,), extensions=(await objects.id_of(BOB),))
            )
        yield Office(product, *desks)
