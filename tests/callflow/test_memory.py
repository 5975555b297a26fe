"""What calls of one process know of one another: who talked when. Virtual time."""

import asyncio
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from random import Random

import pytest
from tests.callflow.scenarios.world import ANN, BOB, CID, CREW, START, company, from_ann, from_outside, told

from switchboard.callflow.memory import REMEMBERED, Memory, Talks
from switchboard.engine.simulated.loop import run_virtual
from switchboard.engine.simulated.scenario import Line, Scenario
from switchboard.errors import Unavailable
from switchboard.model.configuration import Configuration
from switchboard.model.destination import ToExtension, ToRingGroup
from switchboard.model.directory import Extension
from switchboard.model.forwarding import Forwarding
from switchboard.model.ring_group import RingGroup
from switchboard.simulation import run_scenario

pytestmark = pytest.mark.unit

BY_NAME = {"ann": ANN, "bob": BOB}


def calls(
    configuration: Configuration, *scenarios: Scenario, gap_s: float = 1.0, memory: Memory | None = None
) -> list[list[str]]:
    """What happens in calls that come one after the other."""

    async def work() -> list[list[str]]:
        shared, heard = memory or Memory(), []
        for scenario in scenarios:
            now = START + timedelta(seconds=asyncio.get_running_loop().time())
            heard.append(told((await run_scenario(configuration, scenario, now, memory=shared)).events))
            await asyncio.sleep(gap_s)
        return heard

    return run_virtual(work())


async def test_memory_is_bounded() -> None:
    """Who talked longest ago is forgotten, and is then like one who never did."""
    talks, never = Talks(), -1
    for at_s, extension in enumerate((*range(REMEMBERED), 0, REMEMBERED)):
        talks.talked(extension, at_s)
    assert await talks.longest_ago_first((1, never)) == [1, never]
    assert await talks.longest_ago_first((0, never)) == [never, 0]


class OfAllMachines:
    """Who talked when, by the hours of a day; or nobody knows."""

    def __init__(self, **at: int) -> None:
        self.known: dict[int, datetime] | None = {BY_NAME[one]: START.replace(hour=hour) for one, hour in at.items()}
        self.noted: list[int] = []

    def note(self, extension: int) -> None:
        self.noted.append(extension)

    async def at(self, extensions: Collection[int]) -> Mapping[int, datetime]:
        if self.known is None:
            raise Unavailable("away")
        return self.known


async def test_who_talked_longest_ago_at_any_machine_comes_first() -> None:
    shared = OfAllMachines(ann=11, bob=9)
    talks = Talks(shared)
    talks.talked(BOB, 1.0)
    talks.talked(CID, 2.0, matters=True)
    assert await talks.longest_ago_first((ANN, BOB, CID)) == [CID, BOB, ANN]
    shared.known = None
    assert await talks.longest_ago_first((ANN, BOB, CID)) == [ANN, BOB, CID]
    assert shared.noted == [CID]


def test_only_talks_of_those_whom_a_group_rings_by_that_are_told_to_other_machines() -> None:
    for strategy, noted in (("least_recent", {BOB}), ("memory", set())):
        shared = OfAllMachines()
        short = {"101": Line(after_s=0.5, talks_s=1)}
        calls(crew(strategy), from_outside(phones=short), memory=Memory(talks=Talks(shared)))
        assert set(shared.noted) == noted


def crew(strategy: str) -> Configuration:
    group = RingGroup.model_validate(
        {"name": "crew", "number": "600", "members": (ANN, BOB, CID), "strategy": strategy, "ring_time_s": 1}
    )
    return company((CREW, group), inbound=ToRingGroup(ring_group=CREW))


def rung(events: list[str]) -> list[str]:
    return [event.split()[1] for event in events if event.startswith("dial_started")]


def test_the_member_who_talked_longest_ago_rings_first() -> None:
    short = {number: Line(after_s=0.5, talks_s=1) for number in ("100", "101", "2000")}
    silent = {**short, "100": Line("no_answer")}
    call, missed = from_outside(phones=short), from_outside(phones=silent)
    heard = [rung(events) for events in calls(crew("least_recent"), call, call, missed, call, call)]
    assert heard == [["100"], ["101"], ["2000"], ["100"], ["101"]]


def test_talks_outside_the_group_count_too() -> None:
    placed = from_ann("101", phones={"101": Line(after_s=0.5, talks_s=1)})
    call = from_outside(phones={"2000": Line(after_s=0.5, talks_s=1)})
    assert rung(calls(crew("least_recent"), placed, call)[-1]) == ["2000"]


def test_random_rings_everybody_once_in_any_order() -> None:
    nobody = from_outside(phones=dict.fromkeys(("100", "101", "2000"), Line("no_answer")))
    orders = {tuple(rung(calls(crew("random"), nobody, memory=Memory(random=Random(seed)))[0])) for seed in range(60)}
    assert len(orders) == 6
    assert all(sorted(order) == ["100", "101", "2000"] for order in orders)


def test_an_extension_in_as_many_calls_as_it_may_is_busy() -> None:
    """Whether it was called or calls; and when the talk is over, it may have another."""

    async def work() -> list[list[str]]:
        busy = Extension(name="Ann", number="100", forwarding=Forwarding(max_calls=1))
        configuration, memory = company((ANN, busy), inbound=ToExtension(extension=ANN)), Memory()

        async def call(scenario: Scenario) -> list[str]:
            return told((await run_scenario(configuration, scenario, START, memory=memory)).events)

        first = asyncio.create_task(call(placed))
        await asyncio.sleep(2)
        second = await call(from_outside(phones={"100": Line(after_s=0.5, talks_s=1)}))
        await first
        return [second, await call(from_outside(phones={"100": Line(after_s=0.5, talks_s=1)}))]

    placed = from_ann("101", phones={"101": Line(after_s=0.5, talks_s=5)})
    refused, taken = run_virtual(work())
    assert refused == ["going_to extension 100", "not_rung 100 max_calls", "call_ended switchboard busy"]
    assert "bridged 100" in taken
