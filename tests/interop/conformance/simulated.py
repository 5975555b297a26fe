"""Scenarios on the simulated engine."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from switchboard.engine.port import take_name
from switchboard.engine.simulated.engine import SimulatedEngine
from switchboard.engine.simulated.playlist import Heard
from tests.callflow.scenarios.world import START, Case


class Scripted:
    """The engine plays everybody itself."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self.engine = SimulatedEngine(case.scenario)

    async def play(self, over: asyncio.Event) -> None:
        placed = asyncio.create_task(self.engine.place(self._case.scenario, START))
        await asyncio.sleep(0)  # until it is there
        (self._call,) = self.engine.running
        await placed

    def leave(self) -> None:
        self._call.leave()

    def takes(self) -> Iterable[Path]:
        return [Path(take_name(self._call.info.id, number + 1)) for number in range(self._call.takes)]

    def heard(self) -> Sequence[Heard]:
        return self._call.heard

    def hears(self, number: str) -> tuple[str, ...]:
        """What the caller of that number hears now."""
        return self.engine.call_of(number).hears

    def left_over(self) -> Mapping[str, int]:
        return {"rooms": len(self.engine.rooms)}


@asynccontextmanager
async def scripted(case: Case) -> AsyncIterator[Scripted]:
    """The rig; nothing of it needs to be started."""
    yield Scripted(case)
