"""Thousands of calls, some of them ill-behaved, among strangers: afterwards the product is as it was before."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Set
from contextlib import asynccontextmanager

import pytest

from switchboard.store.calls.finding import CallFilter
from tests.kit.phones import open_rtp_ports
from tests.kit.processes import until
from tests.kit.product import Product
from tests.kit.trunks import Objects, objects_of
from tests.soak.crowd import EXPECTED, TURNS, Crowd, crowd_at
from tests.soak.held import Held, held

pytestmark = [pytest.mark.soak]

PER_SECOND = 20
WARM_UP, CALLS = 12 * len(TURNS), 38 * len(TURNS)
"""Transactions are remembered for 32 s: only after more than that is as much in memory as ever will be."""
LEFT_S = 150.0
"""The last to go are connections that are closed after 120 s."""
FEW_DESCRIPTORS = 4
GROWTH_KIB = 12 * 1024
"""Of one process: about 4 KiB a call. What is normal is a third of it."""


async def test_afterwards_everything_is_as_it_was(product: Product) -> None:
    async with crowd_at(product) as crowd, objects_of(product) as objects, asked_for_health(product):
        idle = held(product)
        await crowd.call(WARM_UP, PER_SECOND)
        await rests(product, objects, idle)
        before = held(product)
        await crowd.call(CALLS, PER_SECOND)
        await rests(product, objects, before)
        after = held(product)
        print(*(f"{name}: {before[name]}; afterwards {after[name]}" for name in before), sep="\n")
        assert dict(crowd.outcomes) == expected(WARM_UP + CALLS)
        await records_tell_of_all(objects, WARM_UP + CALLS)
        grown_kib = {name: after[name].resident_kib - before[name].resident_kib for name in before}
        assert max(grown_kib.values()) < GROWTH_KIB, grown_kib
        await one_more(crowd)


def expected(callers: int) -> dict[tuple[str, str], int]:
    """What must have become of so many callers."""
    names = Counter(TURNS)
    return {(name, EXPECTED[name]): names[name] * callers // len(TURNS) for name in names}


async def rests(
    product: Product, objects: Objects, before: Mapping[str, Held], strangers: Set[int] = frozenset()
) -> None:
    """Wait until no call goes on, no media port is open, and nobody has more descriptors than before.

    Ports of `strangers` are others' own: an orphan of another test may sit in our range.
    """

    async def left() -> list[object]:
        calls = await objects.calls.page(objects.tenant, limit=10, wanted=CallFilter(state="open"))
        now = held(product)
        more = [name for name in before if now[name].descriptors > before[name].descriptors + FEW_DESCRIPTORS]
        return [*calls, *sorted(open_rtp_ports(product) - strangers), *more]

    async def nothing_is_left() -> bool:
        return not await left()

    with contextlib.suppress(TimeoutError):
        await until(nothing_is_left, LEFT_S)
    assert await left() == []


@asynccontextmanager
async def asked_for_health(product: Product) -> AsyncIterator[None]:
    """Every second meanwhile it says that it is well, and shows the calls that go on."""

    async def ask() -> None:
        async with product.native() as http:
            while True:
                assert (await http.get(f"http://127.0.0.1:{product.api_port}/healthz")).status_code == 200
                assert (await http.get("/calls", params={"state": "open"})).status_code == 200
                await asyncio.sleep(1.0)

    async with asyncio.TaskGroup() as group:
        asking = group.create_task(ask())
        yield
        asking.cancel()


async def records_tell_of_all(objects: Objects, callers: int) -> None:
    """Every call that was let in has ended, for the reason that its kind has."""
    records = await objects.calls.page(objects.tenant, limit=2 * callers)
    print(Counter((record.ended_by, record.cause) for record in records))
    names = Counter(TURNS)
    assert len(records) == sum(names[name] for name in names if name != "guesses") * callers // len(TURNS)
    assert {record.state for record in records} == {"ended"}


async def one_more(crowd: Crowd) -> None:
    """There is still room for a caller."""
    assert await crowd.is_hung_up_on() == "hung up on"
