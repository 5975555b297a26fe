"""A hundred callers wait for ten agents for ten minutes, and afterwards nothing is left of them."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from switchboard.call.events import CallEvent
from switchboard.store.db.tables import extension_call, queue_offer, queue_ticket
from tests.kit.phones import open_rtp_ports
from tests.kit.product import Product
from tests.kit.queue_stays import assert_in_order, assert_told_what_is_true, statistics, stays
from tests.kit.trunks import Objects, objects_of
from tests.soak.held import held
from tests.soak.hotline import Hotline, hotline_of, the_queue
from tests.soak.test_crowd import GROWTH_KIB, rests

pytestmark = [pytest.mark.soak]

CALLERS, AGENTS = 100, 10
WARM_UP_S, LASTS_S = 60.0, 600.0
PER_SECOND = 10
WELL = {
    *("talked", "gave up", "closed", "closed in a talk"),
    *("an agent heard the caller", "an agent was left by the caller"),
}
HEARD_SHARE = 0.97
"""Of the packets that a caller should hear: what is missing was lost at the sockets of this test."""


async def test_a_hundred_callers_wait_for_ten_agents_for_ten_minutes(product: Product) -> None:
    began = datetime.now(UTC)
    async with objects_of(product) as objects, hotline_of(product, objects, AGENTS) as hotline:
        strangers = open_rtp_ports(product)
        await open_for(hotline, WARM_UP_S)
        await rests(product, objects, {}, strangers)
        before = held(product)
        await open_for(hotline, LASTS_S)
        await rests(product, objects, before, strangers)
        after = held(product)
        calls = await events_of(objects)
        told = await told_by_the_product(product, hotline.queue, began)
        assert await rows_left(product) == 0
    print(hotline.outcomes, f"{hotline.answered} talks", sep="\n")
    print(f"longest gap {max(hotline.gaps_s):.3f} s; heard at least {min(hotline.share_heard):.3f} of the packets")
    print(*(f"{name}: {before[name]}; afterwards {after[name]}" for name in before), told, sep="\n")
    found = stays(calls)
    assert_in_order(found)
    queue = the_queue(())
    assert_told_what_is_true(found, queue, AGENTS)
    expected = statistics(found, since=began, until=datetime.now(UTC), sla_s=queue.sla_s)
    assert {name: told[name] for name in expected} == expected
    assert set(hotline.outcomes) <= WELL
    assert hotline.outcomes["talked"] > LASTS_S / 20 * AGENTS
    assert min(hotline.share_heard) > HEARD_SHARE
    grown_kib = {name: after[name].resident_kib - before[name].resident_kib for name in before}
    assert max(grown_kib.values()) < GROWTH_KIB, grown_kib


async def open_for(hotline: Hotline, lasts_s: float) -> None:
    """Callers come, and all who still wait at the end hang up at once."""
    hotline.closing.clear()
    async with asyncio.TaskGroup() as group:
        group.create_task(hotline.keep_waiting(CALLERS, PER_SECOND))
        await asyncio.sleep(lasts_s)
        hotline.closing.set()


async def events_of(objects: Objects) -> Mapping[str, list[CallEvent]]:
    """By call."""
    records = await objects.calls.page(objects.tenant, limit=100_000)
    found = {one.id: (await objects.calls.get(objects.tenant, one.id))[1] for one in records}
    return {id: [row.event for row in rows] for id, rows in found.items()}


async def told_by_the_product(product: Product, queue: int, since: datetime) -> Mapping[str, object]:
    async with product.native() as http:
        answer = await http.get(f"/queues/{queue}/statistics", params={"since": since.isoformat()})
    statistics: Mapping[str, object] = answer.json()
    return statistics


async def rows_left(product: Product) -> int:
    async with product.database() as database, database.read() as connection:
        counts = [
            await connection.scalar(select(func.count()).select_from(table))
            for table in (queue_ticket, queue_offer, extension_call)
        ]
    return sum(count or 0 for count in counts)
