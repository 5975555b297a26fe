"""Scripted calls a second through the call flow on virtual time."""

import asyncio
from datetime import UTC, datetime

from bench.report import ratio, show
from bench.timing import rates
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.scenario import Scenario
from switchboard.model.configuration import Configuration
from switchboard.model.destination import PlayAndReturn, ToExtension, ToIvr
from switchboard.model.directory import Extension
from switchboard.model.ivr import Ivr, Option, Retry, Route
from switchboard.model.prompt import Announcement
from switchboard.model.stored import Stored
from switchboard.simulation import run_scenario, simulate

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
GREETING = (Announcement(name="default"),)
BATCH = 100
SCENARIO = Scenario(dialled="6200", caller="0701234567", trunk=None, script="wait:1 9 wait:4 3 wait:1 1")
"""A wrong key, then the second menu, then a phone that answers and talks."""


def configuration() -> Configuration:
    """Two menus and a phone."""
    about = Route(to=PlayAndReturn(prompt=GREETING[0]))
    first = Ivr(
        number="6200",
        name="First",
        greeting=GREETING,
        options=(Option(keys="3", route=Route(to=ToIvr(ivr=3))), Option(keys="4", route=about)),
        no_match=Retry(retries=2, retry_prompt=Announcement(name="invalid")),
    )
    second = Ivr(
        number="6201",
        name="Second",
        greeting=GREETING,
        options=(Option(keys="1", route=Route(to=ToExtension(extension=1))),),
    )
    return Configuration.of(
        [Stored(1, 1, Extension(number="1000", name="Alice")), Stored(2, 1, first), Stored(3, 1, second)]
    )


def run(quick: bool) -> None:
    """Measures and prints."""
    menus = configuration()
    scenario = Scenario(dialled="6200", caller="1000", extension=1, script=SCENARIO.script)
    events = simulate(menus, scenario, START)
    assert events[-2].type == "bridge_ended", [event.type for event in events]

    async def batch() -> None:
        for _ in range(BATCH):
            await run_scenario(menus, scenario, START)

    async def sleeps() -> None:
        for _ in events:
            await asyncio.sleep(1.0)

    alone, batched, floor = rates(
        [lambda: simulate(menus, scenario, START), lambda: run_virtual(batch()), lambda: run_virtual(sleeps())],
        1.0 if quick else 5.0,
    )
    show(
        f"5. Simulated calls a second, one core, {len(events)} events a call",
        ("", "calls/s", "ratio"),
        [
            ["simulate(): a loop of its own for each call", f"{alone:,.0f}", ratio(alone, floor)],
            ["run_scenario(): many calls on one loop", f"{batched * BATCH:,.0f}", ratio(batched * BATCH, floor)],
            ["floor: a virtual loop on which nothing happens", f"{floor:,.0f}", "target 1,000 calls/s"],
        ],
        "Floor: a new virtual loop and a coroutine that sleeps once for each event of the call.",
    )
