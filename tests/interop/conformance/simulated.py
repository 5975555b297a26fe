"""Scenarios on the simulated engine."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from switchboard.engine.simulated.engine import SimulatedEngine
from tests.callflow.scenarios.world import START, Case


class Scripted:
    """The engine plays everybody itself."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self.engine = SimulatedEngine(case.scenario)

    async def play(self, over: asyncio.Event) -> None:
        await self.engine.place(self._case.scenario, START)

    def left_over(self) -> Mapping[str, int]:
        return {}


@asynccontextmanager
async def scripted(case: Case) -> AsyncIterator[Scripted]:
    """The rig; nothing of it needs to be started."""
    yield Scripted(case)
