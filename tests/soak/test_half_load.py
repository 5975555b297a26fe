"""Half an hour at half of what the machine can take: calls come and go, keys are pressed, menus are changed.

`SOAK_MINUTES` says for how long, `SOAK_HELD` how many calls are held. Nothing else may run on the machine meanwhile.
"""

import asyncio
import os
import time
from collections.abc import Iterator
from functools import partial

import pytest
from bench.call_rate import IN_FLIGHT
from bench.installation import FIRST_HZ, FIRST_RTP_PORT, LAST_RTP_PORT, NUMBER, SECOND_HZ, Installation, installed
from bench.load import Clear, Crowd, Hold, Load, PressAll, Rate

from switchboard.model.ivr import Ivr
from switchboard.model.prompt import PromptRef
from tests.kit.processes import unharmed, until
from tests.kit.product import Product
from tests.kit.trunks import Objects, objects_of
from tests.soak.held import held
from tests.soak.test_crowd import GROWTH_KIB, rests

pytestmark = [pytest.mark.soak]

MINUTES = float(os.environ.get("SOAK_MINUTES", "30"))
HELD = int(os.environ.get("SOAK_HELD", "1000"))
WARM_UP_ROUNDS = 3
"""Longer than transactions are remembered, and Python has asked for all the memory that a round takes."""
RATE_S, PRESS_S = 20.0, 4.0
SECOND_NUMBER = "7001"
LIMIT_S = 5.0
PORTS = frozenset(range(FIRST_RTP_PORT, LAST_RTP_PORT + 1))
"""A third of all ports, of which others on the machine have some: those of our workers count as descriptors."""


async def test_nothing_is_lost_and_nothing_grows() -> None:
    async with installed() as installation:
        product = installation.product
        with unharmed(product), Load(product.sip_port, NUMBER) as load:
            async with objects_of(product) as objects:
                most = await asyncio.to_thread(load.calls, Crowd(IN_FLIGHT, LIMIT_S))
                half = most.tally.ended / most.seconds / 2
                print(f"{half:.0f} calls a second, {HELD} held")
                tones = _tones()
                for _ in range(WARM_UP_ROUNDS):
                    await _round(installation, load, objects, half, *next(tones))
                before, end_s, rounds = held(product), time.monotonic() + 60 * MINUTES, 0
                while time.monotonic() < end_s:
                    await _round(installation, load, objects, half, *next(tones))
                    rounds += 1
                await rests(product, objects, before, PORTS)
                after = held(product)
        print(f"{rounds} rounds", *(f"{name}: {before[name]}; afterwards {after[name]}" for name in before), sep="\n")
        grown_kib = {name: after[name].resident_kib - before[name].resident_kib for name in before}
        assert max(grown_kib.values()) < GROWTH_KIB, grown_kib
        await until(partial(_all_is_written, product))


async def _all_is_written(product: Product) -> bool:
    """No row of the record waits, or was lost."""
    try:
        return "0 rows waiting, 0 lost" in await product.cli("status")
    except AssertionError:  # a process has not answered in time
        return False


def _tones() -> Iterator[tuple[float, float]]:
    """What callers hear before and after the key, other in each round."""
    while True:
        yield SECOND_HZ, FIRST_HZ
        yield FIRST_HZ, SECOND_HZ


async def _round(
    installation: Installation, load: Load, objects: Objects, half: float, before_hz: float, after_hz: float
) -> None:
    """Whoever calls after a change hears it; nobody is refused, no packet is lost, and every key is heard."""
    await _swap_greetings(objects)
    placed = await asyncio.to_thread(load.calls, Hold(HELD, half / 2))
    assert (placed.tally.answered, dict(placed.tally.failures)) == (HELD, {})
    calls = await asyncio.to_thread(load.calls, Rate(half, RATE_S))
    assert dict(calls.tally.failures) == {}
    assert calls.heard is not None
    assert (calls.heard.heard, calls.heard.lost, calls.heard.out_of_order) == (HELD, 0, 0)
    keys = await asyncio.to_thread(load.keys, PressAll(PRESS_S, before_hz, after_hz))
    assert len(keys.next_s) == keys.pressed == HELD
    gone = await asyncio.to_thread(load.calls, Clear())
    assert (gone.tally.ended, dict(gone.tally.failures)) == (HELD, {})
    await installation.finish()


async def _swap_greetings(objects: Objects) -> None:
    """The two menus get each other's."""
    first, second = [await objects.repository.get(Ivr, await objects.id_of(one)) for one in (NUMBER, SECOND_NUMBER)]
    for menu, other in ((first, second), (second, first)):
        change = partial(_greeting, greeting=other.document.greeting)
        await objects.repository.edit(Ivr, menu.id, change, author="soak")


def _greeting(menu: Ivr, greeting: tuple[PromptRef, ...]) -> Ivr:
    return menu.model_copy(update={"greeting": greeting})
