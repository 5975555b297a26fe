"""The same on the built-in engine, over SIP and RTP: at each kind of moment at each kind of place."""

import asyncio
import traceback
from pathlib import Path

import pytest

from tests.callflow.scenarios import ALL
from tests.callflow.scenarios.world import Case, told
from tests.interop.conformance.gone import Moment, is_over, sample_of
from tests.interop.conformance.rig import perform
from tests.interop.conformance.studio import Studio, studio
from tests.interop.conformance.telephone import wired
from tests.kit.processes import until
from tests.kit.punctual import Stage

pytestmark = [pytest.mark.interop, pytest.mark.asyncio]

AT_ONCE = 40
LATEST_S = 6.0
WITHIN_S = 2.0
"""The caller of a call that is being answered waits for that before he hangs up."""


async def test_nothing_is_left_over(tmp_path: Path) -> None:
    stage = Stage(AT_ONCE)

    async def problems_at(case: Case, moment: Moment) -> list[object]:
        return await stage.punctual(lambda: problems(case, moment, on), lambda found: not found)

    async with studio(tmp_path) as on:
        udp_before, tasks_before = udp_sockets(on.worker), asyncio.all_tasks()
        found = await asyncio.gather(*(problems_at(*one) for one in sample_of(ALL, LATEST_S)))
        assert not [one for one in found if one]
        await until(lambda: has_no_streams(on))
        assert udp_sockets(on.worker) == udp_before
        assert asyncio.all_tasks() == tasks_before


async def problems(case: Case, moment: Moment, on: Studio) -> list[object]:
    """Of a caller who is gone at that moment."""
    try:
        outcome = await perform(case, wired(on, "rfc4733"), moment)
    except Exception as error:
        return [case.name, str(moment), *traceback.format_exception(error)]
    found: list[object] = [(what, count) for what, count in outcome.left_over.items() if count]
    if not is_over(outcome.events, moment, WITHIN_S):
        found += told(outcome.events)
    return [case.name, str(moment), *found] if found else []


async def has_no_streams(on: Studio) -> bool:
    figures = await on.pool.figures()
    return not any(worker.streams for worker in on.pool.workers) and all(one and not one.streams for one in figures)


def udp_sockets(process: int) -> set[str]:
    """The UDP sockets of a process (its id), by what the kernel calls them."""
    opened = {str(path.readlink()) for path in Path(f"/proc/{process}/fd").iterdir()}
    rows = Path("/proc/net/udp").read_text().splitlines()[1:]
    return opened & {f"socket:[{row.split()[9]}]" for row in rows}
